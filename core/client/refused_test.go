package client

import (
	"slices"
	"testing"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/ink"
	"easel.example/core/wire"
)

// away ends the socket.
func (d *desk) away() {
	d.room.Leave(d.id)
	d.c.Closed(0, 1000)
}

// A viewer who has become a painter can draw, without a reload.
func TestPromoted(t *testing.T) {
	d := newDesk(t, 1)
	d.meetAs(core.Viewer)
	d.away()
	d.meetAs(core.Painter)
	d.line(20, true)
	d.carry()
	if got := d.firsts(); !slices.Equal(got, []int32{20}) {
		t.Errorf("the piece has strokes at %v, want one at 20: %+v", got, d.c.Status(1000).Notices)
	}
}

// A refusal for good that is lost with its socket is made out from what is
// acknowledged afterwards (S4).
func TestLostRefusal(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	d.room.SetOverQuota(true)
	d.line(20, true)
	d.push()
	d.room.Take() // lost
	d.away()
	d.meet()
	if n := len(d.c.replica.Piece().Strokes()); n != 0 || !d.c.Settled() {
		t.Errorf("%d strokes are seen that nobody else has, %+v", n, d.c.Status(1000))
	}
}

// A batch that was refused for good leaves no hole in the nums: neither in what is
// kept, nor for a server that has forgotten the refusal.
func TestRefusedNum(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	d.line(20, true)
	d.push()
	d.hand() // placed, not durable
	durable := slices.Clone(d.log)
	d.room.SetOverQuota(true)
	d.line(40, true)
	d.push()
	d.line(60, true) // before the refusal comes
	d.hand()
	kept := d.c.Keep(1000)
	if err := New(Config{Replica: 7}).Restore(kept); err != nil {
		t.Errorf("kept ink cannot be read: %v", err)
	}
	d.crash(durable)
	d.meet()
	for _, x := range []int32{80, 100, 120, 140} {
		d.line(x, true)
		d.carry()
	}
	if got := d.firsts(); !slices.Equal(got, []int32{20, 60, 80, 100, 120, 140}) || d.room.Sessions() != 1 {
		t.Errorf("the piece has strokes at %v, and %d sessions", got, d.room.Sessions())
	}
}

// Ink that follows what was cut or refused goes to no stroke that a crash has
// opened again.
func TestCutThenCrash(t *testing.T) {
	for _, refused := range []bool{false, true} {
		d := newDesk(t, 1)
		d.meet()
		d.line(20, false)
		d.c.Tick(1100)
		d.carry() // open, and durable
		durable := slices.Clone(d.log)
		if refused {
			d.room.SetOverQuota(true)
		} else {
			d.room.Heard(d.id, 40_000)
			d.room.Tick(40_000) // ends the stroke; not durable
		}
		for i := range int32(2) {
			for k := range int32(4) {
				d.c.Sample(ink.Sample{X: (60 + 60*i + k*5) << 8, Y: (200 - k*3) << 8, Pressure: 40000, Time: int64(41_000_000 + 100_000*i + 8000*k)}, 41_000)
			}
			d.c.Tick(int64(41_000 + 100*i))
			for f := d.c.Frame(41_100); f != nil && i == 0; f = d.c.Frame(41_100) {
				d.room.Receive(d.id, f, 41_000) // what comes second is numbered, and lost
			}
		}
		for d.c.Frame(41_100) != nil {
		}
		d.hand()
		d.crash(durable)
		d.meet()
		d.c.Up(43_000)
		d.carry()
		if d.c.replica.Settled() != d.room.Piece().Digest() || !d.c.Settled() {
			t.Errorf("refused %t: the author has another piece than the server", refused)
		}
		seen := map[core.Point]bool{}
		for _, s := range d.room.Piece().Strokes() {
			for _, p := range s.Points {
				if seen[p] {
					t.Fatalf("refused %t: the ink at %v is there twice", refused, p)
				}
				seen[p] = true
			}
		}
	}
}

