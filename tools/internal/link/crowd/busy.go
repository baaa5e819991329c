package crowd

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"easel.example/desktop/guest"
)

// BusyMax is how many may draw at once: as many as one process drives without
// being late itself.
const BusyMax = 200

// Busy has so many guests draw by plan at the same time, each strokes of its
// own, and nobody look on but who is there already. It returns when the server
// has all of it on its disk.
func Busy(ctx context.Context, a guest.Address, hands int, p Plan) error {
	if hands < 1 || hands > BusyMax {
		return fmt.Errorf("%d hands: want 1 to %d", hands, BusyMax)
	}
	p.Viewers = 1 // whoever is there
	if err := p.Check(); err != nil {
		return err
	}
	if p.Rate == 0 {
		return errors.New("hands draw at a rate: want more than 0 updates a second")
	}
	var drawers []*Drawer
	for range hands {
		d, err := Enter(ctx, a)
		if err != nil {
			return err
		}
		defer d.Close()
		drawers = append(drawers, d)
	}
	if p.Entered != nil {
		p.Entered()
	}
	begin := time.Now()
	due := func(i int) time.Time { return begin.Add(time.Duration(float64(i) / p.Rate * float64(time.Second))) }
	errs := make([]error, hands)
	var all sync.WaitGroup
	for k, d := range drawers {
		w, h := d.Size()
		next := inUpdates(newHand(p.Seed+uint64(k), w, h), 1, p.Points, p.updates())
		all.Go(func() { errs[k] = d.Draw(ctx, due, next, func(int) {}) })
	}
	all.Wait()
	return errors.Join(errs...)
}
