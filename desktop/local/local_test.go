package local

import (
	"bytes"
	"context"
	"errors"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"easel.example/core"
	"easel.example/core/client"
	"easel.example/core/wire"
	"easel.example/desktop/app"
	"easel.example/desktop/local/disk"
)

// A sitter is a client at a line, as the app drives it.
type sitter struct {
	t     testing.TB
	line  app.Line
	c     *client.Client
	next  []byte
	codes []uint32 // of sessions that were closed
}

func sit(t testing.TB, line app.Line, replica uint64) *sitter {
	s := &sitter{t: t, line: line, c: client.New(client.Config{Replica: replica})}
	line.Open()
	s.until("live", func() bool { return s.c.Status(now()).Phase == client.Live })
	return s
}

func (s *sitter) hear(e app.Event) {
	switch e.Kind {
	case app.Opened:
		s.c.Opened(now())
	case app.Frame:
		if err := s.c.Receive(e.Frame, now()); err != nil {
			s.t.Errorf("a frame: %v", err)
		}
	case app.Closed:
		s.codes = append(s.codes, e.Code)
		if s.c.Closed(e.Code, now()) {
			s.line.Open()
		}
	}
}

// step lets a moment pass.
func (s *sitter) step() {
	for more := true; more; {
		select {
		case e := <-s.line.Events():
			s.hear(e)
		case <-time.After(time.Millisecond):
			more = false
		}
	}
	s.c.Tick(now())
	for {
		if s.next == nil {
			s.next = s.c.Frame(now())
		}
		if s.next == nil || !s.line.Send(s.next) {
			return
		}
		s.next = nil
	}
}

func (s *sitter) until(what string, is func() bool) {
	s.t.Helper()
	for end := time.Now().Add(60 * time.Second); !is(); s.step() {
		if time.Now().After(end) {
			s.t.Fatalf("not %s: %+v", what, s.c.Status(now()))
		}
	}
}

// inkOf returns a stroke that no other k has.
func inkOf(k int) *core.Stroke {
	x, y := int32(k%200)*32, int32(k/200)*32
	return &core.Stroke{Brush: core.Brush{Kind: core.Pen, Version: core.BrushVersion, Color: uint32(k), Width: 64, Opacity: 255},
		Points: []core.Point{{X: x, Y: y, Pressure: 100}, {X: x + 320, Y: y + 640, Pressure: uint8(k)}, {X: x + 900, Y: y + 32, Pressure: 255}}}
}

// draw draws strokes from k on, and waits until they are kept.
func (s *sitter) draw(k, n int) {
	s.t.Helper()
	for i := range n {
		if p := s.c.Place([]*core.Stroke{inkOf(k + i)}, now()); p.Drawn != 1 {
			s.t.Fatalf("stroke %d: %+v", k+i, p)
		}
	}
	s.until("kept", func() bool { return s.c.Settled() })
}

func (s *sitter) piece() *core.Piece { return s.c.Replica().Piece() }

func testConfig(t testing.TB) Config {
	return Config{SaveIdle: 50 * time.Millisecond, SaveMost: 200 * time.Millisecond, Ahead: time.Hour, Rescue: filepath.Join(t.TempDir(), "rescue"), Seed: func() uint64 { return 5 }}
}

func newWorkspace(t testing.TB, cfg Config) (*Workspace, *sitter, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "A piece.png")
	w := Create(cfg, path, Canvas{Width: 400, Height: 300})
	t.Cleanup(func() { w.Close() })
	return w, sit(t, w.Line(), 11), path
}

// TestOpenAgain: what was drawn is in the file, also what was undone, and can be gone on with.
func TestOpenAgain(t *testing.T) {
	cfg := testConfig(t)
	w, s, path := newWorkspace(t, cfg)
	s.draw(0, 20)
	s.c.Undo(now())
	if err := w.TitlePiece(t.Context(), s.piece().Number(), "Reeds"); err != nil {
		t.Fatal(err)
	}
	s.until("titled", func() bool { return s.c.Settled() && s.c.Status(now()).Title == "Reeds" })
	digest := s.piece().Digest()
	s.line.Close()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		w, err := Open(cfg, path)
		if err != nil {
			t.Fatal(err)
		}
		again := sit(t, w.Line(), 12)
		if i == 0 && again.piece().Digest() == digest {
			t.Error("the replica that comes is not in the digest")
		}
		if got := len(again.piece().Strokes()); got != 20+i || again.piece().Strokes()[19].Hidden == 0 || again.c.Status(now()).Title != "Reeds" {
			t.Errorf("opening %d: %d strokes, title %q", i, got, again.c.Status(now()).Title)
		}
		again.draw(100+i, 1)
		again.line.Close()
		if list, _ := os.ReadDir(filepath.Dir(path)); len(list) != 1 {
			t.Errorf("beside the file: %v", list)
		}
	}
}

