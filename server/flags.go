package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/server/web"
)

const (
	addrDefault = "127.0.0.1:8080"
	dataDefault = "easel-data"
)

// options are what the flags say.
type options struct {
	addr, data   string
	hosts        []string
	proxies      []netip.Prefix
	publicURL    *url.URL
	room         authority.Config
	frames       int // L7: a second, of one session
	bytes        int64
	logBytes     int64
	archiveBytes int64
	members      int
	guests       int
	joins        int
	spaces       int
	made         int
	makes        int
	making       web.Making
	idle         time.Duration
	snapshotEach int
	renderers    int
	artist       artistOptions
	agentsOff    bool
}

// parse reads the flags. Each limit of core/SPEC.md is one.
func parse(args []string, stderr io.Writer) (options, error) {
	o := options{room: authority.DefaultConfig()}
	var hosts, proxies, public string
	fs := flag.NewFlagSet("server", flag.ContinueOnError)
	fs.SetOutput(stderr)
	fs.StringVar(&o.addr, "addr", addrDefault, "address to listen on; port 0 takes a free one")
	fs.StringVar(&o.data, "data", dataDefault, "folder that holds everything")
	fs.StringVar(&hosts, "hosts", "", "host names that the server goes by, with commas between")
	fs.StringVar(&proxies, "proxies", "", "networks of the proxies before the server, such as 127.0.0.1/32, with commas between: whom they name in X-Forwarded-For is who is limited")
	fs.StringVar(&public, "public-url", "", "address under which people find the server, such as https://easel.example")
	fs.DurationVar(&o.idle, "limits.idle-unload", 300*time.Second, "an empty workspace is unloaded after so long (L6)")
	fs.IntVar(&o.room.ConnectionsPerMember, "limits.connections-per-member", o.room.ConnectionsPerMember, "the newest win (L4)")
	fs.IntVar(&o.room.ActorsPerMember, "limits.actors-per-member", o.room.ActorsPerMember, "pages and clients of one member that draw on a piece; further ones watch (L7)")
	fs.IntVar(&o.frames, "limits.frames-per-second", 600, "read of one session; 0 is unlimited (L7)")
	fs.Var(size{&o.bytes}, "limits.bytes-per-second", "read of one session; 0 is unlimited (L7) (default 256KiB)")
	fs.Var(size{&o.logBytes}, "limits.log-bytes", "of one workspace (L7) (default 1GiB)")
	fs.Var(size{&o.archiveBytes}, "limits.archive-bytes", "of one workspace (L7) (default 4GiB)")
	fs.IntVar(&o.members, "limits.members", 1000, "of one workspace (L7)")
	fs.IntVar(&o.guests, "limits.guests-per-minute", web.GuestsPerMinute, "new ones, an address (L7)")
	fs.IntVar(&o.joins, "limits.joins-per-minute", web.JoinsPerMinute, "new members of one workspace, an address (L7)")
	fs.IntVar(&o.spaces, "limits.workspaces", 1000, "of this server (L7)")
	fs.IntVar(&o.made, "limits.workspaces-per-guest", 16, "that one person makes (L7)")
	fs.IntVar(&o.makes, "limits.workspaces-per-minute", web.WorkspacesPerMinute, "new ones, an address (L7)")
	fs.StringVar((*string)(&o.making), "workspaces", string(web.OwnersMake), "who may make further ones: owners (of any here), guests (all who come), nobody")
	fs.IntVar(&o.snapshotEach, "snapshot-each", 4096, "entries from one snapshot to the next")
	fs.IntVar(&o.renderers, "renderers", 1, "pictures drawn at the same time")
	o.bytes, o.logBytes, o.archiveBytes = 256<<10, 1<<30, 4<<30
	limits(fs, &o.room.Limits, &o.room.Rates)
	fs.BoolVar(&o.agentsOff, "mcp.off", false, "agents of others do not come in: there is no MCP server at /mcp")
	artistFlags(fs, &o.artist)
	if err := fs.Parse(args); err != nil {
		return o, err
	}
	if fs.NArg() > 0 {
		return o, fmt.Errorf("unknown argument %q; the only command is owner-link", fs.Arg(0))
	}
	if hosts != "" {
		o.hosts = strings.Split(hosts, ",")
	}
	for _, text := range strings.FieldsFunc(proxies, func(r rune) bool { return r == ',' }) {
		p, err := netip.ParsePrefix(text)
		if err != nil {
			return o, fmt.Errorf("-proxies: %q is not a network such as 127.0.0.1/32", text)
		}
		o.proxies = append(o.proxies, p)
	}
	if public != "" {
		u, err := url.Parse(public)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return o, fmt.Errorf("-public-url %q is not an address such as https://easel.example", public)
		}
		o.publicURL = u
	}
	return o, o.check()
}

