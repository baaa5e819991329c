package artist

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"easel.example/core"
	"easel.example/core/wire"
	"easel.example/server/artist/model"
)

// many is a call that draws so many strokes, which take long to be performed.
func many(n int) string {
	var list []string
	for i := range n {
		list = append(list, fmt.Sprintf(`{"type":"line","points":[[100,%d],[1500,%d]]}`, 20+i%1000, 120+i%1000))
	}
	return `draw_paths {"paths":[` + strings.Join(list, ",") + `]}`
}

// TestFullStage: when as many strokes as may wait to be performed the artist waits, people see why,
// and it is told; there are never more (L2).
func TestFullStage(t *testing.T) {
	f := &fake{}
	f.reply = func(n int, r model.Request) (model.Reply, error) {
		switch {
		case n == 1:
			return calls(many(8)), nil
		case heard(r, "There was no room for more at once") == 0:
			t.Errorf("it was not told that it had to wait: %+v", r.Messages[len(r.Messages)-1])
		}
		return says("So far."), nil
	}
	w := newTightWorld(t, 3, withModel(f))
	v := w.view()
	w.start("lines")
	hand, err := w.hub.Hand(t.Context(), w.id, wire.Member{ID: 7, Name: "x", Role: core.Painter}, 99)
	if err != nil {
		t.Fatal(err)
	}
	defer hand.Close()
	v.until("the end of the turn", func(a wire.Artist) bool {
		if _, n, err := hand.Backlog(t.Context()); err != nil || n > 3 {
			t.Errorf("%d strokes wait, %v", n, err)
		}
		return quiet(a)
	})
	if n, _ := v.strokes(); n != 8 {
		t.Errorf("%d strokes are drawn, want 8", n)
	}
}

// TestResetInTheMiddle: a new piece ends tools that run, and nothing of them lands on either
// piece afterwards (trap 30).
func TestResetInTheMiddle(t *testing.T) {
	for _, c := range []struct{ name, call string }{
		{"drawing", many(40)},
		{"a sketch", `run_sketch {"program":"def f(n):\n    for i in range(4000000):\n        n += 1\n    return n\nf(0)\nline(0, 0, 99, 99)\n"}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := &fake{}
			f.reply = func(n int, r model.Request) (model.Reply, error) {
				if n == 1 {
					return calls(c.call), nil
				}
				return says("A new sheet."), nil
			}
			w := newTightWorld(t, 3, withModel(f))
			v := w.view()
			w.start("the old one")
			v.until("the tool", func(wire.Artist) bool { return len(v.said(wire.ToolBegun)) > 0 })
			number, err := w.hub.NewPiece(t.Context(), w.id, 400, 300, core.Plotter)
			if err != nil {
				t.Fatal(err)
			}
			begin := time.Now()
			if err := w.artists.Begin(t.Context(), w.id, number, Brief{Prompt: "the new one", Paint: true}); err != nil {
				t.Fatal(err)
			}
			v = w.view()
			v.until("a turn on the new piece", func(a wire.Artist) bool { return a.Piece == number && quiet(a) })
			if d := time.Since(begin); d > 10*time.Second {
				t.Errorf("the old tool held the new piece up for %v", d)
			}
			w.start2(t)
			if n, _ := v.strokes(); n != 0 || len(v.said(wire.ToolEnded))+len(v.said(wire.ToolFailed)) > 0 {
				t.Errorf("%d strokes of the old piece's turn are on the new one, and of its tools %q", n, v.said(wire.ToolFailed))
			}
		})
	}
}

// TestLateBegin: who is told of a piece that is not the newest any more stays with the newest.
func TestLateBegin(t *testing.T) {
	w := newWorld(t, withModel(&fake{reply: func(int, model.Request) (model.Reply, error) { return says("I look."), nil }}))
	for want := range uint32(2) {
		if n, err := w.hub.NewPiece(t.Context(), w.id, 400, 300, core.Paint); err != nil || n != want+2 {
			t.Fatal(n, err)
		}
	}
	for _, piece := range []uint32{3, 2} {
		if err := w.artists.Begin(t.Context(), w.id, piece, Brief{Prompt: fmt.Sprint(piece), Paint: true}); err != nil {
			t.Fatal(err)
		}
	}
	w.view().until("a turn", func(a wire.Artist) bool { return quiet(a) && a.Piece == 3 && a.Prompt == "3" })
}

// TestPicturesAreSmall: a picture has less than the megabyte of base64 that providers take, even
// one of noise (trap 27).
func TestPicturesAreSmall(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, viewSide, viewSide))
	r := rand.New(rand.NewPCG(1, 2))
	for i := range m.Pix {
		m.Pix[i] = 255 * byte(r.IntN(2))
	}
	p, err := encode(m)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(p.Bytes); n > bytesMost || n < 100_000 || (n+2)/3*4 >= 1<<20 {
		t.Errorf("noise has %d bytes", n)
	}
	if c, err := jpeg.DecodeConfig(bytes.NewReader(p.Bytes)); err != nil || c.Width != viewSide {
		t.Errorf("it is %+v, %v", c, err)
	}
}

// TestNothingIsLeft: when the artists have ended, none of their goroutines is there any more.
func TestNothingIsLeft(t *testing.T) {
	before := runtime.NumGoroutine()
	for range 3 {
		w := newWorld(t, func(c *Config) { c.Ahead = time.Millisecond })
		v := w.view()
		w.start("hills in autumn")
		v.until("strokes", func(wire.Artist) bool { n, _ := v.strokes(); return n > 0 })
		v.leave()
		w.stop()
	}
	for end := time.Now().Add(patience); runtime.NumGoroutine() > before; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			buf := make([]byte, 1<<16)
			t.Fatalf("%d goroutines, before %d:\n%s", runtime.NumGoroutine(), before, buf[:runtime.Stack(buf, true)])
		}
	}
}
