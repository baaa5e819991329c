package raster

// Drops are strewn at steps of the way: at each step some, within the radius.
const (
	dropStep  = 6 // steps in a width
	dropLeast = 4 // px: they are no shorter
	dropCount = 3 // at a step
	tapDrops  = 18
)

// strew draws the drops of the segment that ends at point i, or of a tap.
func (t *tracer) strew(i int) {
	v := t.vertex(i)
	if i == 0 {
		for k := range uint32(tapDrops) {
			t.drop(v, k)
		}
		return
	}
	step := max(int64(t.brush.Width)*(one8/16)/dropStep, dropLeast*one8*int64(t.f.view.Zoom))
	from, to := t.way[i-1], t.way[i]
	a := t.vertex(i - 1)
	least, most := t.near(i)
	least, most = from+(to-from)*least>>16, from+(to-from)*most>>16
	for n := (max(from, least-step) + step - 1) / step; n*step < min(to, most+step); n++ {
		part := (n*step - from) * one8 / max(to-from, 1)
		at := vertex{
			a.x + int32(int64(v.x-a.x)*part>>8),
			a.y + int32(int64(v.y-a.y)*part>>8),
			a.r + int32(int64(v.r-a.r)*part>>8),
		}
		for k := range uint32(dropCount) {
			t.drop(at, uint32(n)*dropCount+k+tapDrops)
		}
	}
}

// near returns between which parts of the segment that ends at point i it comes near
// the tile, 1/65536 of it: a long one passes many tiles, each of which sees a few of
// its drops.
func (t *tracer) near(i int) (from, to int64) {
	a, b := t.pts[i-1], t.pts[i]
	from, to = 0, 1<<16
	for _, s := range [2][4]int32{{a.X, b.X, t.x0, t.x1}, {a.Y, b.Y, t.y0, t.y1}} {
		d := int64(s[1] - s[0])
		if d == 0 {
			continue // it does not miss the tile, says misses
		}
		p, q := int64(s[2]-s[0])<<16/d, int64(s[3]-s[0])<<16/d
		from, to = max(from, min(p, q)-1), min(to, max(p, q)+1)
	}
	return from, to
}

// drop draws drop n, which falls near the middle more often than far out, and is
// more often small than large.
func (t *tracer) drop(at vertex, n uint32) {
	u := chance(t.id, n, 1)
	if u&3 == 0 {
		return // uneven, as a brush that is flicked
	}
	size := int64(u>>8&255) * int64(u>>16&255) / 255 * int64(u>>24) / 255 // 0…255
	r := max(int64(at.r)*(8+size*70/255)>>8, one8*3/8*int64(t.f.view.Zoom))
	far := max(int64(at.r)-r, 0)
	// The mean of two dice is more often in the middle.
	d := chance(t.id, n, 2)
	e := chance(t.id, n, 3)
	x := int64(d&0xffff) + int64(d>>16) - 0xffff
	y := int64(e&0xffff) + int64(e>>16) - 0xffff
	if x>>8*(x>>8)+y>>8*(y>>8) > 1<<16 {
		x, y = x/2, y/2
	}
	t.into.dot(t.f, vertex{at.x + int32(x*far>>16), at.y + int32(y*far>>16), int32(r)})
}
