package authority

import (
	"bytes"
	"strings"
	"testing"

	"easel.example/core"
	"easel.example/core/wire"
)

// A guest speaks to a room by hand.
type guest struct {
	t    *testing.T
	room *Room
	id   Session
	num  uint32
	w    wire.Writer
	shut core.Refusal
}

func newRoomAt(t *testing.T, cfg Config, now int64) *Room {
	t.Helper()
	r := New(cfg, "", 1, 320, 240, core.Paint)
	r.Start([]Epoch{{1, 1}}, now)
	r.Take()
	return r
}

func join(t *testing.T, r *Room, id Session, member uint32, role core.Role, now int64) *guest {
	t.Helper()
	g := &guest{t: t, room: r, id: id}
	h := wire.Hello{Oldest: wire.Version, Newest: wire.Version, Replica: uint64(id), Next: 1}
	if why := r.Open(id, Who{wire.Member{ID: member, Role: role}}, h, now); why != 0 {
		t.Fatalf("session %d was refused: %v", id, why)
	}
	return g
}

// look returns what came since the last look, by type.
func (g *guest) look() map[int][][]byte {
	o := g.room.Take()
	m := map[int][][]byte{}
	for _, s := range o.Sends {
		if s.Frame != nil && (s.To == g.id || s.To == 0) {
			m[wire.Type(s.Frame)] = append(m[wire.Type(s.Frame)], s.Frame)
		}
		if s.Entry != nil {
			m[wire.TypeEntries] = append(m[wire.TypeEntries], s.Entry)
		}
	}
	for _, c := range o.Closes {
		if c.Session == g.id {
			g.shut = c.Why
		}
	}
	return m
}

func (g *guest) push(now int64, ops ...core.Op) map[int][][]byte {
	g.num++
	return g.send(now, g.num, ops...)
}

func (g *guest) send(now int64, num uint32, ops ...core.Op) map[int][][]byte {
	g.room.Receive(g.id, g.w.Push(nil, 1, core.Batch{Num: num, Ops: ops}, 0), now)
	return g.look()
}

// refused returns the refusal in what came, and its ms.
func (g *guest) refused(m map[int][][]byte) (core.Refusal, uint32) {
	g.t.Helper()
	if len(m[wire.TypeRefuse]) == 0 {
		return 0, 0
	}
	var r wire.Reader
	f, err := r.Refuse(m[wire.TypeRefuse][0])
	if err != nil {
		g.t.Fatal(err)
	}
	return f.Why, f.Ms
}

func dot(n uint32) []core.Op {
	b := core.Brush{Kind: core.Pen, Version: 1, Width: 16, Opacity: 255}
	return []core.Op{
		{Kind: core.Begin, Stroke: core.StrokeID{N: n}, Brush: b},
		{Kind: core.Extend, Stroke: core.StrokeID{N: n}, Points: []core.Point{{X: 1, Y: 1}}},
		{Kind: core.End, Stroke: core.StrokeID{N: n}},
	}
}

func TestRate(t *testing.T) {
	cfg := DefaultConfig()
	r := newRoomAt(t, cfg, 1000)
	a := join(t, r, 1, 1, core.Painter, 1000)
	tab := join(t, r, 2, 1, core.Painter, 1000) // the same person
	other := join(t, r, 3, 2, core.Painter, 1000)
	for n := range uint32(59) {
		if why, _ := a.refused(a.push(1000, dot(n+1)...)); why != 0 {
			t.Fatalf("stroke %d was refused: %v", n+1, why)
		}
	}
	if why, _ := tab.refused(tab.push(2000, dot(1)...)); why != 0 {
		t.Fatalf("stroke 60 was refused: %v (L1)", why)
	}
	why, ms := a.refused(a.push(3000, dot(60)...))
	if why != core.TooFast || ms != 58_000 {
		t.Errorf("stroke 61 got %v, %d ms, want TooFast and 58000 ms (L1)", why, ms)
	}
	if why, _ := a.refused(a.send(3001, 61, core.Op{Kind: core.Hide, Stroke: core.StrokeID{Actor: 1, N: 1}})); why != core.TooFast {
		t.Errorf("a num after a refused one got %v, want TooFast too (S4)", why)
	}
	if why, _ := other.refused(other.push(3000, dot(1)...)); why != 0 {
		t.Errorf("another person was refused: %v (L1)", why)
	}
	if why, _ := a.refused(a.send(60_999, 60, dot(60)...)); why != core.TooFast {
		t.Errorf("at 59,999 ms the stroke got %v, want TooFast (L1)", why)
	}
	if why, _ := a.refused(a.send(61_000, 60, dot(60)...)); why != 0 {
		t.Errorf("at 60,000 ms the stroke was refused: %v (L1)", why)
	}
}

