package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coder/websocket"

	"easel.example/core"
	"easel.example/core/wire"
)

// thin is the brush of foes: what it draws takes bytes, and little time.
var thin = core.Brush{Kind: core.Pen, Version: 1, Width: 16, Opacity: 255}

// scribble is n points that take five bytes each, since no step is like the one
// before.
func scribble(n int, seed uint64) []core.Point {
	r := rand.New(rand.NewPCG(seed, 1))
	pts := make([]core.Point, n)
	for i := range pts {
		pts[i] = core.Point{X: 25000 + r.Int32N(600), Y: 19000 + r.Int32N(600), Pressure: uint8(r.Uint32())}
	}
	return pts
}

// A flow is a person who draws MB after MB of valid ink, a stroke a batch.
type flow struct {
	*foe
	pen     *honest // sees all of it
	acked   atomic.Uint32
	seq     atomic.Uint64 // of what is on disk
	refused atomic.Uint32 // num of the batch that is to come again, or 0
	ended   chan error
}

// What flows.
const (
	flowPoints = 8000
	flowBytes  = 5 * flowPoints // a stroke has some more
	flowRate   = 5 << 20        // bytes a second
	flowSent   = 16             // batches on their way at once
	flowBehind = 32             // entries that the honest pen may lack: what it lacks is in the memory that is measured
	flowWait   = 2 * time.Second
	flowMost   = 5 * time.Minute
)

func newFlow(t *testing.T, s *siege) *flow {
	f := &flow{foe: newFoe(t, s.base, s.painters), pen: s.pen, ended: make(chan error, 1)}
	go func() { f.ended <- f.hear() }()
	return f
}

// hear reads until the socket ends, or something is said that should not be.
func (f *flow) hear() error {
	var r wire.Reader
	for {
		_, frame, err := f.ws.Read(context.Background())
		if err != nil {
			return err
		}
		switch wire.Type(frame) {
		case wire.TypeAck:
			m, err := r.Ack(frame)
			if err != nil {
				return err
			}
			f.acked.Store(m.Num)
			f.seq.Store(m.Seq)
		case wire.TypeRefuse:
			// A stroke that somebody holds open keeps all after it from being
			// flattened: where that is more than the piece has room for, it is full
			// for a moment (rule L3).
			m, err := r.Refuse(frame)
			if err != nil || m.Why != core.Full {
				return fmt.Errorf("batch %d is refused: %v, %v", m.Num, m.Why, err)
			}
			f.refused.CompareAndSwap(0, m.Num)
		case wire.TypeError:
			return fmt.Errorf("told % x", frame)
		}
	}
}

// pour draws so many MB, and returns how long it took until all was on disk.
func (f *flow) pour(mb int) time.Duration {
	f.t.Helper()
	begin, first, last := time.Now(), f.num, f.num+uint32(mb<<20/flowBytes)
	for f.acked.Load() < last {
		due := time.Duration(f.num-first) * flowBytes * time.Second / flowRate
		switch {
		case f.refused.Load() != 0:
			time.Sleep(flowWait) // what was sent after it is refused meanwhile, too
			f.num = f.refused.Swap(0) - 1
		case f.num < last && f.num < f.acked.Load()+flowSent && time.Since(begin) >= due && f.pen.seq()+flowBehind > f.seq.Load():
			f.push(core.Op{Kind: core.Begin, Stroke: core.StrokeID{N: f.num + 1}, Brush: thin},
				core.Op{Kind: core.Extend, Points: scribble(flowPoints, uint64(f.num))},
				core.Op{Kind: core.End})
		case time.Since(begin) > flowMost:
			f.t.Fatalf("%d batches of %d are on disk after %v: somebody waits for who does not read", f.acked.Load(), last, flowMost)
		default:
			f.pause()
		}
	}
	return time.Since(begin)
}

func (f *flow) pause() {
	f.t.Helper()
	select {
	case err := <-f.ended:
		f.t.Fatalf("who draws was cut off: %v", err)
	case <-time.After(time.Millisecond):
	}
}

