package app

import (
	"math"
	"math/rand/v2"
	"testing"
)

func near(a, b Spot) bool { return math.Hypot(a.X-b.X, a.Y-b.Y) < 1e-6 }

func someView(r *rand.Rand) View {
	return View{r.Float64()*2000 - 1000, r.Float64()*2000 - 1000, math.Exp(r.Float64()*6 - 2.9), r.Float64()*6 - 3, r.IntN(2) == 0}
}

// TestView checks the laws of views: there and back is where one was, and what a change is
// about stays where it is.
func TestView(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 1))
	for range 1000 {
		v, at := someView(r), Spot{r.Float64() * 1000, r.Float64() * 1000}
		if got := v.ToScreen(v.ToPiece(at)); !near(got, at) {
			t.Fatalf("seed %d: %+v leads from %v to %v", seed, v, at, got)
		}
		p := v.ToPiece(at)
		for name, w := range map[string]View{
			"zoomed": v.ZoomAt(at, r.Float64()*3), "turned": v.TurnAt(at, r.Float64()*7), "flipped": v.FlipAt(at),
		} {
			if got := w.ToScreen(p); math.Hypot(got.X-at.X, got.Y-at.Y) > 1e-4 {
				t.Fatalf("seed %d: %s, %+v becomes %+v, and %v is at %v", seed, name, v, w, at, got)
			}
			if w.Zoom < ZoomMin || w.Zoom > ZoomMax || math.Abs(w.Angle) > math.Pi+1e-9 {
				t.Fatalf("seed %d: %s: %+v", seed, name, w)
			}
		}
		if v.FlipAt(at).FlipAt(at); !near(v.FlipAt(at).FlipAt(at).ToScreen(Spot{1, 2}), v.TurnAt(at, 0).ToScreen(Spot{1, 2})) {
			t.Fatalf("seed %d: to flip %+v twice is not to leave it", seed, v)
		}
	}
}

// TestFitted checks that a piece that is seen whole lies within what panels leave of the window.
func TestFitted(t *testing.T) {
	room := Room{Left: 60, Right: 320, Top: 50, Bottom: 40}
	for _, c := range []struct {
		w, h int32
		want float64
	}{{800, 600, 0.775}, {240, 240, 1}, {4096, 240, 620.0 / 4096}, {240, 4096, 710.0 / 4096}} {
		for _, flip := range []bool{false, true} {
			v := View{Flip: flip, Zoom: 3, Angle: 1}.fitted(1000, 800, c.w, c.h, room)
			if math.Abs(v.Zoom-c.want) > 1e-9 || v.Angle != 0 || v.Flip != flip {
				t.Errorf("a piece of %d × %d px: %+v, want a zoom of %v", c.w, c.h, v, c.want)
			}
			for _, corner := range []Spot{{0, 0}, {float64(c.w), float64(c.h)}} {
				s := v.ToScreen(corner)
				if s.X < room.Left-1 || s.X > 1000-room.Right+1 || s.Y < room.Top-1 || s.Y > 800-room.Bottom+1 {
					t.Errorf("a corner of a piece of %d × %d px is at %v", c.w, c.h, s)
				}
			}
		}
	}
}

// TestPinched checks two fingers: what is under each stays there, but for the zoom's bounds.
func TestPinched(t *testing.T) {
	v := View{X: 10, Y: 20, Zoom: 1}
	from := [2]Spot{{100, 100}, {200, 100}}
	to := [2]Spot{{150, 80}, {150, 280}}
	w := v.pinched(from, to)
	for i := range from {
		if got := w.ToScreen(v.ToPiece(from[i])); !near(got, to[i]) {
			t.Errorf("finger %d went to %v, what is under it to %v", i, to[i], got)
		}
	}
}