// TestOnlyLookedAt: a file that was only looked at stays as it is, and one that nothing was drawn into goes.
func TestOnlyLookedAt(t *testing.T) {
	cfg := testConfig(t)
	_, s, path := newWorkspace(t, cfg)
	s.draw(0, 1)
	s.line.Close()
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	w, err := Open(cfg, path)
	if err != nil {
		t.Fatal(err)
	}
	sit(t, w.Line(), 5).line.Close()
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Errorf("it has changed: %v", err)
	}
	blank := filepath.Join(filepath.Dir(path), "blank.png")
	sit(t, Create(cfg, blank, Canvas{Width: 400, Height: 300}).Line(), 5).line.Close()
	if list, _ := os.ReadDir(filepath.Dir(path)); len(list) != 1 {
		t.Errorf("of the blank piece there is left: %v", list)
	}
}

// TestNewPiece: the piece before is in the gallery, and the line goes on with the new one.
func TestNewPiece(t *testing.T) {
	cfg := testConfig(t)
	var moved []string
	cfg.Moved = func(from, to string) { moved = append(moved, filepath.Base(from), filepath.Base(to)) }
	w, s, path := newWorkspace(t, cfg)
	s.draw(0, 3)
	old := s.piece().Number()
	ctx := t.Context()
	if err := w.NewPiece(ctx, app.NewPiece{Width: 320, Height: 240, Title: "To/be: named?"}); err != nil {
		t.Fatal(err)
	}
	s.until("on the new piece", func() bool {
		return s.c.Replica() != nil && s.piece().Number() != old && s.c.Status(now()).Phase == client.Live
	})
	if len(s.codes) != 1 || s.codes[0] != 4000+uint32(core.NextPiece) {
		t.Errorf("closed with %v", s.codes)
	}
	s.draw(50, 2)
	list, more, err := w.Pieces(ctx, 0)
	if err != nil || more || len(list) != 2 || !list[0].Live || list[0].Title != "To/be: named?" || list[1].Title != "A piece" || list[1].Strokes != 3 || list[1].Width != 400 {
		t.Fatalf("the gallery has %+v, %v, %v", list, more, err)
	}
	number := list[1].Number
	if err := w.TitlePiece(ctx, number, "Other"); err != nil {
		t.Fatal(err)
	}
	if older, _, err := w.Pieces(ctx, list[0].Number); err != nil || len(older) != 1 || older[0].Title != "Other" || older[0].Number != number {
		t.Errorf("before the live one: %+v, %v", older, err)
	}
	for _, n := range []uint32{list[0].Number, number} {
		thumb, err := w.Thumb(ctx, n)
		if err != nil {
			t.Fatal(err)
		}
		if img, err := png.Decode(bytes.NewReader(thumb)); err != nil || max(img.Bounds().Dx(), img.Bounds().Dy()) != thumbSide {
			t.Errorf("thumb of %d: %v", n, err)
		}
		film, err := w.Film(ctx, n)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := app.OpenFilm(film); err != nil {
			t.Errorf("film of %d: %v", n, err)
		}
	}
	if err := w.DeletePiece(ctx, list[0].Number); err == nil {
		t.Error("the live piece is deleted")
	}
	if err := w.DeletePiece(ctx, number); err != nil {
		t.Fatal(err)
	}
	if list, _, _ := w.Pieces(ctx, 0); len(list) != 1 {
		t.Errorf("after a deletion: %+v", list)
	}
	if err := w.RestorePiece(ctx, number); err != nil {
		t.Fatal(err)
	}
	if list, _, _ := w.Pieces(ctx, 0); len(list) != 2 || list[1].Number != number {
		t.Errorf("after it came back: %+v", list)
	}
	s.line.Close()
	for name, want := range map[string]int{filepath.Base(path): 3, "To be named.png": 2} {
		if i, err := disk.About(filepath.Join(filepath.Dir(path), name)); err != nil || i.Strokes != int64(want) {
			t.Errorf("%s has %d strokes, %v; want %d", name, i.Strokes, err, want)
		}
	}
	if strings.Join(moved, ", ") != "A piece.png, To be named.png" {
		t.Errorf("told: %v", moved)
	}
}

