package hub

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"slices"
	"sync/atomic"
	"time"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/pack"
	"easel.example/core/raster"
	"easel.example/server/store"
)

// Paper is the colour under every piece, for now.
const Paper = 0xffffff

// picturesMax bounds the pictures that are drawn or wait for it. Past it whoever
// asks is told to come back.
const picturesMax = 32

// ErrBusy says that too many pictures are asked for.
var ErrBusy = errors.New("too many pictures are being drawn")

// A Picture is a piece as people see it.
type Picture struct {
	PNG    []byte
	Seq    uint64
	Raster uint64 // hash of the canonical pixels

	small atomic.Pointer[[]byte] // the same, small, once somebody has asked
}

// pictures remembers the newest pictures of a workspace.
type pictures struct {
	last     *Picture
	previews previews
}

// metric counts.
type metric struct{ n atomic.Int64 }

func (m *metric) add(n int) { m.n.Add(int64(n)) }

// Mismatches returns how many clients have reported another digest (rule S8).
func (h *Hub) Mismatches() int64 { return h.mismatches.n.Load() }

// frozen is a piece as it was at a seq, for a renderer: strokes that may still
// change are copies.
type frozen struct {
	width, height int32
	base          []byte
	flat, strokes []*core.Stroke
	seq           uint64
}

func freeze(room *authority.Room) frozen {
	p := room.Piece()
	f := frozen{base: room.Base(), flat: room.Flat(), seq: room.Seq()}
	f.width, f.height = p.Size()
	f.strokes = make([]*core.Stroke, len(p.Strokes()))
	copies := make([]core.Stroke, len(f.strokes))
	for i, s := range p.Strokes() {
		copies[i] = *s
		f.strokes[i] = &copies[i]
	}
	return f
}

// canvas draws the frozen piece.
func (f *frozen) canvas() (*raster.Canvas, error) {
	c := raster.New(f.width, f.height)
	if len(f.base) > 0 {
		if err := c.LoadBase(f.base); err != nil {
			return nil, err
		}
	}
	for _, s := range f.flat {
		c.Place(s)
		c.Flatten(s)
	}
	for _, s := range f.strokes {
		c.Place(s)
	}
	return c, nil
}

// Picture draws the live piece of a workspace, in the pool (rule H1). The
// newest one is kept, so that asking again costs nothing.
func (h *Hub) Picture(ctx context.Context, id int64) (*Picture, error) {
	w, err := h.Workspace(ctx, id)
	if err != nil {
		return nil, err
	}
	type answer struct {
		f    frozen
		last *Picture
	}
	got := make(chan answer, 1)
	if !w.do(ctx, func(w *Workspace) {
		if p := w.pictures.last; p != nil && p.Seq == w.room.Seq() {
			got <- answer{last: p}
			return
		}
		got <- answer{f: freeze(w.room)}
	}) {
		return nil, ErrClosing
	}
	var a answer
	select {
	case a = <-got:
	case <-w.ended:
		return nil, ErrClosing
	}
	if a.last != nil {
		return a.last, nil
	}
	if err := h.place(ctx); err != nil {
		return nil, err
	}
	defer h.leave()
	p, err := a.f.picture()
	if err == nil {
		w.do(ctx, func(w *Workspace) { w.pictures.last = p })
	}
	return p, err
}

// place waits for a place in the pool, which leave gives back. It returns ErrBusy
// when too many wait already.
func (h *Hub) place(ctx context.Context) error {
	if h.drawing.Add(1) > picturesMax {
		h.drawing.Add(-1)
		return ErrBusy
	}
	select {
	case h.render <- struct{}{}:
		return nil
	case <-ctx.Done():
		h.drawing.Add(-1)
		return ctx.Err()
	}
}

func (h *Hub) leave() {
	<-h.render
	h.drawing.Add(-1)
}

func (f *frozen) picture() (*Picture, error) {
	c, err := f.canvas()
	if err != nil {
		return nil, err
	}
	img := image.NewRGBA(image.Rect(0, 0, int(f.width), int(f.height)))
	c.WritePaper(img.Pix, core.Rect{X1: f.width, Y1: f.height}, Paper)
	var b bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := enc.Encode(&b, img); err != nil {
		return nil, err
	}
	return &Picture{PNG: b.Bytes(), Seq: f.seq, Raster: c.Hash()}, nil
}

// drawBase draws what is flattened into the base picture, off the loop, and
// archives those strokes before anything may drop their entries (rule L3).
func (w *Workspace) drawBase() {
	if w.drawing || len(w.room.Flat()) == 0 {
		return
	}
	w.drawing = true
	f := frozen{base: w.room.Base(), flat: w.room.Flat()}
	f.width, f.height = w.room.Piece().Size()
	from := w.room.Piece().Base().Strokes - uint64(len(f.flat))
	w.hub.running.Go(func() {
		w.hub.render <- struct{}{}
		defer func() { <-w.hub.render }()
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		c, err := f.canvas()
		if err == nil {
			err = w.archive(ctx, from, f.flat)
		}
		var base []byte
		var hash uint64
		if err == nil {
			base, hash = c.AppendBase(nil), c.BaseHash()
		}
		w.do(ctx, func(w *Workspace) {
			w.drawing = false
			if err != nil {
				w.hub.cfg.Log.Error("base picture not drawn", "workspace", w.id, "err", err)
				w.failed.Store(true)
				w.signal()
				return
			}
			w.room.BaseDrawn(len(f.flat), hash, base)
		})
	})
}

func (w *Workspace) signal() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// archive stores flattened strokes, less those that are archived already, as
// after a crash.
func (w *Workspace) archive(ctx context.Context, from uint64, flat []*core.Stroke) error {
	done, err := w.hub.store.Archived(ctx, w.key)
	if err != nil {
		return err
	}
	if done > from {
		n := min(done-from, uint64(len(flat)))
		from, flat = from+n, flat[n:]
	}
	if len(flat) == 0 {
		return nil
	}
	return w.hub.store.Archive(ctx, w.key, from, from+uint64(len(flat)), pack.Append(nil, seen(flat)))
}

// seen returns strokes without the ink of those that are hidden, for that is gone
// with truncation (rule L3).
func seen(strokes []*core.Stroke) []*core.Stroke {
	list := slices.Clone(strokes)
	for i, s := range list {
		if s.Hidden != 0 {
			blank := *s
			blank.Points, blank.Beats = nil, nil
			list[i] = &blank
		}
	}
	return list
}

// compact saves a snapshot every so many entries, once all of it is durable
// and nothing flattened waits for the base picture.
func (w *Workspace) compact() {
	if w.saving || w.room.Seq()-w.snapshot < uint64(w.hub.cfg.SnapshotEach) || w.room.Durable() != w.room.Seq() || len(w.room.Flat()) > 0 {
		return
	}
	w.saving = true
	state, seq := w.room.Save()
	snap := store.Snapshot{Seq: seq, State: state, Base: w.room.Base()}
	w.hub.running.Go(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		err := w.hub.store.SaveSnapshot(ctx, w.key, snap)
		over, err2 := w.hub.overQuota(ctx, w.id)
		w.do(ctx, func(w *Workspace) {
			w.saving = false
			if err != nil {
				w.hub.cfg.Log.Error("snapshot not saved", "workspace", w.id, "seq", seq, "err", err)
				return
			}
			w.snapshot = seq
			if err2 == nil {
				w.room.SetOverQuota(over)
			}
		})
	})
}