func TestResend(t *testing.T) {
	r := newRoomAt(t, DefaultConfig(), 0)
	g := join(t, r, 1, 1, core.Painter, 0)
	g.push(1, dot(1)...)
	seq := r.Seq()
	m := g.send(2, 1, dot(1)...)
	if r.Seq() != seq || len(m[wire.TypeAck]) != 1 {
		t.Errorf("a resend made %d entries and %d acks, want none and one (S3)", r.Seq()-seq, len(m[wire.TypeAck]))
	}
	g.send(3, 7, dot(2)...)
	if m := g.look(); r.Seq() != seq || len(m[wire.TypeEntries]) != 0 {
		t.Error("a batch after a gap was applied (S3)")
	}
}

func TestAckFollowsSync(t *testing.T) {
	r := newRoomAt(t, DefaultConfig(), 0)
	g := join(t, r, 1, 1, core.Painter, 0)
	g.look()
	if m := g.push(1, dot(1)...); len(m[wire.TypeAck]) != 0 || len(m[wire.TypeEntries]) != 1 {
		t.Error("want the place at once and no acknowledgement (S6)")
	}
	r.Synced(r.Seq())
	m := g.look()
	if len(m[wire.TypeAck]) != 1 {
		t.Fatal("no acknowledgement after the sync (S6)")
	}
	var rd wire.Reader
	if a, err := rd.Ack(m[wire.TypeAck][0]); err != nil || a.Num != 1 || a.Seq != r.Seq() {
		t.Errorf("acknowledged %+v, %v", a, err)
	}
}

func TestRights(t *testing.T) {
	r := newRoomAt(t, DefaultConfig(), 0)
	viewer := join(t, r, 1, 1, core.Viewer, 0)
	painter := join(t, r, 2, 2, core.Painter, 0)
	owner := join(t, r, 3, 3, core.Owner, 0)
	if why, _ := viewer.refused(viewer.push(1, dot(1)...)); why != core.NotMember {
		t.Errorf("a viewer's stroke got %v, want NotMember", why)
	}
	owner.push(1, dot(1)...)
	a, _ := r.piece.Actor(2)
	if a.Replica != 3 {
		t.Fatalf("the owner is not actor 2: %+v", a)
	}
	hide := core.Op{Kind: core.Hide, Stroke: core.StrokeID{Actor: 2, N: 1}}
	if why, _ := painter.refused(painter.push(1, hide)); why != core.NotMember {
		t.Errorf("a painter who hides another's stroke got %v, want NotMember", why)
	}
	painter.push(1, dot(1)...)
	hide.Stroke.Actor = 1
	if why, _ := owner.refused(owner.push(1, hide)); why != 0 || r.piece.Stroke(hide.Stroke).Hidden != 3 {
		t.Errorf("the owner could not hide a painter's stroke: %v", why)
	}
}

