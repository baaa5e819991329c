package client

import (
	"bytes"
	"reflect"
	"slices"
	"testing"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/ink"
	"easel.example/core/predict"
	"easel.example/core/wire"
)

// A desk is one client before a room, with the wires between them.
type desk struct {
	t    *testing.T
	c    *Client
	room *authority.Room
	id   authority.Session

	heard authority.Session  // got its welcome: hears what goes to all
	log   []authority.Record // of the room
}

func newDesk(t *testing.T, piece uint32) *desk {
	d := &desk{t: t, c: New(Config{Replica: 7, Token: "t"})}
	d.load(piece)
	return d
}

// load begins another piece.
func (d *desk) load(piece uint32) { d.begin(piece, authority.DefaultConfig()) }

func (d *desk) begin(piece uint32, cfg authority.Config) {
	d.log = nil
	d.room = authority.New(cfg, "", piece, 240, 240, core.Paint)
	d.room.Start([]authority.Epoch{{Epoch: piece, First: 1}}, 1000)
}

// crash starts the room again from records.
func (d *desk) crash(durable []authority.Record) {
	d.t.Helper()
	d.room = authority.New(authority.DefaultConfig(), "", 1, 240, 240, core.Paint)
	for _, r := range durable {
		if err := d.room.Replay(r); err != nil {
			d.t.Fatal(err)
		}
	}
	d.c.Closed(0, 1000)
	d.room.Start([]authority.Epoch{{Epoch: 1, First: 1}, {Epoch: 2, First: d.room.Seq() + 1}}, 1000)
	d.room.Take()
}

// meet opens a socket as a painter and carries frames until nothing moves.
func (d *desk) meet() { d.t.Helper(); d.meetAs(core.Painter) }

func (d *desk) meetAs(role core.Role) {
	d.t.Helper()
	d.greet(role)
	d.carry()
}

// greet opens a socket and says hello.
func (d *desk) greet(role core.Role) {
	d.t.Helper()
	d.id++
	d.c.Opened(1000)
	var r wire.Reader
	h, err := r.Hello(d.c.Frame(1000))
	if err != nil {
		d.t.Fatal(err)
	}
	if why := d.room.Open(d.id, authority.Who{Member: wire.Member{ID: 1, Name: "x", Role: role}}, h, 1000); why != 0 {
		d.t.Fatal(why)
	}
}

func (d *desk) carry() {
	d.t.Helper()
	for range 10 {
		d.room.Synced(d.room.Seq())
		d.hand()
		d.push()
	}
}

// push gives the room what the client sends.
func (d *desk) push() {
	for f := d.c.Frame(1000); f != nil; f = d.c.Frame(1000) {
		d.room.Receive(d.id, f, 1000)
	}
}

// hand gives the client what the room sends.
func (d *desk) hand() {
	d.t.Helper()
	o := d.room.Take()
	d.log = append(d.log, o.Records...)
	for _, s := range o.Sends {
		f := s.Frame
		if f == nil {
			var w wire.Writer
			enc := s.Entry
			if s.Author == d.id {
				enc = s.Own
			}
			f = append(w.AppendEntriesHeader(nil, d.room.Piece().Number(), s.Seq, 1), enc...)
		}
		if s.Start {
			d.heard = d.id
		}
		if s.To == d.id || s.To == 0 && d.heard == d.id {
			if err := d.c.Receive(f, 1000); err != nil {
				d.t.Fatal(err)
			}
		}
	}
}

// line draws a stroke from (x, 10) to (x, 100), in px.
func (d *desk) line(x int32, up bool) {
	d.t.Helper()
	if why := d.c.Down(ink.Mouse); why != 0 {
		d.t.Fatal(why)
	}
	for y := range int32(10) {
		d.c.Sample(ink.Sample{X: x << 8, Y: (y + 1) * 10 << 8, Pressure: 65535, Time: int64(y) * 8000}, 1000)
	}
	if up {
		d.c.Up(1000)
	}
}

// firsts returns the x, in px, at which the room's visible strokes begin.
func (d *desk) firsts() (list []int32) {
	for _, s := range d.room.Piece().Strokes() {
		if s.Hidden == 0 {
			list = append(list, s.Points[0].X/core.Unit)
		}
	}
	return list
}

