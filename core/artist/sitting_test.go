package artist

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"easel.example/core"
	"easel.example/core/raster"
)

// TestSitting: a sitting that ends at any moment, and is taken up by another one, draws what one
// draws that does not end.
func TestSitting(t *testing.T) {
	brief := Brief{Prompt: "a harbour at dusk", Width: 800, Height: 600, Seed: 7}
	whole := Sit(brief)
	var want []Mark
	for k, ok := whole.Next(); ok; k, ok = whole.Next() {
		want = append(want, k.Marks...)
		whole.Finish()
	}
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 1))
	s := Sit(brief)
	var got []Mark
	for range 100_000 {
		k, ok := s.Next()
		if !ok {
			break
		}
		n := min(r.IntN(12), len(k.Marks)-k.Drawn)
		got = append(got, k.Marks[k.Drawn:k.Drawn+n]...)
		if k.Drawn += n; k.Drawn == len(k.Marks) {
			s.Finish()
		}
		if r.IntN(4) == 0 { // the process ends, with what was kept of it
			at, from := s.At(uint32(len(got)))
			s = Sit(brief)
			s.Resume(at, from, nil, nil, uint32(len(got)))
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("seed %d: %d marks, which differ from the %d of one that did not end", seed, len(got), len(want))
	}
}

func TestOthers(t *testing.T) {
	s := Sit(Brief{Width: 800, Height: 600})
	at := func(n, member, hidden uint32, done bool, points int) *core.Stroke {
		return &core.Stroke{ID: core.StrokeID{Actor: 1, N: n}, Member: member, Hidden: hidden, Done: done, Points: make([]core.Point, points)}
	}
	list := []*core.Stroke{at(1, 5, 0, true, 2), at(2, core.ArtistMember, 0, true, 2), at(3, 5, 5, true, 2), at(4, 5, 0, false, 2), at(5, 5, 0, true, 0)}
	if l := s.others(list); len(l.fresh) != 1 || l.fresh[0].ID.N != 1 || l.changed || len(l.open) != 1 || !s.Busy() {
		t.Errorf("%d strokes are fresh, %d being drawn, want the first and one; busy is %v", len(l.fresh), len(l.open), s.Busy())
	}
	if l := s.others(list); len(l.fresh) != 0 || l.from[list[3].ID] != 2 || !s.Busy() {
		t.Errorf("a pen is down and draws nothing: %d are fresh, %d of its points were seen, busy is %v", len(l.fresh), l.from[list[3].ID], s.Busy())
	}
	list[3].Done = true
	if l := s.others(list); len(l.fresh) != 1 || l.fresh[0].ID.N != 4 || len(l.known) != 1 || l.changed {
		t.Errorf("%d strokes are fresh, %d known; want the one that was ended since, and one", len(l.fresh), len(l.known))
	}
	if s.others(list); s.Busy() {
		t.Error("nobody draws, and it is busy")
	}
	for _, hidden := range []uint32{5, 0} {
		list[0].Hidden = hidden
		if l := s.others(list); !l.changed || len(l.fresh) != 0 || len(l.known) != 2-min(int(hidden), 1) {
			t.Errorf("hidden by %d: changed is %v, %d fresh, %d known", hidden, l.changed, len(l.fresh), len(l.known))
		}
	}
}

func TestAloud(t *testing.T) {
	for _, text := range []string{"", "One.", "One two three four five.", strings.Repeat("many words ", 200)} {
		said, last := "", int64(-1)
		for _, w := range Aloud(text) {
			if said += w.Text; w.At < last || w.At > thoughtMostMs {
				t.Errorf("%.20q: at %d after %d", text, w.At, last)
			}
			last = w.At
		}
		if said != text {
			t.Errorf("%.20q is said as %.20q", text, said)
		}
	}
}

// drawnOver has a person draw when a sitting has drawn so many marks, and returns how many of a thousand pixels of
// that are changed when the piece has ended. A pen that is slow is down while the artist goes on.
func drawnOver(t *testing.T, b Brief, after int, slow bool, ink []*core.Stroke) int {
	t.Helper()
	s, c := Sit(b), raster.New(b.Width, b.Height)
	alone := raster.New(b.Width, b.Height)
	var all []*core.Stroke
	place := func(o *core.Stroke) {
		c.Place(o)
		all = append(all, o)
	}
	n := 0
	size, sheet := int(b.Width*b.Height*4), core.Rect{X1: b.Width, Y1: b.Height}
	before, now, only := make([]byte, size), make([]byte, size), make([]byte, size)
	for s.Look(all); ; s.Look(all) {
		k, ok := s.Next()
		if !ok {
			break
		}
		for k.Drawn < len(k.Marks) {
			m := k.Marks[k.Drawn]
			k.Drawn, n = k.Drawn+1, n+1
			place(&core.Stroke{ID: core.StrokeID{Actor: 1, N: uint32(n)}, Member: core.ArtistMember, Brush: m.Brush, Points: m.Points, Done: true})
			if n == after {
				for _, o := range ink {
					o.Done = !slow
					place(o)
					alone.Place(o)
				}
				c.WritePaper(before, sheet, 0xffffff)
			}
			s.Look(all)
		}
		for _, o := range ink {
			o.Done = true
		}
		s.Finish()
	}
	if n < after || len(s.Painter.kept) > 0 {
		t.Fatalf("%+v: it has drawn %d marks", b, n)
	}
	c.WritePaper(now, sheet, 0xffffff)
	alone.WriteRGBA(only, sheet)
	return changedInk(before, now, only)
}

// TestDrawnMeanwhile: what a person draws in the middle of a step is not painted over by what was planned before, nor by
// anything later: 95 % of it stay as they are, and nothing has to be brought back.
func TestDrawnMeanwhile(t *testing.T) {
	for i, prompt := range []string{"a harbour at dusk", "a forest", "a cat"} {
		for style, pen := range []core.Brush{redPen, bluePen} {
			for _, slow := range []bool{false, true} {
				ink := []*core.Stroke{inkOf(pen, 40, 420, 200, 330, 420, 440, 610, 80), circle(pen, 320, 130, 50)}
				ink[0].ID.N, ink[1].ID.N = 1, 2
				if got := drawnOver(t, Brief{prompt, core.Style(style), 640, 480, uint64(i)}, 5+20*i, slow, ink); got > 50 {
					t.Errorf("%q, %s, slow %v: of 1000 pixels of a person's ink %d are painted over", prompt, core.Style(style), slow, got)
				}
			}
		}
	}
}
