package local

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"easel.example/core"
	"easel.example/core/wire"
	"easel.example/desktop/app"
	"easel.example/desktop/local/disk"
	"easel.example/desktop/say"
)

var (
	_ app.Host = (*Workspace)(nil)
	_ app.Line = (*conn)(nil)
)

// errAlone is what people are told who ask for others in a file.
var errAlone = say.Sentence("This piece lies on this computer alone. Share it to paint on it with others.")

// The sides of a piece of which nobody has said more, in px.
const sheetWidth, sheetHeight = 1600, 1200

// Files are the Easel files of this machine.
type Files struct{ Config Config }

// Open opens the Easel file at path as a place to paint in, or begins one where there is none. It is
// app.Config.File.
func (f Files) Open(path string) (app.Place, error) {
	w, err := Open(f.Config, path)
	if errors.Is(err, disk.ErrGone) {
		w, err = Create(f.Config, path, Canvas{Width: sheetWidth, Height: sheetHeight}), nil
	}
	if err != nil {
		return app.Place{}, sentenceOf(err)
	}
	return w.Place(), nil
}

// New begins a piece in a new file of folder, under a name that is free.
func (f Files) New(folder string, c Canvas) (app.Place, error) {
	path, err := free(folder, FileName(c.Title))
	if err != nil {
		return app.Place{}, sentenceOf(err)
	}
	return Create(f.Config, path, c).Place(), nil
}

// Place returns the workspace as a place to paint in, which ends with its line.
func (w *Workspace) Place() app.Place {
	p := app.Place{Line: w.Line(), Host: w}
	_ = w.ask(context.Background(), func() { // it has just begun
		p.File, p.Title = w.piece.path(), w.piece.title()
	})
	if p.File == "" {
		p.File = w.wanted // it is a file to people, though it could not be made yet
	}
	p.Key = "file:" + p.File
	return p
}

// setTitle gives the piece a title, in the loop.
func (w *Workspace) setTitle(title string) {
	w.piece.meta.Title = title
	w.piece.room.SetTitle(title)
	w.touchMeta()
}

// titled returns a title as it is kept.
func titled(title string) (string, error) {
	title = strings.TrimSpace(strings.ToValidUTF8(title, ""))
	if utf8.RuneCountInString(title) > core.TitleChars {
		return "", say.Sentence("A title has at most 100 characters.")
	}
	return title, nil
}

// NewPiece begins another piece, in a new file of the same folder. The one before is in its file, and in
// the gallery.
func (w *Workspace) NewPiece(ctx context.Context, n app.NewPiece) error {
	title, err := titled(n.Title)
	if err != nil {
		return err
	}
	if min(n.Width, n.Height) < core.SideMin || max(n.Width, n.Height) > core.SideMax || !n.Style.Valid() {
		return say.Sentence("A side of a piece has 240 to 4096 px.")
	}
	return w.next(ctx, title, n, func(path string, number uint32) (*piece, error) {
		return create(path, number, Canvas{n.Width, n.Height, n.Style, title})
	})
}

// next goes on with another piece, in a new file of the same folder, named after a title.
func (w *Workspace) next(ctx context.Context, title string, n app.NewPiece, piece func(path string, number uint32) (*piece, error)) error {
	var number uint32
	var from string
	busy := false
	if err := w.ask(ctx, func() {
		number, from, busy = w.piece.room.Piece().Number()+1, w.piece.path(), w.moving != nil
	}); err != nil {
		return err
	}
	if busy {
		return errMoving
	}
	if from == "" {
		return say.Sentence("Save this piece somewhere first: it has no file yet.")
	}
	path, err := free(folderOf(from), FileName(title))
	if err != nil {
		return sentenceOf(err)
	}
	p, err := piece(path, number)
	if err != nil {
		return sentenceOf(err)
	}
	written := make(chan error, 1)
	if err := w.ask(context.WithoutCancel(ctx), func() { w.turnOver(p, n, written) }); err != nil {
		return errors.Join(err, w.finish(p, p.state()))
	}
	return sentenceOf(<-written)
}

// turnOver goes on with p. Its file is there already; that of the piece before is written beside
// the loop, which written tells: it has room for one.
func (w *Workspace) turnOver(p *piece, n app.NewPiece, written chan<- error) {
	if w.moving != nil { // what has begun meanwhile is about the piece before
		w.late.Go(func() { written <- errors.Join(errMoving, w.finish(p, p.state())) })
		return
	}
	was := w.piece
	w.carryOut()
	was.room.Synced(was.room.Seq()) // Close waits for it
	w.closeAll(core.NextPiece)
	w.carryOut()
	p.meta.Name, p.meta.Color = was.meta.Name, was.meta.Color
	w.take(p)
	w.said = ""
	w.tellWaiters(true)
	if w.easel.active {
		was.meta.Artist.Wanted = true // it was at work, and is when the file is opened again
	}
	last := was.state()
	w.late.Go(func() { written <- w.finish(was, last) })
	if n.Artist {
		p.fresh = false
		w.easel.begin(&p.meta.Artist, n.Prompt)
		w.touchMeta()
		w.easel.show()
		w.easel.signal()
	}
	if w.cfg.Moved != nil {
		w.cfg.Moved(was.path(), p.path())
	}
}

// BudgetArtist is not for this artist.
func (w *Workspace) BudgetArtist(context.Context, app.Budget) error {
	return say.Sentence("The studio artist costs nothing here: it needs no budget.")
}

// What goes beyond one's own machine.

func (w *Workspace) Links(context.Context) ([]app.Link, error) { return nil, errAlone }
func (w *Workspace) MakeLink(context.Context, core.Role, string) (string, error) {
	return "", errAlone
}
func (w *Workspace) RevokeLink(context.Context, uint32) error     { return errAlone }
func (w *Workspace) People(context.Context) ([]app.Person, error) { return nil, errAlone }
func (w *Workspace) RemovePerson(context.Context, uint32) error   { return errAlone }
func (w *Workspace) ReadmitPerson(context.Context, uint32) error  { return errAlone }
func (w *Workspace) MakeSpace(context.Context, string) (string, error) {
	return "", errAlone
}
func (w *Workspace) NameSpace(context.Context, int64, string) error { return errAlone }
func (w *Workspace) LeaveSpace(context.Context, int64) error        { return errAlone }
func (w *Workspace) ReturnToSpace(context.Context, int64) error     { return errAlone }

// Spaces lists none: a file is no workspace of a server.
func (w *Workspace) Spaces(context.Context) ([]app.Space, bool, error) { return nil, false, nil }

// Notebook returns what the notebook shows, for tests and tools.
func (w *Workspace) Notebook(ctx context.Context) (list []wire.Note, err error) {
	err = w.ask(ctx, func() { list = append(list, w.notes...) })
	return list, err
}