// TestStrays is rule S10: ink that a piece did not get before it was gone is
// kept, through a reload too, and put on the next one when its author says so.
func TestStrays(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	d.line(20, true)
	d.carry()
	d.room.Leave(d.id)
	d.c.Closed(4000+uint32(core.NextPiece), 1000)
	d.line(40, true) // without a socket
	d.line(60, true)
	d.c.Undo(1000)
	d.line(80, false) // and the pen is down
	d.load(2)
	d.meet()
	if s := d.c.Status(1000); s.Piece != 2 || s.Strays != 2 || s.Unsaved != 0 {
		t.Fatalf("on the new piece: %+v, want two strays", s)
	}
	if n := d.c.Status(1000).Notices; len(n) == 0 || n[len(n)-1].Kind != NoticeStrays {
		t.Errorf("the notices are %+v, want one of strays", n)
	}
	kept := d.c.Keep(1000)

	// A reload in between.
	d.room.Leave(d.id)
	d.c = New(Config{Replica: 7, Token: "t"})
	if err := d.c.Restore(kept); err != nil {
		t.Fatal(err)
	}
	d.meet()
	if n := d.c.Status(1000).Strays; n != 2 {
		t.Fatalf("after a reload: %d strays, want 2", n)
	}
	if why := d.c.PlaceStrays(1000); why != 0 {
		t.Fatal(why)
	}
	d.carry()
	if got := d.firsts(); !slices.Equal(got, []int32{40, 80}) || d.c.Status(1000).Strays != 0 {
		t.Errorf("the new piece has strokes at %v, want at 40 and 80", got)
	}
	if d.c.Keep(1000) != nil {
		t.Error("something is kept of what is on the server's disk")
	}
}

// TestStraysOfAnEarlierClient is the same for one that was reloaded before it
// heard of the new piece.
func TestStraysOfAnEarlierClient(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	d.room.Leave(d.id)
	d.c.Closed(0, 1000)
	d.line(40, true)
	kept := d.c.Keep(1000)
	d.c = New(Config{Replica: 7, Token: "t"})
	if err := d.c.Restore(kept); err != nil {
		t.Fatal(err)
	}
	d.load(2)
	d.meet()
	if n := d.c.Status(1000).Strays; n != 1 {
		t.Fatalf("%d strays, want 1", n)
	}
	d.c.DropStrays()
	d.line(60, true)
	d.carry()
	if got := d.firsts(); !slices.Equal(got, []int32{60}) {
		t.Errorf("the new piece has strokes at %v, want one at 60", got)
	}
}

// TestThaw checks that a client can be drawn on before it reaches the server, by
// what an earlier one froze, however old that is, and through a reload.
func TestThaw(t *testing.T) {
	d := newDesk(t, 1)
	if d.c.Freeze() != nil {
		t.Error("a client that holds nothing froze something")
	}
	d.meet()
	d.line(20, true)
	d.carry()
	frozen := d.c.Freeze()
	d.line(40, true) // the frozen piece lacks it
	d.carry()
	d.room.Leave(d.id)
	view := func() (list []int32) {
		for _, s := range d.c.Replica().Piece().Strokes() {
			list = append(list, s.Points[0].X/core.Unit)
		}
		return list
	}
	var kept []byte
	for i, x := range []int32{60, 80} {
		d.c = New(Config{Replica: 8, Token: "t"})
		if kept != nil {
			if err := d.c.Restore(kept); err != nil {
				t.Fatal(err)
			}
		}
		if err := d.c.Thaw(frozen, 1000); err != nil {
			t.Fatal(err)
		}
		d.line(x, true)
		d.c.Tick(90_000)
		s := d.c.Status(1000)
		if got, want := view(), []int32{20, 60, 80}[:i+2]; !slices.Equal(got, want) || s.Phase != Offline || s.Waiting != i+1 {
			t.Fatalf("without a server the view has %v, want %v; %+v", got, want, s)
		}
		kept = d.c.Keep(1000)
	}
	d.meet()
	d.c.Tick(1000)
	d.carry()
	if got := d.firsts(); !slices.Equal(got, []int32{20, 40, 60, 80}) || !d.c.Settled() {
		t.Errorf("the piece has strokes at %v, want at 20, 40, 60 and 80: %+v", got, d.c.Status(1000))
	}
	if !d.c.Undo(1000) {
		t.Error("nothing can be undone")
	}
	d.carry()
	if got := d.firsts(); !slices.Equal(got, []int32{20, 40, 60}) {
		t.Errorf("after undo the piece has strokes at %v", got)
	}
	for n := 0; n < len(frozen); n += 3 {
		c := New(Config{Replica: 7})
		if c.Thaw(frozen[:n], 1000) == nil || c.Replica() != nil || c.Status(1000).Phase != Offline {
			t.Fatalf("the first %d of %d bytes were thawed", n, len(frozen))
		}
	}
}

