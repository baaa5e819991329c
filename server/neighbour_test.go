package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"sync"
	"testing"
	"time"

	"easel.example/core"
	"easel.example/core/wire"
)

// Foes are on other machines than who else draws on the server. Here they have to
// share one: the latter go before them, where the system lets us.
func ahead() []string {
	if _, err := exec.LookPath("nice"); err != nil {
		return nil
	}
	return []string{"nice", "-n", "-10"} // without the right to it, it says so and goes on
}

// A nextDoor is a neighbour in a process of its own.
type nextDoor struct {
	t   *testing.T
	in  io.WriteCloser
	out *bufio.Reader
}

const (
	nextDoorBase  = "EASEL_TEST_NEXT_DOOR"
	nextDoorToken = "EASEL_TEST_NEXT_DOOR_TOKEN"
)

func newNextDoor(t *testing.T, base, token string) *nextDoor {
	t.Helper()
	args := append(ahead(), os.Args[0], "-test.run=^TestNextDoor$")
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(os.Environ(), nextDoorBase+"="+base, nextDoorToken+"="+token)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	n := &nextDoor{t: t, in: in, out: bufio.NewReader(out)}
	t.Cleanup(func() {
		in.Close()
		rest, _ := io.ReadAll(n.out)
		if err := cmd.Wait(); err != nil {
			t.Errorf("next door: %v: %s", err, rest)
		}
	})
	n.since() // both are in
	return n
}

// since returns how long the points took that came since it was last asked.
func (n *nextDoor) since() (l latency) {
	n.t.Helper()
	fmt.Fprintln(n.in)
	line, err := n.out.ReadString('\n')
	if err == nil {
		_, err = fmt.Sscan(line, &l.n, &l.median, &l.p99)
	}
	if err != nil {
		rest, _ := io.ReadAll(n.out)
		n.t.Fatalf("next door: %v: %s%s", err, line, rest)
	}
	return l
}

// while returns how long points take for a while from now.
func (n *nextDoor) while(d time.Duration) latency {
	n.since()
	time.Sleep(d)
	return n.since()
}

// TestNextDoor checks that one hears from next door. In a process that a nextDoor
// has started, it is the other end of that.
func TestNextDoor(t *testing.T) {
	base := os.Getenv(nextDoorBase)
	if base == "" {
		c := newChild(t)
		next := newNextDoor(t, c.base, firstLink(t, c.base, newPerson(t, c.base)))
		l := next.while(time.Second)
		for tries := 0; l.n < 24 && tries < 5; tries++ { // a busy machine lets nobody draw for a while
			l = next.while(time.Second)
		}
		if l.n < 24 || l.median <= 0 || l.p99 < l.median {
			t.Errorf("in a second at 240 Hz it was %+v", l)
		}
		return
	}
	n := newNeighbour(t, base, os.Getenv(nextDoorToken))
	defer n.leave()
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		l := n.since()
		fmt.Println(l.n, int64(l.median), int64(l.p99))
	}
}

// A neighbour is two people in a workspace: one draws at 240 Hz, the other
// sees it, and how long that takes is written down. Points go out by the clock,
// whether those before have arrived or not: a stall delays all that falls in it.
type neighbour struct {
	from, to *foe
	leave    func() // before the test ends, with which their sockets do

	mu   sync.Mutex
	sent []time.Time // of the points on their way
	took []time.Duration
}

// A latency is how long points took from one person to the other.
type latency struct {
	n           int
	median, p99 time.Duration
}

func newNeighbour(t *testing.T, base, token string) *neighbour {
	t.Helper()
	n := &neighbour{from: newFoe(t, base, token), to: newFoe(t, base, token)}
	n.from.watch()
	drawing, rest := context.WithCancel(context.Background())
	looking, turn := context.WithCancel(context.Background())
	var draws, looks sync.WaitGroup
	draws.Go(func() { n.draw(drawing) })
	looks.Go(func() { n.look(looking) })
	n.leave = func() {
		rest()
		draws.Wait()
		for end := time.Now().Add(20 * time.Second); n.underway() > 0 && time.Now().Before(end); {
			time.Sleep(time.Millisecond)
		}
		turn()
		looks.Wait()
		if left := n.underway(); left > 0 {
			t.Errorf("%d points never reached the other person next door", left)
		}
	}
	return n
}

// underway returns how many points have not arrived.
func (n *neighbour) underway() int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return len(n.sent)
}

// neighbourPoints are those of one of its strokes: some four a minute.
const neighbourPoints = 4000

func (n *neighbour) draw(ctx context.Context) {
	tick := time.NewTicker(time.Second / 240)
	defer tick.Stop()
	brush := core.Brush{Kind: core.Pen, Version: 1, Width: 16, Opacity: 255}
	for i := 0; ; i++ {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		n.mu.Lock()
		n.sent = append(n.sent, time.Now())
		n.mu.Unlock()
		ops := []core.Op{{Kind: core.Extend, Points: []core.Point{{X: int32(i % neighbourPoints), Y: int32(i % 997)}}}}
		if i%neighbourPoints == 0 {
			ops = slices.Insert(ops, 0, core.Op{Kind: core.Begin, Stroke: core.StrokeID{N: uint32(i/neighbourPoints + 1)}, Brush: brush})
		}
		if i%neighbourPoints == neighbourPoints-1 {
			ops = append(ops, core.Op{Kind: core.End})
		}
		n.from.push(ops...)
	}
}

func (n *neighbour) look(ctx context.Context) {
	var r wire.Reader
	for {
		_, frame, err := n.to.ws.Read(ctx)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			n.to.t.Errorf("the other person next door was cut off: %v", err)
			return
		}
		if wire.Type(frame) != wire.TypeEntries {
			continue
		}
		_, _, list, err := r.Entries(frame)
		if err != nil {
			n.to.t.Errorf("a frame from the server: %v", err)
			return
		}
		for _, e := range list {
			if e.Batch.Actor == n.from.me.Actor {
				n.arrived(time.Now())
			}
		}
	}
}

func (n *neighbour) arrived(now time.Time) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.took = append(n.took, now.Sub(n.sent[0]))
	n.sent = n.sent[1:]
}

// since returns how long the points took that came since it was last asked.
func (n *neighbour) since() latency {
	n.mu.Lock()
	took := n.took
	n.took = nil
	n.mu.Unlock()
	if len(took) == 0 {
		return latency{}
	}
	slices.Sort(took)
	return latency{len(took), took[len(took)/2], took[len(took)*99/100]}
}
