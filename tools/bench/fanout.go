package main

import "context"

// What fanout measures: the workload of the figures that others publish.
const (
	fanViewers = 50
	fanRate    = 60.0
	fanPoints  = 8
	fanBurst   = 3.0 // seconds
)

// fanout has one draw before many, paced and in a burst, before the server and
// before a bare relay, in turns, so that what disturbs one disturbs the other.
func fanout(ctx context.Context, w *work) ([]line, error) {
	var paced, burst [][]figure
	for i := range w.rounds {
		bare, err := w.fanRelay(ctx, uint64(i))
		if err != nil {
			return nil, err
		}
		real, err := w.fanServer(ctx, uint64(i))
		if err != nil {
			return nil, err
		}
		paced = append(paced, fanFigures(real[0], bare[0]))
		burst = append(burst, fanFigures(real[1], bare[1]))
	}
	return []line{{name: "fanout", figures: medians(paced)}, {name: "fanout-burst", figures: medians(burst)}}, nil
}

func (w *work) fanOrder(seed uint64) order {
	return order{Viewers: fanViewers, Rate: fanRate, Points: fanPoints, Seconds: w.seconds, Seed: seed}
}

// both runs an order paced and then in a burst.
func (w *work) both(ctx context.Context, o order) (r [2]report, err error) {
	if err := w.child(ctx, childCrowd, o, &r[0]); err != nil {
		return r, err
	}
	o.Rate, o.Seconds = 0, fanBurst
	err = w.child(ctx, childCrowd, o, &r[1])
	return r, err
}

func (w *work) fanServer(ctx context.Context, seed uint64) (r [2]report, err error) {
	s, err := w.serve(ctx, roomy...)
	if err != nil {
		return r, err
	}
	defer s.stop()
	o := w.fanOrder(seed)
	o.Link, o.PID, o.Profile = s.link, s.pid(), w.profile != ""
	return w.both(ctx, o)
}

func (w *work) fanRelay(ctx context.Context, seed uint64) (r [2]report, err error) {
	p, err := w.startRelay(ctx)
	if err != nil {
		return r, err
	}
	defer p.stop()
	o := w.fanOrder(seed)
	o.Relay, o.PID = p.lines[0], p.pid()
	return w.both(ctx, o)
}

// fanFigures puts figures beside those of the relay.
func fanFigures(r, bare report) []figure {
	per := func(r report) float64 { return r.CPU / float64(r.Deliveries) * 100_000 }
	return []figure{
		{"bytes_per_point_up", r.Up}, {"bytes_per_point_down", r.Down}, {"deliveries_per_s", r.PerSecond},
		{"p50_ms", r.P50}, {"p99_ms", r.P99}, {"lost", float64(r.Lost)},
		{"cpu_s_per_100k", per(r)}, {"relay_ratio", per(r) / per(bare)},
		{"relay_cpu_s_per_100k", per(bare)}, {"relay_p50_ms", bare.P50}, {"relay_p99_ms", bare.P99}, {"rss_mb", r.RSS},
	}
}