// Who was here before the server started anew, and has not come back, is not here.
func TestWhoLeft(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	var w wire.Writer
	if err := d.c.Receive(w.Members(nil, []wire.Member{{ID: 2, Name: "y", Role: core.Painter, Online: true}}), 1000); err != nil {
		t.Fatal(err)
	}
	d.c.Closed(0, 1000)
	d.load(2)
	d.meet()
	for _, m := range d.c.Status(1000).Members {
		if m.Online != (m.ID == 1) {
			t.Errorf("member %d is online: %t", m.ID, m.Online)
		}
	}
}

// Ink that had its place, but not on disk, is not lost with a crash after which the
// piece gives way to another (S10).
func TestStraysAfterACrash(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	d.line(20, true)
	d.push()
	d.hand() // placed
	d.c.Closed(0, 1000)
	d.load(2) // after a crash that lost it
	d.meet()
	if n := d.c.Status(1000).Strays; n != 1 {
		t.Fatalf("%d strokes are offered, want 1", n)
	}
	d.c.PlaceStrays(1000)
	d.carry()
	if got := d.firsts(); !slices.Equal(got, []int32{20}) {
		t.Errorf("the piece has strokes at %v, want one at 20", got)
	}
}

// Who may no longer draw keeps what did not arrive, and only that.
func TestStraysOfAViewer(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	d.line(20, true)
	d.push() // placed, but its author does not hear it
	d.room.Take()
	d.away()
	d.line(40, true)
	d.meetAs(core.Viewer)
	if n := d.c.Status(1000).Strays; n != 1 {
		t.Fatalf("%d strokes are offered, want 1", n)
	}
	d.away()
	d.meet()
	d.c.PlaceStrays(1000)
	d.carry()
	if got := d.firsts(); !slices.Equal(got, []int32{20, 40}) {
		t.Errorf("the piece has strokes at %v, want two", got)
	}
}

// A piece that was frozen before the one of the kept ink is not drawn on: whether that
// ink is safe only the server knows.
func TestThawOfAnEarlierPiece(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	d.line(20, true)
	d.carry()
	frozen := d.c.Freeze()
	d.away()
	d.load(2)
	d.meet()
	d.line(40, true)
	d.push() // placed
	d.room.Take()
	kept := d.c.Keep(1000)
	d.away()
	d.c = New(Config{Replica: 7, Token: "t"})
	if err := d.c.Restore(kept); err != nil {
		t.Fatal(err)
	}
	if err := d.c.Thaw(frozen, 1000); err == nil {
		t.Error("it was thawed")
	}
	d.meet()
	if got := d.firsts(); !slices.Equal(got, []int32{40}) || d.c.Status(1000).Strays != 0 {
		t.Errorf("the piece has strokes at %v, and %d are offered", got, d.c.Status(1000).Strays)
	}
}

// Strays of a larger piece become smaller together where one would lie beside the paper.
func TestShrink(t *testing.T) {
	line := func(w uint16, pts ...core.Point) predict.Lost {
		return predict.Lost{Brush: core.Brush{Width: w}, Points: pts}
	}
	inside, across, beside := core.Point{X: 1000, Y: 2000}, core.Point{X: 9000, Y: 2000}, core.Point{X: 8000, Y: 5000}
	for _, c := range []struct {
		what           string
		w, h, toW, toH int32
		list, want     []predict.Lost
	}{
		{"strokes that reach beyond the paper", 500, 500, 250, 250, []predict.Lost{line(64, inside, across), line(64, across, inside)}, nil},
		{"one beside a paper of half the width", 500, 300, 250, 250, []predict.Lost{line(64, inside), line(1, beside)},
			[]predict.Lost{line(32, core.Point{X: 500, Y: 1000}), line(1, core.Point{X: 4000, Y: 2500})}},
		{"one below a paper of a third of the height", 250, 300, 250, 100, []predict.Lost{line(63, core.Point{X: 30, Y: 9000})},
			[]predict.Lost{line(21, core.Point{X: 10, Y: 3000})}},
		{"one that lay beside the paper before", 250, 250, 250, 250, []predict.Lost{line(64, inside), line(64, core.Point{X: 8001, Y: 9})}, nil},
		{"one that lay beside the larger paper, too", 250, 250, 240, 240, []predict.Lost{line(64, inside), line(64, core.Point{X: 8001, Y: 9})}, nil},
		{"a paper whose size is not known", 0, 0, 250, 250, []predict.Lost{line(64, beside)}, nil},
	} {
		if c.want == nil {
			c.want = slices.Clone(c.list)
		}
		if shrink(c.list, c.w, c.h, c.toW, c.toH); !reflect.DeepEqual(c.list, c.want) {
			t.Errorf("%s: they became %v, want %v", c.what, c.list, c.want)
		}
	}
}

