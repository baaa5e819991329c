package authority

import (
	"easel.example/core"
	"easel.example/core/limit"
	"easel.example/core/snapshot"
	"easel.example/core/wire"
)

// Config is what a host chooses for its rooms.
type Config struct {
	Limits               core.Limits
	Rates                core.Rates
	ConnectionsPerMember int    // L4
	ActorsPerMember      int    // L7: replicas of one member that join a piece; further ones look on
	DigestEvery          uint64 // entries from digest to digest (S8)
	TailEntries          int    // entries kept for clients that come back (S5)
	TailBytes            int
}

// DefaultConfig returns the configuration where nobody says otherwise.
func DefaultConfig() Config {
	return Config{
		Limits: core.DefaultLimits(), Rates: core.DefaultRates(), ConnectionsPerMember: 8, ActorsPerMember: 1024,
		DigestEvery: 1024, TailEntries: 8192, TailBytes: 1 << 20,
	}
}

// A claim is a replica id as a member has chosen it. All see the ids: another
// member's is another replica.
type claim struct {
	replica uint64
	member  uint32
}

// windowMs is the window of rule L1.
const windowMs = 60_000

// A Session is the host's number for one socket, from 1.
type Session uint32

// An Epoch is one life of a workspace in a server's memory: it began with the
// entry First (rule S6).
type Epoch struct {
	Epoch uint32
	First uint64
}

// An actor is what a room knows of a replica beside what the piece knows.
type actor struct {
	last     uint32 // num of its last batch
	unsynced []place
}

// A place is where a batch stands in the log.
type place struct {
	seq uint64
	num uint32
}

// A Room is the authoritative copy of one workspace's live piece.
//
// Invariants: durable <= seq; actors runs parallel to the piece's; tail holds
// the entries up to seq without gaps; flat are the strokes from
// piece.Base().Strokes-len(flat) on.
type Room struct {
	cfg   Config
	title string

	piece   *core.Piece
	journal core.Journal
	seq     uint64 // of the last entry
	time    int64  // server's ms of it
	durable uint64 // seq of the last entry that is on disk
	epochs  []Epoch

	actors   []actor
	replicas map[claim]core.Actor
	windows  limit.Windows
	sessions []*session // in the order they came
	members  []wire.Member
	pending  []pending // strokes that are not performed yet, of each hand in order
	faces    []uint32  // members whose name or colour has changed since the last tick

	tail      []tailEntry
	tailBytes int

	flat   []*core.Stroke // flattened, not in the base picture yet
	pixels uint64         // hash of the base picture
	base   []byte         // the base picture, compressed
	cache  snapshot.Cache
	frame  []byte // the snapshot frame at frameSeq
	frameN uint64

	overQuota bool
	out       Output
	w         wire.Writer
	r         wire.Reader
}

// A tailEntry is an entry as it was sent.
type tailEntry struct {
	place
	actor core.Actor
	enc   []byte
	ms    int64
}

// New returns the room of piece number of a workspace, empty, of the given size and style.
func New(cfg Config, title string, number uint32, width, height int32, style core.Style) *Room {
	return newRoom(cfg, title, core.NewPiece(number, width, height, style, core.DefaultLimits()))
}

func newRoom(cfg Config, title string, p *core.Piece) *Room {
	return &Room{
		cfg: cfg, title: title, piece: p, replicas: map[claim]core.Actor{},
		windows: limit.NewWindows(int(cfg.Rates.StrokesPerMinute), windowMs),
	}
}

// Load returns the room that [Room.Save] saved, with its base picture.
func Load(cfg Config, title string, saved, base []byte) (*Room, error) {
	var r wire.Reader
	m, err := r.Saved(saved)
	if err != nil {
		return nil, err
	}
	s, err := r.Snapshot(m.Snapshot)
	if err != nil {
		return nil, err
	}
	var cache snapshot.Cache
	p, flat, err := cache.Open(s)
	if err != nil {
		return nil, err
	}
	room := newRoom(cfg, title, p)
	room.cache = cache
	room.seq, room.time, room.durable = s.Seq, s.Time, s.Seq
	room.flat, room.pixels, room.base = flat, s.Pixels, base
	for i, a := range p.Actors() {
		room.actors = append(room.actors, actor{})
		if i < len(m.Last) {
			room.actors[i].last = m.Last[i]
		}
		room.replicas[claim{a.Replica, a.Member}] = core.Actor(i + 1)
	}
	for _, v := range m.Windows {
		room.windows.Restore(v.Member, v.Times)
	}
	return room, nil
}

