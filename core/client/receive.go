package client

import (
	"slices"

	"easel.example/core"
	"easel.example/core/predict"
	"easel.example/core/raster"
	"easel.example/core/snapshot"
	"easel.example/core/wire"
)

// Receive takes one frame from the server. An error says that the frame is not
// one of this protocol: the host closes the socket and opens another. The client
// keeps the memory of a snapshot, which the host does not use again.
func (c *Client) Receive(frame []byte, now int64) error {
	c.now = now
	switch wire.Type(frame) {
	case wire.TypeWelcome:
		return c.welcomed(frame, now)
	case wire.TypeSnapshot:
		m, err := c.r.Snapshot(frame)
		if err != nil {
			return err
		}
		c.snapshot, c.base, c.parts = m, nil, 0
		return c.install()
	case wire.TypeBase:
		m, err := c.r.Base(frame)
		if err != nil {
			return err
		}
		if m.Part != c.parts || m.Parts != c.snapshot.Parts {
			return wire.FormatError("a part of the base out of order")
		}
		if c.base == nil {
			c.base = make([]byte, 0, m.Parts*wire.BasePart) // one that doubles would take twice the memory
		}
		c.base = append(c.base, m.Data...)
		c.parts++
		return c.install()
	case wire.TypeEntries:
		return c.entries(frame)
	case wire.TypeAck:
		m, err := c.r.Ack(frame)
		if err == nil && c.replica != nil {
			c.acknowledged(m.Num)
		}
		return err
	case wire.TypeRefuse:
		return c.refused(frame, now)
	case wire.TypeDigest:
		return c.digest(frame)
	case wire.TypePong:
		m, err := c.r.Pong(frame)
		if err == nil && m.Mark == c.marks {
			c.answered, c.rtt, c.changed = true, now-c.pinged, true
			c.hear(m.Now, now)
		}
		return err
	case wire.TypeCursors:
		return c.others(frame)
	case wire.TypeMembers:
		return c.meet(frame)
	case wire.TypeTitle:
		title, err := c.r.Title(frame)
		if err == nil {
			c.welcome.Title, c.changed = title, true
		}
		return err
	case wire.TypePerform:
		return c.performs(frame)
	case wire.TypeArtist:
		return c.artist(frame)
	case wire.TypeNote:
		return c.note(frame)
	case wire.TypeError:
		m, err := c.r.Error(frame)
		if err == nil {
			c.notice(NoticeRefused, m.Why, m.Text)
		}
		return err
	}
	return wire.FormatError("a frame of no known type")
}

func (c *Client) welcomed(frame []byte, now int64) error {
	m, err := c.r.Welcome(frame)
	if err != nil {
		return err
	}
	if m.Resumed && (c.replica == nil || c.expect) {
		return wire.FormatError("resumed what was not there")
	}
	if m.Epoch != c.welcome.Epoch { // what an earlier life of the server has not kept of its notebook goes: it tells all that there is
		c.book = notebook{artist: c.book.artist, begun: c.book.begun || len(c.book.notes) > 0}
	}
	c.welcome = m
	c.window.Max, c.window.Span = int(m.Rates.StrokesPerMinute), windowMs
	c.window.Restore(m.Window)
	c.synced = false
	c.hear(m.Now, now)
	c.expect = !m.Resumed
	c.cursors = nil
	c.refusal, c.changed, c.present = 0, true, true
	for i := range c.members {
		c.members[i].Online = false // whoever is here is told of next
	}
	if m.Resumed && (m.Actor != c.replica.Actor() || m.Actor != 0 && c.replica.Placed() > m.Last) {
		// The right to draw has come or gone: only a snapshot makes another actor of
		// us. Or what seemed placed was refused, and the server has forgotten that.
		c.expect = true
		c.hello()
	} else if m.Resumed {
		c.phase = Live
		c.resend()
	}
	return nil
}

// resend sends all that has no place from the first batch on.
func (c *Client) resend() {
	c.sent = 0
	c.replica.Spell(c.welcome.Last)
}

