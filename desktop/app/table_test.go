package app

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/ink"
	"easel.example/core/wire"
)

// A table is where people of a test sit: a room in the same process, with lines to it. Its
// time is the test's.
type table struct {
	t     testing.TB
	mu    sync.Mutex // lines are closed beside the frames
	room  *authority.Room
	now   int64
	down  bool // nobody gets a socket
	lines map[authority.Session]*thread
	last  authority.Session
	id    uint64
	one   bool // all who come are one member
	w     wire.Writer
}

const midday = 1_800_000_000_000

func newTable(t testing.TB, rates core.Rates) *table {
	return tableOf(t, rates, core.DefaultLimits(), 800, 600)
}

func tableOf(t testing.TB, rates core.Rates, limits core.Limits, w, h int32) *table {
	t.Helper()
	cfg := authority.DefaultConfig()
	cfg.Rates, cfg.Limits = rates, limits
	b := &table{t: t, now: midday, lines: map[authority.Session]*thread{}}
	b.room = authority.New(cfg, "a title", 1, w, h, core.Paint)
	b.room.Start([]authority.Epoch{{Epoch: 1}}, b.now)
	return b
}

// A thread is a line to the table.
type thread struct {
	table  *table
	who    wire.Member
	id     authority.Session // 0: there is no socket
	events chan Event
	drops  int
	mute   bool // what is sent to it does not arrive
}

func (l *thread) Events() <-chan Event { return l.events }
func (l *thread) Hurry()               {}

func (l *thread) Close() {
	l.table.mu.Lock()
	defer l.table.mu.Unlock()
	l.hang(Event{})
}

func (l *thread) Open() {
	l.table.mu.Lock()
	defer l.table.mu.Unlock()
	if l.id != 0 {
		return
	}
	if l.table.down {
		l.events <- Event{Kind: Closed, Why: errors.New("Nobody is there.")}
		return
	}
	l.table.last++
	l.id = l.table.last
	l.table.lines[l.id] = l
	l.events <- Event{Kind: Opened}
}

func (l *thread) Drop() {
	l.table.mu.Lock()
	defer l.table.mu.Unlock()
	l.drops++
	l.hang(Event{Kind: Closed})
}

// hang ends the socket, if there is one.
func (l *thread) hang(e Event) {
	if l.id == 0 {
		return
	}
	l.table.room.Leave(l.id)
	delete(l.table.lines, l.id)
	l.id = 0
	if e.Kind != 0 {
		l.events <- e
	}
}

func (l *thread) Send(frame []byte) bool {
	l.table.mu.Lock()
	defer l.table.mu.Unlock()
	if l.id == 0 {
		return false
	}
	if wire.Type(frame) == wire.TypeHello {
		var r wire.Reader
		h, err := r.Hello(frame)
		if err != nil {
			l.table.t.Fatal(err)
		}
		if why := l.table.room.Open(l.id, authority.Who{Member: l.who}, h, l.table.now); why != 0 {
			l.table.t.Fatal(why)
		}
	} else {
		l.table.room.Receive(l.id, frame, l.table.now)
	}
	l.table.deliver()
	return true
}

// deliver carries out what the room says.
func (b *table) deliver() {
	for {
		out := b.room.Take()
		if len(out.Records)+len(out.Sends)+len(out.Closes) == 0 {
			return
		}
		for _, s := range out.Sends {
			for id, l := range b.lines {
				if s.To != 0 && s.To != id || l.mute {
					continue
				}
				f := s.Frame
				if f == nil {
					e := s.Entry
					if id == s.Author {
						e = s.Own
					}
					f = append(b.w.AppendEntriesHeader(nil, b.room.Piece().Number(), s.Seq, 1), e...)
				}
				l.events <- Event{Kind: Frame, Frame: slices.Clone(f)}
			}
		}
		for _, r := range out.Records {
			b.room.Synced(r.Seq)
		}
		for _, c := range out.Closes {
			if l := b.lines[c.Session]; l != nil {
				l.hang(Event{Kind: Closed, Code: 4000 + uint32(c.Why)})
			}
		}
	}
}

// tick lets a frame pass for the room.
func (b *table) tick() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.now += 16
	b.room.Tick(b.now)
	b.deliver()
}

// sessions counts those of the room.
func (b *table) sessions() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.room.Sessions()
}

// tell sends a frame to all.
func (b *table) tell(frame []byte) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, l := range b.lines {
		l.events <- Event{Kind: Frame, Frame: frame}
	}
}

// A seat is one who sits at the table.
type seat struct {
	*App
	table *table
	line  *thread
	host  *fakeHost
	micro int64
	seen  Change // all that has changed since look
}

// sit has an owner, or who else, come in; an empty dir keeps nothing.
func (b *table) sit(dir string, role core.Role) *seat {
	b.t.Helper()
	random := func() uint64 { b.id++; return b.id }
	s := &seat{table: b, host: &fakeHost{}}
	who := wire.Member{ID: uint32(b.last + 1), Name: "Somebody Real", Color: 0x2980b9, Role: role, Online: true}
	if b.one {
		who.ID = 1
	}
	s.App = New(Config{Dir: dir, Random: random, Find: func(link string) (Place, error) {
		line := &thread{table: b, who: who, events: make(chan Event, 1<<12)}
		return Place{Key: "the table", Link: link, Token: "t", Line: line, Host: s.host}, nil
	}}, b.now)
	s.Resize(1000, 800, Room{Left: 100, Right: 100, Top: 50, Bottom: 50})
	if err := s.Join("http://table/#w=t"); err != nil {
		b.t.Fatal(err)
	}
	s.line = s.Studio().line.(*thread)
	s.step(20)
	b.t.Cleanup(s.App.Close)
	return s
}

