package panel

import (
	"fmt"
	"image"
	"math"
	"strings"

	"easel.example/core"
	"easel.example/core/raster"
	"easel.example/desktop/app"
	"easel.example/desktop/ui/widget"
)

// The gallery's wall.
const (
	galleryWide = 1080
	thumbWide   = 200
	thumbGap    = 14
)

// A film is how far a replay is.
type film struct {
	of      *app.Film
	part    float64
	at      int64 // when it was there
	held    bool  // it stands still
	picture *widget.Picture
}

// gallery shows the wall of pieces, or one of them large.
func (p *Panels) gallery(s *app.Studio) {
	g := s.Gallery()
	if g.Open != nil {
		p.largePiece(g, s.State())
		return
	}
	p.film = film{}
	u := p.UI
	inner := min(galleryWide, u.W-24) - 44
	if p.wide == phone {
		inner = u.W - 44
	}
	across := max(int((inner+thumbGap)/(thumbWide+thumbGap)), 1)
	if p.wide == phone {
		across = 2
	}
	cell := (inner - thumbGap*float64(across-1)) / float64(across)
	high := cell*0.75 + 52
	rows := (len(g.Pieces) + across - 1) / across
	all := max(float64(rows)*(high+thumbGap), 120)
	if g.Deleted != nil {
		all += deletedHigh
	}
	if u.Dialog("gallery", "Gallery", galleryWide, all, func(in widget.Rect) {
		p.wall(g, in, across, cell, high)
	}) {
		p.app.Do(app.CmdEscape)
	}
}

// wall shows what is seen of the wall; near its end, older pieces are asked for.
func (p *Panels) wall(g *app.Gallery, in widget.Rect, across int, cell, high float64) {
	u := p.UI
	if g.Deleted != nil {
		p.deleted(g, in.Top(deletedHigh))
	}
	if len(g.Pieces) == 0 {
		text := "Nothing hangs here yet. When a new piece begins, the one before is kept here."
		if g.Loading {
			text = "Looking…"
		}
		u.Label(in.Top(60), text, p.font(14), u.Theme.Soft, widget.AtLeft)
		return
	}
	for i, piece := range g.Pieces {
		at := widget.Rect{X: in.X + float64(i%across)*(cell+thumbGap), Y: in.Y + float64(i/across)*(high+thumbGap), W: cell, H: high}.Round(1)
		if at.Y+at.H < 0 || at.Y > u.H {
			continue
		}
		if i >= len(g.Pieces)-across {
			g.LoadMore()
		}
		p.hung(g, piece, at)
	}
}

// deletedHigh is how high the row is that brings a piece back.
const deletedHigh = 48

// deleted lets the piece that was deleted last be brought back.
func (p *Panels) deleted(g *app.Gallery, row widget.Rect) {
	u := p.UI
	b := widget.Button{Text: "Bring it back", Icon: widget.UndoIcon, Small: true}
	row.Bottom(12)
	if u.Button("gallery/restore", row.Right(u.ButtonWidth(b)), b) {
		g.Restore()
	}
	row.Right(10)
	u.Label(row, "“"+app.NameOf(*g.Deleted)+"” was deleted.", p.font(14), u.Theme.Text, widget.AtLeft)
}

// hung shows one piece on the wall.
func (p *Panels) hung(g *app.Gallery, piece app.Piece, at widget.Rect) {
	u := p.UI
	if u.Surface(widget.ID(fmt.Sprint("gallery/", piece.Number)), at, 10, "").Clicked {
		g.Look(piece.Number)
	}
	in := at.Inset(8)
	words := in.Bottom(38)
	in.Bottom(4)
	p.framed(in, piece, func() (image.Image, string) { return g.Thumb(piece.Number) })
	name := app.NameOf(piece)
	if piece.Live {
		name += " (now)"
	}
	u.Label(words.Top(19), name, p.bold(widget.Body), u.Theme.Text, widget.AtLeft)
	u.Label(words, date(piece.Created), p.font(widget.Small), u.Theme.Soft, widget.AtLeft)
}

