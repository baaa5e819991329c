package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/client"
	"easel.example/core/wire"
	"easel.example/desktop/guest"
	"easel.example/server/artist/sketch"
	"easel.example/server/hub"
	"easel.example/server/store"
	"easel.example/tools/internal/link"
	"easel.example/tools/internal/link/crowd"
)

const (
	artistsMany    = 8   // that paint at once, to see what each costs
	handSeconds    = 3.0 // of strokes that are made durable
	handStrokes    = 10  // at once, as the studio artist draws them
	handPoints     = 24  // of a stroke
	artistsPrompt  = `{"prompt":"hills in autumn"}`
	thousandPaths  = "for i in range(1000):\n    line(i, 100, i + 60 * noise(i / 50, 1), 900, color=hsl(i, 0.5, 0.5), width=3)\n"
	everLargerList = "l = []\nfor i in range(1 << 40):\n    l.append([i] * 100)\n"
)

// artistBench measures the studio artist before a viewer, what many of them take, how fast
// a hand's strokes are on the disk, and the programs of a model.
func artistBench(ctx context.Context, w *work) ([]line, error) {
	var out []line
	for _, b := range []struct {
		name    string
		measure func(int) ([]figure, error)
	}{
		{"artist", func(int) ([]figure, error) { return w.watchArtist(ctx) }},
		{"artists-many", func(int) ([]figure, error) { return w.manyArtists(ctx) }},
		{"artist-durable", func(round int) ([]figure, error) {
			n, err := drawFor(ctx, filepath.Join(w.dir, fmt.Sprintf("hand-%d", round)), handSeconds)
			return []figure{{"strokes_per_s", n}}, err
		}},
		{"artist-sketch", func(int) ([]figure, error) { return sketches(ctx) }},
	} {
		f, err := w.again(b.measure)
		if err != nil {
			return nil, err
		}
		out = append(out, line{name: b.name, figures: f})
	}
	return out, nil
}

// A watched is what a viewer gets of an artist.
type watched struct {
	mu              sync.Mutex // guards what follows
	r               wire.Reader
	thought, stroke time.Time
	bytes, ink      int64 // of all that came, and of performances and entries
	points          int64
}

func (v *watched) frame(_ *client.Client, _ int64, frame []byte) {
	v.mu.Lock()
	defer v.mu.Unlock()
	n := crowd.Framed(len(frame), false)
	v.bytes += n
	switch wire.Type(frame) {
	case wire.TypePerform:
		v.ink += n
	case wire.TypeNote:
		if m, err := v.r.Note(frame); err == nil && m.Kind == wire.Thought && v.thought.IsZero() {
			v.thought = time.Now()
		}
	case wire.TypeEntries:
		v.ink += n
		_, _, list, err := v.r.Entries(frame)
		if err != nil {
			return
		}
		for _, e := range list {
			for _, op := range e.Batch.Ops {
				v.points += int64(len(op.Points))
			}
		}
		if v.points > 0 && v.stroke.IsZero() {
			v.stroke = time.Now()
		}
	}
}

// tell posts something to a server as a guest.
func tell(ctx context.Context, a guest.Address, g *guest.Guest, path, body string, answer any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, a.Base+path, strings.NewReader(body))
	if err != nil {
		return err
	}
	req.Header = http.Header{"X-Easel-Token": {a.Token}, "Content-Type": {"application/json"}}
	res, err := g.HTTP().Do(req)
	if err != nil {
		return fmt.Errorf("ask for %s: %w", path, err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("ask for %s: %s: %s", path, res.Status, text)
	}
	if err == nil && answer != nil {
		err = json.Unmarshal(text, answer)
	}
	return err
}

