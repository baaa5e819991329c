package local

import (
	"context"
	"slices"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/desktop/app"
	"easel.example/desktop/say"
)

// AgainPiece begins a piece with all that is seen of another file of the folder, as one's own ink and in a file of
// its own: so a finished piece is gone on with, and stays as it is.
func (w *Workspace) AgainPiece(ctx context.Context, number uint32) error {
	f, err := w.find(ctx, number)
	if err != nil {
		return err
	}
	if number < firstNumber {
		return say.Sentence("This piece is on the easel already.")
	}
	from, _, err := openFile(w.cfg, f.path)
	if err != nil {
		return sentenceOf(err)
	}
	_ = from.keeper.Close(nil) // it stays as it is
	return w.next(ctx, from.title(), app.NewPiece{}, from.again)
}

// again makes a piece of all that is seen of p, which is not used any more, in a new file.
func (p *piece) again(path string, number uint32) (*piece, error) {
	st := p.room.Piece().State()
	st.Number = number
	st.Strokes = slices.DeleteFunc(slices.Clone(st.Strokes), func(s *core.Stroke) bool { return s.Hidden != 0 })
	for _, s := range st.Strokes { // their ids stay, for grain and bristles come of them
		s.Member, s.Done = me, true
	}
	st.Actors = slices.Clone(st.Actors)
	for i, a := range st.Actors {
		st.Actors[i] = core.Replicant{Replica: uint64(i + 1), Member: me, LastN: a.LastN}
	}
	var base []byte
	var pixels uint64
	if st.Base.Strokes > 0 {
		under := frozen{width: st.Width, height: st.Height, base: p.room.Base(), flat: p.room.Flat()}
		c, err := under.canvas(nil)
		if err != nil {
			return nil, errDamaged
		}
		base, pixels = c.AppendBase(nil), c.BaseHash()
	}
	is, ok := core.Restore(st)
	if !ok {
		return nil, errDamaged
	}
	room, err := authority.Load(roomConfig(), p.title(), authority.Found(is, pixels, base, now()), base)
	if err != nil {
		return nil, errDamaged
	}
	q := &piece{room: room, meta: meta{Title: p.meta.Title, Created: now()}}
	return q, q.into(path)
}
