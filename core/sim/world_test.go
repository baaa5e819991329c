package sim

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/client"
	"easel.example/core/raster"
	"easel.example/core/wire"
)

// A world is one run: a server with its disk, clients, and the wires between.
type world struct {
	t    testing.TB
	seed uint64
	r    *rand.Rand
	now  int64
	cfg  authority.Config

	formed int // forms that the log has given
	artist artist

	room    *authority.Room
	epochs  []authority.Epoch
	session authority.Session

	disk     []authority.Record // synced
	inFlight []authority.Record // written, lost in a crash
	archive  []authority.Record // all that was ever synced
	saved    []byte             // with base, the newest snapshot on disk
	base     []byte

	peers []*peer
	drawn int // strokes begun, each with a first point of its own

	odd    *rand.Rand // for odd steps
	forms  *rand.Rand // for what is done to forms
	number uint32     // of the piece
	over   bool       // the quota is spent
	roles  map[uint32]core.Role
}

// A peer is a client with its two directions of wire.
type peer struct {
	*client.Client
	who     authority.Who
	replica uint64
	session authority.Session // 0: no connection
	live    bool              // got its welcome: hears what goes to all
	up      [][]byte
	down    [][]byte
	acked   uint32 // the highest num acknowledged
	ink     map[core.Point]bool
	kept    []byte // what was stored last of its client, with the ink at that time
	keptInk map[core.Point]bool

	keptWait []core.Point // of keptInk, those of strokes that waited
	frozen   []byte       // what was stored of its piece, now or earlier
	frozenOf uint32       // the piece
	keptOf   uint32
	refused  bool // a batch of its was, for good
}

const side = 240

func (w *world) fatalf(format string, args ...any) {
	w.t.Helper()
	w.t.Fatalf("seed %d: %s", w.seed, fmt.Sprintf(format, args...))
}

func newWorld(t testing.TB, seed uint64) *world {
	r := rand.New(rand.NewPCG(seed, 0))
	w := &world{t: t, seed: seed, r: r, now: 1_700_000_000_000, cfg: authority.DefaultConfig(), number: 1}
	w.odd, w.forms, w.roles = rand.New(rand.NewPCG(seed, 1)), rand.New(rand.NewPCG(seed, 2)), map[uint32]core.Role{}
	w.cfg.Limits.StrokePoints = int32(2 + r.IntN(60))
	w.cfg.Limits.OpenStrokes = int32(2 + r.IntN(3))
	if r.IntN(2) == 0 {
		w.cfg.Limits.WorkspaceBytes = int64(500 + r.IntN(1000))
	}
	w.cfg.Rates.StrokesPerMinute = int32(r.IntN(3) * 8)
	w.cfg.DigestEvery = uint64(1 + r.IntN(12))
	w.cfg.TailEntries = 1 + r.IntN(40)
	w.cfg.ConnectionsPerMember = 1 + r.IntN(8)
	w.hire()
	w.boot()
	for i := range 1 + r.IntN(4) {
		role := core.Painter
		if r.IntN(6) == 0 {
			role = core.Owner
		}
		member := uint32(1 + i)
		if i > 0 && r.IntN(3) == 0 {
			member = 1 // another tab of the first person
			role = w.peers[0].who.Member.Role
		}
		p := &peer{replica: r.Uint64(), ink: map[core.Point]bool{}}
		p.who.Member = wire.Member{ID: member, Name: fmt.Sprint("member ", member), Role: role}
		p.Client = client.New(client.Config{Replica: p.replica, Token: "t", Still: i == 2})
		w.peers, w.roles[member] = append(w.peers, p), role
	}
	return w
}

// style returns the style of the piece: one in eight is a plotter's.
func (w *world) style() core.Style {
	if (w.seed+uint64(w.number))%8 == 0 {
		return core.Plotter
	}
	return core.Paint
}

// boot starts the server from its disk, as a new epoch.
func (w *world) boot() {
	var err error
	if w.saved == nil {
		w.room = authority.New(w.cfg, "", w.number, side, side, w.style())
	} else if w.room, err = authority.Load(w.cfg, "", w.saved, w.base); err != nil {
		w.fatalf("loading a snapshot: %v", err)
	}
	for _, rec := range w.disk {
		if rec.Seq <= w.room.Seq() {
			continue
		}
		if err := w.room.Replay(rec); err != nil {
			w.fatalf("replaying %d: %v", rec.Seq, err)
		}
	}
	w.epochs = append(w.epochs, authority.Epoch{Epoch: uint32(len(w.epochs) + 1), First: w.room.Seq() + 1})
	w.room.SetOverQuota(w.over)
	w.room.Start(w.epochs, w.now)
	w.carryOut()
	w.openHand()
}

