package artist

import "easel.example/core"

// What a picture keeps to as a whole. In most of the studio's pieces 0 to 120 of a thousand parts of the
// colour lie apart, and in circles of all its accents 270; of six colours at random it is 450. A tessellation, the
// most even of its pieces, gathers 1100 to 1180; a chessboard 1010.
const (
	families    = 3   // of hues that go together, each of
	familyWide  = 4   // of the circle's
	hues36      = 36  // parts, and none meets another
	greyMost    = 30  // steps of 255 between a pixel's channels that are no colour
	apartMost   = 320 // ‰ of the colour that may lie apart from the best families
	gatherLeast = 1060
)

// harmony finds a painting whose colours have nothing to do with each other. What people have drawn is
// theirs to choose.
func (m *measure) harmony() []Finding {
	if m.Style == core.Plotter {
		return nil
	}
	parts := m.hues()
	total := int64(0)
	for _, n := range parts {
		total += n
	}
	share := int32((total - related(&parts)) * 1000 / max(total, 1))
	if share <= apartMost {
		return nil
	}
	return []Finding{{Garish, "Too many colours that have nothing to do with each other: " + number(share/10) + " % are of a fourth family or more. Draw them together with a thin wash of one tone, and let one colour lead.", share - apartMost, m.sheet()}}
}

// hues returns how much colour there is of each part of the circle.
func (m *measure) hues() (parts [hues36]int64) {
	step := max(min(m.Width, m.Height)/stepsHigh, 1)
	for y := int32(0); y < m.Height; y += step {
		for x := int32(0); x < m.Width; x += step {
			i := 4 * (int(y)*int(m.Width) + int(x))
			if i+3 < len(m.Ink) && m.Ink[i+3] >= 128 {
				continue
			}
			p := m.Pix[i : i+4]
			if hue, much := hueOf(int32(p[0]), int32(p[1]), int32(p[2])); much >= greyMost {
				parts[hue/(360/hues36)] += int64(much)
			}
		}
	}
	return parts
}

// hueOf returns the hue of a colour in degrees, and how far it is from grey.
func hueOf(r, g, b int32) (hue, much int32) {
	most := max(r, g, b)
	much = most - min(r, g, b)
	switch {
	case much == 0:
		return 0, 0
	case most == r:
		hue = (g-b)*60/much + 360
	case most == g:
		hue = (b-r)*60/much + 120
	default:
		hue = (r-g)*60/much + 240
	}
	return hue % 360, much
}

// related returns the colour within the three families that have most of it.
func related(parts *[hues36]int64) (most int64) {
	family := func(from int) (n int64) {
		for i := range familyWide {
			n += parts[(from+i)%hues36]
		}
		return n
	}
	for a := range hues36 {
		for b := a + familyWide; b <= a+hues36-2*familyWide; b++ {
			for c := b + familyWide; c <= a+hues36-familyWide; c++ {
				most = max(most, family(a)+family(b)+family(c))
			}
		}
	}
	return most
}

// focus finds a picture in which the eye has nowhere to go: nowhere does contrast gather in a ninth of
// the sheet, beyond what each ninth has of it.
func (m *measure) focus() []Finding {
	gathered := m.gathered()
	if gathered >= gatherLeast {
		return nil
	}
	w, h := m.Width, m.Height
	at := m.Subject
	if at.Empty() {
		at = core.Rect{X0: w * 45 / 100, Y0: h * 40 / 100, X1: w * 78 / 100, Y1: h * 72 / 100}
	}
	return []Finding{{Aimless, "The eye has nowhere to go: all parts of the sheet ask for it alike. Gather the lightest and the darkest in one place.", gatherLeast - gathered, at}}
}

// gathered returns how much contrast the third by third of the sheet has that has most, in ‰ of
// what it would have if all were alike.
func (m *measure) gathered() int32 {
	sums := make([]int64, int(m.wide+1)*int(m.high+1)) // of the cells above and to the left
	at := func(i, j int32) *int64 { return &sums[j*(m.wide+1)+i] }
	for n := range int32(len(m.cells)) {
		i, j := n%m.wide, n/m.wide
		*at(i+1, j+1) = *at(i, j+1) + *at(i+1, j) - *at(i, j) + int64(m.asks(i, j))
	}
	wide, high := max(m.wide/3, 1), max(m.high/3, 1)
	most := int64(0)
	for j := range m.high - high + 1 {
		for i := range m.wide - wide + 1 {
			most = max(most, *at(i+wide, j+high)-*at(i, j+high)-*at(i+wide, j)+*at(i, j))
		}
	}
	all := max(*at(m.wide, m.high), 1)
	return int32(most * 1000 / all * int64(m.wide) * int64(m.high) / (int64(wide) * int64(high)))
}

// asks returns how much a cell asks for the eye: by its detail, and by what is unlike it beside it.
func (m *measure) asks(i, j int32) int32 {
	c := m.cells[j*m.wide+i]
	unlike := int32(0)
	for _, by := range [...][2]int32{{-1, 0}, {1, 0}, {0, -1}, {0, 1}} {
		if x, y := i+by[0], j+by[1]; x >= 0 && x < m.wide && y >= 0 && y < m.high {
			unlike = max(unlike, c.apart(m.cells[y*m.wide+x]))
		}
	}
	return unlike + c.detail
}
