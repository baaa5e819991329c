package export

import "easel.example/core/path"

// An affine maps (x, y) to (a x + c y + e, b x + d y + f). All have 32 binary
// digits after the point, so that many maps after one another stay exact enough.
type affine struct{ a, b, c, d, e, f int64 }

func identity() affine { return affine{a: one32, d: one32} }

func translation(x, y int64) affine { return affine{a: one32, d: one32, e: x, f: y} }

// rotation turns by an angle in 1/65536 degree.
func rotation(angle path.Fixed) affine {
	sin, cos := path.SinCos(angle)
	return affine{a: cos << 2, b: sin << 2, c: -sin << 2, d: cos << 2}
}

// tangent returns the tangent of an angle in 1/65536 degree, at most far.
func tangent(angle path.Fixed) int64 {
	sin, cos := path.SinCos(angle)
	if max(cos, -cos) < 1<<8 {
		return far
	}
	return (sin << 32 / cos)
}

// times returns the map that does n first, then m.
func (m affine) times(n affine) affine {
	return affine{
		times32(m.a, n.a) + times32(m.c, n.b), times32(m.b, n.a) + times32(m.d, n.b),
		times32(m.a, n.c) + times32(m.c, n.d), times32(m.b, n.c) + times32(m.d, n.d),
		times32(m.a, n.e) + times32(m.c, n.f) + m.e, times32(m.b, n.e) + times32(m.d, n.f) + m.f,
	}
}

// bounded reports whether products of m stay exact.
func (m affine) bounded() bool {
	most := int64(0)
	for _, v := range [...]int64{m.a, m.b, m.c, m.d} {
		most = max(most, v, -v)
	}
	return most < 1<<50 && max(m.e, -m.e, m.f, -m.f) < 1<<58
}

// matrix returns m for package path; it is bounded.
func (m affine) matrix() path.Matrix {
	r := func(v int64) int64 { return (v + 1<<15) >> 16 }
	return path.Matrix{A: r(m.a), B: r(m.b), C: r(m.c), D: r(m.d), E: r(m.e), F: r(m.f)}
}

func (m affine) apply(v path.Vec) path.Vec {
	return path.Vec{
		X: times32(v.X, m.a) + times32(v.Y, m.c) + (m.e+1<<15)>>16,
		Y: times32(v.X, m.b) + times32(v.Y, m.d) + (m.f+1<<15)>>16,
	}
}

// stretch returns by how much m makes a length greater, taken over all directions:
// the root of what it makes of an area.
func (m affine) stretch() int64 {
	det := times32(m.a, m.d) - times32(m.b, m.c)
	return int64(path.Sqrt(uint64(min(max(det, -det), 1<<62)))) << 16
}