// crash loses what was not synced, but for the first few records.
func (w *world) crash() {
	w.sync(w.r.IntN(len(w.inFlight) + 1))
	w.inFlight = nil
	for _, p := range w.peers {
		w.cut(p, 0)
	}
	w.boot()
}

// sync makes the first n records in flight durable. The room hears of it later,
// if ever.
func (w *world) sync(n int) {
	w.disk = append(w.disk, w.inFlight[:n]...)
	w.archive = append(w.archive, w.inFlight[:n]...)
	w.inFlight = w.inFlight[n:]
}

func (w *world) durable() uint64 {
	if len(w.archive) == 0 {
		return 0
	}
	return w.archive[len(w.archive)-1].Seq
}

// save writes a snapshot, when all of it is durable, and drops what it covers.
func (w *world) save() {
	if w.durable() != w.room.Seq() {
		return
	}
	w.saved, _ = w.room.Save()
	w.base = w.room.Base()
	w.disk = nil
}

// drawBase draws some of the flat strokes into the base picture, as the
// server's pool does.
func (w *world) drawBase() {
	flat := w.room.Flat()
	if len(flat) == 0 {
		return
	}
	n := 1 + w.r.IntN(len(flat))
	c := raster.New(side, side)
	if b := w.room.Base(); len(b) > 0 {
		if err := c.LoadBase(b); err != nil {
			w.fatalf("loading the base: %v", err)
		}
	}
	for _, s := range flat[:n] {
		c.Place(s)
		c.Flatten(s)
	}
	w.room.BaseDrawn(n, c.BaseHash(), c.AppendBase(nil))
}

// carryOut does what the room asks for.
func (w *world) carryOut() {
	o := w.room.Take()
	w.inFlight = append(w.inFlight, o.Records...)
	if o.Mismatches > 0 {
		w.fatalf("a client reported another digest (S8)")
	}
	for _, s := range o.Sends {
		for _, p := range w.peers {
			if p.session == 0 || s.To != 0 && s.To != p.session || s.To == 0 && !p.live {
				continue
			}
			p.live = p.live || s.Start
			w.queue(p, s)
		}
	}
	for _, c := range o.Closes {
		for _, p := range w.peers {
			if p.session == c.Session {
				w.cut(p, 4000+uint32(c.Why))
			}
		}
	}
}

func (w *world) queue(p *peer, s authority.Send) {
	f := s.Frame
	if f == nil {
		enc := s.Entry
		if s.Author == p.session {
			enc = s.Own
		}
		var wr wire.Writer
		f = append(wr.AppendEntriesHeader(nil, w.room.Piece().Number(), s.Seq, 1), enc...)
	}
	if s.Drop && w.r.IntN(3) == 0 {
		return
	}
	if wire.Type(f) == wire.TypeAck {
		var rd wire.Reader
		if m, err := rd.Ack(f); err != nil || m.Seq > w.durable() {
			w.fatalf("an acknowledgement of %d, but only %d is on disk (S6)", m.Seq, w.durable())
		}
	}
	if wire.Type(f) == wire.TypeRefuse {
		var rd wire.Reader
		if m, err := rd.Refuse(f); err == nil && !m.Why.Later() {
			w.refusedForGood(p, m.Num)
		}
	}
	p.down = append(p.down, f)
}

// connect opens a socket for p; its hello is the first frame up.
func (w *world) connect(p *peer) {
	if p.session != 0 || p.Status(w.now).Phase == client.Refused {
		return
	}
	w.session++
	p.session, p.live, p.up, p.down = w.session, false, nil, nil
	p.Opened(w.now)
	w.pump(p)
}

// cut drops the connection and all that is on it.
func (w *world) cut(p *peer, code uint32) {
	if p.session == 0 {
		return
	}
	w.room.Leave(p.session)
	p.session, p.live, p.up, p.down = 0, false, nil, nil
	p.Closed(code, w.now)
	if code == 0 {
		w.carryOut()
	}
}

// pump moves what the client wants to send onto the wire.
func (w *world) pump(p *peer) {
	p.Tick(w.now)
	if p.session == 0 {
		return
	}
	for f := p.Frame(w.now); f != nil; f = p.Frame(w.now) {
		p.up = append(p.up, f)
	}
	if len(p.up) > 4000 {
		w.fatalf("a client sends ever more frames")
	}
}