// acknowledged tells that the batches up to num are on the server's disk. A place
// comes before that: what has none was refused for good, on an earlier socket.
func (c *Client) acknowledged(num uint32) {
	c.replica.Ack(num)
	c.changed = true
	for c.phase == Live && !c.expect && len(c.replica.Pending()) > 0 && c.replica.Pending()[0].Num <= num {
		c.sent = max(c.sent-1, 0)
		c.drop(c.replica.Pending()[0].Num, core.OverQuota)
	}
}

// install starts from the snapshot, once all of its base is there.
func (c *Client) install() error {
	if !c.expect || c.parts < c.snapshot.Parts {
		return nil
	}
	m := c.snapshot
	var blocks snapshot.Cache
	p, flat, err := blocks.Open(m)
	if err != nil {
		return err
	}
	canvas := raster.New(p.Size())
	canvas.Keep(c.cfg.Tiles)
	if m.Parts > 0 {
		if err := canvas.LoadBase(c.base); err != nil {
			return err
		}
	}
	if canvas.BaseHash() != m.Pixels && m.Parts > 0 {
		return wire.FormatError("the base picture is not the one announced")
	}
	for _, s := range flat {
		canvas.Place(s)
		canvas.Flatten(s)
	}
	c.canvas = nil // nothing can go wrong any more: it makes room, for a page never gives memory back
	confirmed := slices.Clone(p.Strokes())
	c.blocks, c.thawed = blocks, false
	c.adopt(p, m)
	for _, s := range confirmed { // with what own ops have done to them meanwhile
		canvas.Place(s)
	}
	c.canvas, c.flat, c.redraw, c.stage = canvas, nil, true, stage{}
	c.snapshot, c.base, c.parts = wire.Snapshot{}, nil, 0
	c.expect, c.phase, c.changed = false, Live, true
	c.resend()
	c.endOrphans()
	c.drawOverlay()
	return nil
}

// adopt takes a piece from a snapshot as the confirmed one.
func (c *Client) adopt(p *core.Piece, m wire.Snapshot) {
	r := c.replica
	a := c.welcome.Actor
	c.selection = selection{}
	if r == nil || a == 0 || r.Actor() == 0 || r.Piece().Number() != p.Number() {
		if r != nil {
			w, h := r.Piece().Size()
			c.stray(r.UnsavedInk(), r.Piece().Number(), w, h, p)
		}
		if r == nil || r.Piece().Number() != p.Number() {
			c.used = 0
		} else {
			c.used = max(c.used, r.LastN())
		}
		c.pen.drop()
		if c.replica = c.takeUp(p, m); c.replica == nil {
			c.replica = predict.New(a, p, m.Seq, m.Time, c.welcome.Last)
		}
		c.undo.fill(p, c.welcome.Member)
		return
	}
	c.undo.rename(r.Actor(), a)
	if c.pen.stroke.N != 0 {
		c.pen.stroke.Actor = a
	}
	r.Reset(a, p, m.Seq, m.Time, c.welcome.Last)
}

func (c *Client) entries(frame []byte) error {
	piece, seq7, list, err := c.r.Entries(frame)
	if err != nil {
		return err
	}
	if c.expect || c.replica == nil || piece != c.replica.Piece().Number() {
		return nil
	}
	if (c.replica.Seq()+1)%128 != uint64(seq7) {
		c.resync()
		return nil
	}
	seq, time := c.replica.Seq(), c.replica.Time()
	entries := make([]predict.Entry, len(list))
	for i, e := range list {
		seq, time = seq+1, time+e.Ms
		entries[i] = predict.Entry{Seq: seq, Time: time, Own: e.Own, Batch: e.Batch}
		c.count(&entries[i])
	}
	u, err := c.replica.Confirm(entries)
	c.draw(u.Events)
	if err != nil {
		c.resync()
		return nil
	}
	c.sent = max(c.sent-u.Refused, 0)
	for i := range list {
		if list[i].Own {
			c.sent = max(c.sent-1, 0)
		}
	}
	if u.Refused > 0 {
		c.notice(NoticeRefused, core.OverQuota, core.OverQuota.Error())
	}
	for _, l := range u.Lost {
		c.redrawLost(l)
	}
	c.changed = true
	return nil
}

