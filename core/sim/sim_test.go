package sim

import (
	"bytes"
	"flag"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"easel.example/core"
	"easel.example/core/client"
	"easel.example/core/ink"
	"easel.example/core/raster"
	"easel.example/core/wire"
)

var (
	seeds = flag.Uint64("seeds", 2000, "how many seeds to run")
	first = flag.Uint64("first", 0, "the first of them")
)

// TestSim runs many worlds.
func TestSim(t *testing.T) {
	n := *seeds
	if testing.Short() {
		n = min(n, 150) // fewer would not give a stroke a form often enough
	}
	var next, truncated, formed atomic.Uint64
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for i := next.Add(1) - 1; i < n && !t.Failed(); i = next.Add(1) - 1 {
				w := run(t, *first+i)
				if w.room.Piece().Base().Strokes > 0 {
					truncated.Add(1)
				}
				formed.Add(uint64(w.formed))
			}
		})
	}
	all.Wait()
	t.Logf("%d of %d worlds truncated their piece; strokes were given %d forms", truncated.Load(), n, formed.Load())
	if !t.Failed() && truncated.Load() < n/20 {
		t.Error("too few worlds reach the limit of bytes")
	}
	if !t.Failed() && formed.Load() < n/10 {
		t.Error("too few strokes are given a form")
	}
}

func run(t testing.TB, seed uint64) *world {
	w := newWorld(t, seed)
	for range 350 {
		w.step()
		w.oddStep()
		w.paint()
	}
	w.mend()
	w.finish()
	return w
}

// step lets one thing happen.
func (w *world) step() {
	p := w.peers[w.r.IntN(len(w.peers))]
	w.now += int64(w.r.IntN(40))
	switch k := w.r.IntN(100); {
	case k < 30:
		w.act(p)
	case k < 55:
		w.deliverUp(p)
	case k < 78:
		w.deliverDown(p)
	case k < 84:
		n := w.r.IntN(len(w.inFlight) + 1)
		w.sync(n)
		if w.r.IntN(4) > 0 {
			w.room.Synced(w.durable())
			w.carryOut()
		}
	case k < 90:
		w.connect(p)
	case k < 92:
		w.cut(p, 0)
	case k < 93:
		if w.r.IntN(2) == 0 {
			w.keep(p)
		} else {
			w.reload(p)
		}
	case k < 94:
		w.crash()
	case k < 95:
		w.save()
	case k < 96:
		w.drawBase()
	case k < 97: // what was queued for a slow session is dropped (S7)
		if p.live && len(p.up) == 0 {
			p.down = nil
			w.room.CatchUp(p.session, w.now)
			w.carryOut()
		}
	case k < 98:
		w.now += int64(w.r.IntN(70_000))
	default:
		w.room.Tick(w.now)
		w.carryOut()
	}
	w.pump(p)
	if w.now%40 == 0 { // no throw of w.r, on which the seeds' runs hang
		w.look(p)
	}
}

// keep stores what a client keeps, as hosts do now and then.
func (w *world) keep(p *peer) {
	p.kept, p.keptInk = p.Keep(w.now), maps.Clone(p.ink)
	if f := p.Freeze(); f != nil && w.now%3 > 0 {
		p.frozen, p.frozenOf = f, p.Replica().Piece().Number()
	}
	if p.Replica() == nil {
		return // it keeps what it was given
	}
	p.keptOf = p.Replica().Piece().Number()
	p.keptWait = p.keptWait[:0]
	for _, s := range p.Replica().WaitingStrokes(nil) {
		if len(s.Points) > 0 {
			p.keptWait = append(p.keptWait, s.Points[0])
		}
	}
}

// reload ends a client, whatever it does, and starts another from what was
// stored, now or a while ago. Ink since then is lost. So may be, in a crash of
// the server that follows at once, a stroke that was waiting then and sent since.
func (w *world) reload(p *peer) {
	now := p.keptInk == nil || w.r.IntN(2) == 0
	thaw := now && p.frozen != nil && p.Replica() != nil && w.now%2 == 0 // what is kept is not old
	if now {
		p.Up(w.now)
		w.keep(p)
	} else {
		for _, at := range p.keptWait {
			delete(p.keptInk, at)
		}
	}
	w.cut(p, 0)
	maps.DeleteFunc(p.ink, func(at core.Point, _ bool) bool { return !p.keptInk[at] })
	if thaw && p.kept == nil {
		p.replica, p.acked = w.r.Uint64(), 0
	}
	p.Client = client.New(client.Config{Replica: p.replica, Token: "t"})
	if p.kept != nil {
		if err := p.Restore(p.kept); err != nil {
			w.fatalf("what a client kept cannot be read: %v", err)
		}
		if again := p.Keep(w.now); !bytes.Equal(again, p.kept) {
			w.fatalf("a client that has had no socket keeps something else")
		}
	}
	if thaw {
		if err := p.Thaw(p.frozen, w.now); err != nil && p.frozenOf == p.keptOf && err != client.ErrLookedOn {
			w.fatalf("what a client froze cannot be read: %v", err)
		}
		w.look(p)
	}
}

