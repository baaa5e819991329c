package path

import (
	"math/rand/v2"
	"testing"

	"easel.example/core"
)

// inside reports whether a place, in 1/2^20 px, is inside a closed path by the
// even-odd rule.
func inside(list []core.Point, x, y int64) bool {
	in := false
	for i := 1; i < len(list); i++ {
		ax, ay := int64(list[i-1].X)<<15, int64(list[i-1].Y)<<15
		bx, by := int64(list[i].X)<<15, int64(list[i].Y)<<15
		if (ay > y) != (by > y) {
			side := (bx-ax)*(y-ay) - (x-ax)*(by-ay)
			if side > 0 == (by > ay) {
				in = !in
			}
		}
	}
	return in
}

// TestOutlineEnclosesTheRegion checks, on random regions, that the middle of
// each pixel is inside just if the region holds the pixel.
func TestOutlineEnclosesTheRegion(t *testing.T) {
	seed := rand.Uint64()
	rnd := rand.New(rand.NewPCG(seed, 3))
	for round := range 300 {
		w, h := 1+rnd.Int32N(90), 1+rnd.Int32N(12)
		r := NewRegion(w, h)
		for y := range h {
			for x := range w {
				if rnd.IntN(1+round%5) == 0 {
					r.Add(x, y)
				}
			}
		}
		list := r.Outline(nil, 0, 0)
		for y := range h {
			for x := range w {
				if got := inside(list, int64(x)<<20+541_237, int64(y)<<20+502_411); got != r.Has(x, y) {
					t.Fatalf("seed %d, round %d: pixel %d, %d of %d × %d is inside: %v, want %v", seed, round, x, y, w, h, got, !got)
				}
			}
		}
		if n := len(list); n > 0 && list[0] != list[n-1] {
			t.Fatalf("seed %d: it begins at %v and ends at %v", seed, list[0], list[n-1])
		}
	}
}

func TestOutlineLeavesSpecksOut(t *testing.T) {
	r := NewRegion(40, 40)
	for y := int32(2); y < 38; y++ {
		for x := int32(2); x < 38; x++ {
			if x != 20 || y != 20 {
				r.Add(x, y)
			}
		}
	}
	whole, plain := r.Outline(nil, 16, 0), r.Outline(nil, 16, 4)
	if len(plain) >= len(whole) || len(plain) > 10 {
		t.Errorf("%d points, without the speck %d", len(whole), len(plain))
	}
}

func TestGrow(t *testing.T) {
	seed := rand.Uint64()
	rnd := rand.New(rand.NewPCG(seed, 4))
	for range 100 {
		w, h := 1+rnd.Int32N(140), 1+rnd.Int32N(9)
		r, was := NewRegion(w, h), NewRegion(w, h)
		for y := range h {
			for x := range w {
				if rnd.IntN(9) == 0 {
					r.Add(x, y)
					was.Add(x, y)
				}
			}
		}
		r.Grow()
		for y := range h {
			for x := int32(0); x < r.wide*64; x++ {
				want := x < w && (was.Has(x, y) || was.Has(x-1, y) || was.Has(x+1, y) || was.Has(x, y-1) || was.Has(x, y+1))
				if got := r.bits[y*r.wide+x>>6]>>(x&63)&1 != 0; got != want {
					t.Fatalf("seed %d: pixel %d, %d of %d × %d is in: %v, want %v", seed, x, y, w, h, got, want)
				}
			}
		}
	}
}
