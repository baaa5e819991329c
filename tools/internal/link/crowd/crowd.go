package crowd

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync"
	"sync/atomic"
	"time"

	"easel.example/core"
	"easel.example/desktop/guest"
)

// Bounds of a plan.
const (
	ViewersMax = 2000
	updatesMax = 1 << 20 // that moments are kept for
	lateWait   = 10 * time.Second
)

// A Plan is a load.
type Plan struct {
	Viewers int
	Rate    float64 // updates a second; 0 is as fast as the server takes them
	Points  int     // of one update; a divisor of 64
	Seconds float64
	Seed    uint64
	// Entered and Drawn are called when everybody is there, and when everybody
	// has seen everything. Either may be nil.
	Entered, Drawn func()
}

// Figures are how a load went. Bytes are those on the wire, framing included.
type Figures struct {
	Up        float64 `json:"bytes_per_point_up"`
	Down      float64 `json:"bytes_per_point_down"`
	PerSecond float64 `json:"deliveries_per_s"`
	P50       float64 `json:"p50_ms"` // from an update's sending to each viewer
	P99       float64 `json:"p99_ms"`
	Lost      int64   `json:"lost"` // updates that a viewer did not see, of all viewers
	Updates   int64   `json:"updates"`
	// Deliveries is how many updates came, at all viewers together.
	Deliveries int64 `json:"deliveries"`
}

// Check says what is wrong with a plan.
func (p Plan) Check() error {
	switch {
	case p.Viewers < 1 || p.Viewers > ViewersMax:
		return fmt.Errorf("%d viewers: want 1 to %d", p.Viewers, ViewersMax)
	case p.Points < 1 || strokePoints%p.Points != 0:
		return fmt.Errorf("%d points an update: want a divisor of %d", p.Points, strokePoints)
	case !(p.Rate >= 0 && p.Rate <= 1e5):
		return fmt.Errorf("a rate of %v: want 0 to 100000 a second", p.Rate)
	case !(p.Seconds > 0 && p.Seconds <= 3600):
		return fmt.Errorf("%v seconds: want more than 0, at most 3600", p.Seconds)
	case p.Rate*p.Seconds > updatesMax:
		return fmt.Errorf("%v updates: want at most %d", p.Rate*p.Seconds, updatesMax)
	}
	return nil
}

// updates returns how many updates there are at most: whole strokes.
func (p Plan) updates() int {
	each := strokePoints / p.Points
	n := updatesMax
	if p.Rate > 0 {
		n = int(math.Ceil(p.Rate * p.Seconds))
	}
	return min((n+each-1)/each*each, updatesMax)
}

// Run draws by plan in the workspace at a.
func Run(ctx context.Context, a guest.Address, p Plan) (Figures, error) {
	if err := p.Check(); err != nil {
		return Figures{}, err
	}
	d, err := Enter(ctx, a)
	if err != nil {
		return Figures{}, err
	}
	s := newShow(p, d)
	defer s.leave()
	for i := range p.Viewers {
		v, err := s.seat(ctx, a, i == 0)
		if err != nil {
			return Figures{}, err
		}
		s.viewers = append(s.viewers, v)
	}
	return s.run(ctx)
}

// Alone draws by plan with nobody there but the drawer. The figures are about
// what the server has on its disk: PerSecond counts updates.
func Alone(ctx context.Context, a guest.Address, p Plan) (Figures, error) {
	if err := p.Check(); err != nil {
		return Figures{}, err
	}
	d, err := Enter(ctx, a)
	if err != nil {
		return Figures{}, err
	}
	s := newShow(p, d)
	defer s.leave()
	f, err := s.run(ctx)
	f.PerSecond = round(float64(f.Updates)/s.took.Seconds(), 0)
	return f, err
}

// Sit has viewers enter, calls there, and has them leave.
func Sit(ctx context.Context, a guest.Address, viewers int, there func() error) error {
	for range viewers {
		p, err := dial(ctx, a)
		if err != nil {
			return err
		}
		defer p.ws.CloseNow()
		if _, _, err := p.enter(ctx, a, onlooker); err != nil {
			return err
		}
	}
	return there()
}

// A show is one run of a plan.
type show struct {
	plan    Plan
	drawer  *Drawer
	viewers []*viewer
	sent    *stamps
	next    updates
	took    time.Duration
}

func newShow(p Plan, d *Drawer) *show {
	w, h := d.hold.piece.Size()
	return &show{
		plan: p, drawer: d, sent: &stamps{at: make([]atomic.Int64, p.updates())},
		next: inUpdates(newHand(p.Seed, w, h), 1, p.Points, p.updates()),
	}
}