// TestActorsPerMember checks that one member cannot use up the replicas of all,
// and still sees the piece.
func TestActorsPerMember(t *testing.T) {
	cfg := DefaultConfig()
	cfg.ActorsPerMember, cfg.ConnectionsPerMember = 3, 100
	r := newRoomAt(t, cfg, 0)
	for id := range Session(3) {
		join(t, r, id+1, 1, core.Painter, 0)
	}
	h := wire.Hello{Oldest: wire.Version, Newest: wire.Version, Replica: 1000, Next: 1}
	if why := r.Open(10, Who{wire.Member{ID: 1, Role: core.Painter}}, h, 0); why != 0 {
		t.Fatalf("one replica too many was refused: %v", why)
	}
	g := &guest{t: t, room: r, id: 10}
	if m := g.look(); len(m[wire.TypeSnapshot]) != 1 || len(m[wire.TypeError]) != 1 {
		t.Errorf("it got %d snapshots and %d errors, want one each", len(m[wire.TypeSnapshot]), len(m[wire.TypeError]))
	}
	if why, _ := g.refused(g.push(1, dot(1)...)); why != core.NotMember {
		t.Errorf("its stroke got %v, want NotMember", why)
	}
	other := join(t, r, 11, 2, core.Painter, 0)
	if why, _ := other.refused(other.push(1, dot(1)...)); why != 0 {
		t.Errorf("another member was refused: %v", why)
	}
	again := join(t, r, 12, 1, core.Painter, 0)
	if n := len(r.piece.Actors()); n != 4 || again == nil {
		t.Errorf("%d actors, want 4", n)
	}
}

// Replica ids are seen by all: who takes another member's shuts nobody out.
func TestClaims(t *testing.T) {
	r := newRoomAt(t, DefaultConfig(), 0)
	h := wire.Hello{Oldest: wire.Version, Newest: wire.Version, Replica: 77, Next: 1}
	for member := range uint32(2) {
		if why := r.Open(Session(member+1), Who{wire.Member{ID: member + 1, Role: core.Painter}}, h, 0); why != 0 {
			t.Errorf("member %d is refused: %v", member+1, why)
		}
	}
	if a, b := r.session(1), r.session(2); a == nil || b == nil || a.actor == b.actor {
		t.Error("two members share an actor, or one was shut out")
	}
}

// A pointer that has left is gone for all, and one that cannot be read moves nobody's.
func TestGhostCursor(t *testing.T) {
	r := newRoomAt(t, DefaultConfig(), 0)
	a := join(t, r, 1, 1, core.Painter, 0)
	b := join(t, r, 2, 2, core.Painter, 0)
	r.Receive(1, a.w.Cursor(nil, wire.Cursor{X: 100, Y: 100}), 10)
	r.Tick(50)
	r.Receive(1, a.w.Cursor(nil, wire.Cursor{Gone: true}), 60)
	r.Leave(1)
	r.Tick(100)
	var rd wire.Reader
	last := wire.Cursor{}
	for _, f := range b.look()[wire.TypeCursors] {
		list, err := rd.Cursors(f)
		if err != nil {
			t.Fatal(err)
		}
		last = list[len(list)-1]
	}
	if !last.Gone {
		t.Errorf("the last that was told is %+v, want gone", last)
	}
	r.Receive(2, []byte{0x94, 3, 1, 0xcd, 0x12, 0x34, 0xc0}, 110)
	r.Tick(150)
	if n := len(b.look()[wire.TypeCursors]); n > 0 {
		t.Error("a cursor that cannot be read was sent to all")
	}
}

// TestOnlooker checks that looking on changes nothing (S3).
func TestOnlooker(t *testing.T) {
	r := newRoomAt(t, DefaultConfig(), 0)
	before, digest := r.Seq(), r.piece.Digest()
	h := wire.Hello{Oldest: wire.Version, Newest: wire.Version, Next: 1}
	if why := r.Open(1, Who{wire.Member{ID: 1, Role: core.Owner}}, h, 0); why != 0 {
		t.Fatalf("an onlooker was refused: %v", why)
	}
	g := &guest{t: t, room: r, id: 1}
	if m := g.look(); len(m[wire.TypeSnapshot]) != 1 {
		t.Errorf("an onlooker got %d snapshots, want 1", len(m[wire.TypeSnapshot]))
	}
	if why, _ := g.refused(g.push(1, dot(1)...)); why != core.NotMember {
		t.Errorf("an onlooker's stroke got %v, want NotMember", why)
	}
	if r.Seq() != before || r.piece.Digest() != digest {
		t.Error("an onlooker changed the piece")
	}
}

