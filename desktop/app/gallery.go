package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"slices"

	"easel.example/core"
	"easel.example/core/raster"
	"easel.example/core/replay"
)

// thumbsMost bounds the small pictures that are held; those that were asked for longest ago
// go first.
const thumbsMost = 256

// A Gallery is the wall of pieces, and the one of them that is looked at.
type Gallery struct {
	studio  *Studio
	Pieces  []Piece // the newest first
	More    bool    // there are older ones: see LoadMore
	Loading bool
	Going   bool   // a piece is about to be gone on with
	Open    *Look  // the piece that is looked at, or nil: the wall
	Deleted *Piece // that can be brought back

	thumbs map[uint32]*thumb
	order  []uint32
}

type thumb struct {
	picture image.Image // nil until it is there
	fault   string
}

// A Look is one piece of the gallery, large.
type Look struct {
	Piece   Piece
	Picture image.Image // nil until it is there
	Film    *Film       // nil unless it is replayed
	Playing bool        // a replay was asked for
	Fault   string
}

// open shows the wall as it is now.
func (g *Gallery) open() {
	g.Open, g.Deleted = nil, nil
	g.thumbs, g.order = map[uint32]*thumb{}, nil
	g.load(0)
}

// LoadMore asks for the pieces before the oldest that is listed.
func (g *Gallery) LoadMore() {
	if g.More && !g.Loading && len(g.Pieces) > 0 {
		g.load(g.Pieces[len(g.Pieces)-1].Number)
	}
}

func (g *Gallery) load(before uint32) {
	a := g.studio.app
	var list []Piece
	var more bool
	g.Loading = a.later(func(ctx context.Context) (err error) {
		list, more, err = g.studio.place.Host.Pieces(ctx, before)
		return err
	}, func(err error) {
		g.Loading = false
		a.change.Panels = true
		if a.fail(err) {
			return
		}
		if before == 0 {
			g.Pieces = nil
		}
		g.Pieces, g.More = append(g.Pieces, list...), more
	})
}

// Thumb returns a piece's small picture: nil until it is there, with why where it cannot be
// had. It is fetched when it is asked for.
func (g *Gallery) Thumb(number uint32) (picture image.Image, fault string) {
	if g.thumbs == nil {
		return nil, ""
	}
	t := g.thumbs[number]
	if t == nil {
		t = g.fetch(number)
	}
	if t == nil {
		return nil, ""
	}
	return t.picture, t.fault
}

func (g *Gallery) fetch(number uint32) *thumb {
	a := g.studio.app
	t := &thumb{}
	var data image.Image
	ok := a.jobs.start(func(ctx context.Context) (err error) {
		data, err = decode(g.studio.place.Host.Thumb(ctx, number))
		return err
	}, func(err error) {
		t.picture = data
		if err != nil {
			t.fault = sentence(err.Error())
		}
		a.change.Panels = true
	})
	if !ok {
		return nil // the next time it is asked for
	}
	if len(g.order) == thumbsMost {
		delete(g.thumbs, g.order[0])
		g.order = g.order[1:]
	}
	g.thumbs[number], g.order = t, append(g.order, number)
	return t
}

