// Package replay shows a piece as it came about: stroke by stroke, point by point.
//
// What it is given is a frozen piece (wire.Frozen) of two kinds of frames: a
// snapshot, and its base picture if it has one. A server that still has every
// stroke sends a snapshot without a base, so that a replay begins with an empty sheet.
package replay

import (
	"sort"

	"easel.example/core"
	"easel.example/core/raster"
	"easel.example/core/snapshot"
	"easel.example/core/wire"
)

// A Player shows a piece up to some point of it. Hidden strokes are left out.
//
// Invariant: the canvas shows strokes[:whole], and part points of the next one.
type Player struct {
	width, height int32
	base          []byte
	flat, strokes []*core.Stroke
	ends          []int // points of the strokes up to and with each

	canvas *raster.Canvas
	redraw bool // it is another one than Dirty was asked of
	whole  int
	part   int
	open   *core.Stroke // the one of which a part is shown
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
	p := &Player{width: m.Width, height: m.Height}
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
	n := 0
	for _, s := range piece.Strokes() {
		if s.Hidden == 0 && len(s.Points) > 0 {
			n += len(s.Points)
			p.strokes, p.ends = append(p.strokes, s), append(p.ends, n)
		}
	}
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
	p.canvas, p.redraw, p.whole, p.part = c, true, 0, 0
	return nil
}

// Points returns how many points there are to show.
func (p *Player) Points() int {
	if len(p.ends) == 0 {
		return 0
	}
	return p.ends[len(p.ends)-1]
}

// At returns how many points are shown.
func (p *Player) At() int {
	if p.whole == 0 {
		return p.part
	}
	return p.ends[p.whole-1] + p.part
}

// Seek shows the first n points, 0 to Points; what lies outside is the nearest of these. To go
// back is to begin again: it costs as much as to come there.
func (p *Player) Seek(n int) {
	n = max(min(n, p.Points()), 0)
	if n < p.At() {
		_ = p.begin() // it could before
	}
	for last := sort.SearchInts(p.ends, n); p.At() < n; {
		s := p.strokes[p.whole]
		want := len(s.Points)
		if p.whole == last {
			want -= p.ends[p.whole] - n
		}
		if p.part == 0 {
			open := *s
			open.Points, open.Done = s.Points[:want], false
			p.open = &open
			p.canvas.Place(p.open)
		} else {
			p.open.Points = s.Points[:want]
			p.canvas.Grew(p.open, p.part)
		}
		if p.part = want; want == len(s.Points) {
			p.open.Done = true
			p.whole, p.part = p.whole+1, 0
		}
	}
}

// Canvas returns the canvas. Seek may put another in its place.
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
