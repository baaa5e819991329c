package artist

import "easel.example/core/path"

// chance is a row of numbers that a seed tells, after Steele, Lea and Flood,
// "Fast splittable pseudorandom number generators" (2014).
type chance struct{ state uint64 }

func newChance(seed uint64, what string) chance {
	for i := range len(what) {
		seed = mix(seed ^ uint64(what[i]))
	}
	return chance{seed}
}

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

// between returns a number from a to b, both of which may come.
func (c *chance) between(a, b int32) int32 {
	if b <= a {
		return a
	}
	return a + int32(c.next()>>11%uint64(b-a+1))
}

// about returns a number around v, by up to so many hundredths of it.
func (c *chance) about(v, percent int32) int32 {
	d := v * percent / 100
	return c.between(min(v-d, v+d), max(v-d, v+d))
}

// one reports true once in n times.
func (c *chance) one(n int32) bool { return c.between(1, n) == 1 }

// pick returns one of a list.
func pick[T any](c *chance, list []T) T { return list[c.between(0, int32(len(list)-1))] }

// noise returns a smooth landscape of heights from -1024 to 1024 over a line, of hills
// about a step long, with two finer octaves.
func noise(seed uint64, x, step int32) int32 {
	return (4*hills(seed, x, step) + 2*hills(seed+1, x, step/2+1) + hills(seed+2, x, step/4+1)) / 7
}

func hills(seed uint64, x, step int32) int32 {
	i := x / step
	if x < 0 && x%step != 0 {
		i--
	}
	t := (x - i*step) * 1024 / step
	s := t * t / 1024 * (3072 - 2*t) / 1024 // smoothstep
	a, b := height(seed, i), height(seed, i+1)
	return a + (b-a)*s/1024
}

func height(seed uint64, i int32) int32 {
	return int32(mix(seed^mix(uint64(uint32(i))))>>40%2049) - 1024
}

// field is noise over the plane, from -1024 to 1024.
func field(seed uint64, x, y, step int32) int32 {
	j := y / step
	if y < 0 && y%step != 0 {
		j--
	}
	t := (y - j*step) * 1024 / step
	s := t * t / 1024 * (3072 - 2*t) / 1024
	a, b := hills(mix(seed+uint64(uint32(j))), x, step), hills(mix(seed+uint64(uint32(j+1))), x, step)
	return a + (b-a)*s/1024
}

// turned returns what lies so far from the origin, at an angle in 1/10 degree.
func turned(far, tenths int32) (x, y int32) {
	sin, cos := path.SinCos(path.Fixed(tenths) * path.One / 10)
	return int32(int64(far) * cos >> 30), int32(int64(far) * sin >> 30)
}

func isqrt(v uint64) uint64 { return path.Sqrt(v) }