// deliverUp gives the oldest frame from p to the room.
func (w *world) deliverUp(p *peer) {
	if len(p.up) == 0 {
		return
	}
	f := p.up[0]
	p.up = p.up[1:]
	if wire.Type(f) == wire.TypeHello && !p.live {
		var rd wire.Reader
		h, err := rd.Hello(f)
		if err != nil {
			w.fatalf("a hello: %v", err)
		}
		if why := w.room.Open(p.session, p.who, h, w.now); why != 0 {
			w.fatalf("a hello was refused: %v", why)
		}
	} else {
		w.room.Receive(p.session, f, w.now)
	}
	w.carryOut()
}

// deliverDown gives the oldest frame for p to its client.
func (w *world) deliverDown(p *peer) {
	if len(p.down) == 0 {
		return
	}
	f := p.down[0]
	p.down = p.down[1:]
	w.listen(p, f)
	before, own, recovered := lookAt(p), ownOnly(f), w.recovered(p)
	if err := p.Receive(f, w.now); err != nil {
		w.fatalf("a client cannot read a frame: %v", err)
	}
	if own && !p.refused && w.recovered(p) == recovered && !brimming(p) && !lookAt(p).same(before) {
		w.fatalf("a place or an acknowledgement changed the view (S4): %v became %v", before, lookAt(p))
	}
	w.pump(p)
}

// brimming reports whether a view has no room for another stroke, nor may flatten any:
// which of the own ones fit then hangs on the order of the forms that strokes were given.
func brimming(p *peer) bool {
	v := p.Replica().Piece()
	return len(v.Strokes()) <= core.KeptStrokes && v.Bytes()+core.StrokeBytes+core.FormBytes > v.Limits().WorkspaceBytes
}

// recovered returns the id of the newest notice that ink was drawn again (S11).
func (w *world) recovered(p *peer) (id uint32) {
	for _, n := range p.Status(w.now).Notices {
		if n.Kind == client.NoticeRecovered {
			id = n.ID
		}
	}
	return id
}

// listen checks what the server says against what it said before.
func (w *world) listen(p *peer, f []byte) {
	var rd wire.Reader
	switch wire.Type(f) {
	case wire.TypeAck:
		// A num that its author has given up is acknowledged without a batch.
		m, _ := rd.Ack(f)
		if p.Replica() != nil && slices.ContainsFunc(w.archive, func(r authority.Record) bool { return r.Actor == p.Replica().Actor() && r.Num == m.Num }) {
			p.acked = max(p.acked, m.Num)
		}
	case wire.TypeWelcome:
		if m, _ := rd.Welcome(f); m.Actor != 0 && m.Last < p.acked {
			w.fatalf("batch %d was acknowledged, but the log ends at %d (S6)", p.acked, m.Last)
		}
	case wire.TypeError:
		m, _ := rd.Error(f)
		w.fatalf("the server says: %s", m.Text)
	}
}

// ownOnly reports whether a frame holds nothing but places of the receiver's
// own batches, or an acknowledgement.
func ownOnly(f []byte) bool {
	var rd wire.Reader
	switch wire.Type(f) {
	case wire.TypeAck:
		return true
	case wire.TypeEntries:
		_, _, list, _ := rd.Entries(f)
		return !slices.ContainsFunc(list, func(e wire.NextEntry) bool { return !e.Own })
	}
	return false
}

// A look is what can be seen of a view.
type look struct {
	flat    uint64 // how many strokes were flattened
	strokes []string
}

func lookAt(p *peer) (l look) {
	if p.Replica() == nil {
		return l
	}
	l.flat = p.Replica().Piece().Base().Strokes
	for _, s := range p.Replica().Piece().Strokes() {
		l.strokes = append(l.strokes, fmt.Sprint(s.ID, len(s.Points), s.Hidden))
	}
	return l
}

// same reports whether two views look the same. One may have flattened more:
// points that were predicted one by one count as one extension when they are
// replayed, and that may truncate at another of them. Where a piece is full to
// the brim a stroke may then fit in one only.
func (l look) same(m look) bool {
	if l.flat == m.flat {
		return slices.Equal(l.strokes, m.strokes)
	}
	a, b := l.strokes, m.strokes
	if l.flat > m.flat {
		a, b = b, a
	}
	off := int(max(l.flat, m.flat) - min(l.flat, m.flat))
	if off > len(a) {
		return false
	}
	a = a[off:]
	if len(a) < len(b) {
		a, b = b, a
	}
	for i := range a {
		if i == len(b) || a[i] != b[i] {
			return slices.Equal(a, b) || slices.Equal(a[i+1:], b[i:])
		}
	}
	return true
}
