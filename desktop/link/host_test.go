package link_test

import (
	"context"
	"strings"
	"testing"

	"easel.example/core"
	"easel.example/desktop/app"
)

// hostIn has a window in a fresh workspace, and returns what goes beside its frames.
func hostIn(t *testing.T, srv *server) (*window, app.Host) {
	t.Helper()
	w := open(t, t.TempDir())
	w.join(srv.link)
	return w, w.studio().Place().Host
}

// TestHostPieces checks the gallery: what a piece becomes when another begins.
func TestHostPieces(t *testing.T) {
	srv := serve(t)
	w, h := hostIn(t, srv)
	ctx := t.Context()
	w.draw(app.Spot{X: 100, Y: 100}, app.Spot{X: 600, Y: 400})
	w.until("it is saved", w.studio().Settled)
	if err := h.TitlePiece(ctx, 1, "first"); err != nil {
		t.Fatal(err)
	}
	w.until("the title is there", func() bool { return w.studio().State().Title == "first" })
	if err := h.NewPiece(ctx, app.NewPiece{Width: 640, Height: 480, Style: core.Plotter, Title: "second"}); err != nil {
		t.Fatal(err)
	}
	w.until("the next piece is there", func() bool {
		s := w.studio().State()
		return s.Piece == 2 && s.Title == "second" && s.Style == core.Plotter && s.Words == "all saved"
	})
	if width, height := w.studio().Size(); width != 640 || height != 480 {
		t.Errorf("the next piece has %d × %d px", width, height)
	}
	list, more, err := h.Pieces(ctx, 0)
	if err != nil || more || len(list) != 2 {
		t.Fatalf("the gallery has %+v, %v, %v", list, more, err)
	}
	if p := list[0]; p.Number != 2 || !p.Live || p.Title != "second" || p.Style != core.Plotter || p.Width != 640 {
		t.Errorf("the live piece is %+v", p)
	}
	if p := list[1]; p.Number != 1 || p.Live || p.Title != "first" || p.Strokes != 1 || p.Created == 0 || p.Height != 1200 {
		t.Errorf("the one before is %+v", p)
	}
	if list, _, err := h.Pieces(ctx, 2); err != nil || len(list) != 1 {
		t.Errorf("before the live one are %+v, %v", list, err)
	}
	g := w.studio().Gallery()
	w.app.Show(app.SheetGallery)
	w.until("the wall is there", func() bool { return len(g.Pieces) == 2 })
	w.until("a small picture", func() bool { img, _ := g.Thumb(1); return img != nil })
	g.Look(1)
	w.until("a large one", func() bool { return g.Open.Picture != nil })
	if b := g.Open.Picture.Bounds(); b.Dx() != 1600 || b.Dy() != 1200 {
		t.Errorf("the large picture has %v", b)
	}
	g.Replay()
	w.until("a replay", func() bool { return g.Open.Film != nil || g.Open.Fault != "" })
	if g.Open.Fault != "" {
		t.Fatal(g.Open.Fault)
	}
	g.Open.Film.Show(1)
	if g.Open.Film.Canvas().Inked() == 0 {
		t.Error("the replay shows nothing")
	}
	for _, err := range []error{h.DeletePiece(ctx, 1), h.RestorePiece(ctx, 1)} {
		if err != nil {
			t.Error(err)
		}
	}
	for err, want := range map[error]string{
		h.DeletePiece(ctx, 2): "This piece is being painted on. Begin a new one first.",
		h.NewPiece(ctx, app.NewPiece{Width: 10, Height: 480}): "A side of a piece has 240 to 4096 px.",
		h.TitlePiece(ctx, 7, "x"):                             "There is no such piece.",
		h.AgainPiece(ctx, 2):                                  "This piece is on the easel already.",
	} {
		if err == nil || err.Error() != want {
			t.Errorf("it says %v, want %q", err, want)
		}
	}
	g.Look(1)
	g.Again(1)
	w.until("the first is gone on with", func() bool {
		return w.studio().State().Piece == 3 && w.app.Sheet() == app.NoSheet && w.studio().Strokes() == 1
	})
	gone, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := h.Picture(gone, 1); err == nil {
		t.Error("a request goes on though its context has ended")
	}
}