// What was sent after it was kept leaves no hole in the nums of who goes on from
// there, though a crash lose it (S3).
func TestKeptTooEarly(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	d.line(20, true)
	d.push()
	d.hand()
	durable, kept := slices.Clone(d.log), d.c.Keep(1000)
	d.line(40, true) // is lost, with its page and then with the server
	d.push()
	d.hand()
	d.away()
	d.c = New(Config{Replica: 7, Token: "t"})
	if err := d.c.Restore(kept); err != nil {
		t.Fatal(err)
	}
	d.greet(core.Painter)
	d.hand() // nothing of it is durable
	d.line(60, true)
	d.push()
	d.hand()
	d.crash(durable)
	d.meet()
	d.line(80, true)
	d.carry()
	if got := d.firsts(); !slices.Equal(got, []int32{20, 60, 80}) || !d.c.Settled() {
		t.Errorf("the piece has strokes at %v, want at 20, 60 and 80", got)
	}
}

// A stroke that waited when it was kept, and was sent since, is not sent again (S3).
func TestKeptWaiting(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	frozen := d.c.Freeze()
	d.away()
	d.c = New(Config{Replica: 8, Token: "t"})
	if err := d.c.Thaw(frozen, 1000); err != nil {
		t.Fatal(err)
	}
	d.line(20, true)
	kept := d.c.Keep(1000)
	d.meet()
	d.c.Tick(1000)
	d.carry()
	d.away()
	d.c = New(Config{Replica: 8, Token: "t"})
	if err := d.c.Restore(kept); err != nil {
		t.Fatal(err)
	}
	d.meet()
	d.c.Tick(1000)
	d.carry()
	if got := d.firsts(); !slices.Equal(got, []int32{20}) {
		t.Errorf("the piece has strokes at %v, want one at 20", got)
	}
}

// What was undone while it was cut elsewhere does not come back (S11).
func TestUndoneAndCut(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	d.line(20, false)
	d.c.Tick(1100)
	d.carry()
	d.away()
	for k := range int32(3) {
		d.c.Sample(ink.Sample{X: (100 + 10*k) << 8, Y: (200 + 5*k) << 8, Pressure: 65535, Time: int64(100_000 + 10_000*k)}, 2000)
	}
	d.c.Up(2000)
	d.c.Undo(2000)
	d.room.Tick(40_000) // the stroke is ended
	d.room.Take()
	d.meet()
	if got := d.firsts(); len(got) != 0 {
		t.Errorf("all was undone, but strokes are seen at %v", got)
	}
}

func TestMembersAfterResync(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	d.c.resync()
	d.push()
	d.carry()
	for _, m := range d.c.Status(1000).Members {
		if !m.Online {
			t.Errorf("member %d is shown as away", m.ID)
		}
	}
}

// Strays that a full piece does not take are kept.
func TestStraysOfAFullPiece(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	d.away()
	d.line(20, true)
	cfg := authority.DefaultConfig()
	cfg.Limits.WorkspaceBytes = 100
	d.begin(2, cfg)
	d.meet()
	d.line(40, true)
	d.line(60, true)
	d.carry()
	if why := d.c.PlaceStrays(1000); why != core.Full || d.c.Status(1000).Strays != 1 {
		t.Errorf("placing got %v, %d strays are left, want Full and one", why, d.c.Status(1000).Strays)
	}
	kept := d.c.Keep(1000)
	c := New(Config{Replica: 7})
	if err := c.Restore(kept); err != nil {
		t.Fatal(err)
	}
	c.DropStrays()
	e := New(Config{Replica: 7})
	if again := c.Keep(1000); again != nil {
		if err := e.Restore(again); err != nil {
			t.Fatal(err)
		}
	}
	if n := e.Status(1000).Strays; n != 0 {
		t.Errorf("%d strays that were given up are back", n)
	}
}

