package core

import "math/bits"

// PressureUnits is what a step of pressure weighs against a distance, in 1/32
// px: eight steps like a quarter of a px, about what each changes of an edge
// under a brush of 16 px.
const PressureUnits = 1

// Distance2 returns the square of the distance of p from the segment a b,
// in 1/32 px and rounded up, with the pressure as a third axis. Coordinates are
// within 2^24, far more than any piece holds.
func Distance2(p, a, b Point) int64 {
	abx, aby, abz := axes(a, b)
	apx, apy, apz := axes(a, p)
	along := apx*abx + apy*aby + apz*abz
	length := abx*abx + aby*aby + abz*abz
	if along <= 0 || length == 0 {
		return apx*apx + apy*apy + apz*apz
	}
	if along >= length {
		bpx, bpy, bpz := axes(b, p)
		return bpx*bpx + bpy*bpy + bpz*bpz
	}
	// |ap|² less the square of what lies along ab, which may take 80 bits. As
	// along < length, the quotient fits.
	hi, lo := bits.Mul64(uint64(along), uint64(along))
	q, _ := bits.Div64(hi, lo, uint64(length))
	return apx*apx + apy*apy + apz*apz - int64(q)
}

func axes(a, b Point) (x, y, z int64) {
	return int64(b.X - a.X), int64(b.Y - a.Y), PressureUnits * (int64(b.Pressure) - int64(a.Pressure))
}