// count enters the member's own strokes, from whichever tab, into the window of rule L1.
func (c *Client) count(e *predict.Entry) {
	n := e.Begins()
	if e.Own {
		n = c.replica.BeginsOf(e.Num)
	} else if n > 0 {
		if who, ok := c.replica.Piece().Actor(e.Actor); !ok || who.Member != c.welcome.Member {
			return
		}
	}
	if n > 0 {
		c.window.Add(e.Time, n)
	}
}

// resync asks for a snapshot: what the replica holds does not fit the log.
func (c *Client) resync() {
	c.expect = true
	c.hello()
	c.notice(NoticeDesync, 0, "The picture is being fetched again.")
}

func (c *Client) refused(frame []byte, now int64) error {
	m, err := c.r.Refuse(frame)
	if err != nil || c.replica == nil {
		return err
	}
	i := slices.IndexFunc(c.replica.Pending(), func(b predict.Batch) bool { return b.Num == m.Num })
	if i < 0 {
		return nil
	}
	if m.Why.Later() {
		if i > 0 {
			// It only follows from the refusal of the first: to send from here on,
			// and again for each that follows, would make ever more of them.
			return nil
		}
		c.sent = 0
		c.retryAt = max(c.retryAt, now+int64(m.Ms))
		if m.Why == core.Full && c.fullAt != m.Num {
			c.fullAt = m.Num
			c.notice(NoticeFull, m.Why, m.Why.Error())
		}
		return nil
	}
	if i < c.sent {
		c.sent--
	}
	c.drop(m.Num, m.Why)
	return nil
}

// drop takes a batch that was refused for good out of the view, and draws what was
// added to its strokes since as new ones.
func (c *Client) drop(num uint32, why core.Refusal) {
	u := c.replica.Drop(num)
	c.draw(u.Events)
	for _, l := range u.Lost {
		c.redrawLost(l)
	}
	c.notice(NoticeRefused, why, why.Error())
}

func (c *Client) digest(frame []byte) error {
	m, err := c.r.Digest(frame)
	if err != nil || c.replica == nil || c.expect || m.Seq != c.replica.Seq() || m.Piece != c.replica.Piece().Number() {
		return err
	}
	d := c.replica.Settled()
	c.drawOverlay() // whose strokes that made anew
	if d != m.Digest {
		c.out = append(c.out, c.w.Mismatch(nil, wire.Mismatch{Piece: m.Piece, Seq: m.Seq, Digest: d}))
		c.expect = true
		c.notice(NoticeDesync, 0, "The picture is being fetched again.")
	}
	return nil
}

func (c *Client) others(frame []byte) error {
	list, err := c.r.Cursors(frame)
	if err != nil {
		return err
	}
	for _, m := range list {
		i := slices.IndexFunc(c.cursors, func(o wire.Cursor) bool { return o.Actor == m.Actor })
		switch {
		case m.Actor == c.welcome.Actor:
		case m.Gone && i >= 0:
			c.cursors = slices.Delete(c.cursors, i, i+1)
		case m.Gone:
		case i >= 0:
			c.cursors[i] = m
		default:
			c.cursors = append(c.cursors, m)
		}
	}
	c.present = true
	return nil
}

func (c *Client) meet(frame []byte) error {
	list, err := c.r.Members(frame)
	if err != nil {
		return err
	}
	for _, m := range list {
		if i := slices.IndexFunc(c.members, func(o wire.Member) bool { return o.ID == m.ID }); i >= 0 {
			c.members[i] = m
		} else {
			c.members = append(c.members, m)
		}
	}
	c.present, c.changed = true, true
	return nil
}
