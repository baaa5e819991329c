package path

// A Matrix is an affine map in 1/65536: (x, y) goes to (A x + C y + E, B x + D y + F).
// A to D are below 2^40, E and F below 2^56.
type Matrix struct{ A, B, C, D, E, F int64 }

// Identity maps every place to itself.
func Identity() Matrix { return Matrix{A: One, D: One} }

// Apply returns where m maps v.
func (m Matrix) Apply(v Vec) Vec {
	return Vec{scale(m.A, v.X) + scale(m.C, v.Y) + m.E, scale(m.B, v.X) + scale(m.D, v.Y) + m.F}
}

// scale returns k·v/65536, rounded down, without overflow for |k| < 2^40.
func scale(k, v int64) int64 { return (v>>16)*k + (v&(One-1))*k>>16 }

// stretch returns in 1/65536 how much longer m makes a vector, or more.
func (m Matrix) stretch() int64 {
	a, b, c, d := abs(m.A), abs(m.B), abs(m.C), abs(m.D)
	return max(a+c, b+d, a+b, c+d)
}
