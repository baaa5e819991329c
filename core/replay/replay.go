// Package replay shows a piece as it came about: point by point, by the rhythm of the
// hands that drew it, also where they drew at once.
//
// What it is given is a frozen piece (wire.Frozen) of two kinds of frames: a
// snapshot, and its base picture if it has one. A server that still has every
// stroke sends a snapshot without a base, so that a replay begins with an empty sheet.
package replay

import (
	"cmp"
	"slices"

	"easel.example/core"
	"easel.example/core/raster"
	"easel.example/core/snapshot"
	"easel.example/core/wire"
)

// A Player shows a piece up to some time of it. Hidden strokes are left out.
//
// Invariant: the canvas shows what moments[:next] say; open are the strokes that are on
// it, as far as they are shown.
type Player struct {
	width, height int32
	base          []byte
	flat, strokes []*core.Stroke
	moments       []moment
	points        int

	canvas *raster.Canvas
	redraw bool // it is another one than Dirty was asked of
	next   int
	open   []*core.Stroke
	stirs  []int32 // scratch: which of the strokes a Show extends
}

// Open returns a player of what src describes, at its beginning. It keeps src.
func Open(src []byte) (*Player, error) {
	var r wire.Reader
	frames, err := r.Frozen(src)
	if err != nil {
		return nil, err
	}
	if len(frames) == 0 {
		return nil, wire.FormatError("a replay of nothing")
	}
	m, err := r.Snapshot(frames[0])
	if err != nil {
		return nil, err
	}
	if uint32(len(frames)-1) != m.Parts {
		return nil, wire.FormatError("a replay whose base picture is not whole")
	}
	p := &Player{width: m.Width, height: m.Height, base: make([]byte, 0, len(src)-len(frames[0]))}
	for i, f := range frames[1:] {
		b, err := r.Base(f)
		if err != nil {
			return nil, err
		}
		if b.Part != uint32(i) {
			return nil, wire.FormatError("a part of the base out of order")
		}
		p.base = append(p.base, b.Data...)
	}
	piece, flat, err := snapshot.Open(m)
	if err != nil {
		return nil, err
	}
	p.flat = flat
	for _, s := range piece.Strokes() {
		if s.Hidden == 0 && len(s.Points) > 0 {
			p.strokes, p.points = append(p.strokes, s), p.points+len(s.Points)
		}
	}
	p.moments = timeline(p.strokes)
	return p, p.begin()
}

// begin shows what was there before the first stroke.
func (p *Player) begin() error {
	c := raster.New(p.width, p.height)
	if len(p.base) > 0 {
		if err := c.LoadBase(p.base); err != nil {
			return err
		}
	}
	for _, s := range p.flat {
		c.Place(s)
		c.Flatten(s)
	}
	p.canvas, p.redraw, p.next, p.open = c, true, 0, p.open[:0]
	return nil
}

// Points returns how many points there are to show.
func (p *Player) Points() int { return p.points }

// Shown returns how many points are shown.
func (p *Player) Shown() (n int) {
	for _, s := range p.open {
		n += len(s.Points)
	}
	return n
}

// Length returns how many ms it takes, as it was drawn but for long rests.
func (p *Player) Length() int64 {
	if len(p.moments) == 0 {
		return 0
	}
	return p.moments[len(p.moments)-1].at
}

// Show shows what was there after so many ms, 0 to Length; before that there is nothing.
// To go back is to begin again: it costs as much as to come there.
func (p *Player) Show(ms int64) {
	to, _ := slices.BinarySearchFunc(p.moments, ms+1, func(m moment, at int64) int { return cmp.Compare(m.at, at) })
	if to < p.next {
		_ = p.begin() // it could before
	}
	had := len(p.open)
	p.stirs = p.stirs[:0]
	for ; p.next < to; p.next++ {
		m := p.moments[p.next]
		for len(p.open) <= int(m.stroke) { // in drawing order, whenever their points come
			s := *p.strokes[len(p.open)]
			s.Points, s.Done = s.Points[:0], false
			p.open = append(p.open, &s)
		}
		s := p.open[m.stroke]
		if int(m.stroke) < had {
			p.stirs = append(p.stirs, m.stroke)
		}
		s.Points = s.Points[:m.points]
		s.Done = int(m.points) == len(p.strokes[m.stroke].Points)
	}
	for _, s := range p.open[had:] {
		p.canvas.Place(s)
	}
	for _, k := range p.stirs {
		p.canvas.Grew(p.open[k], 0)
	}
}

// Canvas returns the canvas. Show may put another in its place.
func (p *Player) Canvas() *raster.Canvas { return p.canvas }

// Dirty appends to dst the indexes of the tiles to draw, and forgets them.
func (p *Player) Dirty(dst []int32) []int32 {
	if !p.redraw {
		return p.canvas.TakeDirty(dst)
	}
	p.redraw = false
	p.canvas.TakeDirty(nil)
	for i := range p.canvas.TilesWide() * p.canvas.TilesHigh() {
		dst = append(dst, i)
	}
	return dst
}
