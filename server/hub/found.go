package hub

import (
	"context"
	"errors"
	"time"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/export"
	"easel.example/core/raster"
	"easel.example/core/wire"
	"easel.example/server/store"
)

// foundTime bounds the reading of a file and the drawing of what becomes part of its paper.
const foundTime = time.Minute

// foundActors bounds the replicas of a file's piece: as many are left to those who come.
const foundActors = core.ActorsMax / 2

// foundBase bounds how many strokes a file may say are part of its paper.
const foundBase = 1 << 31

// A FileError is a sentence that says why a file, or a piece of the gallery, cannot become
// a piece.
type FileError string

func (e FileError) Error() string { return string(e) }

// errFull: the ink that a piece begins with counts as what is drawn does (rule L7).
const errFull = FileError("This workspace holds as much as it may: its owner can ask whoever runs the server for more.")

// Found begins a piece from an Easel file, as the ink of a member: all of its strokes are
// there at once, and durable, before the live piece gives way (see [Hub.NewPiece]). One
// file is read at a time, and one of a workspace waits: see [founders.enter] for ErrBusy.
func (h *Hub) Found(ctx context.Context, id int64, file []byte, title string, member uint32) (number uint32, err error) {
	return h.found(ctx, id, title, func(ctx context.Context) (foundation, error) { return h.founded(ctx, file, member) })
}

// found begins a piece of what is read.
func (h *Hub) found(ctx context.Context, id int64, title string, read func(context.Context) (foundation, error)) (number uint32, err error) {
	leave, err := h.founding.enter(ctx, id)
	if err != nil {
		return 0, err
	}
	defer leave()
	over, err := h.overQuota(ctx, id)
	if err != nil {
		return 0, err
	}
	if over {
		return 0, errFull
	}
	limited, cancel := context.WithTimeout(ctx, foundTime)
	defer cancel()
	f, err := read(limited)
	if limited.Err() != nil && ctx.Err() == nil {
		return 0, FileError("The piece takes too long to draw.")
	}
	if err != nil {
		return 0, err
	}
	k, err := h.store.AddPiece(ctx, id, f.state.Width, f.state.Height, f.state.Style, title)
	if err != nil {
		return 0, err
	}
	if err = h.keepFound(ctx, k, f); err == nil {
		number, err = h.turnTo(ctx, id, func(ctx context.Context, strokes int64) (uint32, error) {
			return k.Piece, h.store.GoLive(ctx, k, strokes)
		})
	}
	if err != nil {
		h.dropFound(context.WithoutCancel(ctx), k)
	}
	return number, err
}

// dropFound leaves nothing of a piece that did not go live. It did where who asked went
// away while it turned.
func (h *Hub) dropFound(ctx context.Context, k store.PieceKey) {
	if err := h.store.DropPiece(ctx, k); err != nil && !errors.Is(err, store.ErrLivePiece) {
		h.cfg.Log.Error("a piece that did not begin is left over", "piece", k, "err", err)
	}
}

// A foundation is what a piece begins with.
type foundation struct {
	state  core.State
	base   []byte
	pixels uint64
}

// founded reads a file, and makes of it what a piece of this server may hold.
func (h *Hub) founded(ctx context.Context, file []byte, member uint32) (f foundation, err error) {
	if err := h.place(ctx); err != nil {
		return f, err
	}
	defer h.leave()
	view, err := export.Scene(file)
	var said export.FormatError
	if errors.As(err, &said) {
		return f, FileError(said)
	}
	if err != nil {
		return f, err
	}
	p, base, err := export.OpenPiece(view, h.cfg.Room.Limits.WorkspaceBytes)
	if err != nil {
		return f, FileError("The piece in the file cannot be read: it is damaged, or larger than this server takes.")
	}
	return h.settled(ctx, p.State(), base, member)
}

