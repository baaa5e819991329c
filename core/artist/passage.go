package artist

import (
	"cmp"
	"slices"

	"easel.example/core"
)

// passageTag is of layers that go over what is there: none goes over another one, or asks what is seen of it.
const passageTag = "passage"

// Bounds of a passage.
const (
	passageStrokes = 66  // about
	passageBroad   = 9   // ‰ of the sheet that its brush is wide at least
	passagePaint   = 130 // of 255, where it is thickest
	partedLeast    = 60  // of 255, how far a tone is led from the mean
	partedMost     = 130
)

// quiet are the layers that are large, quiet areas: a passage follows their strokes.
var quiet = []string{
	skyLayer.doing, "piling up clouds", waterLayer.doing, deepLayer.doing, hillLayer.doing, grassLayer.doing, "growing the lawn", farHillsLayer.doing, thicketLayer.doing, gladeLayer.doing,
	"laying the floor", beachLayer.doing, tableLayer.doing, tonedLayer.doing, backdropLayer.doing, drifting, roomLayer.doing, parkLayer.doing,
}

// passage has a hue come into the picture as a painter brings it in: over the large quiet areas, along the
// strokes that they are made of, thin and in drifts, and around all that is in front of them. Cool hues
// go to sky and water first, warm ones to the land.
func (p *Painter) passage(color uint32) func(h *hand, s *setting) {
	return p.over(func(c uint32) uint32 { return inHue(c, color) }, warm(color))
}

// over goes over the quiet areas so, with what turn makes of their colours.
func (p *Painter) over(turn func(uint32) uint32, warm bool) func(h *hand, s *setting) {
	own := len(p.plan.layers)
	return func(h *hand, s *setting) {
		if h.plots() {
			return
		}
		h.drifts(turn, p.open(own, warm))
	}
}

// parting goes over the quiet areas so, and leads what is lighter in them, and what is darker, away from each other.
func (p *Painter) parting() func(h *hand, s *setting) {
	own := len(p.plan.layers)
	return func(h *hand, s *setting) {
		areas := p.open(own, true)
		var sum, n int32
		for _, m := range slices.Concat(areas...) {
			sum, n = sum+light(m.Brush.Color), n+1
		}
		h.drifts(func(c uint32) uint32 {
			d := light(c) - sum/max(n, 1)
			if d < 0 {
				return darker(c, min(partedLeast-2*d, partedMost))
			}
			return lighter(c, min(partedLeast+2*d, partedMost))
		}, areas)
	}
}

// warm reports whether a hue has more of the sun than of the shade.
func warm(color uint32) bool { return color>>16&255 > color&255 }

// open returns the strokes of the quiet areas before layer own, as far as they are seen: the part that
// suits a hue comes first.
func (p *Painter) open(own int, warm bool) (areas [][]Mark) {
	var land [][]Mark
	front := newInk(p.brief.Width, p.brief.Height) // what is before an area, from the front to the back
	for i := own - 1; i >= 0; i-- {
		l := p.plan.layers[i]
		if l.paint == nil || l.tag == passageTag {
			continue
		}
		marks := p.layer(i).marks
		if !slices.Contains(quiet, l.doing) {
			for _, m := range marks {
				if m.Brush.Kind != core.Airbrush && !(l.tag == "detail" && m.Brush.Fill == core.FillNone) { // rain and veils hide nothing
					front.add(m.Brush, m.Points)
				}
			}
			continue
		}
		front.spread()
		seen := front.beside(marks)
		if l.tag == "sky" || l.tag == "water" {
			areas = append(areas, seen)
		} else {
			land = append(land, seen)
		}
		for _, m := range marks { // the area hides those behind it
			if m.Brush.Fill != core.FillNone {
				front.begin()
				front.inside(placesOf(m.Points))
			}
		}
	}
	if p.plan.upon {
		land = append(land, p.quietOf(front))
	}
	if warm {
		return append(land, areas...)
	}
	return append(areas, land...)
}

func placesOf(pts []core.Point) (list []at) {
	for _, p := range pts {
		list = append(list, at{p.X, p.Y})
	}
	return list
}

// beside returns the parts of the lines of a layer that are seen behind what is in k, whole strokes: where a broad
// brush would touch that, one of less than half its width.
func (k *ink) beside(marks []Mark) (list []Mark) {
	for _, m := range marks {
		if m.Brush.Fill != core.FillNone {
			continue
		}
		narrow := m
		narrow.Brush.Width = m.Brush.Width * 2 / 5
		for _, try := range []Mark{m, narrow} {
			wide := int32(try.Brush.Width) * core.Unit / core.WidthUnit
			n := len(list)
			for _, run := range try.outside(func(x, y int32) bool { return k.any && k.from(x, y) < wide/2+k.margin() }, k.cell, false) {
				if length(run) >= 3*wide {
					list = append(list, Mark{try.Brush, run})
				}
			}
			if len(list) > n {
				break
			}
		}
	}
	return list
}

// drifts goes over strokes once more, in colours that turn makes of theirs, where a noise has most of it: two thirds
// of them in the first area.
func (h *hand) drifts(turn func(uint32) uint32, areas [][]Mark) {
	seed, left := h.next(), passageStrokes
	much := func(m Mark) int32 {
		q := m.Points[len(m.Points)/2]
		return field(seed, q.X, q.Y, h.u(320))
	}
	for _, marks := range areas {
		marks = slices.DeleteFunc(marks, func(m Mark) bool { return int32(m.Brush.Width)*core.Unit/core.WidthUnit < h.u(passageBroad) })
		most := min(len(marks)*3/4, left*2/3)
		best := slices.Clone(marks)
		slices.SortStableFunc(best, func(a, b Mark) int { return cmp.Compare(much(b), much(a)) })
		for _, m := range best[:most] {
			h.marks = append(h.marks, h.glazing(m, turn, passagePaint+much(m)*50/1024))
		}
		left -= most
	}
}

// glazing returns a stroke gone over in another colour: it begins and ends thin.
func (h *hand) glazing(m Mark, turn func(uint32) uint32, paint int32) Mark {
	m.Brush.Kind, m.Brush.Opacity = pick(&h.chance, []core.BrushKind{core.DryBrush, core.OilFilbert, core.DryBrush}), uint8(paint)
	m.Brush.Color = h.near(turn(m.Brush.Color), 10)
	m.Points = slices.Clone(m.Points)
	for i := range m.Points {
		m.Points[i].Pressure = swell.at(int32(i), int32(len(m.Points)))
	}
	return m
}

// inHue returns a colour turned to a hue, nearly as light as it was.
func inHue(c, hue uint32) uint32 {
	d := light(c) - light(hue)
	if d > 0 {
		return blend(c, lighter(hue, min(d, 150)), 170)
	}
	return blend(c, darker(hue, min(-d, 150)), 170)
}
