// Package stage is a workspace without a server, in which tests and figures of the
// window play: a room in the same process, told the time by who calls, with people,
// an artist and a gallery as they are asked for.
package stage

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"sync/atomic"

	"easel.example/core"
	painter "easel.example/core/artist"
	"easel.example/core/authority"
	"easel.example/core/raster"
	"easel.example/core/wire"
	"easel.example/desktop/app"
)

// The sessions of a stage.
const (
	ownSession authority.Session = 1
	handOf     authority.Session = 2
)

// Own is the member that the window is of.
const Own = 1

// A Stage is a workspace. One goroutine calls all of it, but the host's calls.
type Stage struct {
	Room   *authority.Room
	Role   core.Role
	Name   string
	events chan app.Event
	open   bool
	now    int64
	w      wire.Writer
	r      wire.Reader
	host   host
}

// eventsMost is how many events of a line wait; a stage that tells of more is a bug in a test.
const eventsMost = 1 << 14

// New returns a workspace with an empty piece, whose owner one is.
func New(width, height int32, title string, limits core.Limits, now int64) *Stage {
	cfg := authority.DefaultConfig()
	cfg.Limits = limits
	cfg.Rates.StrokesPerMinute, cfg.Rates.PendingStrokes = 0, 1<<20
	s := &Stage{
		Room: authority.New(cfg, title, 1, width, height, core.Paint), Role: core.Owner, Name: "Ada Lind",
		events: make(chan app.Event, eventsMost), now: now,
	}
	s.Room.Start([]authority.Epoch{{Epoch: 1, First: 1}}, now)
	return s
}

// Place returns the way in.
func (s *Stage) Place() app.Place {
	return app.Place{Key: "stage", Link: "http://127.0.0.1/w/stage", Token: "token", Line: s, Host: &s.host}
}

// Paint has the artist paint so much of a piece, before anybody looks.
func (s *Stage) Paint(prompt string, seed uint64, strokes int) {
	w, h := s.Room.Piece().Size()
	if why := s.Room.OpenHand(handOf, wire.Member{ID: core.ArtistMember, Name: "Studio artist", Color: 0x8e44ad, Role: core.Painter, Online: true}, 77, s.now); why != 0 {
		panic("stage: " + why.Error())
	}
	p := painter.New(painter.Brief{Prompt: prompt, Width: w, Height: h, Seed: seed})
	for step, ok := p.Next(); ok && strokes > 0; step, ok = p.Next() {
		var list []authority.Ink
		for _, m := range step.Marks[:min(len(step.Marks), strokes)] {
			list = append(list, authority.Ink{Brush: m.Brush, Points: m.Points})
		}
		strokes -= len(list)
		s.draw(list)
	}
}

// Strokes draws strokes as somebody else's, before anybody looks.
func (s *Stage) Strokes(list []*core.Stroke) {
	if why := s.Room.OpenHand(handOf+1, wire.Member{ID: 9, Name: "Noor", Color: 0x16a085, Role: core.Painter, Online: true}, 78, s.now); why != 0 {
		panic("stage: " + why.Error())
	}
	for len(list) > 0 {
		n := min(len(list), 32)
		var ink []authority.Ink
		for _, t := range list[:n] {
			ink = append(ink, authority.Ink{Brush: t.Brush, Points: t.Points})
		}
		for len(ink) > 0 {
			d := s.Room.Draw(handOf+1, ink, s.now)
			if d.Why != 0 || d.Taken == 0 {
				panic("stage: cannot draw: " + d.Why.Error())
			}
			ink = ink[d.Taken:]
		}
		s.Room.Synced(s.Room.Seq())
		s.Room.Take()
		list = list[n:]
	}
}

func (s *Stage) draw(list []authority.Ink) {
	for len(list) > 0 {
		d := s.Room.Draw(handOf, list, s.now)
		if d.Why != 0 || d.Taken == 0 {
			panic("stage: cannot draw: " + d.Why.Error())
		}
		list = list[d.Taken:]
	}
	s.Room.Synced(s.Room.Seq())
	if !s.open {
		s.Room.Take()
		return
	}
	s.deliver()
}