// look checks that a canvas that is looked at now shows what the view holds.
func (w *world) look(p *peer) {
	if p.Canvas() == nil || p.Performing() > 0 { // rule R4
		return
	}
	c := raster.New(side, side)
	if base, _ := p.Base(); base != nil {
		if err := c.LoadBase(base); err != nil {
			w.fatalf("loading a base: %v", err)
		}
	}
	for _, s := range p.Replica().Foreseen(nil) {
		c.Place(s)
	}
	for _, s := range p.Replica().Piece().Strokes() {
		c.Place(s)
	}
	if p.Canvas().Hash() != c.Hash() {
		w.fatalf("a canvas shows other pixels than its view holds (R3)")
	}
}

// act does what a person does.
func (w *world) act(p *peer) {
	if p.Replica() == nil {
		return
	}
	switch k := w.r.IntN(20); {
	case k < 5:
		w.down(p)
	case k < 12:
		w.move(p)
	case k < 15:
		p.Up(w.now)
	case k < 16:
		p.Undo(w.now)
		p.takeBack()
	case k < 17:
		p.Redo(w.now)
	case k < 18:
		p.Cancel(w.now)
		p.takeBack()
	case k < 19:
		at := func() int32 { return w.r.Int32N(side * core.Unit) }
		p.Erase(at(), at(), at(), at(), w.r.Int32N(8*core.Unit), w.r.IntN(3) == 0, w.now)
	default:
		p.Point(w.r.Int32N(side), w.r.Int32N(side), false, false)
	}
}

// down begins a stroke whose first point no other has.
func (w *world) down(p *peer) {
	p.Up(w.now)
	if p.Down(2) != 0 {
		return
	}
	at := core.Point{X: int32(w.drawn % 7600), Y: int32(w.drawn / 7600), Pressure: 255}
	w.drawn++
	p.Sample(ink.Sample{X: at.X << 3, Y: at.Y << 3, Pressure: 65535, Time: w.now * 1000}, w.now)
	if inked(p)[at] {
		p.ink[at] = true
	}
}

func (w *world) move(p *peer) {
	for range 1 + w.r.IntN(8) {
		p.Sample(ink.Sample{X: w.r.Int32N(side << 8), Y: w.r.Int32N(side << 8), Pressure: uint16(w.r.UintN(65536)), Time: w.now * 1000}, w.now)
	}
}

// takeBack drops the ink that the client no longer holds, by its person's wish.
func (p *peer) takeBack() {
	has := inked(p)
	maps.DeleteFunc(p.ink, func(at core.Point, _ bool) bool { return !has[at] })
}

// inked returns the first points of the strokes of p's own replica that it holds.
func inked(p *peer) map[core.Point]bool {
	m := map[core.Point]bool{}
	for _, s := range p.Replica().Piece().Strokes() {
		if s.ID.Actor == p.Replica().Actor() && len(s.Points) > 0 {
			m[s.Drawn().Points[0]] = true
		}
	}
	return m
}

// finish mends everything, lets all that is on its way arrive, and checks.
func (w *world) finish() {
	for _, p := range w.peers {
		p.Up(w.now)
		if p.Replica() != nil {
			p.Deselect()
			p.forgetHidden()
		}
	}
	step := int64(500)
	for round := range 600 {
		w.now += step
		for _, p := range w.peers {
			w.connect(p)
			w.pump(p)
			for len(p.up) > 0 {
				w.deliverUp(p)
			}
		}
		w.sync(len(w.inFlight))
		w.room.Tick(w.now)
		w.room.Synced(w.durable())
		w.carryOut()
		busy := false
		step = 500
		for _, p := range w.peers {
			for len(p.down) > 0 {
				w.deliverDown(p)
			}
			busy = w.settle(p) || busy
			s := p.Status(w.now)
			busy = busy || p.Performing() > 0 || (!p.Settled() || s.Phase != client.Live) && s.Phase != client.Refused
			if s.Waiting > 0 {
				step = 8000 // only the rate can be what holds things up
			}
		}
		if !busy && len(w.inFlight) == 0 && round > 2 {
			break
		}
		if busy && round == 60 {
			w.cfg.Limits.WorkspaceBytes = 1 << 20 // the newest strokes alone may have filled the piece
			w.crash()
		}
	}
	w.check()
}