// settled makes a foundation of a piece that was read, with its base.
func (h *Hub) settled(ctx context.Context, st core.State, base *raster.Canvas, member uint32) (f foundation, err error) {
	f.state = st
	if len(f.state.Actors) > foundActors {
		return f, FileError("The piece was drawn by more pages than a piece may know.")
	}
	if f.state.Strokes, err = h.admitted(f.state); err != nil {
		return f, err
	}
	f.state.Base.Strokes = min(max(f.state.Base.Strokes, 1), foundBase)
	if base == nil {
		f.state.Base = core.Base{}
	}
	h.adopt(f.state, member)
	err = f.flatten(ctx, h.cfg.Room.Limits, base)
	return f, err
}

// admitted returns the strokes that are seen, done, if each is one that might have been
// drawn here.
func (h *Hub) admitted(st core.State) ([]*core.Stroke, error) {
	l, now := h.cfg.Room.Limits, h.cfg.Now()
	sheet := core.NewPiece(1, st.Width, st.Height, st.Style, l)
	var seen []*core.Stroke
	for _, s := range st.Strokes {
		if s.Hidden != 0 {
			continue // who hid it is nobody here
		}
		d := s.Drawn()
		if !d.Brush.Valid() || !s.Brush.Valid() || !st.Style.Admits(s.Brush) || len(s.Points) > int(l.StrokePoints) || s.Cost() > l.StrokeCost {
			return nil, FileError("The piece holds a stroke that may not be drawn here.")
		}
		for i := range s.Points {
			if !sheet.Holds(s.Points[i]) || !sheet.Holds(d.Points[i]) {
				return nil, FileError("The piece holds a stroke that is too far from its sheet.")
			}
		}
		s.Done, s.Time = true, min(max(s.Time, 0), now)
		s.Touched = min(s.Time+s.Span(), now)
		seen = append(seen, s)
	}
	return seen, nil
}

// adopt gives the strokes to a member. Their ids stay, for grain and bristles come of
// them. A member may have only so many replicas: half of them, at most, are taken here,
// and strokes of further ones are nobody's.
func (h *Hub) adopt(st core.State, member uint32) {
	left := h.cfg.Room.ActorsPerMember / 2
	inked := make([]bool, len(st.Actors))
	for _, s := range st.Strokes {
		inked[s.ID.Actor-1] = true
	}
	for i := range st.Actors {
		a := core.Replicant{Replica: uint64(i + 1), LastN: st.Actors[i].LastN}
		if inked[i] && left > 0 {
			a.Member = member
			left--
		}
		st.Actors[i] = a
	}
	for _, s := range st.Strokes {
		s.Member = st.Actors[s.ID.Actor-1].Member
	}
}

// flatten brings what the file has more than the limits allow into the base (rule L3).
func (f *foundation) flatten(ctx context.Context, l core.Limits, base *raster.Canvas) error {
	p, ok := core.Restore(f.state)
	if !ok {
		return FileError("The piece contradicts itself.")
	}
	var j core.Journal
	p.Apply(core.Batch{Ops: []core.Op{{Kind: core.SetLimits, Limits: l}}}, 0, &j)
	for _, c := range j.Changes {
		for _, s := range c.Strokes {
			if base == nil {
				base = raster.New(p.Size())
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			base.Place(s)
			base.Flatten(s)
		}
	}
	f.state = p.State()
	if base != nil {
		f.base, f.pixels = base.AppendBase(nil), base.BaseHash()
	}
	return nil
}

// keepFound stores a foundation under a piece, once a room could be made of it.
func (h *Hub) keepFound(ctx context.Context, k store.PieceKey, f foundation) error {
	f.state.Number = k.Piece
	p, ok := core.Restore(f.state)
	if !ok {
		return FileError("The piece contradicts itself.")
	}
	state := authority.Found(p, f.pixels, f.base, h.cfg.Now())
	if _, err := authority.Load(h.cfg.Room, "", state, f.base); err != nil || len(f.base) > wire.SnapshotMax {
		return FileError("The piece is larger than this server takes.")
	}
	return h.store.SaveFirst(ctx, k, store.Snapshot{Seq: authority.FoundedAt, State: state, Base: f.base}, f.state.Base.Strokes)
}
