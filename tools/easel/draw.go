package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"time"

	"easel.example/core"
	"easel.example/core/client"
	"easel.example/tools/internal/input"
	"easel.example/tools/internal/link"
)

// What a drawing gets where its file says nothing.
const (
	marginDefault = 0.05 // of the canvas, left free around a drawing that is fitted in
	widthDefault  = 6.0  // px
)

// manner says how drawings are put on the canvas.
type manner struct {
	speed   float64 // of the hand's own time; 0 is as fast as the limits allow
	at      *[2]float64
	scale   float64 // 0: fitted in
	color   *uint32
	width   float64 // px; 0: as the file says
	pending int     // batches on their way at speed 0
}

// pendingMost keeps a slow server from holding more than a few seconds of
// frames in its socket, behind which a ping would come too late.
const pendingMost = 64

func drawCommand(c *call) func(context.Context) error {
	m := manner{speed: 1, pending: pendingMost}
	c.most = -1
	c.Float64Var(&m.speed, "speed", 1, "1 is the hand's own time, 2 twice as fast, 0 as fast as the limits allow")
	c.Func("at", "`X,Y` of the drawing's upper left corner, in px (default: fitted into the canvas)", m.setAt)
	c.Func("scale", "`factor` from the file's px to the canvas's (default: fitted into the canvas)", m.setScale)
	c.Func("color", "`RRGGBB` for all strokes (default: the file's)", m.setColor)
	c.Func("width", "`px` for all strokes (default: the file's)", m.setWidth)
	return func(ctx context.Context) error {
		if len(c.args) == 0 {
			return errors.New("draw what? Name a file")
		}
		if m.speed < 0 || math.IsNaN(m.speed) || math.IsInf(m.speed, 0) {
			return fmt.Errorf("-speed %v is not a speed", m.speed)
		}
		drawings, err := c.read()
		if err != nil {
			return err
		}
		return c.draw(ctx, m, drawings)
	}
}

func (m *manner) setAt(s string) error {
	x, y, ok := strings.Cut(s, ",")
	a, err := number(x)
	b, err2 := number(y)
	if err = errors.Join(err, err2); err != nil || !ok {
		return errors.New("want two numbers, such as 100,50")
	}
	m.at = &[2]float64{a, b}
	return nil
}

func (m *manner) setScale(s string) (err error) {
	if m.scale, err = number(s); err != nil || m.scale <= 0 {
		return errors.New("want a number above 0")
	}
	return nil
}

func (m *manner) setColor(s string) error {
	v, err := strconv.ParseUint(strings.TrimPrefix(s, "#"), 16, 24)
	if err != nil || len(strings.TrimPrefix(s, "#")) != 6 {
		return errors.New("want six hex digits, such as c0392b")
	}
	c := uint32(v)
	m.color = &c
	return nil
}

func (m *manner) setWidth(s string) (err error) {
	if m.width, err = number(s); err != nil || m.width <= 0 || m.width > core.WidthMax/core.WidthUnit {
		return fmt.Errorf("want a number up to %d", core.WidthMax/core.WidthUnit)
	}
	return nil
}

func number(s string) (float64, error) {
	v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err == nil && (math.IsNaN(v) || math.Abs(v) > 1e6) {
		err = strconv.ErrRange
	}
	return v, err
}

// fileBytes bounds a file that is read.
const fileBytes = 64 << 20

// read reads the drawings of all files, and says what they hold that is not drawn.
func (c *call) read() ([]input.Drawing, error) {
	var all []input.Drawing
	for _, name := range c.args {
		info, err := os.Stat(name)
		if err != nil {
			return nil, fmt.Errorf("read a drawing: %w", err)
		}
		if info.Size() > fileBytes {
			return nil, fmt.Errorf("read a drawing: %s has over %d MiB", name, fileBytes>>20)
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read a drawing: %w", err)
		}
		d, err := input.Read(name, data)
		if err != nil {
			return nil, err
		}
		for _, s := range d.Skipped {
			fmt.Fprintf(c.stderr, "easel: %s: not drawn: %d × %s\n", name, s.Count, s.What)
		}
		if len(d.Strokes) == 0 {
			fmt.Fprintf(c.stderr, "easel: %s holds no stroke\n", name)
		}
		all = append(all, d)
	}
	return all, nil
}

// drawn is what draw answers.
type drawn struct {
	Strokes int     `json:"strokes"`
	Points  int     `json:"points"`
	Skipped int     `json:"skipped"` // things in the files that are not drawn
	Seconds float64 `json:"seconds"`
	Waited  float64 `json:"waited"` // seconds of them for the limits
}

// draw draws all, and returns when the server has all of it on its disk.
func (c *call) draw(ctx context.Context, m manner, drawings []input.Drawing) error {
	l, err := c.open(ctx, link.Config{})
	if err != nil {
		return err
	}
	defer l.Close()
	total := 0
	for i := range drawings {
		total += len(drawings[i].Strokes)
	}
	p := &player{l: l, m: m, bar: newBar(c.stderr, total, "drawing")}
	defer p.bar.end()
	begin := time.Now()
	for _, d := range drawings {
		for _, s := range d.Skipped {
			p.did.Skipped += s.Count
		}
		if err := p.play(ctx, d); err != nil {
			return p.cut(err)
		}
	}
	if err := p.wait(ctx, (*client.Client).Settled); err != nil {
		return p.cut(err)
	}
	p.bar.end()
	p.did.Seconds, p.did.Waited = seconds(time.Since(begin)), seconds(p.waited)
	if p.refused != nil {
		return fmt.Errorf("not all of it stands: %w", p.refused)
	}
	return c.answer(p.did)
}

// seconds rounds to milliseconds.
func seconds(d time.Duration) float64 { return float64(d.Milliseconds()) / 1000 }
