package hub

import (
	"bytes"
	"context"
	"errors"
	"testing"

	"easel.example/core"
	"easel.example/core/client"
	"easel.example/core/export"
	"easel.example/server/store"
)

// easelFile returns the Easel file that a client would save.
func (p *peer) easelFile(t *testing.T) []byte {
	t.Helper()
	p.mu.Lock()
	view := p.c.View()
	p.mu.Unlock()
	return fileOf(t, view)
}

func fileOf(t *testing.T, view []byte) []byte {
	t.Helper()
	pic, err := export.Open(view)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	g, err := export.NewPNG(&out, pic, 1, export.White)
	if err != nil {
		t.Fatal(err)
	}
	if err := g.Embed(view); err != nil {
		t.Fatal(err)
	}
	for done, of := 0, 1; done < of; {
		if done, of, err = g.Step(); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes()
}

// paint draws one stroke of every brush, a fill, and erasers over them, in batches.
func (p *peer) paint(times int) {
	for i := range times {
		for k := core.Pen; ; k++ {
			b := core.Brush{Kind: k, Version: core.BrushVersion, Color: uint32(i*70+int(k)) * 0x10305 & 0xffffff, Width: 300, Opacity: 200}
			if !b.Valid() {
				break
			}
			p.drawWith(b, int32(i+1)*int32(k))
		}
		p.drawWith(core.Brush{Kind: core.Pen, Version: core.BrushVersion, Color: 0x208040, Width: 16, Opacity: 120, Fill: core.FillEvenOdd}, int32(i))
	}
}

func (p *peer) drawWith(b core.Brush, seed int32) {
	pts := make([]core.Point, 40)
	for i := range pts {
		n := int32(i)
		pts[i] = core.Point{X: (100 + seed*13%700 + n*17%600) * core.Unit, Y: (80 + seed*29%600 + n*n%400) * core.Unit, Pressure: uint8(40 + 5*i)}
	}
	p.mu.Lock()
	p.c.Draw(b, pts, 1)
	var frames [][]byte
	for f := p.c.Frame(1); f != nil; f = p.c.Frame(1) {
		frames = append(frames, f)
	}
	p.mu.Unlock()
	for _, f := range frames {
		p.space.Receive(p.w.t.Context(), p.id, f)
	}
}

func settled(c *client.Client) bool { return c.Settled() }

// TestFound: a file's piece is there at once, looks to the pixel as it did, is its
// opener's, can be painted on, and outlives the server.
func TestFound(t *testing.T) {
	for _, tc := range []struct {
		name  string
		bytes int64 // of the workspace that saved it
		here  int64 // of the one that opens it
	}{
		{"as it was", 10 << 20, 10 << 20},
		{"with a base", 4000, 10 << 20},
		{"more than fits here", 10 << 20, 4000},
		{"a base, and more than fits", 6000, 3000},
	} {
		t.Run(tc.name, func(t *testing.T) {
			limited := func(n int64) func(*Config) {
				return func(c *Config) {
					c.Room.Limits.WorkspaceBytes = n
					c.Room.Rates.StrokesPerMinute = 0
				}
			}
			from := newWorld(t, limited(tc.bytes), store.Options{})
			a := from.join(1)
			a.listen(t.Context())
			a.until("a live client", live)
			a.paint(3)
			a.until("an acknowledgement", settled)
			file := a.easelFile(t)
			want, err := from.hub.Picture(t.Context(), from.id)
			if err != nil {
				t.Fatal(err)
			}
			w := newWorld(t, limited(tc.here), store.Options{})
			b := w.join(7)
			ended := b.listen(t.Context())
			b.until("a live client", live)
			b.draw(50)
			no, err := w.hub.Found(t.Context(), w.id, file, "Light", 1)
			if err != nil || no != 2 {
				t.Fatalf("opened as %d, %v", no, err)
			}
			<-ended
			if b.why != core.NextPiece {
				t.Errorf("the old piece's session was closed with %v", b.why)
			}
			got, err := w.hub.Picture(t.Context(), w.id)
			if err != nil || got.Raster != want.Raster || !bytes.Equal(got.PNG, want.PNG) {
				t.Fatalf("it looks otherwise, %v", err)
			}
			if p, err := w.store.Piece(t.Context(), store.PieceKey{Workspace: w.id, Piece: 2}); err != nil || p.Title != "Light" || p.Deleted != 0 {
				t.Errorf("the piece is %+v, %v", p, err)
			}
			// Whoever comes sees it, and paints on, until its oldest strokes go.
			c := w.join(9)
			c.listen(t.Context())
			c.until("a live client", live)
			c.mu.Lock()
			piece := c.c.Replica().Piece()
			if piece.Bytes() > tc.here || len(piece.Open()) > 0 {
				t.Errorf("it has %d bytes and %d open strokes", piece.Bytes(), len(piece.Open()))
			}
			for _, s := range piece.Strokes() {
				if s.Member != 1 {
					t.Errorf("a stroke is of member %d", s.Member)
				}
			}
			c.mu.Unlock()
			c.paint(3)
			c.until("an acknowledgement", settled)
			last, err := w.hub.Picture(t.Context(), w.id)
			if err != nil || last.Raster == got.Raster {
				t.Fatalf("nothing was drawn on it, %v", err)
			}
			// It is played from what is known of it, and read anew as it was.
			if _, err := w.hub.Replay(t.Context(), store.PieceKey{Workspace: w.id, Piece: 2}); err != nil {
				t.Error(err)
			}
			if err := w.hub.Close(t.Context()); err != nil {
				t.Fatal(err)
			}
			w.hub = New(w.store, w.hub.cfg)
			if again, err := w.hub.Picture(t.Context(), w.id); err != nil || again.Raster != last.Raster {
				t.Errorf("after a restart it looks otherwise, %v", err)
			}
		})
	}
}

// TestNotFound: a file that cannot become a piece leaves the live one, and nothing else.
func TestNotFound(t *testing.T) {
	from := newWorld(t, nil, store.Options{})
	a := from.join(1)
	a.listen(t.Context())
	a.until("a live client", live)
	a.paint(1)
	a.drawWith(core.Brush{Kind: core.Pen, Version: core.BrushVersion, Width: 8000, Opacity: 255}, 3)
	a.until("an acknowledgement", settled)
	file := a.easelFile(t)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for _, tc := range []struct {
		name   string
		ctx    context.Context
		file   []byte
		change func(*Config)
		opt    store.Options
		want   error // nil is a FileError
	}{
		{name: "nothing", file: nil},
		{name: "no PNG", file: []byte("GIF89a")},
		{name: "cut off", file: file[:200]},
		{name: "points", file: file, change: func(c *Config) { c.Room.Limits.StrokePoints = 39 }},
		{name: "cost", file: file, change: func(c *Config) { c.Room.Limits.StrokeCost = 1000 }},
		{name: "a full gallery", file: file, opt: store.Options{PiecesMax: 1}, want: store.ErrPiecesFull},
		{name: "who asked is gone", ctx: gone, file: file, want: context.Canceled},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := newWorld(t, tc.change, tc.opt)
			ctx := tc.ctx
			if ctx == nil {
				ctx = t.Context()
			}
			_, err := w.hub.Found(ctx, w.id, tc.file, "", 1)
			var why FileError
			if tc.want == nil && !errors.As(err, &why) || tc.want != nil && !errors.Is(err, tc.want) {
				t.Errorf("it says %v", err)
			}
			ws, err := w.store.Workspace(t.Context(), w.id)
			if err != nil || ws.LivePiece != 1 {
				t.Errorf("the live piece is %d, %v", ws.LivePiece, err)
			}
			if list, err := w.store.Pieces(t.Context(), w.id, 100, 100); err != nil || len(list) != 1 {
				t.Errorf("there are %d pieces, %v", len(list), err)
			}
		})
	}
	t.Run("one of a workspace at a time", func(t *testing.T) {
		leave, err := from.hub.founding.enter(t.Context(), from.id)
		if err != nil {
			t.Fatal(err)
		}
		defer leave()
		if _, err := from.hub.Found(t.Context(), from.id, file, "", 1); !errors.Is(err, ErrBusy) {
			t.Errorf("a second file got %v", err)
		}
	})
	// Each byte of what the file holds may be wrong: it ends in an error or a piece.
	a.mu.Lock()
	view := a.c.View()
	a.mu.Unlock()
	for i := 0; i < len(view); i += 1 + len(view)/400 {
		bad := bytes.Clone(view)
		bad[i] ^= byte(1 + i%255)
		_, err := from.hub.founded(t.Context(), embedded(bad), 1)
		var why FileError
		if err != nil && !errors.As(err, &why) {
			t.Fatalf("byte %d: %v", i, err)
		}
	}
}