// Step lets time pass, and delivers what there is.
func (s *Stage) Step(now int64) {
	s.now = now
	s.Room.Tick(now)
	s.deliver()
}

// Tell sends a frame to the window as the server would.
func (s *Stage) Tell(frame []byte) { s.events <- app.Event{Kind: app.Frame, Frame: bytes.Clone(frame)} }

// Artist tells how the artist stands, and what it has written.
func (s *Stage) Artist(a wire.Artist, notes ...wire.Note) {
	a.Piece = s.Room.Piece().Number()
	s.Tell(s.w.Artist(nil, a))
	for _, n := range notes {
		n.Piece = a.Piece
		s.Tell(s.w.Note(nil, n))
	}
}

// Members tells who is there.
func (s *Stage) Members(list []wire.Member) { s.Tell(s.w.Members(nil, list)) }

// Cursors tells where others point.
func (s *Stage) Cursors(list []wire.Cursor) { s.Tell(s.w.Cursors(nil, list)) }

// deliver sends what the room has for the window.
func (s *Stage) deliver() {
	for again := true; again; {
		s.Room.Synced(s.Room.Seq())
		out := s.Room.Take()
		again = len(out.Records) > 0
		for _, m := range out.Sends {
			if s.open && (m.To == 0 || m.To == ownSession) {
				s.send(m)
			}
		}
	}
}

func (s *Stage) send(m authority.Send) {
	switch {
	case m.Frame != nil:
		s.Tell(m.Frame)
	case m.Author == ownSession:
		s.Tell(m.Own)
	default:
		s.Tell(append(s.w.AppendEntriesHeader(nil, 1, m.Seq, 1), m.Entry...))
	}
}

// Open is the line's.
func (s *Stage) Open() { s.events <- app.Event{Kind: app.Opened} }

// Hurry is the line's.
func (s *Stage) Hurry() {}

// Events is the line's.
func (s *Stage) Events() <-chan app.Event { return s.events }

// Send is the line's: the first frame is the hello.
func (s *Stage) Send(frame []byte) bool {
	if !s.open {
		hello, err := s.r.Hello(frame)
		if err != nil {
			panic("stage: " + err.Error())
		}
		s.open = true
		me := wire.Member{ID: Own, Name: s.Name, Color: 0xc0392b, Role: s.Role, Online: true}
		if why := s.Room.Open(ownSession, authority.Who{Member: me}, hello, s.now); why != 0 {
			panic("stage: " + why.Error())
		}
	} else {
		s.Room.Receive(ownSession, frame, s.now)
	}
	s.deliver()
	return true
}

// Cut ends the line's socket, as a network does that is gone.
func (s *Stage) Cut() {
	s.open = false
	s.events <- app.Event{Kind: app.Closed, Why: errors.New("the network is gone")}
}

// Refuse ends the line for good, as the server does for one who is no member any more.
func (s *Stage) Refuse() {
	s.open = false
	s.events <- app.Event{Kind: app.Closed, Code: 4000 + uint32(core.NotMember)}
}

// Drop is the line's.
func (s *Stage) Drop() { s.Cut() }

// Close is the line's.
func (s *Stage) Close() { s.open = false }

// Again returns the piece that was to be gone on with.
func (s *Stage) Again() uint32 { return s.host.again.Load() }

// Budgeted returns what the artist may use, or nil while nobody has said it.
func (s *Stage) Budgeted() *app.Budget { return s.host.budget.Load() }

