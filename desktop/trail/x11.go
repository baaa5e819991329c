//go:build linux || freebsd || netbsd || openbsd

package trail

import (
	"encoding/binary"
	"errors"
	"io"
	"os"
	"strings"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

const (
	drawWait   = 4 * time.Millisecond // as often as a good mouse tells
	hoverWait  = 8 * time.Millisecond // about the precision of a press; asking takes some 120 µs of a processor
	searchWait = 250 * time.Millisecond
	searchMost = 40 // times: the window may not be there yet
	depthMost  = 4  // of windows in windows, as window managers put them
)

// New returns the trail over the window of this process.
func New() *Trail { return &Trail{wake: make(chan struct{}, 1)} }

// Run asks the display until end is closed, or it has no more to tell.
func (t *Trail) Run(end <-chan struct{}) {
	defer t.lose()
	if name := os.Getenv("DISPLAY"); !strings.HasPrefix(name, ":") && !strings.HasPrefix(name, "unix:") {
		return // over a network the answers take longer than frames do
	}
	xgb.Logger.SetOutput(io.Discard) // it says on stderr what people can do without
	x, err := xgb.NewConn()
	if err != nil {
		return // it lets nobody in but Ebiten
	}
	defer x.Close()
	window, err := search(x, uint32(os.Getpid()), end)
	if err != nil {
		return
	}
	for {
		if !t.isFollowed() {
			select {
			case <-t.wake:
			case <-end:
				return
			}
		}
		at := time.Now() // before: whatever the display says is not older
		is, err := xproto.QueryPointer(x, window).Reply()
		if err != nil {
			return // the window is gone, or the display
		}
		wait := hoverWait
		if is.Mask&xproto.ButtonMask1 != 0 {
			wait = drawWait
		}
		if is.SameScreen {
			t.add(Point{int(is.WinX), int(is.WinY), wait == drawWait, at})
		}
		select {
		case <-time.After(wait):
		case <-end:
			return
		}
	}
}

var errNoWindow = errors.New("trail: no window of this process is there")

// search finds the window of a process.
func search(x *xgb.Conn, pid uint32, end <-chan struct{}) (xproto.Window, error) {
	const name = "_NET_WM_PID"
	atom, err := xproto.InternAtom(x, false, uint16(len(name)), name).Reply()
	if err != nil {
		return 0, err
	}
	for range searchMost {
		if w := find(x, xproto.Setup(x).DefaultScreen(x).Root, atom.Atom, pid, depthMost); w != 0 {
			return w, nil
		}
		select {
		case <-time.After(searchWait):
		case <-end:
			return 0, errNoWindow
		}
	}
	return 0, errNoWindow
}

// find returns the window in another one that says it is of a process, or 0. Windows come and go meanwhile.
func find(x *xgb.Conn, in xproto.Window, atom xproto.Atom, pid uint32, depth int) xproto.Window {
	tree, err := xproto.QueryTree(x, in).Reply()
	if err != nil || depth == 0 {
		return 0
	}
	for _, w := range tree.Children {
		if p, err := xproto.GetProperty(x, false, w, atom, xproto.AtomCardinal, 0, 1).Reply(); err == nil && len(p.Value) == 4 && binary.NativeEndian.Uint32(p.Value) == pid {
			return w
		}
		if found := find(x, w, atom, pid, depth-1); found != 0 {
			return found
		}
	}
	return 0
}
