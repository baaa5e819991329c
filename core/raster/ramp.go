package raster

// A ramp is the area of a pixel that lies inside a straight edge, 0 to 255, by
// the edge's signed distance from the pixel's centre: entry i is for
// i/128 - 3/4 px. A pixel is a square, which an edge at an angle meets corner
// first, so the ramp's shape depends on the direction. The last quarter is for
// negative i, by wrapping, so that distances from -2 to 5 px need no clamp.
type ramp [1024]uint8

const (
	rampClasses = 32 // steps of |ux·uy|, which is 1/2 at 45 degrees
	rampZero    = 3 * one16 / 4
	rampShift   = 16 - 7 // from Q16 to an index
	rampMask    = 1023
	rampWrap    = 768
	rampTop     = (2*rampZero)>>rampShift - 1
)

// ramps holds the ramp of each class. It never changes.
var ramps = newRamps()

// halves holds the distance, Q30, from a pixel's centre at which an edge of each
// class begins to cover it.
var halves = newHalves()

func newHalves() (list [rampClasses/2 + 1]int64) {
	for i := range list {
		list[i] = corner(int64(i)*(one30/rampClasses)) / 2
	}
	return list
}

func newRamps() (list [rampClasses/2 + 1]ramp) {
	for i := range list {
		e := edgeOf(int64(i) * (one30 / rampClasses))
		for j := range list[i] {
			if j >= rampWrap {
				continue
			}
			d := int64(min(j, rampTop))<<rampShift + 1<<(rampShift-1) - rampZero
			list[i][j] = uint8((e.inner(d<<14)*255 + one30/2) >> 30)
		}
	}
	return list
}

// An edge is one at an angle, as a pixel sees it: Q30.
type edge struct {
	p         int64 // |ux·uy| of its direction (ux, uy)
	sum, diff int64 // m+n and m-n, where m >= n >= 0 are the parts of its normal
}

func edgeOf(p int64) edge { return edge{p, corner(p), root((one30-2*p)<<12) << 9} }

// inner returns the area of a unit square inside e at distance d from its centre,
// Q30.
func (e *edge) inner(d int64) int64 {
	if d > 0 {
		return one30 - e.inner(-d)
	}
	// The edge meets the square when d passes -(m+n)/2, and its second corner at
	// -(m-n)/2.
	switch {
	case d <= -e.sum/2:
		return 0
	case d <= -e.diff/2:
		d = (d + e.sum/2) >> 15
		return (d*d<<15/(e.p>>15) + 1) / 2
	}
	return one30/2 + d<<15/((e.sum+e.diff)/2>>15)
}

// corner returns |ux| + |uy|, twice the distance from a pixel's centre at which
// an edge begins to cover it, Q30.
func corner(p int64) int64 { return root((one30+2*p)<<12) << 9 }

// classOf returns the class of a direction.
func classOf(ux, uy int64) int {
	p := abs((ux >> 15) * (uy >> 15)) // Q30, at most 1/2
	return min(int((p*rampClasses+one30/2)>>30), rampClasses/2)
}