func (w *world) check() {
	want := w.room.Piece().Digest()
	firsts, pixels := w.replay()
	for i, p := range w.peers {
		s := p.Status(w.now)
		if s.Phase == client.Refused && s.Refusal == core.TooMany {
			continue // another tab took its place
		}
		if s.Phase != client.Live || !p.Settled() {
			w.fatalf("client %d has not settled: %+v", i, s)
		}
		if got := p.Replica().Piece().Digest(); got != want {
			w.fatalf("client %d has digest %x, the server %x", i, got, want)
		}
		if got := p.Canvas().Hash(); pixels != 0 && got != pixels {
			w.fatalf("client %d shows other pixels (R3)", i)
		}
		for at := range p.ink {
			if !firsts[at] {
				w.fatalf("a stroke that client %d drew at %v is lost", i, at)
			}
		}
	}
}

// replay applies all that was ever on disk to a fresh piece: it must be the
// server's, and no limit may have been passed. It returns the first points of all
// strokes, and the hash of its pixels.
func (w *world) replay() (firsts map[core.Point]bool, pixels uint64) {
	p := core.NewPiece(w.number, side, side, w.style(), core.DefaultLimits())
	var j core.Journal
	begun := map[uint32][]int64{}
	nums := map[core.Actor]uint32{}
	firsts = map[core.Point]bool{}
	var all []*core.Stroke
	canvas := raster.New(side, side)
	for i, rec := range w.archive {
		if rec.Seq != uint64(i+1) {
			w.fatalf("record %d has seq %d", i+1, rec.Seq)
		}
		ops, err := wire.ParseOps(rec.Ops, rec.Actor)
		if err != nil {
			w.fatalf("record %d: %v", rec.Seq, err)
		}
		if rec.Actor != 0 && rec.Num <= nums[rec.Actor] {
			w.fatalf("batch %d of actor %d is in the log after %d (S3)", rec.Num, rec.Actor, nums[rec.Actor])
		}
		nums[rec.Actor] = rec.Num
		b := core.Batch{Actor: rec.Actor, Num: rec.Num, Ops: ops}
		p.Resolve(&b)
		if _, cut := p.Apply(b, rec.Time, &j); cut {
			w.fatalf("record %d is cut when it is replayed (S2)", rec.Seq)
		}
		who, _ := p.Actor(rec.Actor)
		for range b.Begins() {
			if who.Member == core.ArtistMember {
				break
			}
			begun[who.Member] = append(begun[who.Member], rec.Time)
		}
		for _, c := range j.Changes {
			switch c.Kind {
			case core.Began:
				all = append(all, c.Stroke)
				canvas.Place(c.Stroke)
			case core.Grew:
				if c.From == 0 {
					firsts[c.Stroke.Points[0]] = true
				}
				canvas.Grew(c.Stroke, c.From)
			case core.Hid:
				canvas.Changed(c.Stroke, core.Rect{})
			case core.Formed:
				canvas.Changed(c.Stroke, c.Was())
				w.formed++
			case core.Flattened:
				for _, s := range c.Strokes {
					canvas.Flatten(s)
				}
			}
		}
		j.Reset()
		if p.Bytes() > p.Limits().WorkspaceBytes {
			w.fatalf("record %d brings the piece past its bytes (L3)", rec.Seq)
		}
	}
	if p.Digest() != w.room.Piece().Digest() {
		w.fatalf("the log does not make the server's piece")
	}
	drawn := map[[3]core.Point]bool{} // three points that no hand draws twice
	for _, s := range all {
		pts := s.Drawn().Points
		if len(pts) < 3 {
			continue
		}
		if k := [3]core.Point(pts); drawn[k] {
			w.fatalf("a stroke that begins at %v is there twice (S3)", k)
		} else {
			drawn[k] = true
		}
	}
	w.checkRates(begun)
	return firsts, canvas.Hash()
}

// checkRates counts every window of the log (L1).
func (w *world) checkRates(begun map[uint32][]int64) {
	limit := int(w.cfg.Rates.StrokesPerMinute)
	for member, times := range begun {
		for i := range times {
			if limit > 0 && i >= limit && times[i]-times[i-limit] < 60_000 {
				w.fatalf("member %d began %d strokes within %d ms (L1)", member, limit+1, times[i]-times[i-limit])
			}
		}
		if !slices.IsSorted(times) {
			w.fatalf("times in the log go back")
		}
	}
}
