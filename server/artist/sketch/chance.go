package sketch

import "math"

// chance is a row of numbers that a seed tells, after Steele, Lea and Flood, "Fast
// splittable pseudorandom number generators" (2014).
type chance struct{ state uint64 }

func mix(z uint64) uint64 {
	z += 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

func (c *chance) next() uint64 {
	c.state += 0x9e3779b97f4a7c15
	return mix(c.state)
}

// unit returns a number from 0 to 1, which itself never comes.
func (c *chance) unit() float64 { return float64(c.next()>>11) / (1 << 53) }

// below returns a whole number from 0 to n-1.
func (c *chance) below(n int64) int64 { return int64(c.next() % uint64(n)) }

// normal returns a number of the normal distribution (Box and Muller, 1958).
func (c *chance) normal() float64 {
	u, v := 1-c.unit(), c.unit()
	return math.Sqrt(-2*math.Log(u)) * math.Cos(2*math.Pi*v)
}

// noise is a smooth landscape over the plane, with hills about 1 wide and heights from
// -1 to 1 (Perlin, "Improving noise", 2002).
func noise(seed uint64, x, y float64) float64 {
	x0, y0 := math.Floor(x), math.Floor(y)
	u, v := x-x0, y-y0
	slope := func(i, j float64) float64 {
		h := mix(mix(seed^uint64(int64(x0+i))) ^ uint64(int64(y0+j)))
		sin, cos := math.Sincos(float64(h>>11) / (1 << 53) * 2 * math.Pi)
		return (u-i)*cos + (v-j)*sin
	}
	fade := func(t float64) float64 { return t * t * t * (t*(6*t-15) + 10) }
	between := func(a, b, t float64) float64 { return a + (b-a)*t }
	low := between(slope(0, 0), slope(1, 0), fade(u))
	high := between(slope(0, 1), slope(1, 1), fade(u))
	return min(max(between(low, high, fade(v))*math.Sqrt2, -1), 1)
}
