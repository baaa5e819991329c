package raster

import "easel.example/core"

// A look is a row of the table of brushes: how the strokes of a kind are drawn.
// All of it is integers, and all targets share it.
type look struct {
	parts *[256]int32 // of the radius, by pressure: see eased
	taper int64       // how far from each end the radius grows to the whole, in 1/4 of the width

	tip tip  // the shape that moves along
	wet bool // it lays no paint down, but moves what is there: what it leaves is by how much

	// What the tip leaves at a place that it covers whole, before grain: 0 is
	// nothing, 255 the most. It is flow, interpolated by pressure between these,
	// plus streaks, which range over 0…gain, less run for each width of the way.
	flow [2]int32
	gain int32
	run  int32
	edge int32 // how much less at the very edge, where it rises over a quarter of the radius

	streaks *[grainSide * grainSide]uint8 // across by along
	bristle int32                         // texels across the whole width
	stretch int32                         // texels for one width of the way
	soft    *[softSteps]uint8             // instead: by the distance from the axis
	depth   int32                         // instead: by the distance from the edge, this for a px
	ragged  int32                         // depth: how much the grain may move the edge, 1/256 px

	// How paint is laid down: grain is how much the tooth of the paper adds, and
	// alpha what comes of the sum; shade is how much lighter than the colour is
	// the most paint, and how much darker the least.
	grain int32
	paper *[grainSide * grainSide]uint8
	alpha *[alphaSteps]uint8
	shade int32
}

// A tip is what moves along the path.
type tip uint8

const (
	roundTip  tip = iota
	squareTip     // round where the path turns, cut off square at its ends
	nibTip        // a broad edge at a fixed angle
	drops         // strewn drops
)

// plain reports whether a covered pixel is all there is to know: the tip leaves
// the same everywhere.
func (k *look) plain() bool { return k.alpha == nil }

// measured reports whether drawing needs the way from point to point.
func (k *look) measured() bool { return k.taper > 0 || k.streaks != nil || k.run > 0 || k.tip == drops }

// looks has a row for each kind of brush. It never changes.
var looks = [...]look{
	core.Pen: {parts: eased(15)},
	core.Ink: {parts: eased(4), taper: 8},
	core.Pencil: {parts: eased(60), flow: [2]int32{50, 225}, edge: 50,
		grain: 180, paper: &fineGrain, alpha: curve(0, 0, 90, 0, 220, 130, 330, 215, 420, 240)},
	core.Charcoal: {parts: eased(70), flow: [2]int32{60, 230}, soft: &mound,
		grain: 230, paper: &coarseGrain, alpha: curve(0, 0, 135, 0, 250, 110, 360, 205, 480, 245)},
	core.Marker: {parts: eased(92), tip: squareTip, flow: [2]int32{235, 245}, gain: 10, streaks: &broadStreaks, bristle: 20, stretch: 3,
		alpha: curve(0, 0, 200, 200, 255, 215)},
	core.OilRound: {parts: eased(35), flow: [2]int32{60, 100}, gain: 155, edge: 70, run: 1, streaks: &fineStreaks, bristle: 42, stretch: 7,
		grain: 40, paper: &coarseGrain, alpha: curve(0, 0, 40, 0, 95, 245, 160, 255), shade: 44},
	core.OilFlat: {parts: eased(60), tip: squareTip, flow: [2]int32{70, 110}, gain: 145, edge: 40, run: 1, streaks: &fineStreaks, bristle: 56, stretch: 6,
		grain: 40, paper: &coarseGrain, alpha: curve(0, 0, 40, 0, 95, 245, 160, 255), shade: 48},
	core.OilFilbert: {parts: eased(30), taper: 3, flow: [2]int32{64, 104}, gain: 150, edge: 50, run: 1, streaks: &fineStreaks, bristle: 48, stretch: 6,
		grain: 36, paper: &coarseGrain, alpha: curve(0, 0, 40, 0, 95, 245, 160, 255), shade: 46},
	core.DryBrush: {parts: eased(55), tip: squareTip, flow: [2]int32{-130, -20}, gain: 300, edge: 110, run: 5, streaks: &fineStreaks, bristle: 64, stretch: 3,
		grain: 110, paper: &coarseGrain, alpha: curve(0, 0, 80, 0, 170, 225, 330, 245), shade: 30},
	core.Knife: {parts: eased(80), tip: squareTip, flow: [2]int32{60, 110}, gain: 170, run: 3, streaks: &broadStreaks, bristle: 26, stretch: 2,
		grain: 70, paper: &coarseGrain, alpha: curve(0, 0, 60, 0, 90, 255, 255, 255), shade: 70},
	core.Watercolour: {parts: eased(40), flow: [2]int32{255, 255}, depth: 40, ragged: 700,
		grain: 60, paper: &fineGrain, alpha: curve(0, 0, 14, 4, 40, 150, 70, 150, 130, 105, 255, 92, 315, 104)},
	core.Airbrush: {parts: eased(50), flow: [2]int32{60, 255}, soft: &bell,
		grain: 20, paper: &fineGrain, alpha: curve(0, 0, 10, 0, 265, 250)},
	core.Splatter:  {parts: eased(60), tip: drops},
	core.Nib:       {parts: eased(75), tip: nibTip},
	core.Eraser:    {parts: eased(40)},
	core.Fineliner: {parts: eased(100)},
	core.Smudge:    {parts: eased(60), wet: true, flow: [2]int32{90, 255}, soft: &mound, alpha: curve(0, 0, 255, 255)},
}

// lookOf returns how brush b is drawn. A kind that is not in the table, which no
// piece admits, is drawn as a pen.
func lookOf(b core.Brush) *look {
	if k := b.Kind; k > 0 && int(k) < len(looks) {
		return &looks[k]
	}
	return &looks[core.Pen]
}

// alphaSteps is how many sums of paint and grain there are.
const alphaSteps = 512

// curve returns a table that is linear between the given places and values,
// which come in pairs by rising place.
func curve(pairs ...int32) *[alphaSteps]uint8 {
	t := new([alphaSteps]uint8)
	for i := range int32(alphaSteps) {
		k := 0
		for k+2 < len(pairs) && pairs[k+2] <= i {
			k += 2
		}
		v := pairs[k+1]
		if k+2 < len(pairs) {
			v += (pairs[k+3] - v) * (i - pairs[k]) / (pairs[k+2] - pairs[k])
		}
		t[i] = uint8(min(max(v, 0), 255))
	}
	return t
}
