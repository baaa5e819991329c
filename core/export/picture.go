package export

import (
	"easel.example/core"
	"easel.example/core/raster"
	"easel.example/core/snapshot"
	"easel.example/core/wire"
)

// A FormatError is a sentence that says what is wrong with a file, or with what
// was asked for.
type FormatError string

func (e FormatError) Error() string { return string(e) }

// A Picture is a piece to be written. It does not change.
type Picture struct {
	Width, Height int32
	base          *raster.Canvas // without strokes; nil if nothing was flattened
	strokes       []*core.Stroke // the visible ones, in order
}

// Open returns the picture in what client.View made.
func Open(view []byte) (*Picture, error) {
	p, base, err := OpenPiece(view, anyBytes)
	if err != nil {
		return nil, err
	}
	pic := New(p)
	pic.base = base
	return pic, nil
}

// anyBytes bounds nothing.
const anyBytes = 1 << 62

// OpenPiece returns the piece in what client.View made, and the canvas of what lies under its
// strokes: nil if nothing does. No more strokes are read than a piece of most bytes may
// have, whatever the view says of its limits.
func OpenPiece(view []byte, most int64) (*core.Piece, *raster.Canvas, error) {
	var r wire.Reader
	frames, err := r.Frozen(view)
	if err != nil {
		return nil, nil, err
	}
	if len(frames) == 0 || wire.Type(frames[0]) != wire.TypeSnapshot {
		return nil, nil, FormatError("This is not a picture.")
	}
	m, err := r.Snapshot(frames[0])
	if err != nil {
		return nil, nil, err
	}
	m.Limits.WorkspaceBytes = min(m.Limits.WorkspaceBytes, most)
	p, flat, err := snapshot.Open(m)
	if err != nil {
		return nil, nil, err
	}
	base := make([]byte, 0, len(view)-len(frames[0]))
	for i, f := range frames[1:] {
		b, err := r.Base(f)
		if err != nil {
			return nil, nil, err
		}
		if b.Part != uint32(i) || b.Parts != m.Parts {
			return nil, nil, FormatError("The parts of the picture are out of order.")
		}
		base = append(base, b.Data...)
	}
	if len(frames)-1 != int(m.Parts) {
		return nil, nil, FormatError("The picture is not whole.")
	}
	if len(base) == 0 && len(flat) == 0 {
		return p, nil, nil
	}
	c := raster.New(p.Size())
	c.Keep(baseTiles)
	if len(base) > 0 {
		if err := c.LoadBase(base); err != nil {
			return nil, nil, err
		}
	}
	for _, s := range flat {
		c.Place(s)
		c.Flatten(s)
	}
	return p, c, nil
}

// baseTiles bounds the tiles of the base whose pixels are at hand: more than a strip
// looks at.
const baseTiles = 256

// New returns the picture of a piece that has no base. It shares p's strokes,
// which must not change meanwhile.
func New(p *core.Piece) *Picture {
	pic := &Picture{}
	pic.Width, pic.Height = p.Size()
	for _, s := range p.Strokes() {
		if s.Hidden == 0 && s.Brush.Opacity > 0 && len(s.Points) > 0 {
			pic.strokes = append(pic.strokes, s)
		}
	}
	return pic
}

// tile returns tile i of the base, or nil if it is blank.
func (p *Picture) tile(i int32) *raster.Tile {
	if p.base == nil {
		return nil
	}
	return p.base.Tile(i)
}