// TestRefusedForGood checks that what was sent after a batch that is refused
// for good lands nowhere (S4).
func TestRefusedForGood(t *testing.T) {
	r := newRoomAt(t, DefaultConfig(), 0)
	g := join(t, r, 1, 1, core.Painter, 0)
	g.push(1, dot(1)[:2]...) // open
	r.SetOverQuota(true)
	if why, _ := g.refused(g.push(1, dot(2)[:1]...)); why != core.OverQuota {
		t.Fatalf("got %v, want OverQuota", why)
	}
	r.SetOverQuota(false)
	g.push(2, core.Op{Kind: core.Extend, Points: []core.Point{{X: 50, Y: 50}}})
	s := r.piece.Stroke(core.StrokeID{Actor: 1, N: 1})
	if len(s.Points) != 1 || !s.Done {
		t.Errorf("the older stroke has %d points, done %t: want 1 and done", len(s.Points), s.Done)
	}
}

// TestBeginCut checks the same for what was sent after a begin that the piece
// did not admit.
func TestBeginCut(t *testing.T) {
	cfg := DefaultConfig()
	cfg.Limits.OpenStrokes = 1
	r := newRoomAt(t, cfg, 0)
	g := join(t, r, 1, 1, core.Painter, 0)
	g.push(1, dot(1)[:2]...) // open
	g.push(2, dot(2)[:1]...)
	g.push(3, core.Op{Kind: core.Extend, Points: []core.Point{{X: 50, Y: 50}}})
	s := r.piece.Stroke(core.StrokeID{Actor: 1, N: 1})
	if len(s.Points) != 1 || !s.Done {
		t.Errorf("the older stroke has %d points, done %t: want 1 and done", len(s.Points), s.Done)
	}
}

func TestIdleStroke(t *testing.T) {
	r := newRoomAt(t, DefaultConfig(), 0)
	g := join(t, r, 1, 1, core.Painter, 0)
	g.push(1000, dot(1)[:2]...)
	r.Tick(1000 + core.StrokeIdleMs - 1)
	id := core.StrokeID{Actor: 1, N: 1}
	if r.piece.Stroke(id).Done {
		t.Error("the stroke was ended before its time (S11)")
	}
	r.Tick(1000 + core.StrokeIdleMs)
	if !r.piece.Stroke(id).Done {
		t.Error("the stroke is open after 30 s (S11)")
	}
}

func TestConnections(t *testing.T) {
	r := newRoomAt(t, DefaultConfig(), 0)
	var guests []*guest
	for i := range Session(8) {
		guests = append(guests, join(t, r, i+1, 1, core.Painter, int64(i)))
	}
	other := join(t, r, 100, 2, core.Painter, 50)
	if r.Sessions() != 9 {
		t.Fatalf("%d sessions, want 9 (L4)", r.Sessions())
	}
	r.Receive(1, guests[0].w.Ping(nil, wire.Ping{Mark: 1}), 60) // the first is heard of again
	r.Take()
	newest := join(t, r, 9, 1, core.Painter, 70)
	guests[1].look()
	if guests[1].shut != core.TooMany {
		t.Errorf("the session silent longest was closed with %v, want TooMany (L4)", guests[1].shut)
	}
	for _, g := range []*guest{guests[0], newest, other} {
		if r.session(g.id) == nil {
			t.Errorf("session %d is gone (L4)", g.id)
		}
	}
	r.Tick(70 + silenceMs - 1)
	if r.session(newest.id) == nil {
		t.Error("closed before 30 s of silence (L4)")
	}
	r.Tick(70 + silenceMs)
	if r.session(newest.id) != nil {
		t.Error("not closed after 30 s of silence (L4)")
	}
}

