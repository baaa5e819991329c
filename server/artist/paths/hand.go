package paths

import (
	"easel.example/core"
	"easel.example/core/path"
)

// A touch is how a hand presses along a line with some brush: at the beginning, on
// the way and at the end, and over how many widths it changes. The zero touch is full
// pressure all along.
type touch struct {
	start, way, end uint8
	widths          int64
}

var touches = map[core.BrushKind]touch{
	core.Pen:         {170, 255, 140, 2},
	core.Ink:         {110, 255, 60, 4},
	core.Pencil:      {110, 205, 80, 6},
	core.Charcoal:    {140, 220, 110, 2},
	core.OilRound:    {170, 255, 110, 2},
	core.OilFlat:     {190, 255, 130, 1},
	core.OilFilbert:  {150, 255, 100, 2},
	core.DryBrush:    {190, 245, 120, 2},
	core.Watercolour: {160, 235, 140, 1},
	core.Airbrush:    {120, 225, 110, 1},
}

// laps are how many widths a hand goes on over the beginning of a closed line with a brush
// that tapers by itself, so that no gap shows there.
var laps = map[core.BrushKind]int64{core.Ink: 2, core.OilFilbert: 1}

// How far apart points are put on a straight way, in 1/32 px: a hand's are about so far
// apart, and the pressure between them changes evenly.
const (
	stepFar   = 16 * core.Unit
	stepNear  = 2 * core.Unit
	stepsFew  = 8    // of a short line
	stepsMany = 2048 // of a long one, beside its own points
	changeMin = 8 * core.Unit
)

// drawn returns l as a hand draws it with brush b: points all along straight ways, and
// a touch that swells and fades, unless the entry says how hard to press. They are no more than most
// if l has no more.
func (l line) drawn(b core.Brush, most int32) []core.Point {
	t, ok := touches[b.Kind]
	if l.pressed || !ok {
		t = touch{255, 255, 255, 0}
	}
	total := path.Length(l.way)
	step := min(max(total/stepsFew, stepNear), stepFar)
	step = max(step, int64(b.Width)*core.Unit/(16*core.WidthUnit), total/stepsMany)
	if room := int64(most) - int64(len(l.way)); room >= 0 {
		step = max(step, total/max(room, 1)+1)
	}
	way := resampled(l.way, min(step, longest))
	if l.closed {
		way = lapped(way, min(laps[b.Kind]*int64(b.Width)*core.Unit/core.WidthUnit, total/3), int(most))
	}
	if l.pressed {
		return way
	}
	change := min(max(t.widths*int64(b.Width)*core.Unit/core.WidthUnit, changeMin), total/3)
	far := int64(0)
	for i := range way {
		if i > 0 {
			far += path.Length(way[i-1 : i+1])
		}
		p := t.way
		if !l.closed && change > 0 {
			p = min(between(t.start, t.way, far, change), between(t.end, t.way, total-far, change))
		}
		way[i].Pressure = p
	}
	return way
}

// lapped returns a closed way that goes on so far over its beginning, if that makes no more
// than most points of it.
func lapped(way []core.Point, far int64, most int) []core.Point {
	n := len(way)
	for i := 1; i < n && far > 0 && len(way) < most; i++ {
		far -= path.Length(way[i-1 : i+1])
		way = append(way, way[i])
	}
	return way
}

// between returns what lies so far of a way from a to b, and b beyond.
func between(a, b uint8, far, way int64) uint8 {
	far = min(max(far, 0), way)
	return uint8(int64(a) + (int64(b)-int64(a))*far/way)
}

// resampled returns way with further points where two are more than step apart.
func resampled(way []core.Point, step int64) []core.Point {
	list := append(make([]core.Point, 0, 2*len(way)), way[0])
	for i := 1; i < len(way); i++ {
		a, b := way[i-1], way[i]
		n := (path.Length(way[i-1:i+1]) + step - 1) / step
		for k := int64(1); k < n; k++ {
			list = append(list, core.Point{X: a.X + int32(int64(b.X-a.X)*k/n), Y: a.Y + int32(int64(b.Y-a.Y)*k/n), Pressure: between(a.Pressure, b.Pressure, k, n)})
		}
		list = append(list, b)
	}
	return list
}