func limits(fs *flag.FlagSet, l *core.Limits, r *core.Rates) {
	fs.Var(size{&l.WorkspaceBytes}, "limits.workspace-bytes", "past it the oldest strokes become part of the paper (L3) (default 10MiB)")
	number(fs, &r.StrokesPerMinute, "limits.strokes-per-minute", "of one member; 0 is unlimited (L1)")
	number(fs, &r.PendingStrokes, "limits.pending-strokes", "of the artist, in one workspace (L2)")
	number(fs, &l.StrokePoints, "limits.stroke-points", "of one stroke (L5)")
	number(fs, &l.BatchOps, "limits.batch-ops", "of one batch (L5)")
	number(fs, &l.OpenStrokes, "limits.open-strokes", "of one replica (L5)")
	fs.Var(size{&l.StrokeCost}, "limits.stroke-cost", "px² that one stroke may pass over (L5) (default 10Mi)")
}

func number(fs *flag.FlagSet, v *int32, name, usage string) {
	fs.Func(name, fmt.Sprintf("%s (default %d)", usage, *v), func(s string) error {
		n, err := strconv.ParseInt(s, 10, 32)
		if err != nil || n < 0 {
			return fmt.Errorf("want a whole number from 0 to %d", 1<<31-1)
		}
		*v = int32(n)
		return nil
	})
}

// check refuses what would make a workspace useless.
func (o options) check() error {
	l := o.room.Limits
	switch {
	case l.WorkspaceBytes < 16<<10:
		return fmt.Errorf("-limits.workspace-bytes is %d, the least is 16KiB", l.WorkspaceBytes)
	case l.StrokePoints < 2 || l.BatchOps < 3 || l.OpenStrokes < 1 || l.StrokeCost < 1<<10:
		return fmt.Errorf("limits are too small: the least are 2 points, 3 ops, 1 open stroke, a cost of 1Ki")
	case o.room.Rates.PendingStrokes < 1:
		return fmt.Errorf("-limits.pending-strokes is %d, the least is 1", o.room.Rates.PendingStrokes)
	case o.making != web.OwnersMake && o.making != web.GuestsMake && o.making != web.NobodyMake:
		return fmt.Errorf("-workspaces is %q; it may be owners, guests or nobody", o.making)
	case o.artist.provider == "" && (o.artist.model.Model != "" || o.artist.model.BaseURL != "" || o.artist.keyFile != ""):
		return errors.New("-artist.model, -artist.base-url and -artist.key-file are of a provider: name it by -artist.provider, anthropic or openai")
	case o.spaces < 1 || o.made < 1:
		return fmt.Errorf("workspaces, of the server and of a guest, must be at least 1")
	case o.room.ConnectionsPerMember < 1 || o.room.ActorsPerMember < 1 || o.members < 1 || o.snapshotEach < 1 || o.frames < 0:
		return fmt.Errorf("connections, actors, members and snapshot-each must be at least 1, frames at least 0")
	}
	return nil
}

// size is a flag in bytes that takes the units KiB, MiB and GiB.
type size struct{ v *int64 }

// String is the flag's value; the usage texts name the defaults themselves.
func (z size) String() string { return "" }

// Set reads a value such as 10MiB.
func (z size) Set(s string) error {
	digits := strings.TrimRight(s, "KMGiB")
	shift, ok := map[string]uint{"": 0, "B": 0, "Ki": 10, "KiB": 10, "Mi": 20, "MiB": 20, "Gi": 30, "GiB": 30}[s[len(digits):]]
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || !ok || n < 0 || n > 1<<40>>shift {
		return fmt.Errorf("want a size such as 512KiB, 10MiB or 1GiB, at most 1024GiB")
	}
	*z.v = n << shift
	return nil
}