func TestStrikes(t *testing.T) {
	r := newRoomAt(t, DefaultConfig(), 0)
	join(t, r, 1, 1, core.Painter, 0)
	quiet := join(t, r, 2, 2, core.Painter, 0)
	r.Take()
	for i, junk := range [][]byte{nil, {0x93, 2, 1}, make([]byte, core.FrameBytes+1)} {
		r.Receive(1, junk, 1)
		o := r.Take()
		for _, s := range o.Sends {
			if s.To != 1 && wire.Type(s.Frame) == wire.TypeError {
				t.Error("others were told of it (H2)")
			}
		}
		if shut := len(o.Closes) > 0; shut != (i == 2) {
			t.Errorf("after %d malformed frames closed is %t (H2)", i+1, shut)
		}
	}
	if r.session(quiet.id) == nil {
		t.Error("another session was closed (H2)")
	}
}

func TestSaveAndLoad(t *testing.T) {
	cfg := DefaultConfig()
	cfg.Limits.WorkspaceBytes = 2000
	r := newRoomAt(t, cfg, 0)
	g := join(t, r, 1, 1, core.Painter, 0)
	for n := range uint32(59) {
		g.push(int64(n), dot(n+1)...)
	}
	if len(r.Flat()) == 0 {
		t.Fatal("nothing was flattened")
	}
	saved, seq := r.Save()
	q, err := Load(cfg, "", saved, r.Base())
	if err != nil {
		t.Fatal(err)
	}
	again, _ := q.Save()
	if q.Seq() != seq || q.Piece().Digest() != r.Piece().Digest() || len(q.Flat()) != len(r.Flat()) || !bytes.Equal(saved, again) {
		t.Error("the loaded room differs")
	}
	q.Start([]Epoch{{2, seq + 1}}, 100)
	h := join(t, q, 1, 1, core.Painter, 100)
	h.num = 59
	h.push(100, dot(60)...)
	if why, _ := h.refused(h.push(101, dot(61)...)); why != core.TooFast {
		t.Errorf("after a restart stroke 61 of the minute got %v, want TooFast (L1)", why)
	}
}

// FuzzReceive gives a room any frames from two sessions: it never panics, and
// what it stored makes the same piece again.
// A name has 1 to 64 characters and a colour 24 bits; a frame that breaks that
// changes nothing, and one without a colour leaves it.
func TestFace(t *testing.T) {
	r := newRoomAt(t, DefaultConfig(), 1000)
	a := join(t, r, 1, 1, core.Painter, 1000)
	join(t, r, 2, 2, core.Viewer, 1000)
	a.look()
	var w wire.Writer
	long := strings.Repeat("ä", core.NameChars)
	raw := func(name string, color uint64) []byte {
		b := append([]byte{0x93, wire.TypeName, 0xa0 | byte(len(name))}, name...)
		return append(b, 0xce, byte(color>>24), byte(color>>16), byte(color>>8), byte(color))
	}
	for _, tt := range []struct {
		id    Session
		frame []byte
		want  wire.Member // the zero Member: refused, or nothing new
	}{
		{1, w.Name(nil, wire.Name{Name: "Zoë", Colored: true, Color: 0x010203}), wire.Member{ID: 1, Name: "Zoë", Color: 0x010203}},
		{1, w.Name(nil, wire.Name{Name: "Zoë", Colored: true, Color: 0x010203}), wire.Member{}},
		{1, w.Name(nil, wire.Name{Name: "B"}), wire.Member{ID: 1, Name: "B", Color: 0x010203}},
		{1, w.Name(nil, wire.Name{Name: "B", Colored: true}), wire.Member{ID: 1, Name: "B"}},
		{1, raw("C", 0xffffff), wire.Member{ID: 1, Name: "C", Color: 0xffffff}},
		{1, raw("D", 0x1000000), wire.Member{}},
		{2, w.Name(nil, wire.Name{Name: long, Colored: true, Color: 0xffffff}), wire.Member{ID: 2, Name: long, Color: 0xffffff}}, // a viewer has a face too
		{2, w.Name(nil, wire.Name{Name: long + "b", Colored: true, Color: 1}), wire.Member{}},
		{2, w.Name(nil, wire.Name{Name: " \t ", Colored: true, Color: 1}), wire.Member{}},
	} {
		r.Take()
		r.Receive(tt.id, tt.frame, 1001)
		r.Tick(1001)
		var got wire.Member
		if f := r.Take().Faces; len(f) > 0 {
			got = wire.Member{ID: f[0].ID, Name: f[0].Name, Color: f[0].Color}
		}
		if got != tt.want {
			t.Errorf("% x: got %+v, want %+v", tt.frame, got, tt.want)
		}
	}
}