func decode(data []byte, err error) (image.Image, error) {
	if err != nil {
		return nil, err
	}
	is, err := png.DecodeConfig(bytes.NewReader(data))
	if err == nil && max(is.Width, is.Height) > core.SideMax { // before there is memory for it
		return nil, errors.New("the picture is too large for a piece")
	}
	if err != nil {
		return nil, fmt.Errorf("the picture cannot be read: %w", err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("the picture cannot be read: %w", err)
	}
	return img, nil
}

// Look shows one piece large.
func (g *Gallery) Look(number uint32) {
	i := g.index(number)
	if i < 0 {
		return
	}
	l := &Look{Piece: g.Pieces[i]}
	g.Open = l
	a := g.studio.app
	a.change.Panels = true
	var img image.Image
	a.later(func(ctx context.Context) (err error) {
		img, err = decode(g.studio.place.Host.Picture(ctx, number))
		return err
	}, func(err error) {
		l.Picture = img
		g.fault(l, err)
	})
}

func (g *Gallery) fault(l *Look, err error) {
	if err != nil {
		l.Fault = sentence(err.Error())
	}
	g.studio.app.change.Panels = true
}

func (g *Gallery) index(number uint32) int {
	return slices.IndexFunc(g.Pieces, func(p Piece) bool { return p.Number == number })
}

// Next looks at the piece so many further back, and reports whether there is one.
func (g *Gallery) Next(by int) bool {
	if g.Open == nil {
		return false
	}
	i := g.index(g.Open.Piece.Number)
	if i < 0 || i+by < 0 || i+by >= len(g.Pieces) {
		return false
	}
	g.Look(g.Pieces[i+by].Number)
	return true
}

// Wall goes back to the wall.
func (g *Gallery) Wall() { g.back() }

// back goes back to the wall, and reports whether one was elsewhere.
func (g *Gallery) back() bool {
	was := g.Open != nil
	g.Open = nil
	g.studio.app.change.Panels = true
	return was
}

// Replay begins to show the piece that is looked at as it came about, or ends that.
func (g *Gallery) Replay() {
	l := g.Open
	if l == nil {
		return
	}
	a := g.studio.app
	a.change.Panels = true
	if l.Playing = !l.Playing; !l.Playing || l.Film != nil {
		return
	}
	var film *Film
	a.later(func(ctx context.Context) error {
		data, err := g.studio.place.Host.Film(ctx, l.Piece.Number)
		if err == nil {
			film, err = OpenFilm(data)
		}
		return err
	}, func(err error) {
		l.Film = film
		g.fault(l, err)
	})
}

// Again begins a piece for everybody here, with all that is seen of one, which stays as it is.
func (g *Gallery) Again(number uint32) {
	if g.Going {
		return
	}
	a := g.studio.app
	a.change.Panels = true
	g.Going = a.later(func(ctx context.Context) error { return g.studio.place.Host.AgainPiece(ctx, number) }, func(err error) {
		g.Going = false
		a.change.Panels = true
		a.Moved()
		if !a.fail(err) && a.sheet == SheetGallery {
			a.Show(NoSheet)
		}
	})
}

// Delete takes a piece out of the gallery, until it is brought back.
func (g *Gallery) Delete(number uint32) {
	i := g.index(number)
	if i < 0 {
		return
	}
	p := g.Pieces[i]
	g.then(func(ctx context.Context) error { return g.studio.place.Host.DeletePiece(ctx, number) }, func() {
		g.Open, g.Deleted = nil, &p
		g.Pieces = slices.DeleteFunc(g.Pieces, func(o Piece) bool { return o.Number == number })
	})
}

// Restore brings back the piece that was deleted last.
func (g *Gallery) Restore() {
	if g.Deleted == nil {
		return
	}
	number := g.Deleted.Number
	g.then(func(ctx context.Context) error { return g.studio.place.Host.RestorePiece(ctx, number) }, func() {
		g.Deleted = nil
		g.load(0)
	})
}

// Title gives a piece another title.
func (g *Gallery) Title(number uint32, title string) {
	g.then(func(ctx context.Context) error { return g.studio.place.Host.TitlePiece(ctx, number, title) }, func() {
		if i := g.index(number); i >= 0 {
			g.Pieces[i].Title = title
		}
		if g.Open != nil && g.Open.Piece.Number == number {
			g.Open.Piece.Title = title
		}
	})
}

// then does something, and says why where it cannot be done.
func (g *Gallery) then(work func(context.Context) error, done func()) {
	a := g.studio.app
	a.later(work, func(err error) {
		if !a.fail(err) {
			done()
		}
		a.change.Panels = true
	})
}

// NameOf returns what a piece is called.
func NameOf(p Piece) string {
	if p.Title == "" {
		return fmt.Sprintf("Piece %d", p.Number)
	}
	return p.Title
}

// A Film shows a piece as it came about.
type Film struct {
	player *replay.Player
	ms     int64
}

// OpenFilm reads what [Host.Film] returns.
func OpenFilm(data []byte) (*Film, error) {
	p, err := replay.Open(data)
	if err != nil {
		return nil, fmt.Errorf("this piece cannot be replayed: %w", err)
	}
	return &Film{player: p, ms: p.Length()}, nil
}

// Seconds returns how long it takes: as the hands drew it, but long enough to see, and never
// long.
func (f *Film) Seconds() float64 { return min(max(float64(f.ms)/1000, 4), 40) }

// Show shows the piece up to a part of it, 0 to 1.
func (f *Film) Show(part float64) { f.player.Show(int64(min(max(part, 0), 1) * float64(f.ms))) }

// Canvas returns its pixels. Show may put another canvas in its place.
func (f *Film) Canvas() *raster.Canvas { return f.player.Canvas() }

// Dirty appends the tiles of the canvas to draw again, and forgets them.
func (f *Film) Dirty(dst []int32) []int32 { return f.player.Dirty(dst) }
