package client

import (
	"slices"

	"easel.example/core"
	"easel.example/core/snapshot"
	"easel.example/core/wire"
)

// Freeze returns what a host stores so that a later client of the same member can
// show the piece, and be drawn on, before it reaches the server: nil while
// there is none. What the author has drawn since belongs to Keep.
func (c *Client) Freeze() []byte { return slices.Concat(c.FreezeParts()...) }

// FreezeParts is Freeze in parts that share the client's memory: a piece need not be in
// it twice. They hold until the client's next change.
func (c *Client) FreezeParts() [][]byte {
	if c.phase != Live || c.expect {
		return nil
	}
	r := c.replica
	m := c.welcome
	m.Resumed, m.Window, m.Now, m.Last = false, nil, 0, r.Sure()
	frames := [][][]byte{{c.w.Welcome(nil, m)}}
	r.Confirmed(func(p *core.Piece) { frames = c.frames(frames, &c.blocks, p, nil) })
	c.drawOverlay() // whose strokes that made anew
	return c.w.FrozenParts(frames)
}

// View returns the piece as it is seen, with all that its author has drawn, for
// core/export: nil while there is none.
func (c *Client) View() []byte { return slices.Concat(c.ViewParts()...) }

// ViewParts is View on the terms of FreezeParts.
func (c *Client) ViewParts() [][]byte {
	if c.replica == nil {
		return nil
	}
	// What own ops will flatten is seen on the base, but is not in it yet.
	return c.w.FrozenParts(c.frames(nil, &snapshot.Cache{}, c.replica.Piece(), c.replica.Foreseen(nil)))
}

// frames appends the frames of a snapshot of p, in parts. flat are the strokes that it has
// flattened but that the canvas's base does not show.
func (c *Client) frames(dst [][][]byte, blocks *snapshot.Cache, p *core.Piece, flat []*core.Stroke) [][][]byte {
	s := wire.Snapshot{Seq: c.replica.Seq(), Time: c.replica.Time()}
	var base [][][]byte
	if p.Base().Strokes > uint64(len(flat)) {
		c.flatten()
		base, s.Pixels = cut(c.canvas.BaseParts(), wire.BasePart), c.canvas.BaseHash()
	}
	s.Parts = uint32(len(base))
	blocks.Take(&s, p, flat)
	dst = append(dst, [][]byte{c.w.Snapshot(nil, s)})
	for i, data := range base {
		dst = append(dst, c.w.BaseParts(wire.Base{Piece: p.Number(), Part: uint32(i), Parts: s.Parts}, data))
	}
	return dst
}

// cut makes of parts groups of n bytes each, the last of what is left.
func cut(parts [][]byte, n int) (groups [][][]byte) {
	left := 0 // until the group is full
	for _, p := range parts {
		for len(p) > 0 {
			if left == 0 {
				groups, left = append(groups, nil), n
			}
			k := min(left, len(p))
			last := len(groups) - 1
			groups[last] = append(groups[last], p[:k:k])
			p, left = p[k:], left-k
		}
	}
	return groups
}

// ErrLookedOn says that there is kept ink, but that the piece was frozen by one who could
// only watch: whether the ink has arrived only the server can say.
const ErrLookedOn = wire.FormatError("a frozen piece of one who looked on, and kept ink")

// Thaw takes up what a client of the same member froze, after Restore if something
// was kept, and before the first socket. What is drawn then waits for the server.
// A client that has kept nothing should have a replica id of its own: what it
// draws cannot be taken for what an earlier one has sent then. What is kept
// must be of that piece: whether it is on a later one only the server can say. The
// client keeps src, which the host does not use again. An error leaves the client as one that has heard of no piece yet.
func (c *Client) Thaw(src []byte, now int64) error {
	frames, err := c.r.Frozen(src)
	if err != nil || c.replica != nil {
		return err
	}
	kept := c.kept
	if err = c.thaw(frames, now); err == nil && c.replica == nil {
		err = wire.FormatError("a frozen piece that is not whole")
	}
	c.phase, c.expect, c.synced = Offline, false, false
	if err != nil {
		c.replica, c.canvas, c.flat, c.kept, c.snapshot = nil, nil, nil, kept, wire.Snapshot{}
		return err
	}
	c.thawed = true
	if kept != nil {
		c.replica.Thaw()
	}
	return nil
}

func (c *Client) thaw(frames [][]byte, now int64) error {
	if len(frames) < 2 {
		return wire.FormatError("a frozen piece that is not whole")
	}
	w, err := c.r.Welcome(frames[0])
	if err != nil {
		return err
	}
	m, err := c.r.Snapshot(frames[1])
	if err != nil {
		return err
	}
	if c.kept != nil && c.kept.Piece != m.Piece {
		return wire.FormatError("a frozen piece that is not the one of the kept ink")
	}
	if k := c.kept; w.Actor == 0 && k != nil && len(k.Batches)+len(k.Waiting) > 0 {
		return ErrLookedOn
	}
	if w.Actor != 0 {
		// The replica may have joined since, or never have: for now it is who it
		// was, or the next to come. Reset knows better.
		i := slices.IndexFunc(m.Actors, func(a core.Replicant) bool { return a.Replica == c.cfg.Replica && a.Member == w.Member })
		if i < 0 {
			i, m.Actors = len(m.Actors), append(m.Actors, core.Replicant{Replica: c.cfg.Replica, Member: w.Member})
		}
		if a := core.Actor(i + 1); a != w.Actor {
			w.Actor, w.Last = a, 0
		}
	}
	frames[0], frames[1] = c.w.Welcome(nil, w), c.w.Snapshot(nil, m)
	for _, f := range frames {
		switch wire.Type(f) {
		case wire.TypeWelcome, wire.TypeSnapshot, wire.TypeBase:
			err = c.Receive(f, now)
		default:
			err = wire.FormatError("a frozen frame of another kind")
		}
		if err != nil {
			return err
		}
	}
	return nil
}
