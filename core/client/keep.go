package client

import (
	"bytes"

	"easel.example/core"
	"easel.example/core/predict"
	"easel.example/core/wire"
)

// Keep returns what a host stores so that no ink is lost with it: nil if all of
// it is on the server's disk. A later client with the same replica id is given
// it by Restore, and sends each stroke once.
func (c *Client) Keep(now int64) []byte {
	if c.replica == nil {
		return bytes.Clone(c.keptAs)
	}
	c.flush(now, true) // what has a num can be told from what was sent
	k := c.replica.Keep()
	if len(k.Batches)+len(k.Waiting)+len(c.strays) == 0 {
		return nil
	}
	width, height := c.replica.Piece().Size()
	m := wire.Kept{Piece: c.replica.Piece().Number(), Width: width, Height: height, Actor: k.Actor, Next: k.Next, Current: k.Current, Waiting: k.Waiting}
	if k.Actor == 0 {
		m.Current = c.used // a later client that draws without the server goes on from there
	}
	for _, b := range k.Batches {
		m.Batches = append(m.Batches, wire.KeptBatch{Num: b.Num, Ops: b.Ops})
	}
	for _, l := range c.strays {
		m.Strays = append(m.Strays, wholeStroke(l))
	}
	return c.w.Kept(nil, m)
}

// Restore takes up what an earlier client kept. It is for a client that has had
// no socket yet. After an error all is as it was.
func (c *Client) Restore(src []byte) error {
	m, err := c.r.Kept(src)
	if err != nil {
		return err
	}
	c.kept, c.keptAs, c.changed = &m, bytes.Clone(src), true
	for _, ops := range m.Strays {
		c.strays = append(c.strays, predict.InkOf(ops, 0, c.brush)...)
	}
	return nil
}

// keptNext returns the num of the first batch that was kept.
func (c *Client) keptNext() uint32 {
	if len(c.kept.Batches) > 0 {
		return c.kept.Batches[0].Num
	}
	return c.kept.Next
}

// takeUp returns the replica that goes on with what was kept, or nil if there is
// nothing, or its piece is gone.
func (c *Client) takeUp(p *core.Piece, m wire.Snapshot) *predict.Replica {
	k := c.kept
	c.kept, c.keptAs = nil, nil
	switch {
	case k == nil:
		return nil
	case k.Piece != p.Number() || c.welcome.Actor == 0:
		var ops []core.Op
		for _, b := range k.Batches {
			ops = append(ops, b.Ops...)
		}
		for _, w := range k.Waiting {
			ops = append(ops, w...)
		}
		c.stray(predict.InkOf(ops, k.Actor, c.brush), k.Piece, k.Width, k.Height, p)
		if k.Piece == p.Number() {
			c.used = max(c.used, k.Current)
			for i := range ops {
				c.used = max(c.used, ops[i].Stroke.N)
			}
		}
		return nil
	}
	kept := predict.Kept{Actor: k.Actor, Next: k.Next, Current: k.Current, Waiting: k.Waiting}
	for _, b := range k.Batches {
		kept.Batches = append(kept.Batches, predict.Batch{Batch: core.Batch{Actor: k.Actor, Num: b.Num, Ops: b.Ops}})
	}
	r := predict.Restore(kept, c.welcome.Actor, p, m.Seq, m.Time, c.welcome.Last)
	if len(r.Pending())+r.Waiting() > 0 {
		c.notice(NoticeRestored, 0, "What you drew before is back, and is being sent.")
	}
	return r
}
