package crowd

import (
	"slices"
	"testing"

	"easel.example/core"
	"easel.example/desktop/guest"
)

// TestFramed checks sizes against RFC 6455, section 5.2.
func TestFramed(t *testing.T) {
	for _, c := range []struct {
		n            int
		server, user int64
	}{
		{0, 2, 6}, {125, 127, 131}, {126, 130, 134}, {65_535, 65_539, 65_543}, {65_536, 65_546, 65_550},
	} {
		if got := Framed(c.n, false); got != c.server {
			t.Errorf("Framed(%d, false) = %d, want %d", c.n, got, c.server)
		}
		if got := Framed(c.n, true); got != c.user {
			t.Errorf("Framed(%d, true) = %d, want %d", c.n, got, c.user)
		}
	}
}

// TestUpdates checks that any way of cutting strokes gives the same strokes,
// all of which a piece admits whole.
func TestUpdates(t *testing.T) {
	const strokes, w, h = 6, 1600, 1200
	var want []*core.Stroke
	for _, k := range []int{64, 32, 16, 8, 4, 2, 1} {
		p := core.NewPiece(1, w, h, core.Paint, core.DefaultLimits())
		p.Apply(core.Batch{Ops: []core.Op{{Kind: core.Join, Stroke: core.StrokeID{Actor: 1}, Replica: 9, Member: 1}}}, 0, nil)
		next := inUpdates(newHand(3, w, h), 1, k, strokes*strokePoints/k)
		n := 0
		for ops := next(0); ops != nil; ops = next(n) {
			n++
			if _, cut := p.Apply(core.Batch{Actor: 1, Num: uint32(n), Ops: ops}, 0, nil); cut {
				t.Fatalf("in updates of %d points, update %d is cut", k, n)
			}
		}
		got := p.Strokes()
		if want == nil {
			want = got
		}
		if n != strokes*strokePoints/k || len(got) != strokes {
			t.Fatalf("in updates of %d points: %d updates, %d strokes, want %d strokes", k, n, len(got), strokes)
		}
		for i, s := range got {
			if !s.Done || !slices.Equal(s.Points, want[i].Points) || s.Brush != want[i].Brush {
				t.Errorf("in updates of %d points, stroke %d is another one", k, i)
			}
		}
	}
}

// TestBusy checks the bounds of a crowd that draws.
func TestBusy(t *testing.T) {
	good := Plan{Rate: 30, Points: 4, Seconds: 1}
	for name, c := range map[string]struct {
		hands int
		plan  Plan
	}{
		"nobody":    {0, good},
		"too many":  {BusyMax + 1, good},
		"no rate":   {1, Plan{Points: 4, Seconds: 1}},
		"no points": {1, Plan{Rate: 30, Seconds: 1}},
	} {
		if err := Busy(t.Context(), guest.Address{}, c.hands, c.plan); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestCheck checks the bounds of a plan.
func TestCheck(t *testing.T) {
	good := Plan{Viewers: 50, Rate: 60, Points: 8, Seconds: 10}
	if err := good.Check(); err != nil {
		t.Errorf("Check(%+v) = %v", good, err)
	}
	for name, spoil := range map[string]func(*Plan){
		"too many viewers": func(p *Plan) { p.Viewers = ViewersMax + 1 },
		"too many points":  func(p *Plan) { p.Points = 128 },
		"too long":         func(p *Plan) { p.Seconds = 3601 },
		"too many updates": func(p *Plan) { p.Rate, p.Seconds = 1e5, 3600 },
	} {
		p := good
		if spoil(&p); p.Check() == nil {
			t.Errorf("%s: no error for %+v", name, p)
		}
	}
}