// Save returns what Load needs, but for the base picture, and the seq that it
// stands at. Only what is durable may be saved as such: the host checks.
func (r *Room) Save() (saved []byte, seq uint64) {
	m := wire.Saved{Snapshot: r.snapshotFrame()}
	for i := range r.actors {
		m.Last = append(m.Last, r.actors[i].last)
	}
	for _, id := range r.windows.Keys() {
		m.Windows = append(m.Windows, wire.Window{Member: id, Times: r.windows.Times(id)})
	}
	return r.w.Saved(nil, m), r.seq
}

// A Record is an entry as it is stored.
type Record struct {
	Seq   uint64
	Time  int64 // server's ms
	Actor core.Actor
	Num   uint32
	Ops   []byte // as they travel
}

// Replay applies a stored record, the next one. The host calls it after New or
// Load and before Start. It returns an error if the record does not fit.
func (r *Room) Replay(rec Record) error {
	ops, err := wire.ParseOps(rec.Ops, rec.Actor)
	if err != nil {
		return err
	}
	if rec.Seq != r.seq+1 {
		return wire.FormatError("a record is missing")
	}
	b := core.Batch{Actor: rec.Actor, Num: rec.Num, Ops: ops}
	r.piece.Resolve(&b)
	if _, cut := r.piece.Apply(b, rec.Time, &r.journal); cut {
		return wire.FormatError("a record does not fit the piece")
	}
	r.learn(b, rec.Time)
	r.seq, r.time, r.durable = rec.Seq, rec.Time, rec.Seq
	return nil
}

// learn takes from an applied batch what the piece does not keep.
func (r *Room) learn(b core.Batch, now int64) {
	for i := range r.journal.Changes {
		if c := &r.journal.Changes[i]; c.Kind == core.Flattened {
			r.flat = append(r.flat, c.Strokes...)
			r.out.Flattened = true
		}
	}
	r.journal.Reset()
	for i := range b.Ops {
		if op := &b.Ops[i]; op.Kind == core.Join {
			r.actors = append(r.actors, actor{})
			r.replicas[claim{op.Replica, op.Member}] = op.Stroke.Actor
		}
	}
	if b.Actor == 0 {
		return
	}
	a := &r.actors[b.Actor-1]
	a.last = max(a.last, b.Num)
	if n := b.Begins(); n > 0 {
		if who, _ := r.piece.Actor(b.Actor); who.Member != core.ArtistMember { // it has a budget of its own
			r.windows.Add(who.Member, now, n)
		}
	}
}

// Start opens the room for sessions. epochs are all that the log knows, the
// newest, which begins now, last.
func (r *Room) Start(epochs []Epoch, now int64) {
	r.epochs = epochs
	if r.time == 0 {
		r.time = now
	}
	// A log says its limits first: it must mean the same whatever the server is
	// told on its next start.
	if r.seq == 0 || r.piece.Limits() != r.cfg.Limits {
		r.server(core.Op{Kind: core.SetLimits, Limits: r.cfg.Limits}, now)
	}
}

// Piece returns the piece, on the terms of core.Piece.Strokes.
func (r *Room) Piece() *core.Piece { return r.piece }

// Seq returns the seq of the last entry.
func (r *Room) Seq() uint64 { return r.seq }

// Durable returns the seq of the last entry that is on disk.
func (r *Room) Durable() uint64 { return r.durable }

// SetTitle gives the piece a title. The host has bounded its length, and stores it.
func (r *Room) SetTitle(title string) {
	if r.title != title {
		r.title = title
		r.send(0, r.w.Title(nil, title))
	}
}

// SetOverQuota says whether a budget of the workspace, such as the bytes of its
// log, is spent: if so, what is drawn is refused for good.
func (r *Room) SetOverQuota(over bool) { r.overQuota = over }

// Flat returns the strokes that are flattened but not in the base picture yet,
// oldest first. They do not change any more.
func (r *Room) Flat() []*core.Stroke { return r.flat[:len(r.flat):len(r.flat)] }

// Base returns the base picture, compressed, without the Flat strokes.
func (r *Room) Base() []byte { return r.base }

// BaseDrawn tells that the first n of the Flat strokes are in the base picture
// now: its hash, and the picture itself, which the room keeps.
func (r *Room) BaseDrawn(n int, pixels uint64, picture []byte) {
	r.flat = r.flat[n:]
	r.pixels, r.base = pixels, picture
	r.frame = nil
	r.cache.Forget(r.piece.Base().Strokes - uint64(len(r.flat)))
}
