package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"easel.example/core"
	"easel.example/core/client"
	"easel.example/tools/internal/input"
	"easel.example/tools/internal/link"
)

// A player draws the strokes of files through a client.
type player struct {
	l   *link.Link
	m   manner
	bar *bar

	did     drawn
	waited  time.Duration
	heard   uint32 // id of the last notice
	refused error  // a stroke that the server will not have
}

// play draws one drawing.
func (p *player) play(ctx context.Context, d input.Drawing) error {
	if len(d.Strokes) == 0 {
		return nil
	}
	var w, h int32
	if err := p.l.Do(ctx, func(c *client.Client, _ int64) { w, h = c.Replica().Piece().Size() }); err != nil {
		return err
	}
	place := p.m.place(d, w, h)
	x0, y0, x1, y1 := d.Bounds()
	if place.Scale*x1+place.DX < 0 || place.Scale*y1+place.DY < 0 || place.Scale*x0+place.DX > float64(w) || place.Scale*y0+place.DY > float64(h) {
		return fmt.Errorf("nothing of the drawing would lie on the canvas, which is %d × %d px: change -at or -scale", w, h)
	}
	if p.m.speed == 0 {
		return p.dash(ctx, d, place)
	}
	return p.perform(ctx, d, place)
}

// place returns where a drawing goes on a canvas of w × h px.
func (m *manner) place(d input.Drawing, w, h int32) input.Placement {
	if m.at == nil && m.scale == 0 {
		return d.Fit(w, h, marginDefault)
	}
	x0, y0, x1, y1 := d.Bounds()
	t := input.Placement{Scale: m.scale}
	if t.Scale == 0 {
		t.Scale = 1
	}
	at := [2]float64{(float64(w) - t.Scale*(x1-x0)) / 2, (float64(h) - t.Scale*(y1-y0)) / 2}
	if m.at != nil {
		at = *m.at
	}
	t.DX, t.DY = at[0]-t.Scale*x0, at[1]-t.Scale*y0
	return t
}

// brush returns what a stroke is drawn with.
func (m *manner) brush(s input.Stroke, t input.Placement) core.Brush {
	b := core.Brush{Kind: max(s.Kind, core.Pen), Version: core.BrushVersion, Color: s.Color & 0xffffff, Fill: s.Fill}
	if m.color != nil {
		b.Color = *m.color
	}
	width := s.Width * t.Scale
	if s.Width <= 0 {
		width = widthDefault
	}
	if m.width > 0 {
		width = m.width
	}
	b.Width = uint16(min(max(math.Round(width*core.WidthUnit), 1), core.WidthMax))
	b.Opacity = uint8(math.Round(255 * min(max(s.Opacity, 0), 1)))
	return b
}

// dash draws as fast as the limits allow, each point as it stands in the file.
func (p *player) dash(ctx context.Context, d input.Drawing, t input.Placement) error {
	for len(d.Strokes) > 0 {
		var why core.Refusal
		ready := func(c *client.Client) bool { return c.Replica().Unsaved() < p.m.pending && c.Replica().Waiting() == 0 }
		if err := p.wait(ctx, ready); err != nil {
			return err
		}
		n := 0
		err := p.l.Do(ctx, func(c *client.Client, now int64) {
			for n < len(d.Strokes) && why == 0 && ready(c) {
				pts := t.Points(d.Strokes[n])
				why = c.Draw(p.m.brush(d.Strokes[n], t), pts, now)
				p.did.Points += len(pts)
				n++
			}
		})
		if err == nil && why != 0 {
			err = why
		}
		if err != nil {
			return err
		}
		p.did.Strokes += n
		p.bar.add(n)
		d.Strokes = d.Strokes[n:]
	}
	return nil
}

// perform draws in the hand's own time.
func (p *player) perform(ctx context.Context, d input.Drawing, t input.Placement) error {
	score := compose(d, t)
	begin := time.Now().Add(-score.at(0, p.m.speed))
	next := time.NewTimer(0)
	defer next.Stop()
	for i := 0; i < len(score.notes); {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-next.C:
		}
		if score.notes[i].down { // that many strokes wait only where the limits are far below the hand
			before := p.waited
			if err := p.wait(ctx, func(c *client.Client) bool { return c.Replica().Waiting() < core.WaitingStrokes }); err != nil {
				return err
			}
			begin = begin.Add(p.waited - before)
		}
		from := i
		var why core.Refusal
		err := p.l.Do(ctx, func(c *client.Client, now int64) {
			for why == 0 && i < len(score.notes) && (i == from || time.Since(begin) >= score.at(i, p.m.speed) && !score.notes[i].down) {
				why = p.sound(c, now, d, t, score.notes[i])
				i++
			}
			p.hear(c.Status(now))
		})
		if err == nil && why != 0 {
			err = why
		}
		if err != nil {
			return err
		}
		if i < len(score.notes) {
			next.Reset(score.at(i, p.m.speed) - time.Since(begin))
		}
	}
	return nil
}

// sound gives one reading to the client's pen.
func (p *player) sound(c *client.Client, now int64, d input.Drawing, t input.Placement, n note) core.Refusal {
	if n.down {
		c.SetBrush(p.m.brush(d.Strokes[n.stroke], t))
		if why := c.Down(n.pointer); why != 0 {
			return why
		}
	}
	if n.exact {
		c.Put([]core.Point{t.Put(n.point)}, now)
	} else {
		c.Sample(n.sample, now)
	}
	p.did.Points++
	if n.up {
		c.Up(now)
		p.did.Strokes++
		p.bar.add(1)
	}
	return 0
}

// wait waits until ok, and says what for.
func (p *player) wait(ctx context.Context, ok func(*client.Client) bool) error {
	begin := time.Now()
	limited := false
	err := p.l.Wait(ctx, func(c *client.Client, now int64) bool {
		s := c.Status(now)
		limited = limited || s.Waiting > 0
		p.hear(s)
		return ok(c)
	})
	if limited {
		p.waited += time.Since(begin)
	}
	return err
}

// hear tells what the client has to say.
func (p *player) hear(s client.Status) {
	switch {
	case s.Waiting > 0:
		p.bar.about(fmt.Sprintf("waiting %d s: %d strokes a minute", (s.WaitMs+999)/1000, s.LimitMax))
		p.bar.once(fmt.Sprintf("the server takes %d strokes a minute; the rest waits its turn", s.LimitMax))
	case s.Phase != client.Live:
		p.bar.about("connecting")
	default:
		p.bar.about("drawing")
	}
	for _, n := range s.Notices {
		if n.ID <= p.heard {
			continue
		}
		p.heard = n.ID
		p.bar.once(n.Text)
		if n.Kind == client.NoticeRefused && n.Refusal != 0 {
			p.refused = n.Refusal
		}
	}
}

// cut is the error of a drawing that was not finished.
func (p *player) cut(err error) error {
	switch {
	case errors.Is(err, core.NotMember):
		return errors.New("this link is for watching only; ask for one to paint with")
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("interrupted after %d strokes; the last ones may be missing", p.did.Strokes)
	}
	return fmt.Errorf("draw, after %d strokes: %w", p.did.Strokes, err)
}