// leave closes all sockets; to close one again does nothing.
func (s *show) leave() {
	s.drawer.Close()
	for _, v := range s.viewers {
		v.ws.CloseNow()
	}
}

// seat has one viewer enter.
func (s *show) seat(ctx context.Context, a guest.Address, holds bool) (*viewer, error) {
	p, err := dial(ctx, a)
	if err != nil {
		return nil, err
	}
	v := &viewer{peer: p, actor: s.drawer.actor, sent: s.sent, done: make(chan struct{})}
	_, m, err := p.enter(ctx, a, onlooker)
	if err == nil && holds {
		v.hold, err = newReplica(m)
	}
	if err != nil {
		p.ws.CloseNow()
		return nil, err
	}
	return v, nil
}

func (s *show) run(ctx context.Context) (Figures, error) {
	watching, cancel := context.WithCancel(ctx)
	var all sync.WaitGroup
	defer all.Wait()
	defer cancel()
	for _, v := range s.viewers {
		all.Go(func() { v.watch(watching) })
	}
	if s.plan.Entered != nil {
		s.plan.Entered()
	}
	up, down, n := s.drawer.up.Load(), s.down(), 0
	s.sent.begin = time.Now()
	err := s.drawer.Draw(ctx, s.due, s.until, func(i int) { s.sent.mark(i); n = i + 1 })
	if err == nil {
		err = s.await(ctx, int64(n))
	}
	s.took = time.Since(s.sent.begin)
	up, down = s.drawer.up.Load()-up, s.down()-down
	if s.plan.Drawn != nil {
		s.plan.Drawn()
	}
	cancel()
	for _, v := range s.viewers {
		<-v.done
		err = errors.Join(err, v.err)
	}
	if err != nil {
		return Figures{}, err
	}
	return s.figures(n, up, down), s.agree()
}

// due is when update i is.
func (s *show) due(i int) time.Time {
	if s.plan.Rate == 0 {
		return time.Time{}
	}
	return s.sent.begin.Add(time.Duration(float64(i) / s.plan.Rate * float64(time.Second)))
}

// until gives updates while there is time. A burst ends with a whole stroke.
func (s *show) until(i int) []core.Op {
	if s.plan.Rate == 0 && i*s.plan.Points%strokePoints == 0 && time.Since(s.sent.begin).Seconds() >= s.plan.Seconds {
		return nil
	}
	return s.next(i)
}

func (s *show) down() (n int64) {
	for _, v := range s.viewers {
		n += v.down.Load()
	}
	return n
}

// await waits until every viewer has seen n updates, and the first holds all
// that the drawer does. Who is late for too long has lost what it did not see.
func (s *show) await(ctx context.Context, n int64) error {
	late := time.NewTimer(lateWait)
	defer late.Stop()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for _, v := range s.viewers {
		for v.seen.Load() < n || v.hold != nil && v.heard.Load() < s.drawer.heard.Load() {
			select {
			case <-tick.C:
			case <-v.done:
				return nil // its error is looked at later
			case <-late.C:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}
	return nil
}

// agree compares what the first viewer holds with what the drawer does.
func (s *show) agree() error {
	if len(s.viewers) == 0 || s.viewers[0].hold == nil {
		return nil
	}
	v := s.viewers[0].hold
	seq, got := v.digest()
	wantSeq, want := s.drawer.hold.digest()
	if seq != wantSeq || got != want {
		return fmt.Errorf("the first viewer holds %016x at entry %d, the drawer %016x at %d", got, seq, want, wantSeq)
	}
	return nil
}

func (s *show) figures(n int, up, down int64) Figures {
	var h histogram
	f := Figures{Updates: int64(n)}
	points := int64(0)
	for _, v := range s.viewers {
		h.merge(&v.took)
		f.Deliveries += v.seen.Load()
		points += v.points
	}
	f.Lost = int64(n)*int64(len(s.viewers)) - f.Deliveries
	f.Up = round(float64(up)/float64(n*s.plan.Points), 3)
	f.Down = round(float64(down)/float64(max(points, 1)), 3)
	f.PerSecond = round(float64(f.Deliveries)/s.took.Seconds(), 0)
	f.P50, f.P99 = round(h.quantile(0.5), 3), round(h.quantile(0.99), 3)
	return f
}

// round rounds to so many decimals.
func round(v float64, decimals int) float64 {
	k := math.Pow(10, float64(decimals))
	return math.Round(v*k) / k
}