// TestHostileViewer has 48 MB of valid ink flow past people who came to look and
// stopped reading. Who draws does not wait for them, what they do not take is
// not kept for them, and in the end they are cut off (rule S7).
func TestHostileViewer(t *testing.T) {
	if testing.Short() {
		t.Skip("48 MB of ink take a while: not in -short")
	}
	unraced(t)
	t.Setenv("GODEBUG", "gctrace=1")
	s := newSiege(t, 60, append(unlimited(), "-limits.workspace-bytes", "4MiB")...)
	f := newFlow(t, s)
	f.pour(24)                                 // the piece is full from here on: what comes is no growth
	newFoe(t, s.base, s.viewers).ws.CloseNow() // nor is the snapshot that is kept for guests
	table := table{idle: s.next.while(hostileIdle)}
	f.pour(8)
	once := s.live()
	table.add("8 MB, all read", 1, 0, s.next.since(), "")

	anew := s.askAnew(t)
	table.add("asking for all of it anew", 1, s.live()-once, s.next.since(), "")
	anew.ws.CloseNow()
	var lookers []*foe
	var took time.Duration
	during := s.again(func() {
		for range 4 {
			lookers = append(lookers, newFoe(t, s.base, s.viewers))
		}
		took = f.pour(48)
	})
	table.add("48 MB past 4 who do not read", 1, s.live()-once, during, "the connection ends")
	for _, v := range lookers {
		v.cutOff()
	}
	f.pour(8)
	mb := s.live() - once
	for end := time.Now().Add(hostileCalm); mb > hostileMB && time.Now().Before(end); mb = min(mb, s.live()-once) {
		time.Sleep(hostileIdle) // what is on its way, or waits to be drawn, counts as in use; a leak stays
		f.pour(1)
	}
	table.add("8 MB, all read again", 1, mb, s.next.since(), "")
	t.Logf("48 MB took %.1f s; %.0f MB in use before\n%s", took.Seconds(), once, table.String())
	if mb > hostileMB {
		t.Errorf("%.0f MB more are in use than %.0f: want at most %d", mb, once, hostileMB)
	}
	if during.p99 > hostileP99 {
		t.Errorf("another workspace waits %v (p99) for who does not read", during.p99)
	}
	s.finish(t)
}

// live returns the fewest MB that were in use after one of the newest garbage
// collections, which the server's log tells. While ink flows the process holds
// several times that, more or less by chance.
func (s *siege) live() float64 {
	s.t.Helper()
	all := s.collections()
	return slices.Min(all[max(len(all)-10, 0):])
}

// collections returns how many MB were in use after each garbage collection that the server's log tells of.
func (s *siege) collections() (mb []float64) {
	s.t.Helper()
	log, err := os.ReadFile(s.log)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`(?m)^gc .*->(\d+) MB, `).FindAllSubmatch(log, -1) {
		n, err := strconv.ParseFloat(string(m[1]), 64)
		if err != nil {
			s.t.Fatal(err)
		}
		mb = append(mb, n)
	}
	return mb
}

// askAnew has one who reads nothing ask for the whole piece again and again.
func (s *siege) askAnew(t *testing.T) *foe {
	f := newFoe(t, s.base, s.painters)
	for range 1000 {
		f.hello()
		time.Sleep(2 * time.Millisecond) // so that the pen is further each time
	}
	return f
}

// unlimited are the flags of a server that takes what comes.
func unlimited() []string {
	return []string{"-limits.strokes-per-minute", "0", "-limits.frames-per-second", "0", "-limits.bytes-per-second", "0"}
}

// cutOff waits until the server has ended the connection of somebody who reads
// nothing: then, and not before, writing fails.
func (f *foe) cutOff() {
	f.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for f.ws.Write(ctx, websocket.MessageBinary, f.w.Ping(nil, wire.Ping{})) == nil {
		time.Sleep(100 * time.Millisecond)
	}
	if ctx.Err() != nil {
		f.t.Error("who does not read is still there")
	}
}
