package artist

import (
	"strconv"

	"easel.example/core"
)

// A Canvas is a picture to be judged. Its slices are read, not kept.
type Canvas struct {
	Style         core.Style
	Width, Height int32     // px
	Pix           []byte    // of the piece: premultiplied RGBA over transparent, row by row
	Ink           []byte    // likewise, people's strokes alone; nil when there are none
	Subject       core.Rect // px, where the subject is; empty when the whole sheet is the subject
}

// A Code names a fault of a picture.
type Code string

// The faults.
const (
	Empty    Code = "empty"     // nearly nothing is painted
	Full     Code = "full"      // there is no rest in it
	OneTone  Code = "one tone"  // light and dark hardly differ
	OneSided Code = "one-sided" // its weight lies on one side
	Lost     Code = "lost"      // the subject is outside, or cannot be told from its ground
	Covered  Code = "covered"   // people's ink is painted over
	Garish   Code = "garish"    // its colours do not go together
	Aimless  Code = "aimless"   // the eye has nowhere to go
)

// A Finding is a fault that was measured.
type Finding struct {
	Code Code
	Text string    // what is wrong and what to do, in a sentence or two
	By   int32     // how far the measure is beyond its limit; less is better
	At   core.Rect // px, where to mend it
}

// What a good piece keeps to, found by measuring pieces that people liked and pieces that
// they did not. Shares are in thousandths.
const (
	paintedLeast    = 300 // of the sheet, with paint
	plottedLeast    = 8   // of the sheet, with a plotter's ink
	plottedMost     = 600
	detailedMost    = 900 // of the cells of the sheet
	detailFrom      = 16  // steps of 255 by which the pixels of a cell differ, on average
	tonesLeast      = 40  // steps of 255 from the dark to the light hundredths
	tonesAside      = 25  // thousandths that are left out at both ends
	weightSideMost  = 150 // from the middle, of the width
	weightRiseMost  = 250 // of the height
	subjectInLeast  = 660 // of the subject, on the sheet
	subjectToneDiff = 12  // steps of 255 from its ground; or
	subjectMore     = 130 // percent of the detail of its ground
	subjectCells    = 120 // of its cells differ from its ground, by
	subjectCellDiff = 30  // steps of 255
	coveredMost     = 120 // of people's ink
	coveredFrom     = 40  // steps of 255 that a pixel differs
)

// Critique measures a picture and returns what is wrong with it, the worst kind first.
func Critique(c Canvas) (list []Finding) {
	m := measured(&c)
	list = append(list, m.covered()...)
	list = append(list, m.coverage()...)
	if len(list) > 0 && list[len(list)-1].Code == Empty {
		return list // there is nothing yet to be judged
	}
	list = append(list, m.contrast()...)
	list = append(list, m.balance()...)
	list = append(list, m.subject()...)
	list = append(list, m.harmony()...)
	if len(list) == 0 { // what is calmed, moved or set off first may gather there
		list = m.focus()
	}
	return list
}

// covered compares people's ink with what is seen of it.
func (m *measure) covered() []Finding {
	c := m.Canvas
	total, spoilt := int64(0), int64(0)
	for i := 0; i+3 < len(c.Ink) && i+3 < len(c.Pix); i += 4 {
		if c.Ink[i+3] < 128 {
			continue
		}
		total++
		for k := range 3 {
			if d := int32(c.Ink[i+k]) - int32(c.Ink[i+3]) - int32(c.Pix[i+k]) + int32(c.Pix[i+3]); abs(d) > coveredFrom {
				spoilt++
				break
			}
		}
	}
	share := int32(spoilt * 1000 / max(total, 1))
	if share <= coveredMost || total*100 >= int64(c.Width)*int64(c.Height)*fullPercent { // a ground to paint on
		return nil
	}
	return []Finding{{Covered, number(share/10) + " % of people's ink is painted over. Bring their lines back, and paint around them.", share - coveredMost, m.sheet()}}
}

