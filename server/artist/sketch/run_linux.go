package sketch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// Available reports whether programs can be run.
const Available = true

// Run runs a program in a child. It returns a [ProgramError] if the program is wrong or
// went beyond its bounds; the result then has what it printed, and no entries. When it
// returns, the child is gone.
func Run(ctx context.Context, req Request) (Result, error) {
	return run(ctx, self(), req)
}

func run(ctx context.Context, c command, req Request) (Result, error) {
	if err := req.check(); err != nil {
		return Result{}, err
	}
	input, err := json.Marshal(req)
	if err != nil {
		return Result{}, fmt.Errorf("write a sketch program for its child: %w", err)
	}
	o, err := c.spawn(ctx, input)
	r := Result{Entries: json.RawMessage("[]"), Elapsed: o.elapsed, MaxRSS: o.peak}
	if err != nil {
		return r, fmt.Errorf("run a sketch program: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return r, err
	}
	if err := o.fault(); err != nil {
		return r, err
	}
	line, entries, _ := bytes.Cut(o.stdout, []byte{'\n'})
	var h header
	if err := json.Unmarshal(line, &h); err != nil {
		return r, fmt.Errorf("run a sketch program: its child answered %.40q: %w", line, err)
	}
	r.Printed, r.Steps, r.MaxRSS = h.Printed, h.Steps, max(r.MaxRSS, h.Peak)
	if h.Fault != "" {
		return r, ProgramError(h.Fault)
	}
	if !json.Valid(entries) {
		return r, errors.New("run a sketch program: its child answered no JSON")
	}
	r.Entries = entries
	return r, nil
}

// fault says why a child did not end as it should, if it did not.
func (o outcome) fault() error {
	switch {
	case o.killed != "":
		return ProgramError(o.killed)
	case o.state.Success():
		return nil
	}
	switch stderr := string(o.stderr); {
	case strings.Contains(stderr, "stack overflow"), strings.Contains(stderr, "stack exceeds"):
		return ProgramError("it is nested too deep: brackets within brackets, or lists within lists")
	case strings.Contains(stderr, "out of memory"), strings.Contains(stderr, "cannot allocate memory"), o.state.ExitCode() == -1:
		return ProgramError(tooMuchMemory)
	case o.state.ExitCode() == crashed:
		return ProgramError("it brought the interpreter down, most likely because " + tooMuchMemory)
	default:
		return fmt.Errorf("run a sketch program: its child ended as %v: %.200q", o.state, stderr)
	}
}

// crashed is how a process ends whose Go runtime gives up. It does not find words for
// every place at which the kernel has no memory for it.
const crashed = 2
