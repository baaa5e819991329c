package local

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"image"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"golang.org/x/image/draw"

	"easel.example/core"
	"easel.example/core/export"
	"easel.example/desktop/app"
	"easel.example/desktop/local/disk"
	"easel.example/desktop/say"
)

// The gallery is the Easel files of the piece's folder. Files have no numbers: a shelf
// gives them some, for as long as the workspace lives.

const (
	piecesPage  = 60      // of one list
	filesMost   = 10_000  // of a folder that are looked at
	firstNumber = 1 << 24 // of files other than the live one, which has its piece's own
	thumbSide   = 320     // px, of the longer side of a small picture
	deletedName = ".easel-deleted"
)

// folderOf returns the folder of a file.
func folderOf(path string) string { return filepath.Dir(path) }

// A listed file is an Easel file of the gallery.
type listed struct {
	path   string
	number uint32
	info   os.FileInfo
}

// list returns the Easel files of the folder, the newest first, and the live one before them.
func (w *Workspace) list(ctx context.Context) (all []listed, err error) {
	var live listed
	numbers := map[string]uint32{}
	if err := w.ask(ctx, func() {
		live = listed{path: w.piece.path(), number: w.piece.room.Piece().Number()}
	}); err != nil {
		return nil, err
	}
	if live.path == "" {
		return []listed{live}, nil
	}
	entries, err := os.ReadDir(folderOf(live.path))
	if err != nil {
		return nil, say.Errorf("The folder of the piece cannot be read: %w", err)
	}
	var names []string
	for _, e := range entries[:min(len(entries), filesMost)] {
		path := filepath.Join(folderOf(live.path), e.Name())
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || !strings.EqualFold(filepath.Ext(path), ".png") || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		if path == live.path {
			live.info = info
		} else if disk.Holds(path) {
			all, names = append(all, listed{path: path, info: info}), append(names, path)
		}
	}
	w.shelf.number(names, numbers)
	for i := range all {
		all[i].number = numbers[all[i].path]
	}
	slices.SortFunc(all, func(a, b listed) int {
		return cmp.Or(b.info.ModTime().Compare(a.info.ModTime()), cmp.Compare(a.path, b.path))
	})
	return append([]listed{live}, all...), nil
}

// find returns the file with that number.
func (w *Workspace) find(ctx context.Context, number uint32) (listed, error) {
	all, err := w.list(ctx)
	if err != nil {
		return listed{}, err
	}
	i := slices.IndexFunc(all, func(f listed) bool { return f.number == number })
	if i < 0 {
		return listed{}, disk.ErrGone
	}
	return all[i], nil
}

// Pieces lists the gallery.
func (w *Workspace) Pieces(ctx context.Context, before uint32) (list []app.Piece, more bool, err error) {
	all, err := w.list(ctx)
	if err != nil {
		return nil, false, err
	}
	if i := slices.IndexFunc(all, func(f listed) bool { return f.number == before }); before != 0 {
		all = all[i+1:] // one that is gone: from the newest on
	}
	for _, f := range all[:min(len(all), piecesPage)] {
		if err := ctx.Err(); err != nil {
			return nil, false, err
		}
		if p, err := w.about(ctx, f); err == nil { // one that cannot be read is no piece
			list = append(list, p)
		}
	}
	return list, len(all) > piecesPage, nil
}

// about returns what the gallery says of a file.
func (w *Workspace) about(ctx context.Context, f listed) (p app.Piece, err error) {
	live := false
	if err := w.ask(ctx, func() {
		if r := w.piece.room.Piece(); r.Number() == f.number {
			live = true
			p = app.Piece{Number: f.number, Title: w.piece.title(), Style: r.Style(), Created: w.piece.meta.Created, Live: true}
			p.Width, p.Height = r.Size()
		}
	}); err != nil || live {
		return p, err
	}
	info, err := disk.About(f.path)
	if err != nil {
		return p, err
	}
	var m meta
	if json.Unmarshal(info.Meta, &m) != nil {
		m = meta{} // another program's
	}
	p = app.Piece{Number: f.number, Title: m.Title, Width: info.Width, Height: info.Height, Style: info.Style, Created: m.Created, Strokes: info.Strokes}
	if p.Title == "" {
		p.Title = stem(f.path)
	}
	if p.Created == 0 {
		p.Created = f.info.ModTime().UnixMilli()
	}
	return p, nil
}

// Picture returns a piece over paper, as a PNG: a file is one.
func (w *Workspace) Picture(ctx context.Context, number uint32) ([]byte, error) {
	view, path, err := w.viewOf(ctx, number)
	if err != nil {
		return nil, err
	}
	if view == nil {
		return os.ReadFile(path)
	}
	pic, err := export.Open(view)
	if err != nil {
		return nil, sentenceOf(err)
	}
	var out bytes.Buffer
	g, err := export.NewPNG(&out, pic, 1, export.White)
	for done, of := 0, 1; err == nil && done < of; {
		if err = ctx.Err(); err == nil {
			done, of, err = g.Step()
		}
	}
	return out.Bytes(), sentenceOf(err)
}

