//go:build linux

package trail

import (
	"encoding/binary"
	"os"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// display returns a display that takes injected events, with a window of this process at 100, 50.
func display(t *testing.T) (x *xgb.Conn, fake func(kind, detail byte, px, py int16)) {
	t.Helper()
	if os.Getenv("DISPLAY") == "" {
		t.Skip("there is no display")
	}
	x, err := xgb.NewConn()
	if err != nil {
		t.Skip("the display lets nobody in: ", err)
	}
	t.Cleanup(x.Close)
	if err := xtest.Init(x); err != nil {
		t.Skip("the display takes no injected events: ", err)
	}
	screen := xproto.Setup(x).DefaultScreen(x)
	w, err := xproto.NewWindowId(x)
	if err != nil {
		t.Fatal(err)
	}
	if err := xproto.CreateWindowChecked(x, screen.RootDepth, w, screen.Root, 100, 50, 400, 300, 0, xproto.WindowClassInputOutput, screen.RootVisual, 0, nil).Check(); err != nil {
		t.Skip("no window can be made: ", err)
	}
	const name = "_NET_WM_PID"
	atom, err := xproto.InternAtom(x, false, uint16(len(name)), name).Reply()
	if err != nil {
		t.Fatal(err)
	}
	pid := binary.NativeEndian.AppendUint32(nil, uint32(os.Getpid()))
	xproto.ChangeProperty(x, xproto.PropModeReplace, w, atom.Atom, xproto.AtomCardinal, 32, 1, pid)
	if err := xproto.MapWindowChecked(x, w).Check(); err != nil {
		t.Fatal(err)
	}
	return x, func(kind, detail byte, px, py int16) {
		t.Helper()
		if err := xtest.FakeInputChecked(x, kind, detail, 0, screen.Root, px, py, 0).Check(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestTrail: it knows each place where the pointer stayed for a moment, and from where on its button was down.
func TestTrail(t *testing.T) {
	_, fake := display(t)
	tr, end, over := New(), make(chan struct{}), make(chan struct{})
	go func() { tr.Run(end); close(over) }()
	defer func() { close(end); <-over }()
	tr.Follow(true)
	var got []Point
	until := func(what string, is func(p Point) bool) {
		t.Helper()
		for limit := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
			got, _ = tr.Take(got)
			if len(got) > 0 && is(got[len(got)-1]) {
				return
			}
			if time.Now().After(limit) {
				t.Fatalf("%s: it never is, of %v", what, got)
			}
		}
	}
	at := func(px, py int, down bool) {
		t.Helper()
		until("there", func(p Point) bool { return p.X == px-100 && p.Y == py-50 && p.Down == down })
	}
	fake(xproto.MotionNotify, 0, 150, 80)
	at(150, 80, false)
	fake(xproto.ButtonPress, 1, 0, 0)
	at(150, 80, true)
	for i := range 20 {
		fake(xproto.MotionNotify, 0, int16(160+10*i), int16(90+20*(i%2)))
		at(160+10*i, 90+20*(i%2), true)
	}
	fake(xproto.ButtonRelease, 1, 0, 0)
	at(350, 110, false)
	for i := 1; i < len(got); i++ {
		if got[i].At.Before(got[i-1].At) || got[i] == got[i-1] {
			t.Errorf("after %v comes %v", got[i-1], got[i])
		}
	}
}

// TestPointsMost: of what nobody takes the newest stay.
func TestPointsMost(t *testing.T) {
	tr := New()
	for i := range pointsMost + 1 {
		tr.add(Point{X: i})
		tr.add(Point{X: i}) // it rests
	}
	if list, whole := tr.Take(nil); len(list) != pointsMost || list[0].X != 1 || !whole {
		t.Errorf("%d points from %v on", len(list), list[0])
	}
	tr.lose()
	if list, whole := tr.Take(nil); len(list) > 0 || whole {
		t.Errorf("of an ended one there are %v", list)
	}
	var none *Trail
	none.Follow(true)
	if list, whole := none.Take(nil); len(list) > 0 || whole {
		t.Error("the nil trail has points")
	}
}
