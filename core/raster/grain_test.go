package raster

import "testing"

// TestTexturesAreEven checks that each value of a texture is about equally
// frequent, which the thresholds of the brushes count on, and that it repeats
// without a seam.
func TestTexturesAreEven(t *testing.T) {
	for name, tex := range map[string]*[grainSide * grainSide]uint8{
		"fine grain": &fineGrain, "coarse grain": &coarseGrain, "blots": &blots, "fine streaks": &fineStreaks, "broad streaks": &broadStreaks,
	} {
		var eighths [8]int
		seam, within := 0, 0
		for i, v := range tex {
			eighths[v/32]++
			if x := i % grainSide; x > 0 {
				within += step(v, tex[i-1])
			} else {
				seam += step(v, tex[i+grainSide-1])
			}
		}
		for k, n := range eighths {
			if n < grainSide*grainSide/8*9/10 || n > grainSide*grainSide/8*11/10 {
				t.Errorf("%s: %d values in eighth %d, want about %d", name, n, k, grainSide*grainSide/8)
			}
		}
		if seam > 2*within/(grainSide-1) {
			t.Errorf("%s: the steps over the seam add up to %d, others to %d", name, seam, within/(grainSide-1))
		}
	}
}

func step(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }

// TestCurve checks that a curve meets its places, is linear between them and
// goes on as it ends.
func TestCurve(t *testing.T) {
	c := curve(0, 0, 100, 50, 200, 250)
	for i, want := range map[int]uint8{0: 0, 50: 25, 100: 50, 150: 150, 200: 250, 511: 250} {
		if c[i] != want {
			t.Errorf("at %d it is %d, want %d", i, c[i], want)
		}
	}
}