// TestHostPeople checks links, members and workspaces.
func TestHostPeople(t *testing.T) {
	srv := serve(t)
	_, h := hostIn(t, srv)
	ctx := t.Context()
	way, err := h.MakeLink(ctx, core.Painter, "for friends")
	if err != nil || !strings.HasPrefix(way, srv.base+"/#w=") {
		t.Fatalf("the link is %q, %v", way, err)
	}
	friend := open(t, t.TempDir())
	friend.join(way)
	people, err := h.People(ctx)
	if err != nil || len(people) != 2 || people[1].Role != core.Painter || people[1].Own || !people[0].Own || people[1].Color == 0 {
		t.Fatalf("the people are %+v, %v", people, err)
	}
	links, err := h.Links(ctx)
	if err != nil || len(links) != 2 || links[1].Name != "for friends" || links[1].Role != core.Painter {
		t.Fatalf("the links are %+v, %v", links, err)
	}
	if err := h.RemovePerson(ctx, people[1].No); err != nil {
		t.Fatal(err)
	}
	friend.until("the friend is out", func() bool { return friend.studio().State().Card.Title == "The connection has ended." })
	if text := friend.studio().State().Card.Text; text != "An owner has removed you from this workspace." {
		t.Errorf("the friend is told %q", text)
	}
	if err := h.ReadmitPerson(ctx, people[1].No); err != nil {
		t.Fatal(err)
	}
	friend.join(way)
	if err := h.RevokeLink(ctx, links[1].No); err != nil {
		t.Fatal(err)
	}
	friend.until("the link has gone", func() bool { return friend.studio().State().Card.Title == "The connection has ended." })

	other, err := h.MakeSpace(ctx, "another")
	if err != nil || !strings.HasPrefix(other, srv.base+"/#w=") {
		t.Fatalf("another workspace: %q, %v", other, err)
	}
	spaces, may, err := h.Spaces(ctx)
	if err != nil || !may || len(spaces) != 2 {
		t.Fatalf("the workspaces are %+v, %v, %v", spaces, may, err)
	}
	for _, s := range spaces {
		if s.Here == (s.Name == "another") || s.Role != core.Owner {
			t.Errorf("a workspace is %+v", s)
		}
		if s.Here {
			continue
		}
		if err := h.NameSpace(ctx, s.No, "renamed"); err != nil {
			t.Error(err)
		}
		w := open(t, t.TempDir()) // whose cookie is another
		if err := w.app.Join(s.Link); err != nil {
			t.Fatal(err)
		}
		w.until("a member's link is the member's alone", func() bool { return w.studio().State().Dot == app.DotRed })
		for _, err := range []error{h.LeaveSpace(ctx, s.No), h.ReturnToSpace(ctx, s.No)} {
			if err != nil {
				t.Error(err)
			}
		}
	}
}

// TestHostArtist has the studio artist paint, and talks to it.
func TestHostArtist(t *testing.T) {
	srv := serve(t)
	w, h := hostIn(t, srv)
	if err := h.StartArtist(t.Context(), "x"); err == nil || err.Error() != "This server has no artist." {
		t.Errorf("without an artist it says %v", err)
	}
	w.close()
	srv.kill()
	srv.args = srv.args[:len(srv.args)-1]
	srv.start()
	w, h = hostIn(t, srv)
	w.until("there is an artist", func() bool { return w.studio().State().Artist.Mood == app.Ready && w.studio().State().Invited })
	w.studio().Say("a quiet harbour at dusk")
	w.until("it paints", func() bool { return w.studio().State().Artist.Mood == app.Working && w.studio().Strokes() > 10 })
	w.until("it says what it does", func() bool { return len(w.studio().Notes()) > 1 })
	w.until("its pen is seen", func() bool { p := w.studio().Overlay().Pens; return len(p) == 1 && p[0].Artist && p[0].Name != "" })
	w.app.Do(app.CmdPause)
	w.until("it is paused", func() bool { return w.studio().State().Artist.Resumable })
	w.studio().Say("warmer light")
	w.until("it has heard", func() bool {
		notes := w.studio().Notes()
		last := notes[len(notes)-1]
		_, why, sending := w.studio().Draft()
		return !sending && why == "" && last.Who == "You" && last.Text == "warmer light"
	})
	if err := h.BudgetArtist(t.Context(), app.Budget{Turns: 3, Strokes: 5000}); err != nil {
		t.Error(err)
	}
	w.until("its budget is known", func() bool { return w.studio().State().Artist.Turns.Most == 3 })
	w.app.Do(app.CmdPause)
	w.until("it goes on", func() bool { return w.studio().State().Artist.Pausable })
}