// embedded returns a file that holds a view, whatever that is.
func embedded(view []byte) []byte {
	var out bytes.Buffer
	g, err := export.NewPNG(&out, &export.Picture{Width: 240, Height: 240}, 1, export.White)
	if err == nil {
		err = g.Embed(view)
	}
	for done, of := 0, 1; err == nil && done < of; {
		done, of, err = g.Step()
	}
	if err != nil {
		panic(err)
	}
	return out.Bytes()
}

// TestAdopt: a file of many replicas takes no more than half of those that a member may have.
func TestAdopt(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.Room.ActorsPerMember = 4 }, store.Options{})
	st := core.State{Actors: make([]core.Replicant, 4)}
	for a := core.Actor(4); a > 1; a-- { // the first has no ink
		st.Strokes = append(st.Strokes, &core.Stroke{ID: core.StrokeID{Actor: a, N: 1}})
	}
	w.hub.adopt(st, 9)
	for i, want := range []uint32{0, 9, 9, 0} {
		if st.Actors[i].Member != want {
			t.Errorf("actor %d is of member %d, want %d", i+1, st.Actors[i].Member, want)
		}
	}
	for _, s := range st.Strokes {
		if s.Member != st.Actors[s.ID.Actor-1].Member {
			t.Errorf("stroke %v is of member %d", s.ID, s.Member)
		}
	}
}