// TestSaveAs: it goes on in the other file, with what was drawn meanwhile; the first stays.
func TestSaveAs(t *testing.T) {
	w, s, path := newWorkspace(t, testConfig(t))
	s.draw(0, 5)
	to := filepath.Join(t.TempDir(), "Elsewhere")
	done := make(chan error, 1)
	go func() { done <- w.SaveAs(context.Background(), to) }()
	n := 5
	for saving := true; saving; n++ {
		s.draw(n, 1)
		select {
		case err := <-done:
			if saving = false; err != nil {
				t.Fatal(err)
			}
		default:
		}
	}
	s.draw(n, 1)
	n++
	if got := w.Path(); got != to+".png" {
		t.Errorf("it is in %s", got)
	}
	s.line.Close()
	for name, least := range map[string]int{path: 5, to + ".png": n} {
		w, err := Open(testConfig(t), name)
		if err != nil {
			t.Fatal(err)
		}
		s := sit(t, w.Line(), 3)
		if got := len(s.piece().Strokes()); got < least {
			t.Errorf("%s has %d strokes, want %d", name, got, least)
		}
		s.line.Close()
	}
}

// TestNowhere: a piece without a file can be painted on, people are told, and what is not saved
// elsewhere in the end is rescued.
func TestNowhere(t *testing.T) {
	cfg := testConfig(t)
	var ended error
	cfg.Ended = func(err error) { ended = err }
	file := filepath.Join(t.TempDir(), "a file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	w := Create(cfg, filepath.Join(file, "x.png"), Canvas{Width: 400, Height: 300, Title: "Lost"})
	s := sit(t, w.Line(), 3)
	s.until("told", func() bool {
		for _, n := range s.c.Status(now()).Notices {
			if strings.Contains(n.Text, "save the piece elsewhere") {
				return true
			}
		}
		return false
	})
	s.c.Place([]*core.Stroke{inkOf(1)}, now())
	s.until("placed", func() bool { return s.c.Status(now()).Pending == 0 && s.c.Status(now()).Open == 0 })
	s.line.Close()
	if ended == nil || !strings.Contains(ended.Error(), "Lost.png") {
		t.Errorf("in the end it says %v", ended)
	}
	if i, err := disk.About(filepath.Join(cfg.Rescue, "Lost.png")); err != nil || i.Strokes != 1 {
		t.Errorf("rescued: %+v, %v", i, err)
	}
}

// TestBehind: a window that takes nothing for long gets the piece anew.
func TestBehind(t *testing.T) {
	w, s, _ := newWorkspace(t, testConfig(t))
	s.line.(*conn).most = 2000
	h, err := w.takeHand(t.Context(), w.piece)
	if err != nil {
		t.Fatal(err)
	}
	for w.behind(t) == false {
		if _, err := h.draw(t.Context(), markOf(inkOf(1))); err != nil {
			t.Fatal(err)
		}
	}
	var digest uint64
	s.until("there again", func() bool {
		if err := w.ask(t.Context(), func() { digest = w.piece.room.Piece().Digest() }); err != nil {
			t.Fatal(err)
		}
		return s.piece().Digest() == digest
	})
}

// TestAlone: what needs others is refused by a sentence.
func TestAlone(t *testing.T) {
	w, _, _ := newWorkspace(t, testConfig(t))
	_, err := w.MakeLink(t.Context(), core.Painter, "")
	if !errors.Is(err, errAlone) {
		t.Errorf("a link: %v", err)
	}
	if err := w.TitlePiece(t.Context(), 1, strings.Repeat("é", core.TitleChars+1)); err == nil {
		t.Error("a title of 101 characters is taken")
	}
	if err := w.TitlePiece(t.Context(), 1, strings.Repeat("é", core.TitleChars)); err != nil {
		t.Errorf("a title of 100 characters: %v", err)
	}
	if err := w.NewPiece(t.Context(), app.NewPiece{Width: core.SideMin - 1, Height: 300}); err == nil {
		t.Error("a side below the least is taken")
	}
	var _ wire.Note
}
