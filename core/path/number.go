package path

import "math/bits"

// ParseFixed reads the number at the start of s and returns it with how many
// bytes it takes: 0 if there is none. ok is false if it is larger than Reach.
func ParseFixed(s string) (v Fixed, n int, ok bool) {
	return ParseDecimal(s, 16, uint64(Reach*One))
}

// ParseDecimal is ParseFixed with so many binary digits after the point, at most
// 32. ok is false if the result would be more than most, either way.
func ParseDecimal(s string, binary uint, most uint64) (v int64, n int, ok bool) {
	negative := false
	if n < len(s) && (s[n] == '-' || s[n] == '+') {
		negative = s[n] == '-'
		n++
	}
	var digits uint64
	exp, seen, point := 0, false, false
	for ; n < len(s) && (digit(s[n]) || s[n] == '.' && !point); n++ {
		if s[n] == '.' {
			point = true
			continue
		}
		seen = true
		if digits < 100_000_000_000_000_000 {
			digits = digits*10 + uint64(s[n]-'0')
			if point {
				exp--
			}
		} else if !point {
			exp++
		}
	}
	if !seen {
		return 0, 0, false
	}
	if e, k := exponent(s[n:]); k > 0 {
		exp, n = exp+e, n+k
	}
	u, ok := fixed(digits, exp, binary, most)
	if v = int64(u); negative {
		v = -v
	}
	return v, n, ok
}

// exponent reads e, a sign and digits; what is more than 9999 counts as that.
func exponent(s string) (e, n int) {
	if len(s) == 0 || s[0]|0x20 != 'e' {
		return 0, 0
	}
	i, negative := 1, false
	if i < len(s) && (s[i] == '-' || s[i] == '+') {
		negative = s[i] == '-'
		i++
	}
	from := i
	for ; i < len(s) && digit(s[i]); i++ {
		e = min(10*e+int(s[i]-'0'), 9999)
	}
	if i == from {
		return 0, 0 // the e is not an exponent's
	}
	if negative {
		e = -e
	}
	return e, i
}

// fixed returns digits·10^exp with so many binary digits after the point, and
// whether it is at most most.
func fixed(digits uint64, exp int, binary uint, most uint64) (uint64, bool) {
	if digits == 0 {
		return 0, true
	}
	for ; exp > 0; exp-- {
		if digits > most>>binary {
			return most, false
		}
		digits *= 10
	}
	if exp < -37 {
		return 0, true
	}
	for ; exp < -18; exp++ {
		digits /= 10
	}
	div := uint64(1)
	for ; exp < 0; exp++ {
		div *= 10
	}
	hi, lo := bits.Mul64(digits, 1<<binary)
	if hi >= div {
		return most, false
	}
	q, _ := bits.Div64(hi, lo, div)
	return min(q, most), q <= most
}