// What was drawn on a wide piece fits the narrow one after it, with a reload in between
// and without.
func TestStraysOfAWidePiece(t *testing.T) {
	for _, reload := range []bool{false, true} {
		d := newDesk(t, 1)
		d.room = authority.New(authority.DefaultConfig(), "", 1, 480, 240, core.Paint)
		d.room.Start([]authority.Epoch{{Epoch: 1, First: 1}}, 1000)
		d.meet()
		d.away()
		d.line(60, true)
		d.line(400, true)
		if reload {
			kept := d.c.Keep(1000)
			d.c = New(Config{Replica: 7, Token: "t"})
			if err := d.c.Restore(kept); err != nil {
				t.Fatal(err)
			}
		}
		d.load(2)
		d.meet()
		d.c.PlaceStrays(1000)
		d.carry()
		if got := d.firsts(); !slices.Equal(got, []int32{30, 200}) {
			t.Errorf("reload %v: strokes begin at %v, want 30 and 200", reload, got)
		}
	}
}

// A stroke of which a part arrived before its author became a viewer: the rest is
// offered, with a reload in between and without.
func TestStrayRestOfAStroke(t *testing.T) {
	for _, reload := range []bool{false, true} {
		d := newDesk(t, 1)
		d.meet()
		d.line(20, false)
		d.c.Tick(1100)
		d.carry() // begun on the server
		had := len(d.room.Piece().Strokes()[0].Points)
		d.away()
		for y := range int32(100) {
			d.c.Sample(ink.Sample{X: 120 << 8, Y: (y + 1) << 8, Pressure: 65535, Time: int64(100+y) * 8000}, 1000)
		}
		d.c.Up(1000)
		want := len(d.c.replica.Piece().Strokes()[0].Points) - had + 1
		if reload {
			kept := d.c.Keep(1000)
			d.c = New(Config{Replica: 7, Token: "t"})
			if err := d.c.Restore(kept); err != nil {
				t.Fatal(err)
			}
		}
		d.meetAs(core.Viewer)
		if len(d.c.strays) != 1 || len(d.c.strays[0].Points) != want {
			t.Errorf("reload %t: what is offered is %v, want the last %d points", reload, d.c.strays, want)
		}
	}
}

// TestThawByOneWhoLookedOn: whether kept ink has arrived, a piece that was frozen by one
// who could only watch does not say. The ink stays kept until the server is heard.
func TestThawByOneWhoLookedOn(t *testing.T) {
	d := newDesk(t, 1)
	d.greet(core.Painter)
	d.hand()
	d.c.Draw(testPen(), []core.Point{{X: 900, Y: 900, Pressure: 255}}, 1000)
	kept := d.c.Keep(1000)
	if kept == nil {
		t.Fatal("nothing is kept")
	}
	watcher := &desk{t: t, c: New(Config{Replica: 7, Token: "t"}), room: d.room, id: 9}
	watcher.meetAs(core.Viewer)
	c := New(Config{Replica: 7, Token: "t"})
	if err := c.Restore(kept); err != nil {
		t.Fatal(err)
	}
	if err := c.Thaw(watcher.c.Freeze(), 1000); err != ErrLookedOn || c.Replica() != nil || !bytes.Equal(c.Keep(1000), kept) {
		t.Errorf("thawed with %v; kept is the same: %v", err, bytes.Equal(c.Keep(1000), kept))
	}
	if s := c.Status(1000); s.Strays != 0 || s.Unsaved == 0 {
		t.Errorf("%d strays, %d unsaved", s.Strays, s.Unsaved)
	}
}