// Names that change faster than the clock ticks are told once, and what a session
// wanted last is told when it leaves before the tick.
func TestManyNames(t *testing.T) {
	r := newRoomAt(t, DefaultConfig(), 1000)
	a := join(t, r, 1, 1, core.Viewer, 1000)
	a.look()
	for i := range 600 {
		r.Receive(1, a.w.Name(nil, wire.Name{Name: strings.Repeat("x", 1+i%9)}), 1001)
	}
	if n := len(a.look()[wire.TypeMembers]); n != 0 {
		t.Errorf("%d frames before the tick", n)
	}
	if r.Tick(1050); len(a.look()[wire.TypeMembers]) != 1 {
		t.Error("the tick did not tell them once")
	}
	r.Receive(1, a.w.Name(nil, wire.Name{Name: "last"}), 1060)
	r.Leave(1)
	if f := r.Take().Faces; len(f) != 1 || f[0].Name != "last" {
		t.Errorf("what is left to store is %v", f)
	}
}

// A client that reports another digest again and again is counted as often as it is
// answered.
func TestManyMismatches(t *testing.T) {
	r := newRoomAt(t, DefaultConfig(), 1000)
	a := join(t, r, 1, 1, core.Viewer, 1000)
	r.Take()
	for range 600 {
		r.Receive(1, a.w.Mismatch(nil, wire.Mismatch{Piece: 1}), 1001)
	}
	if n := r.Take().Mismatches; n != hellosMax {
		t.Errorf("%d mismatches are counted, want %d", n, hellosMax)
	}
}

func FuzzReceive(f *testing.F) {
	var w wire.Writer
	f.Add(w.Push(nil, 1, core.Batch{Num: 1, Ops: dot(1)}, 0), w.Ping(nil, wire.Ping{Mark: 1}))
	f.Add(w.Cursor(nil, wire.Cursor{X: 5}), w.Hello(nil, wire.Hello{Oldest: wire.Version, Newest: wire.Version}))
	f.Add(w.Name(nil, wire.Name{Name: "__proto__"}), w.Mismatch(nil, wire.Mismatch{Piece: 1}))
	f.Fuzz(func(t *testing.T, one, two []byte) {
		r := New(DefaultConfig(), "", 1, 320, 240, core.Paint)
		r.Start([]Epoch{{1, 1}}, 1)
		for id := range Session(2) {
			r.Open(id+1, Who{wire.Member{ID: uint32(id + 1), Role: core.Owner}}, wire.Hello{Oldest: wire.Version, Newest: wire.Version, Replica: uint64(id)}, 1)
		}
		for now := range int64(3) {
			r.Receive(1, one, now)
			r.Receive(2, two, now)
		}
		q := New(DefaultConfig(), "", 1, 320, 240, core.Paint)
		for _, rec := range r.Take().Records {
			if err := q.Replay(rec); err != nil {
				t.Fatal(err)
			}
		}
		if q.Piece().Digest() != r.Piece().Digest() {
			t.Error("the records do not make the piece")
		}
	})
}

// A pen that is never lifted does not keep others from drawing (L3).
func TestOpenStrokeInTheWay(t *testing.T) {
	cfg := DefaultConfig()
	cfg.Limits.WorkspaceBytes, cfg.Rates.StrokesPerMinute = 2000, 0
	r := newRoomAt(t, cfg, 1000)
	a := join(t, r, 1, 1, core.Painter, 1000)
	b := join(t, r, 2, 2, core.Painter, 1000)
	a.push(1000, dot(1)[:2]...)
	open := r.Piece().Open()[0]
	for n := range uint32(200) {
		if why, _ := b.refused(b.push(1000, dot(n+1)...)); why != 0 {
			t.Fatalf("dot %d was refused: %v", n+1, why)
		}
	}
	if !open.Done {
		t.Error("the stroke in the way was not ended")
	}
	if n := r.Piece().Base().Strokes; n < 100 {
		t.Errorf("only %d strokes are flattened", n)
	}
}

