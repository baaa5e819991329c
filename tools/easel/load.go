package main

import (
	"context"
	"time"

	"easel.example/tools/internal/link"
	"easel.example/tools/internal/link/crowd"
)

func loadCommand(c *call) func(context.Context) error {
	var p crowd.Plan
	c.IntVar(&p.Viewers, "viewers", 50, "how many watch, each a new guest")
	c.Float64Var(&p.Rate, "rate", 60, "updates a second; 0 is as fast as the server takes them")
	c.IntVar(&p.Points, "points", 8, "of one update: 1, 2, 4, 8, 16, 32 or 64")
	c.Float64Var(&p.Seconds, "seconds", 10, "how long the drawer draws")
	return func(ctx context.Context) error {
		a, err := link.Parse(c.link)
		if err != nil {
			return err
		}
		p.Seed = uint64(time.Now().UnixNano())
		if err := p.Check(); err != nil {
			return err
		}
		f, err := crowd.Run(ctx, a, p)
		if err != nil {
			return err
		}
		return c.answer(f)
	}
}
