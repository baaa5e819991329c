package raster

import (
	"math/bits"

	"easel.example/core"
)

// grainSide is the side of a texture, which repeats.
const grainSide = 128

// Textures in which each of 0…255 is equally frequent. They never change.
var (
	fineGrain    = texture(1, octave{1, 1, 3}, octave{2, 2, 4}, octave{4, 4, 2})
	coarseGrain  = texture(2, octave{1, 1, 2}, octave{2, 2, 4}, octave{4, 4, 3}, octave{16, 16, 1})
	blots        = texture(5, octave{8, 8, 4}, octave{4, 4, 1}, octave{32, 32, 3})
	fineStreaks  = texture(3, octave{1, 32, 5}, octave{4, 64, 4}, octave{2, 16, 2}, octave{16, 128, 2})
	broadStreaks = texture(4, octave{2, 64, 3}, octave{8, 64, 4}, octave{4, 8, 1}, octave{32, 32, 3})
)

// An octave is value noise with a lattice of so many texels, and its weight.
type octave struct{ high, wide, weight int32 }

// texture returns the sum of octaves, with the values replaced by their ranks.
func texture(seed uint32, list ...octave) (t [grainSide * grainSide]uint8) {
	var sum [grainSide * grainSide]int32
	var count [1 << 12]int32
	total := int32(0)
	for _, o := range list {
		total += o.weight
	}
	for i := range sum {
		y, x := int32(i)/grainSide, int32(i)%grainSide
		v := int32(0)
		for k, o := range list {
			v += o.weight * o.at(x, y, seed<<8|uint32(k))
		}
		sum[i] = v / total
		count[sum[i]]++
	}
	// Half of those that are equal count as below.
	below := int32(0)
	for i, n := range count {
		count[i] = min((below+n/2)*256/(grainSide*grainSide), 255)
		below += n
	}
	for i, v := range sum {
		t[i] = uint8(count[v])
	}
	return t
}

// at returns the octave at a texel, 0…4095: between the lattice's values by
// lines, which the ranks make smooth enough.
func (o octave) at(x, y int32, seed uint32) int32 {
	i, j := x/o.wide, y/o.high
	fx, fy := x%o.wide, y%o.high
	corner := func(i, j int32) int32 {
		return int32(chance(core.StrokeID{N: seed}, uint32(i%(grainSide/o.wide))<<16|uint32(j%(grainSide/o.high)), 0) >> 20)
	}
	a := corner(i, j)*(o.wide-fx) + corner(i+1, j)*fx
	b := corner(i, j+1)*(o.wide-fx) + corner(i+1, j+1)*fx
	return (a*(o.high-fy) + b*fy) / (o.wide * o.high)
}

// chance is what rule R1 has for randomness: a hash of a stroke, an index and a
// channel, so that whoever draws a part of a stroke draws it as all others.
func chance(id core.StrokeID, index, channel uint32) uint32 {
	hi, lo := bits.Mul64(uint64(id.Actor)<<32|uint64(id.N)^mixA, uint64(index)<<32|uint64(channel)^mixB)
	hi, lo = bits.Mul64(hi^lo^mixA, mixB)
	return uint32((hi ^ lo) >> 16)
}

// softSteps is how many squared distances from the axis a soft tip tells apart.
const softSteps = 1024

// Soft tips: what they leave where the squared distance from the axis is i/1024 of
// the squared radius.
var (
	// bell falls off as (1-d²)³, which looks like a normal distribution and ends.
	bell = profile(func(d2 int64) int64 { q := 1<<20 - d2; return q * q >> 20 * q >> 20 })
	// mound is flat in the middle: 1-d⁴.
	mound = profile(func(d2 int64) int64 { return 1<<20 - d2*d2>>20 })
)

// profile makes a table of a function of the squared distance; both are in
// 1/2^20.
func profile(f func(d2 int64) int64) (t [softSteps]uint8) {
	for i := range int64(softSteps - 1) { // the last is beyond
		t[i] = uint8(f(i<<10) * 255 >> 20)
	}
	return t
}