// coverage finds a sheet that is nearly bare, or that has no place to rest.
func (m *measure) coverage() []Finding {
	least := int32(paintedLeast)
	if m.Style == core.Plotter {
		least = plottedLeast
	}
	switch {
	case m.painted < least:
		return []Finding{{Empty, "Only " + number(m.painted) + " of 1000 parts of the sheet are painted. Lay a ground and give the subject a place to stand.", least - m.painted, m.sheet()}}
	case m.Style == core.Plotter && m.painted > plottedMost:
		return []Finding{{Full, number(m.painted/10) + " % of the sheet is ink. Take lines away, so that paper can shine through.", m.painted - plottedMost, m.sheet()}}
	case m.Style == core.Paint && m.detailed > detailedMost:
		return []Finding{{Full, "There is detail everywhere and rest nowhere. Calm a third of the sheet with broad, quiet strokes.", m.detailed - detailedMost, m.sheet()}}
	}
	return nil
}

// contrast finds a painting that is all one tone. A plotter has its ink and its paper.
func (m *measure) contrast() []Finding {
	d := m.light - m.dark
	if m.Style == core.Plotter || d >= tonesLeast {
		return nil
	}
	return []Finding{{OneTone, "From dark to light are only " + number(d) + " of 255 steps. Set darks at the foot and a light where the eye should go.", tonesLeast - d, m.sheet()}}
}

// balance finds a picture whose weight lies far from its middle.
func (m *measure) balance() []Finding {
	w, h := m.Width, m.Height
	side, rise := m.weightX-500, m.weightY-500
	switch {
	case abs(side) > weightSideMost:
		at, where := core.Rect{X1: w * 4 / 10, Y0: h / 4, Y1: h * 9 / 10}, "left"
		if side < 0 {
			at, where = core.Rect{X0: w * 6 / 10, X1: w, Y0: h / 4, Y1: h * 9 / 10}, "right"
		}
		return []Finding{{OneSided, "All the weight is on one side. Set something against it on the " + where + ".", abs(side) - weightSideMost, at}}
	case abs(rise) > weightRiseMost:
		at, where := core.Rect{X1: w, Y1: h * 4 / 10}, "above"
		if rise < 0 {
			at, where = core.Rect{X1: w, Y0: h * 6 / 10, Y1: h}, "below"
		}
		return []Finding{{OneSided, "The picture tips over. Set something against its weight, " + where + ".", abs(rise) - weightRiseMost, at}}
	}
	return nil
}

// subject finds one that is cut off, or that is like its ground.
func (m *measure) subject() []Finding {
	box := m.Subject
	if box.Empty() {
		return nil
	}
	in := box.Intersect(m.sheet())
	if share := within(box, m.sheet()); share < subjectInLeast {
		return []Finding{{Lost, "The subject is off the sheet. Draw it again, where it can be seen.", int32(subjectInLeast - share), m.sheet()}}
	}
	wide, high := (box.X1-box.X0)/3, (box.Y1-box.Y0)/3
	within := m.part(in, core.Rect{})
	ring := m.part(core.Rect{X0: box.X0 - wide, Y0: box.Y0 - high, X1: box.X1 + wide, Y1: box.Y1 + high}.Intersect(m.sheet()), in)
	d := within.apart(ring)
	if ring.n == 0 || d >= subjectToneDiff || within.detail >= ring.detail*subjectMore/100+2 || m.differing(in, ring) >= subjectCells {
		return nil
	}
	return []Finding{{Lost, "The subject cannot be told from its ground. Set it off: another tone behind it, and firmer lines.", subjectToneDiff - d, in}}
}

// within returns how many of a thousand parts of a box are on a sheet; of an empty one all are.
func within(box, sheet core.Rect) int64 {
	in := box.Intersect(sheet)
	switch {
	case box.Empty():
		return 1000
	case in.Empty():
		return 0
	}
	return pixels(in) * 1000 / pixels(box)
}

func pixels(r core.Rect) int64 { return int64(r.X1-r.X0) * int64(r.Y1-r.Y0) }

func number(v int32) string { return strconv.Itoa(int(v)) }