// A refusal that was lost, but not the place of what came after it, is made out
// from that place: the picture need not be fetched again.
func TestSkippedRefusal(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	d.room.SetOverQuota(true)
	d.line(20, true)
	d.push()
	d.room.SetOverQuota(false)
	d.line(40, true)
	d.push()
	d.room.Take() // lost
	d.away()
	d.meet()
	if got := d.firsts(); !slices.Equal(got, []int32{40}) || !d.c.Settled() || d.c.replica.Settled() != d.room.Piece().Digest() {
		t.Errorf("the piece has strokes at %v, want one at 40: %+v", got, d.c.Status(1000))
	}
	for _, n := range d.c.Status(1000).Notices {
		if n.Kind == NoticeDesync {
			t.Error("the picture was fetched again")
		}
	}
}

// What a server refused for good and has forgotten in a crash is sent again, though
// it seemed placed: its num would be missing, and it would never be saved.
func TestForgottenRefusal(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	d.carry()
	durable := slices.Clone(d.log)
	d.room.SetOverQuota(true)
	d.line(20, true)
	d.push()
	d.room.Take() // lost, as what is queued for a slow session
	d.room.CatchUp(d.id, 1000)
	for _, s := range d.room.Take().Sends {
		if s.Frame != nil && wire.Type(s.Frame) != wire.TypeAck {
			if err := d.c.Receive(s.Frame, 1000); err != nil {
				t.Fatal(err)
			}
		}
	}
	d.crash(durable)
	d.meet()
	d.line(40, true)
	d.carry()
	if got := d.firsts(); !slices.Equal(got, []int32{20, 40}) || !d.c.Settled() {
		t.Errorf("the piece has strokes at %v, want two: %+v", got, d.c.Status(1000))
	}
}

// The num of a batch that was refused and is forgotten on both sides is filled in
// before the next one comes.
func TestRefusedNumAtTheEnd(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	d.line(20, true)
	d.push()
	d.hand() // placed, not known to be durable
	durable := slices.Clone(d.log)
	d.room.SetOverQuota(true)
	d.line(40, true)
	d.push()
	d.hand()
	d.crash(durable)
	d.meet()
	for _, x := range []int32{60, 80, 100, 120} {
		d.line(x, true)
		d.carry()
	}
	if got := d.firsts(); !slices.Equal(got, []int32{20, 60, 80, 100, 120}) || d.room.Sessions() != 1 {
		t.Errorf("the piece has strokes at %v, and %d sessions", got, d.room.Sessions())
	}
}

// Refusals that only follow from one for now have nothing sent again: that was sent
// already when they come (S4).
func TestFollowingRefusals(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	const lines = 5
	for x := int32(20); x < 20+lines*20; x += 20 {
		d.line(x, true)
	}
	pushed := func() (nums []uint32) {
		var r wire.Reader
		for f := d.c.Frame(1000); f != nil; f = d.c.Frame(1000) {
			if wire.Type(f) == wire.TypePush {
				b, err := r.Push(f)
				if err != nil {
					t.Fatal(err)
				}
				nums = append(nums, b.Num)
			}
		}
		return nums
	}
	sent := pushed()
	if len(sent) < 3 {
		t.Fatalf("batches %v were sent, want some more", sent)
	}
	refuse := func(num uint32) {
		var w wire.Writer
		f := w.Refuse(nil, wire.Refuse{Piece: 1, Num: num, Why: core.Full})
		if err := d.c.Receive(slices.Clone(f), 1000); err != nil {
			t.Fatal(err)
		}
	}
	refuse(sent[0])
	if again := pushed(); !slices.Equal(again, sent) {
		t.Fatalf("after the refusal of %d, %v were sent again, want %v", sent[0], again, sent)
	}
	for _, num := range sent[1:] {
		refuse(num)
		if again := pushed(); len(again) > 0 {
			t.Errorf("the refusal of %d, which follows, had %v sent again", num, again)
		}
	}
}