// framed shows a piece's picture in its own shape, on paper until it is there.
func (p *Panels) framed(in widget.Rect, piece app.Piece, picture func() (image.Image, string)) {
	u := p.UI
	at := fitted(in, int(piece.Width), int(piece.Height))
	u.Shadow(widget.Rect{X: at.X, Y: at.Y + 2, W: at.W, H: at.H}, 3, 8, u.Theme.Shadow)
	u.Fill(at, 3, widget.RGB(app.Paper))
	img, fault := picture()
	switch {
	case img != nil:
		u.Image(at, p.look.picture(img), 3, 1)
	case fault != "":
		c := widget.Column{Rect: at.Inset(10)}
		u.Words(&c, fault, p.font(widget.Small), widget.RGB(0x6a6056), widget.AtLeft, 4)
	}
	u.Ring(at, 3, 1, u.Theme.Text.Fade(0.12))
}

// largePiece shows one piece as large as there is room, with replay.
func (p *Panels) largePiece(g *app.Gallery, st *app.State) {
	u, l := p.UI, g.Open
	width := min(u.W-24, galleryWide)
	high := u.H - 24 - 80
	if p.wide == phone {
		high = u.H*0.8 - 80
	}
	if u.Take("ArrowLeft") {
		g.Next(-1)
	}
	if u.Take("ArrowRight") {
		g.Next(1)
	}
	if u.Dialog("piece", app.NameOf(l.Piece), width, high, func(in widget.Rect) {
		row := in.Bottom(40)
		if p.wide == phone && owned(g, st) { // that one has no room for it
			in.Bottom(6)
			p.goOn(g, st, in.Bottom(40))
		}
		in.Bottom(14)
		p.pictureOf(l, in)
		p.pieceRow(g, st, row)
	}) {
		p.app.Do(app.CmdEscape)
	}
}

func (p *Panels) pictureOf(l *app.Look, in widget.Rect) {
	u := p.UI
	at := fitted(in, int(l.Piece.Width), int(l.Piece.Height))
	if l.Playing && l.Film != nil {
		u.Fill(at, 3, widget.RGB(app.Paper))
		u.Image(at, p.play(l.Film, at), 3, 1)
		u.Ring(at, 3, 1, u.Theme.Text.Fade(0.12))
		return
	}
	p.framed(in, l.Piece, func() (image.Image, string) { return l.Picture, l.Fault })
}

// pieceRow shows what can be done with a piece of the gallery.
func (p *Panels) pieceRow(g *app.Gallery, st *app.State, row widget.Rect) {
	u, l := p.UI, g.Open
	b := widget.Button{Text: "All pieces", Icon: widget.LeftIcon}
	if u.Button("piece/wall", row.Left(u.ButtonWidth(b)), b) {
		g.Wall()
	}
	row.Left(8)
	b = widget.Button{Text: "Replay", Icon: widget.PlayIcon}
	if l.Playing {
		b = widget.Button{Text: "Picture", Icon: widget.GalleryIcon}
	}
	if u.Button("piece/replay", row.Left(90), b) {
		g.Replay()
		p.film = film{}
	}
	row.Left(8)
	if owned(g, st) {
		if p.careful("piece/delete", row.Right(92), widget.Button{Text: "Delete"}, "Really?") {
			g.Delete(l.Piece.Number)
		}
		row.Right(8)
		if p.wide != phone {
			p.goOn(g, st, row.Right(160))
			row.Right(8)
		}
	}
	if l.Playing && l.Film != nil {
		p.filmBar(l.Film, row)
		return
	}
	text := fmt.Sprintf("%d × %d, %s", l.Piece.Width, l.Piece.Height, date(l.Piece.Created))
	if l.Playing {
		text = "Fetching its strokes…"
	}
	if row.W < 150 {
		return
	}
	if st.Owner && !l.Playing && row.W > 420 {
		p.pieceTitle(g, row.Left(240))
		row.Left(4)
	}
	u.Label(row.Pad(6, 0), text, p.font(widget.Body), u.Theme.Soft, widget.AtLeft)
}

// owned reports whether one may do something with the piece that is looked at.
func owned(g *app.Gallery, st *app.State) bool { return st.Owner && !g.Open.Piece.Live }