// watchArtist has one viewer watch the studio artist from its wake on.
func (w *work) watchArtist(ctx context.Context) ([]figure, error) {
	s, err := w.serve(ctx, roomy...)
	if err != nil {
		return nil, err
	}
	defer s.stop()
	g, err := guest.New(ctx, s.address)
	if err != nil {
		return nil, err
	}
	v := &watched{}
	l := link.Open(ctx, link.Config{Address: s.address, Guest: g, Reader: true, Frame: v.frame})
	defer l.Close()
	if err := l.WaitLive(ctx); err != nil {
		return nil, err
	}
	v.mu.Lock()
	v.bytes, v.ink, v.points = 0, 0, 0
	v.mu.Unlock()
	begin := time.Now()
	if err := tell(ctx, s.address, g, "/api/artist/start", artistsPrompt, nil); err != nil {
		return nil, err
	}
	if err := sleep(ctx, w.seconds); err != nil {
		return nil, err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.thought.IsZero() || v.points == 0 {
		return nil, fmt.Errorf("the artist has not begun after %.0f s", w.seconds)
	}
	per := func(n int64) float64 { return float64(n) / float64(v.points) }
	ms := func(t time.Time) float64 { return float64(t.Sub(begin).Microseconds()) / 1000 }
	return []figure{
		{"thought_ms", ms(v.thought)}, {"stroke_ms", ms(v.stroke)},
		{"bytes_per_point_down", per(v.bytes)}, {"bytes_per_point_ink", per(v.ink)},
		{"points_per_s", float64(v.points) / w.seconds},
	}, nil
}

func sleep(ctx context.Context, seconds float64) error {
	t := time.NewTimer(time.Duration(seconds * float64(time.Second)))
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// manyArtists has several workspaces be looked at, without an artist at work and then with one each.
func (w *work) manyArtists(ctx context.Context) ([]figure, error) {
	s, err := w.serve(ctx, append([]string{"-limits.workspaces-per-minute", "-1"}, roomy...)...)
	if err != nil {
		return nil, err
	}
	defer s.stop()
	g, err := guest.New(ctx, s.address)
	if err != nil {
		return nil, err
	}
	var all []guest.Address
	var strokes atomic.Int64
	for i := range artistsMany {
		a := s.address
		if i > 0 {
			var made struct{ Link string }
			if err := tell(ctx, s.address, g, "/api/workspaces", fmt.Sprintf(`{"name":"%d"}`, i), &made); err != nil {
				return nil, err
			}
			if a, err = link.Parse(s.address.Base + made.Link); err != nil {
				return nil, err
			}
		}
		l := link.Open(ctx, link.Config{Address: a, Guest: g, Reader: true, Frame: func(_ *client.Client, _ int64, f []byte) {
			if wire.Type(f) == wire.TypePerform {
				strokes.Add(1)
			}
		}})
		defer l.Close()
		if err := l.WaitLive(ctx); err != nil {
			return nil, err
		}
		all = append(all, a)
	}
	if err := sleep(ctx, 1); err != nil {
		return nil, err
	}
	before, err := rss(s.pid())
	if err != nil {
		return nil, err
	}
	cpu, err := cpuTime(s.pid())
	if err != nil {
		return nil, err
	}
	for _, a := range all {
		if err := tell(ctx, a, g, "/api/artist/start", artistsPrompt, nil); err != nil {
			return nil, err
		}
	}
	if err := sleep(ctx, w.seconds); err != nil {
		return nil, err
	}
	after, err := rss(s.pid())
	if err != nil {
		return nil, err
	}
	used, err := cpuTime(s.pid())
	if err == nil && strokes.Load() < artistsMany {
		err = errors.New("not all artists have begun")
	}
	return []figure{
		{"rss_mb_looked_at", before}, {"rss_mb_per_artist", (after - before) / artistsMany},
		{"cpu_percent_per_artist", 100 * (used - cpu).Seconds() / w.seconds / artistsMany},
	}, err
}

// drawFor has a hand draw for some time, and returns how many strokes a second were on the
// disk. Its clock runs ahead, so that nothing waits to be performed.
func drawFor(ctx context.Context, dir string, seconds float64) (perSecond float64, err error) {
	st, err := store.Open(ctx, dir, store.Options{})
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	space, _, err := st.FirstWorkspace(ctx)
	if err != nil {
		return 0, err
	}
	var clock atomic.Int64
	clock.Store(time.Now().UnixMilli())
	h := hub.New(st, hub.Config{
		Room: authority.DefaultConfig(), LogBytes: 1 << 30, ArchiveBytes: 1 << 30, Idle: time.Hour, SnapshotEach: 4096, Renderers: 1,
		Now: func() int64 { return clock.Add(60_000) },
	})
	defer func() { err = errors.Join(err, h.Close(context.WithoutCancel(ctx))) }()
	hand, err := h.Hand(ctx, space.ID, wire.Member{ID: core.ArtistMember, Name: "Artist", Role: core.Painter}, 1)
	if err != nil {
		return 0, err
	}
	defer hand.Close()
	list := make([]authority.Ink, handStrokes)
	for i := range list {
		list[i].Brush = core.Brush{Kind: core.Pen, Version: 1, Width: 16, Opacity: 255}
		for k := range int32(handPoints) {
			list[i].Points = append(list[i].Points, core.Point{X: 3000 + 200*k, Y: 3000 + 900*int32(i) + 37*(k%5), Pressure: uint8(100 + k)})
		}
	}
	n, begin := 0, time.Now()
	for time.Since(begin).Seconds() < seconds {
		drawn, err := hand.Draw(ctx, list, nil)
		if err != nil {
			return 0, fmt.Errorf("draw: %w", err)
		}
		n += len(drawn)
	}
	return float64(n) / time.Since(begin).Seconds(), nil
}

// sketches runs programs in the sandbox: the least, one of a thousand paths, and one that wants
// all memory.
func sketches(ctx context.Context) ([]figure, error) {
	run := func(program string) (sketch.Result, float64, error) {
		begin := time.Now()
		r, err := sketch.Run(ctx, sketch.Request{Program: program, Width: store.DefaultWidth, Height: store.DefaultHeight, Style: core.Paint, Seed: 1})
		return r, float64(time.Since(begin).Microseconds()) / 1000, err
	}
	_, least, err := run("line(0, 0, 9, 9)")
	if err != nil {
		return nil, err
	}
	r, thousand, err := run(thousandPaths)
	if err != nil {
		return nil, err
	}
	bomb, stopped, err := run(everLargerList)
	var wrong sketch.ProgramError
	if !errors.As(err, &wrong) {
		return nil, fmt.Errorf("a program that wants all memory ends in %w", err)
	}
	return []figure{
		{"start_ms", least}, {"thousand_paths_ms", thousand}, {"thousand_paths_mb", float64(r.MaxRSS) / (1 << 20)},
		{"bomb_ms", stopped}, {"bomb_mb", float64(bomb.MaxRSS) / (1 << 20)},
	}, nil
}
