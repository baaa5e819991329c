package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"easel.example/tools/internal/link"
	"easel.example/tools/internal/link/crowd"
)

// idleMany is how many sit idle, to see what each costs.
const idleMany = 250

// memory asks the kernel how much the server has: empty, before viewers who do
// nothing, and after the big piece was drawn and fetched.
func memory(ctx context.Context, w *work) ([]line, error) {
	f, err := w.again(func(int) ([]figure, error) {
		s, err := w.serve(ctx, roomy...)
		if err != nil {
			return nil, err
		}
		defer s.stop()
		empty, err := rss(s.pid())
		if err != nil {
			return nil, err
		}
		var few, many, big report
		if err := w.child(ctx, childSit, order{Link: s.link, PID: s.pid(), Viewers: fanViewers}, &few); err != nil {
			return nil, err
		}
		if err := w.child(ctx, childSit, order{Link: s.link, PID: s.pid(), Viewers: idleMany}, &many); err != nil {
			return nil, err
		}
		if err := s.fill(ctx); err != nil {
			return nil, err
		}
		if err := w.child(ctx, childSit, order{Link: s.link, PID: s.pid(), Viewers: 1}, &big); err != nil {
			return nil, err
		}
		each := (many.RSS - few.RSS) * 1024 / (idleMany - fanViewers)
		return []figure{{"rss_mb_empty", empty}, {"rss_mb", few.RSS}, {"rss_mb_after_piece", big.RSS}, {"kb_per_session", each}}, nil
	})
	if err != nil {
		return nil, err
	}
	return []line{{name: "memory", figures: f}}, nil
}

// sitChild has viewers come and do nothing.
func sitChild(ctx context.Context, o order, out io.Writer) error {
	a, err := link.Parse(o.Link)
	if err != nil {
		return err
	}
	var r report
	err = crowd.Sit(ctx, a, o.Viewers, func() (err error) {
		r.RSS, err = rss(o.PID)
		return err
	})
	if err != nil {
		return fmt.Errorf("sit: %w", err)
	}
	return json.NewEncoder(out).Encode(r)
}