// A session that asks for the piece again and again is answered in its time, and
// then with what it asked for last.
func TestManyHellos(t *testing.T) {
	r := newRoomAt(t, DefaultConfig(), 1000)
	g := join(t, r, 1, 1, core.Painter, 1000)
	g.look()
	ask := func(now int64) int {
		r.Receive(g.id, g.w.Hello(nil, wire.Hello{Oldest: wire.Version, Newest: wire.Version, Replica: 1, Next: 1}), now)
		return len(g.look()[wire.TypeSnapshot])
	}
	for n := range hellosMax {
		if ask(2000) != 1 {
			t.Fatalf("hello %d was not answered", n+1)
		}
	}
	if ask(2000) != 0 {
		t.Error("one more was answered at once")
	}
	if r.Tick(2000 + helloMs - 1); len(g.look()[wire.TypeSnapshot]) != 0 {
		t.Error("it was answered too soon")
	}
	if r.Tick(2000 + helloMs); len(g.look()[wire.TypeSnapshot]) != 1 {
		t.Error("it was never answered")
	}
	if r.Tick(2001 + helloMs); len(g.look()[wire.TypeSnapshot]) != 0 {
		t.Error("it was answered twice")
	}
}

// TestTouched checks how many points a session may touch without drawing (L7): at the
// limit, past it, and after a while.
func TestTouched(t *testing.T) {
	const points = 8000
	r := newRoomAt(t, DefaultConfig(), 0)
	a, b := join(t, r, 1, 1, core.Painter, 0), join(t, r, 2, 2, core.Painter, 0)
	pts := make([]core.Point, points)
	for i := range pts {
		pts[i] = core.Point{X: int32(i % 900), Y: int32(i / 900), Pressure: 9}
	}
	id := core.StrokeID{Actor: 1, N: 1}
	a.push(0, append(dot(1)[:1], core.Op{Kind: core.Extend, Stroke: core.StrokeID{N: 1}, Points: pts}, core.Op{Kind: core.End, Stroke: core.StrokeID{N: 1}})...)
	if s := r.Piece().Stroke(id); s == nil || len(s.Points) != points {
		t.Fatal("no stroke to touch")
	}
	form := core.FormOf(r.Piece().Stroke(id).Brush)
	touch := func(now int64, num uint32) (core.Refusal, uint32) {
		op := core.Op{Kind: core.Kind(core.Hide + core.Kind(num%2)), Stroke: id}
		if num%5 == 0 {
			form.X++
			op = core.Op{Kind: core.Set, Stroke: id, Form: form}
		}
		return a.refused(a.send(now, num, op))
	}
	n := uint32(1)
	for ; n-1 < touchedMost/points; n++ {
		if why, _ := touch(0, n+1); why != 0 {
			t.Fatalf("touch %d was refused: %v", n, why)
		}
	}
	why, ms := touch(0, n+1)
	if why != core.TooFast || ms != 1 {
		t.Errorf("after %d points the next got %v, %d ms, want TooFast and 1 ms", touchedMost, why, ms)
	}
	if why, _ := b.refused(b.push(0, core.Op{Kind: core.Hide, Stroke: core.StrokeID{Actor: 2, N: 9}})); why != 0 {
		t.Errorf("somebody else got %v", why)
	}
	if why, _ := touch(1, n+1); why != 0 {
		t.Errorf("a ms later it got %v", why)
	}
	if why, ms := touch(1, n+2); why != core.TooFast || ms < 15 || ms > 17 {
		t.Errorf("and the next %v, %d ms, want TooFast and about 16 ms", why, ms)
	}
	if why, _ := a.refused(a.send(2, n+2, dot(2)...)); why != 0 {
		t.Errorf("to draw meanwhile got %v", why)
	}
}