// goOn has the piece gone on with, which takes everybody along: it is asked first.
func (p *Panels) goOn(g *app.Gallery, st *app.State, at widget.Rect) {
	b, sure := widget.Button{Text: "Go on with this", Tip: "A new piece begins for everybody, with all that is seen here"}, "For everybody here?"
	if st.File != "" {
		b.Tip, sure = "A new file begins with all that is seen here", "In a new file?"
	}
	if g.Going {
		b.Text, b.Off = "Going on with it…", true
	}
	if p.careful("piece/again", at, b, sure) {
		g.Again(g.Open.Piece.Number)
	}
}

// pieceTitle lets an owner give a piece of the gallery another title.
func (p *Panels) pieceTitle(g *app.Gallery, at widget.Rect) {
	l := g.Open
	if !p.pieceName.editing {
		p.pieceName.text = l.Piece.Title
	}
	e := p.UI.Field("piece/title", at.Pad(0, 2), widget.Field{Text: p.pieceName.text, Hint: "Give it a title", Most: core.TitleChars})
	p.pieceName = field{e.Text, e.Focus}
	if text := strings.TrimSpace(e.Text); e.Left && !e.Escaped && text != l.Piece.Title {
		g.Title(l.Piece.Number, text)
	}
}

// filmBar shows how far a replay is; it is dragged to elsewhere.
func (p *Panels) filmBar(f *app.Film, row widget.Rect) {
	u := p.UI
	icon := widget.PauseIcon
	if p.film.held || p.film.part >= 1 {
		icon = widget.PlayIcon
	}
	if u.Tool("piece/hold", row.Left(40), widget.Tool{Icon: icon, Name: "Play or pause"}) {
		if p.film.part >= 1 {
			p.film.part = 0
		} else {
			p.film.held = !p.film.held
		}
		p.film.at = u.In.Now
	}
	row.Left(6)
	s := widget.Slider{Value: p.film.part, Step: 0.02, Shown: fmt.Sprintf("%.0f s", p.film.part*f.Seconds()), Name: "How far"}
	if v := u.Slider("piece/part", row, s); v != p.film.part {
		p.film.part, p.film.at = v, u.In.Now
	}
}

// play returns the picture of a replay as far as it is by now.
func (p *Panels) play(f *app.Film, at widget.Rect) *widget.Picture {
	u, m := p.UI, &p.film
	if m.of != f {
		*m = film{of: f, at: u.In.Now}
	}
	if !m.held && m.part < 1 {
		m.part = min(m.part+float64(u.In.Now-m.at)/1000/f.Seconds(), 1)
		u.Wake(u.In.Now + 33)
	}
	m.at = u.In.Now
	f.Show(m.part)
	m.picture = filmed(f.Canvas(), f.Dirty(nil), m.picture, at, p.Scale)
	return m.picture
}

// filmed draws the dirty tiles of a canvas into a picture of it, halved until it is no
// more than twice as large as it is shown.
func filmed(c *raster.Canvas, dirty []int32, was *widget.Picture, at widget.Rect, scale float64) *widget.Picture {
	w, h := c.Size()
	halved := 0
	for halved < raster.HalvedMax && float64(w>>halved) > 2*at.W*scale {
		halved++
	}
	bounds := image.Rect(0, 0, int(math.Ceil(float64(w)/float64(int(1)<<halved))), int(math.Ceil(float64(h)/float64(int(1)<<halved))))
	all := was == nil || was.Pix.Bounds() != bounds
	if all {
		was = widget.NewPicture(image.NewRGBA(bounds))
		dirty = dirty[:0]
		for i := range c.TilesWide() * c.TilesHigh() {
			dirty = append(dirty, i)
		}
	}
	side := raster.TileSize >> halved
	buf := make([]byte, 4*side*side)
	for _, i := range dirty {
		raster.PaperTile(buf, c.Tile(i), app.Paper, halved)
		x, y := int(i%c.TilesWide())*side, int(i/c.TilesWide())*side
		put := image.Rect(x, y, x+side, y+side).Intersect(bounds)
		for row := range put.Dy() {
			copy(was.Pix.Pix[was.Pix.PixOffset(x, y+row):], buf[4*side*row:4*side*row+4*put.Dx()])
		}
	}
	if len(dirty) > 0 {
		was.Version++
	}
	return was
}
