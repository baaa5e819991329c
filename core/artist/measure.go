package artist

import "easel.example/core"

// A measure is a picture in figures, and its cells.
type measure struct {
	*Canvas
	cell, wide, high int32 // px; cells
	cells            []tone
	lights           []uint8 // of the pixels

	painted          int32 // ‰ of the sheet
	detailed         int32 // ‰ of the cells
	dark, light      int32 // 0 to 255
	weightX, weightY int32 // ‰, where the middle of the weight is
}

// A tone is what a part of a picture looks like, over white paper.
type tone struct {
	n      int64 // pixels
	rgb    [3]int32
	light  int32
	detail int32 // how much neighbours differ, on average
}

// How many cells the shorter side has, and how many steps at which neighbours are compared:
// a picture of any size has the same figures.
const (
	cellsHigh = 24
	stepsHigh = 240
)

func measured(c *Canvas) *measure {
	m := &measure{Canvas: c, cell: max(min(c.Width, c.Height)/cellsHigh, 2)}
	m.wide, m.high = (c.Width+m.cell-1)/m.cell, (c.Height+m.cell-1)/m.cell
	m.lights = make([]uint8, int(c.Width)*int(c.Height))
	for i := range m.lights {
		p := c.Pix[4*i : 4*i+4]
		m.lights[i] = uint8(min((uint32(p[0])*77+uint32(p[1])*151+uint32(p[2])*28)>>8+255-uint32(p[3]), 255))
	}
	var tones [256]int64
	painted := int64(0)
	for j := range m.high {
		for i := range m.wide {
			box := core.Rect{X0: i * m.cell, Y0: j * m.cell, X1: (i + 1) * m.cell, Y1: (j + 1) * m.cell}.Intersect(m.sheet())
			t, n := m.tone(box, &tones)
			painted += n
			m.cells = append(m.cells, t)
		}
	}
	m.painted = int32(painted * 1000 / max(int64(c.Width)*int64(c.Height), 1))
	m.dark, m.light = spread(&tones)
	m.weigh()
	return m
}

func (m *measure) sheet() core.Rect { return core.Rect{X1: m.Width, Y1: m.Height} }

// tone looks at a part, counts its pixels by how light they are, and returns also how
// many are painted.
func (m *measure) tone(box core.Rect, tones *[256]int64) (t tone, painted int64) {
	var sum [3]int64
	light, detail := int64(0), int64(0)
	step := max(min(m.Width, m.Height)/stepsHigh, 1)
	for y := box.Y0; y < box.Y1; y++ {
		row := m.lights[int(y)*int(m.Width):][:m.Width]
		above := m.lights[int(max(y-step, 0))*int(m.Width):][:m.Width]
		for x := box.X0; x < box.X1; x++ {
			v := row[x]
			detail += int64(abs(int32(v)-int32(row[max(x-step, 0)])) + abs(int32(v)-int32(above[x])))
			light += int64(v)
			tones[v]++
			p := m.Pix[4*(int(y)*int(m.Width)+int(x)):][:4]
			rest := int64(255 - p[3])
			for k := range sum {
				sum[k] += int64(p[k]) + rest
			}
			if rest < 231 {
				painted++
			}
		}
	}
	t.n = pixels(box)
	for k := range sum {
		t.rgb[k] = int32(sum[k] / max(t.n, 1))
	}
	t.light, t.detail = int32(light/max(t.n, 1)), int32(detail/max(t.n, 1))
	return t, painted
}

// spread returns the tones that all but some of a picture lie between.
func spread(tones *[256]int64) (dark, light int32) {
	total := int64(0)
	for _, n := range tones {
		total += n
	}
	aside := total * tonesAside / 1000
	n := int64(0)
	for dark = range int32(255) {
		if n += tones[dark]; n > aside {
			break
		}
	}
	n = 0
	for light = 255; light > 0; light-- {
		if n += tones[light]; n > aside {
			break
		}
	}
	return dark, light
}

// weigh finds where the weight lies: a cell weighs what its tone and detail differ from
// the picture's.
func (m *measure) weigh() {
	middle, detailed := int64(0), int32(0)
	for _, t := range m.cells {
		middle += int64(t.light)
		if t.detail >= detailFrom {
			detailed++
		}
	}
	middle /= max(int64(len(m.cells)), 1)
	m.detailed = detailed * 1000 / max(int32(len(m.cells)), 1)
	all, x, y := int64(1), int64(0), int64(0)
	for n, t := range m.cells {
		w := int64(abs(t.light-int32(middle)) + t.detail)
		all += w
		x += w * int64(2*(int32(n)%m.wide)+1)
		y += w * int64(2*(int32(n)/m.wide)+1)
	}
	m.weightX, m.weightY = int32(x*500/(all*int64(m.wide))), int32(y*500/(all*int64(m.high)))
	if all == 1 {
		m.weightX, m.weightY = 500, 500
	}
}

// inside reports whether the middle of cell n is in r.
func (m *measure) inside(n int, r core.Rect) bool {
	x, y := int32(n)%m.wide*m.cell+m.cell/2, int32(n)/m.wide*m.cell+m.cell/2
	return x >= r.X0 && x < r.X1 && y >= r.Y0 && y < r.Y1
}

// differing returns how many of a thousand cells in a rectangle are far from a tone.
func (m *measure) differing(in core.Rect, from tone) int32 {
	all, far := int32(0), int32(0)
	for n, c := range m.cells {
		if !m.inside(n, in) {
			continue
		}
		all++
		if c.apart(from) >= subjectCellDiff {
			far++
		}
	}
	return far * 1000 / max(all, 1)
}

// part returns the tone of the cells whose middles are in a rectangle and not in another.
func (m *measure) part(in, out core.Rect) (t tone) {
	var sum [5]int64
	for n, c := range m.cells {
		if !m.inside(n, in) || m.inside(n, out) {
			continue
		}
		t.n++
		for k, v := range []int32{c.rgb[0], c.rgb[1], c.rgb[2], c.light, c.detail} {
			sum[k] += int64(v)
		}
	}
	mean := func(k int) int32 { return int32(sum[k] / max(t.n, 1)) }
	t.rgb, t.light, t.detail = [3]int32{mean(0), mean(1), mean(2)}, mean(3), mean(4)
	return t
}

// apart returns how far two tones are from each other: the channel that differs most.
func (t tone) apart(s tone) int32 {
	return max(abs(t.rgb[0]-s.rgb[0]), abs(t.rgb[1]-s.rgb[1]), abs(t.rgb[2]-s.rgb[2]))
}