// viewOf returns the live piece as it is now, or the path of another one.
func (w *Workspace) viewOf(ctx context.Context, number uint32) (view []byte, path string, err error) {
	var s disk.State
	live := false
	if err := w.ask(ctx, func() {
		if live = w.piece.room.Piece().Number() == number; live {
			s = w.piece.state()
		}
	}); err != nil {
		return nil, "", err
	}
	if live {
		view, err = s.View()
		return view, "", sentenceOf(err)
	}
	f, err := w.find(ctx, number)
	if err == nil && f.info.Size() > disk.FileBytes {
		err = disk.ErrRead
	}
	return nil, f.path, err
}

// Thumb returns a piece small, as a PNG.
func (w *Workspace) Thumb(ctx context.Context, number uint32) ([]byte, error) {
	b, err := w.Picture(ctx, number)
	if err != nil {
		return nil, err
	}
	return shrink(b)
}

// Film returns all strokes of a piece as core/replay reads them.
func (w *Workspace) Film(ctx context.Context, number uint32) ([]byte, error) {
	view, path, err := w.viewOf(ctx, number)
	if err != nil || view != nil {
		return view, err
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, disk.ErrRead
	}
	view, err = export.Scene(b)
	return view, sentenceOf(err)
}

// TitlePiece gives a piece a title: in a file that is not open, by opening it.
func (w *Workspace) TitlePiece(ctx context.Context, number uint32, title string) error {
	title, err := titled(title)
	if err != nil {
		return err
	}
	live := false
	if err := w.ask(ctx, func() {
		if live = w.piece.room.Piece().Number() == number; live {
			w.piece.fresh = false
			w.setTitle(title)
		}
	}); err != nil || live {
		return err
	}
	f, err := w.find(ctx, number)
	if err != nil {
		return err
	}
	p, _, err := openFile(w.cfg, f.path)
	if err != nil {
		return sentenceOf(err)
	}
	p.meta.Title = title
	return sentenceOf(p.keeper.Close(new(p.state())))
}

// DeletePiece puts a piece's file into a hidden folder, from where RestorePiece brings it back.
func (w *Workspace) DeletePiece(ctx context.Context, number uint32) error {
	f, err := w.find(ctx, number)
	if err != nil {
		return err
	}
	if f.info == nil || number < firstNumber {
		return say.Sentence("This piece is being painted on. Begin a new one first.")
	}
	k, _, err := disk.Open(f.path) // nobody else has it open
	if err != nil {
		return sentenceOf(err)
	}
	if err := k.Close(nil); err != nil && !errors.Is(err, disk.ErrReadOnly) {
		return sentenceOf(err)
	}
	folder := filepath.Join(folderOf(f.path), deletedName)
	to, err := free(folder, stem(f.path))
	if err == nil {
		err = disk.Move(f.path, to)
	}
	if err != nil {
		return say.Errorf("The file cannot be put away: %w", err)
	}
	w.shelf.away(number, f.path, to)
	return nil
}

// RestorePiece brings a deleted piece back.
func (w *Workspace) RestorePiece(_ context.Context, number uint32) error {
	p := w.shelf.where(number)
	if p.to == "" {
		return disk.ErrGone
	}
	to, err := free(folderOf(p.from), stem(p.from))
	if err == nil {
		err = disk.Move(p.to, to)
	}
	if err != nil {
		return say.Errorf("The file cannot be brought back: %w", err)
	}
	w.shelf.back(number, to)
	return nil
}

// shrink returns a picture no longer than thumbSide. One that says it is larger than any piece is not unfolded.
func shrink(b []byte) ([]byte, error) {
	is, err := png.DecodeConfig(bytes.NewReader(b))
	if err != nil {
		return nil, disk.ErrRead
	}
	if max(is.Width, is.Height) > core.SideMax {
		return nil, say.Sentence("The picture is too large for a piece.")
	}
	src, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, disk.ErrRead
	}
	size := src.Bounds().Size()
	k := min(thumbSide/float64(max(size.X, size.Y)), 1)
	side := func(n int) int { return max(int(math.Round(float64(n)*k)), 1) }
	dst := image.NewRGBA(image.Rect(0, 0, side(size.X), side(size.Y)))
	draw.CatmullRom.Scale(dst, dst.Bounds(), src, src.Bounds(), draw.Src, nil)
	var out bytes.Buffer
	err = png.Encode(&out, dst)
	return out.Bytes(), err
}

// A shelf gives files numbers, and knows where deleted ones are.
type shelf struct {
	mu      sync.Mutex // guards what follows
	numbers map[string]uint32
	gone    map[uint32]put
	next    uint32
}

// A put file was at one path, and is at another.
type put struct{ from, to string }

// number fills in the numbers of files.
func (s *shelf) number(paths []string, into map[string]uint32) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.numbers == nil {
		s.numbers, s.gone, s.next = map[string]uint32{}, map[uint32]put{}, firstNumber
	}
	for _, p := range paths {
		if s.numbers[p] == 0 {
			s.numbers[p] = s.next
			s.next++
		}
		into[p] = s.numbers[p]
	}
}

// away notes that a file was put away.
func (s *shelf) away(number uint32, from, to string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.numbers, from)
	s.gone[number] = put{from, to}
}

// where returns where a file that was put away was, and is.
func (s *shelf) where(number uint32) put {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gone[number]
}

// back notes that a file is there again.
func (s *shelf) back(number uint32, path string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.gone, number)
	s.numbers[path] = number
}
