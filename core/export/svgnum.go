package export

import (
	"math/bits"
	"strconv"
	"strings"

	"easel.example/core/path"
)

// decimal reads the number at the start of s with 32 binary digits after the
// point; n is 0 if there is none within FarMax.
func decimal(s string) (v int64, n int) {
	v, n, ok := path.ParseDecimal(s, 32, FarMax*one32)
	if !ok {
		return 0, 0
	}
	return v, n
}

// units are those of lengths that are the same everywhere, in 1/65536 px.
var units = map[string]int64{
	"": path.One, "px": path.One, "pt": path.One * 4 / 3, "pc": path.One * 16, "mm": path.One * 960 / 254, "cm": path.One * 9600 / 254,
	"in": path.One * 96, "q": path.One * 240 / 254, "rem": path.One * 16,
}

// numbers reads numbers between commas or white space; nil if one of them is none.
func numbers(s string) []int64 {
	var list []int64
	for f := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ',' || r == ' ' || r >= '\t' && r <= '\r' }) {
		v, n := decimal(f)
		if n != len(f) || len(list) == 6 {
			return nil
		}
		list = append(list, v)
	}
	return list
}

// quotient returns a/b with 32 binary digits after the point, for a >= 0, b > 0.
func quotient(a, b int64) int64 {
	hi, lo := bits.Mul64(uint64(a), one32)
	if hi >= uint64(b) {
		return far
	}
	q, _ := bits.Div64(hi, lo, uint64(b))
	return int64(min(q, far))
}

// pathData writes path data of words and of numbers with 32 binary digits.
func pathData(parts ...any) string {
	var b []byte
	for _, p := range parts {
		b = append(b, ' ')
		switch p := p.(type) {
		case string:
			b = append(b, p...)
		case int64:
			if p < 0 {
				b = append(b, '-')
				p = -p
			}
			b = strconv.AppendInt(b, p>>32, 10)
			b = append(b, '.')
			for range 7 {
				p = p & (one32 - 1) * 10
				b = append(b, byte('0'+p>>32))
			}
		}
	}
	return string(b)
}

// transform reads a list such as "translate(1 2) rotate(30)". One with an error is as if it were not there, by CSS
// Transforms (section 6). What is out of bounds stays so.
func transform(s string) (m affine, ok bool) {
	m = identity()
	for strings.Trim(s, " ,\t\r\n") != "" {
		name, rest, open := strings.Cut(s, "(")
		args, after, closed := strings.Cut(rest, ")")
		t, known := one(strings.Trim(name, " ,\t\r\n"), numbers(args))
		if !open || !closed || !known {
			return identity(), false
		}
		if m, s = m.times(t), after; !m.bounded() {
			return m, true
		}
	}
	return m, true
}

func one(name string, v []int64) (affine, bool) {
	n := len(v)
	angle := func() path.Fixed { return v[0] >> 16 % (360 * path.One) }
	switch {
	case name == "matrix" && n == 6:
		return affine{v[0], v[1], v[2], v[3], v[4], v[5]}, true
	case name == "translate" && n == 1:
		return translation(v[0], 0), true
	case name == "translate" && n == 2:
		return translation(v[0], v[1]), true
	case name == "scale" && n == 1:
		return affine{a: v[0], d: v[0]}, true
	case name == "scale" && n == 2:
		return affine{a: v[0], d: v[1]}, true
	case name == "rotate" && n == 1:
		return rotation(angle()), true
	case name == "rotate" && n == 3:
		return translation(v[1], v[2]).times(rotation(angle())).times(translation(-v[1], -v[2])), true
	case name == "skewX" && n == 1:
		return affine{a: one32, c: tangent(angle()), d: one32}, true
	case name == "skewY" && n == 1:
		return affine{a: one32, b: tangent(angle()), d: one32}, true
	}
	return affine{}, false
}
