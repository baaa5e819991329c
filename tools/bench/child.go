package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"

	"easel.example/tools/internal/link"
	"easel.example/tools/internal/link/crowd"
)

// Bench runs itself again for what has to be a process of its own: a relay, and
// clients, which stay off the server's processor.
const (
	childPrefix = "child-"
	childRelay  = childPrefix + "relay"
	childCrowd  = childPrefix + "crowd"
	childDraw   = childPrefix + "draw"
	childSit    = childPrefix + "sit"
	childJoin   = childPrefix + "join"
	childHands  = childPrefix + "hands" // for the page's bench
)

// An order is what clients are to do, as JSON in a child's only argument.
type order struct {
	Link    string // of a workspace, or else
	Relay   string // address of a relay
	PID     int    // of the server
	Viewers int
	Rate    float64
	Points  int
	Seconds float64
	Seed    uint64
	Profile bool // the server while there is drawing
}

// A report is what clients found.
type report struct {
	crowd.Figures
	CPU float64 // seconds of the server, while there was drawing
	RSS float64 // MB of the server, in the end
}

// child does what the arguments of a child say.
func child(ctx context.Context, args []string, out io.Writer) error {
	if args[0] == childRelay {
		return relay(ctx, out)
	}
	var o order
	if len(args) != 2 {
		return fmt.Errorf("a child without an order: %q", args)
	}
	if err := json.Unmarshal([]byte(args[1]), &o); err != nil {
		return fmt.Errorf("read the order: %w", err)
	}
	switch args[0] {
	case childCrowd, childDraw:
		return drawChild(ctx, args[0] == childDraw, o, out)
	case childSit:
		return sitChild(ctx, o, out)
	case childJoin:
		return joinChild(ctx, o, out)
	case childHands:
		return handsChild(ctx, o, out)
	}
	return fmt.Errorf("there is no child %q", args[0])
}

// drawChild has one draw, before a crowd or alone.
func drawChild(ctx context.Context, alone bool, o order, out io.Writer) error {
	var r report
	var failed error
	read := func(sign float64) {
		cpu, err := cpuTime(o.PID)
		failed = errors.Join(failed, err)
		r.CPU += sign * cpu.Seconds()
		if o.Profile {
			failed = errors.Join(failed, toggleProfile(o.PID))
		}
	}
	p := crowd.Plan{
		Viewers: max(o.Viewers, 1), Rate: o.Rate, Points: o.Points, Seconds: o.Seconds, Seed: o.Seed,
		Entered: func() { read(-1) }, Drawn: func() { read(1) },
	}
	err := o.draw(ctx, alone, p, &r.Figures)
	if err == nil {
		err = failed
	}
	if err == nil {
		r.RSS, err = rss(o.PID)
	}
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(r)
}

// handsChild has many draw at the same time. It says so when all are there.
func handsChild(ctx context.Context, o order, out io.Writer) error {
	a, err := link.Parse(o.Link)
	if err != nil {
		return err
	}
	p := crowd.Plan{Rate: o.Rate, Points: o.Points, Seconds: o.Seconds, Seed: o.Seed, Entered: func() { fmt.Fprintln(out, "drawing") }}
	return crowd.Busy(ctx, a, o.Viewers, p)
}

func (o order) draw(ctx context.Context, alone bool, p crowd.Plan, f *crowd.Figures) (err error) {
	if o.Relay != "" {
		*f, err = crowd.RunBare(ctx, o.Relay, p)
		return err
	}
	a, err := link.Parse(o.Link)
	if err != nil {
		return err
	}
	if alone {
		*f, err = crowd.Alone(ctx, a, p)
	} else {
		*f, err = crowd.Run(ctx, a, p)
	}
	return err
}

// child runs clients in a process on the last processor, and reads what they found.
func (w *work) child(ctx context.Context, kind string, o order, found any) error {
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find our own program: %w", err)
	}
	arg, err := json.Marshal(o)
	if err != nil {
		return fmt.Errorf("write the order: %w", err)
	}
	name, args := pin(1, self, kind, string(arg))
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stderr = os.Stderr
	answer, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("run %s: %w", kind, err)
	}
	if err := json.Unmarshal(answer, found); err != nil {
		return fmt.Errorf("read what %s found: %w", kind, err)
	}
	return nil
}

// startRelay starts a relay on processor 0, where servers run.
func (w *work) startRelay(ctx context.Context) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find our own program: %w", err)
	}
	name, args := pin(0, self, childRelay)
	return start(ctx, 1, name, args...)
}