// Hang puts pieces into the gallery, painted for it.
func (s *Stage) Hang(prompts ...string) {
	for i, prompt := range prompts {
		n := uint32(len(prompts) - i)
		canvas := raster.New(400, 300)
		p := painter.New(painter.Brief{Prompt: prompt, Width: 400, Height: 300, Seed: uint64(i)})
		for step, ok := p.Next(); ok; step, ok = p.Next() {
			for _, m := range step.Marks {
				s.host.strokes++
				t := &core.Stroke{ID: core.StrokeID{Actor: 1, N: s.host.strokes}, Brush: m.Brush, Points: m.Points, Done: true}
				t.Measure()
				canvas.Place(t)
			}
		}
		img := image.NewRGBA(image.Rect(0, 0, 400, 300))
		canvas.WritePaper(img.Pix, core.Rect{X1: 400, Y1: 300}, app.Paper)
		var out bytes.Buffer
		if err := png.Encode(&out, img); err != nil {
			panic("stage: " + err.Error())
		}
		s.host.pictures = append(s.host.pictures, out.Bytes())
		s.host.pieces = append(s.host.pieces, app.Piece{Number: n, Title: prompt, Width: 400, Height: 300, Created: s.now - int64(i)*86_400_000, Strokes: 200})
	}
}

// A host answers from what the stage has; what it has not, it says.
type host struct {
	app.Host // nil: what is not answered below is no part of a play
	pieces   []app.Piece
	pictures [][]byte
	strokes  uint32
	deleted  atomic.Uint32
	again    atomic.Uint32
	budget   atomic.Pointer[app.Budget]
}

// Pieces lists the gallery.
func (h *host) Pieces(context.Context, uint32) (list []app.Piece, more bool, err error) {
	for _, p := range h.pieces {
		if p.Number != h.deleted.Load() {
			list = append(list, p)
		}
	}
	return list, false, nil
}

// AgainPiece notes which one is gone on with.
func (h *host) AgainPiece(_ context.Context, number uint32) error {
	h.again.Store(number)
	return nil
}

// DeletePiece takes one out of the gallery.
func (h *host) DeletePiece(_ context.Context, number uint32) error {
	h.deleted.Store(number)
	return nil
}

// RestorePiece brings it back.
func (h *host) RestorePiece(context.Context, uint32) error {
	h.deleted.Store(0)
	return nil
}

// Thumb returns a small picture.
func (h *host) Thumb(_ context.Context, number uint32) ([]byte, error) {
	for i, p := range h.pieces {
		if p.Number == number {
			return h.pictures[i], nil
		}
	}
	return nil, errors.New("there is no such piece")
}

// Picture returns the same, large.
func (h *host) Picture(ctx context.Context, number uint32) ([]byte, error) {
	return h.Thumb(ctx, number)
}

// Links lists links.
func (h *host) Links(context.Context) ([]app.Link, error) {
	return []app.Link{{No: 1, Role: core.Painter, Name: "the studio", Created: 1_795_000_000_000}, {No: 2, Role: core.Viewer, Created: 1_795_500_000_000}}, nil
}

// People lists who has come.
func (h *host) People(context.Context) ([]app.Person, error) {
	return []app.Person{{No: 1, Name: "Ada Lind", Color: 0xc0392b, Role: core.Owner, Own: true}, {No: 2, Name: "Noor", Color: 0x16a085, Role: core.Painter}}, nil
}

// Spaces lists workspaces.
func (h *host) Spaces(context.Context) ([]app.Space, bool, error) {
	return []app.Space{{No: 1, Name: "Studio", Title: "Harbour at dusk", Role: core.Owner, Here: true}}, true, nil
}

// MakeLink makes a link.
func (h *host) MakeLink(context.Context, core.Role, string) (string, error) {
	return "https://easel.example/w/7Q2M#0123456789abcdef", nil
}

// TitlePiece takes any title.
func (h *host) TitlePiece(context.Context, uint32, string) error { return nil }

// StartArtist and Nudge take any words.
func (h *host) StartArtist(context.Context, string) error { return nil }

// Nudge takes any words.
func (h *host) Nudge(context.Context, string, string) error { return nil }

// PauseArtist does nothing.
func (h *host) PauseArtist(context.Context) error { return nil }

// ResumeArtist does nothing.
func (h *host) ResumeArtist(context.Context) error { return nil }

// BudgetArtist keeps it.
func (h *host) BudgetArtist(_ context.Context, b app.Budget) error {
	h.budget.Store(&b)
	return nil
}
