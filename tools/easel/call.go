package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"

	"easel.example/core/client"
	"easel.example/desktop/guest"
	"easel.example/tools/internal/link"
)

// A call is one use of a command: its flags and what it was given.
type call struct {
	env
	*flag.FlagSet
	guest string
	args  []string // what is not a flag
	most  int      // of args; negative is no bound
	help  func()   // prints the flags
}

func newCall(cmd command, e env) *call {
	c := &call{env: e, FlagSet: flag.NewFlagSet("easel "+cmd.name, flag.ContinueOnError)}
	c.SetOutput(io.Discard) // a wrong flag is an error like others; all the flags would hide it
	c.Usage = func() {}
	c.help = func() {
		fmt.Fprintf(e.stderr, "easel %s [flags] %s\n%s\n", cmd.name, cmd.args, cmd.about)
		c.SetOutput(e.stderr)
		c.PrintDefaults()
	}
	// The link is a secret: it is not shown as a default.
	c.Func("link", "the workspace's `link`, as people have it (or EASEL_LINK)", func(s string) error { c.link = s; return nil })
	c.StringVar(&c.guest, "guest", "", "`file` that keeps who we are to a server (default in the configuration folder)")
	return c
}

// parse reads flags and files in any order.
func (c *call) parse(args []string) error {
	for {
		if err := c.Parse(args); errors.Is(err, flag.ErrHelp) {
			c.help()
			return err
		} else if err != nil {
			return fmt.Errorf("%w (%s -h lists the flags)", err, c.Name())
		}
		rest := c.Args()
		if len(rest) == 0 {
			break
		}
		if n := len(args) - len(rest); n > 0 && args[n-1] == "--" {
			c.args = append(c.args, rest...)
			break
		}
		c.args, args = append(c.args, rest[0]), rest[1:]
	}
	if c.most >= 0 && len(c.args) > c.most {
		return fmt.Errorf("%s does not know what to do with %q", c.Name(), c.args[c.most])
	}
	return nil
}

// open joins the workspace as the person that the guest file knows, with a
// replica of its own, and waits until the piece is there. The caller closes
// the link.
func (c *call) open(ctx context.Context, cfg link.Config) (*link.Link, error) {
	a, err := link.Parse(c.link)
	if err != nil {
		return nil, err
	}
	cfg.Address = a
	if cfg.Guest, err = c.enter(ctx, a); err != nil {
		return nil, err
	}
	if cfg.Lost == nil {
		cfg.Lost = func(why error) {
			fmt.Fprintf(c.stderr, "easel: the connection is lost and will be made again: %v\n", why)
		}
	}
	l := link.Open(ctx, cfg)
	if err := l.WaitLive(ctx); err != nil {
		l.Close()
		return nil, fmt.Errorf("join the workspace: %w", err)
	}
	return l, nil
}

// enter becomes the person that the guest file knows, and says where that was damaged.
func (c *call) enter(ctx context.Context, a guest.Address) (*guest.Guest, error) {
	g, err := guest.Open(ctx, a, c.guest)
	if err == nil && g.Note() != "" {
		fmt.Fprintln(c.stderr, "easel:", g.Note())
	}
	return g, err
}

// see has f look at the workspace once. Who only looks on changes nothing.
func (c *call) see(ctx context.Context, f func(c *client.Client)) error {
	l, err := c.open(ctx, link.Config{Reader: true})
	if err != nil {
		return err
	}
	defer l.Close()
	return l.Do(ctx, func(c *client.Client, _ int64) { f(c) })
}

// answer prints v as one JSON line.
func (c *call) answer(v any) error {
	b, err := json.Marshal(v)
	if err == nil {
		_, err = c.stdout.Write(append(b, '\n'))
	}
	if err != nil {
		return fmt.Errorf("print figures: %w", err)
	}
	return nil
}