// step lets n frames of 16 ms pass.
func (s *seat) step(n int) {
	for range n {
		s.table.tick()
		c := s.Step(s.table.now)
		s.seen.Canvas, s.seen.View = s.seen.Canvas || c.Canvas, s.seen.View || c.View
		s.seen.Overlay, s.seen.Panels = s.seen.Overlay || c.Overlay, s.seen.Panels || c.Panels
		s.seen.Tiles = append(s.seen.Tiles, c.Tiles...)
		s.seen.Commands = append(s.seen.Commands, c.Commands...)
	}
}

// look returns what has changed since it was called last.
func (s *seat) look() Change {
	c := s.seen
	s.seen = Change{}
	return c
}

// wait lets frames pass until something is so: jobs take what time they like.
func (s *seat) wait(what string, ok func() bool) {
	s.table.t.Helper()
	for range 100_000 {
		if ok() {
			return
		}
		s.step(1)
		yield()
	}
	s.table.t.Fatalf("no sign of this: %s", what)
}

// at does something with a pointer at a place of the piece.
func (s *seat) at(act PointerAct, p Spot) {
	s.micro += 4000
	s.Studio().Pointer(PointerEvent{Kind: ink.Mouse, Act: act, At: s.Studio().View().ToScreen(p), Micros: s.micro})
}

// draw draws through places of the piece.
func (s *seat) draw(places ...Spot) {
	s.at(Down, places[0])
	for _, p := range places[1:] {
		s.at(Move, p)
	}
	s.at(Up, places[len(places)-1])
	s.step(3)
}

// press presses keys, one after the other.
func (s *seat) press(keys ...Key) (did bool) {
	for _, k := range keys {
		did = s.Key(k)
		k.Up = true
		s.Key(k)
		s.step(1)
	}
	return did
}

// inked returns how many pixels have ink.
func (s *seat) inked() int64 { return s.Studio().Canvas().Inked() }

// said returns what the toasts say.
func (s *seat) said() (list []string) {
	for _, t := range s.Toasts() {
		list = append(list, t.Text)
	}
	return list
}

// A fakeHost does what a test wants of it.
type fakeHost struct {
	Host   // nil: what is not made here is not called
	pieces []Piece

	mu    sync.Mutex // jobs come at once
	said  []string
	err   error
	image []byte
	movie []byte
}

func (h *fakeHost) do(what string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.said = append(h.said, what)
	return h.err
}

// asked returns what the host was asked for.
func (h *fakeHost) asked() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.said)
}

// answers says what the host answers from now on.
func (h *fakeHost) answers(err error, image, film []byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.err, h.image, h.movie = err, image, film
}

func (h *fakeHost) file(what string) (image, film []byte, err error) {
	err = h.do(what)
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.image, h.movie, err
}

func (h *fakeHost) Pieces(_ context.Context, before uint32) ([]Piece, bool, error) {
	return h.pieces, before == 0, h.do("pieces")
}
func (h *fakeHost) Thumb(context.Context, uint32) ([]byte, error) {
	image, _, err := h.file("thumb")
	return image, err
}
func (h *fakeHost) Picture(context.Context, uint32) ([]byte, error) {
	image, _, err := h.file("picture")
	return image, err
}
func (h *fakeHost) Film(context.Context, uint32) ([]byte, error) {
	_, film, err := h.file("film")
	return film, err
}
func (h *fakeHost) NewPiece(_ context.Context, p NewPiece) error {
	return h.do("new " + p.Style.String())
}
func (h *fakeHost) TitlePiece(_ context.Context, _ uint32, title string) error {
	return h.do("title " + title)
}
func (h *fakeHost) AgainPiece(context.Context, uint32) error   { return h.do("again") }
func (h *fakeHost) DeletePiece(context.Context, uint32) error  { return h.do("delete") }
func (h *fakeHost) RestorePiece(context.Context, uint32) error { return h.do("restore") }
func (h *fakeHost) StartArtist(_ context.Context, prompt string) error {
	return h.do("start " + prompt)
}
func (h *fakeHost) Nudge(_ context.Context, text, id string) error {
	return h.do("nudge " + text + " " + id)
}
func (h *fakeHost) PauseArtist(context.Context) error  { return h.do("pause") }
func (h *fakeHost) ResumeArtist(context.Context) error { return h.do("resume") }
func (h *fakeHost) Links(context.Context) ([]Link, error) {
	return []Link{{No: 1, Role: core.Owner}}, h.do("links")
}
func (h *fakeHost) People(context.Context) ([]Person, error) { return nil, h.do("people") }
func (h *fakeHost) Spaces(context.Context) ([]Space, bool, error) {
	return nil, true, nil // each studio asks once where it is
}
