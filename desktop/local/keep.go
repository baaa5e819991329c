package local

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"easel.example/core/authority"
	"easel.example/core/export"
	"easel.example/core/wire"
	"easel.example/desktop/local/disk"
	"easel.example/desktop/say"
)

// open builds the piece that was found.
func open(cfg Config, k *disk.Keeper, f disk.Found) (p *piece, err error) {
	defer func() { // a file may come from anywhere
		if bad := recover(); bad != nil {
			cfg.Log.Error("file contradicts itself", "file", k.Path(), "panic", fmt.Sprint(bad))
			p, err = nil, errDamaged
		}
	}()
	p = &piece{keeper: k}
	if json.Unmarshal(f.Meta, &p.meta) != nil {
		p.meta = meta{} // made by another program; the piece is whole without it
	}
	p.meta.mend()
	if p.room, err = authority.Load(roomConfig(), p.title(), f.State.Saved, f.State.Base); err != nil {
		return nil, errors.Join(errDamaged, err)
	}
	for _, r := range f.Records {
		if err := p.room.Replay(r); err != nil {
			return nil, errors.Join(errDamaged, err)
		}
	}
	if slices.ContainsFunc(f.Records, ofSomebody) {
		p.touch() // what the journal has goes into the file
	}
	p.saved = f.State.Seq
	p.room.Start([]authority.Epoch{{Epoch: 1, First: p.room.Seq() + 1}}, now())
	return p, nil
}

// ofSomebody reports whether an entry is more than that somebody came, or that limits hold: a file that
// is only looked at stays as it is.
func ofSomebody(r authority.Record) bool { return r.Actor != 0 }

const errDamaged = disk.Trouble("What is kept in this file contradicts itself: it is damaged.")

// state is the piece as its file has it.
func (p *piece) state() disk.State {
	saved, seq := p.room.Save()
	return disk.State{Saved: saved, Base: p.room.Base(), Seq: seq, Meta: p.beside()}
}

// beside is what is kept beside the piece.
func (p *piece) beside() []byte {
	b, err := json.Marshal(&p.meta)
	if err != nil {
		panic("local: what is kept beside a piece: " + err.Error())
	}
	return b
}

// touch takes note that the file is not as the piece is.
func (p *piece) touch() {
	if p.changed = time.Now(); p.since.IsZero() {
		p.since = p.changed
	}
}

// take makes p the piece that is painted on.
func (w *Workspace) take(p *piece) {
	w.piece = p
	w.notes = nil
	for _, n := range p.meta.Artist.Notes {
		n.Piece, n.More, n.At = p.room.Piece().Number(), false, 0
		w.notes = append(w.notes, n)
	}
	w.standing = nil
	w.easel.turnTo(p)
}

// record keeps entries.
func (w *Workspace) record(list []authority.Record) {
	p := w.piece
	if slices.ContainsFunc(list, ofSomebody) {
		p.touch()
		p.fresh = false
	}
	if w.moving != nil {
		w.moving.records = append(w.moving.records, list...)
	}
	if p.keeper != nil {
		p.keeper.Append(list, len(p.room.Piece().Open()) == 0)
	}
}

// metaEvery is how often what is kept beside the piece is written at most, once it has changed.
const metaEvery = time.Second

// touchMeta takes note that what is kept beside the piece has changed.
func (w *Workspace) touchMeta() {
	w.piece.stale = true
	w.piece.touch()
}

// retryEvery is how soon a file that could not be written is tried again.
const retryEvery = 5 * time.Second

// keep writes what it is time for.
func (w *Workspace) keep(at time.Time) {
	p := w.piece
	if p.keeper == nil || w.moving != nil {
		return
	}
	if p.stale && at.Sub(p.metaAt) >= metaEvery {
		w.keepMeta()
	}
	s := p.keeper.Status()
	switch {
	case s.Saving:
	case s.Err != nil:
		if at.Sub(p.tried) >= retryEvery && !p.since.IsZero() {
			p.tried = at
			w.save()
		}
	case !p.since.IsZero() && (at.Sub(p.changed) >= max(w.cfg.SaveIdle, saveShare*p.took) || at.Sub(p.since) >= w.cfg.SaveMost):
		w.save()
	}
}

// keepMeta gives what is kept beside the piece to the journal.
func (w *Workspace) keepMeta() {
	p := w.piece
	p.stale, p.metaAt = false, time.Now()
	if p.keeper != nil {
		p.keeper.Meta(p.beside())
	}
}

// save has the file written anew.
func (w *Workspace) save() {
	p := w.piece
	s := p.state()
	if p.keeper.Save(s) {
		p.saved, p.since, p.begun = s.Seq, time.Time{}, time.Now()
	}
}

// hear takes what the keeper tells.
func (w *Workspace) hear() {
	p := w.piece
	s := p.keeper.Status()
	if !s.Saving && !p.begun.IsZero() {
		p.took, p.begun = time.Since(p.begun), time.Time{}
	}
	p.room.Synced(min(s.Durable, p.room.Seq()))
	w.tellWaiters(s.Err != nil) // an artist goes on as people do: all of it is in memory
	switch {
	case s.Err != nil:
		if p.since.IsZero() {
			p.touch()
		}
		if why := s.Err.Error(); why != w.said {
			w.cfg.Log.Error("piece not kept", "file", p.path(), "err", errors.Unwrap(s.Err))
			w.tell(why)
		}
	case w.isTrouble():
		w.tell("The piece is in its file again.")
		w.said = ""
	}
	if s.Aside != "" && w.said != s.Aside {
		w.tell(fmt.Sprintf("Another program has changed the file. Its version is kept as “%s”.", filepath.Base(s.Aside)))
		w.said = s.Aside
	}
}

// isTrouble reports whether what was said last is that the piece cannot be kept.
func (w *Workspace) isTrouble() bool {
	for _, t := range [...]disk.Trouble{disk.ErrFull, disk.ErrReadOnly, disk.ErrWrite, disk.ErrElsewhere} {
		if w.said == string(t) {
			return true
		}
	}
	return false
}

// Save writes the file anew at once, and waits for it.
func (w *Workspace) Save(ctx context.Context) error {
	if w.Path() == "" {
		return disk.ErrReadOnly
	}
	seq := uint64(0)
	if err := w.ask(ctx, func() { seq = w.piece.room.Seq(); w.save() }); err != nil {
		return err
	}
	for {
		var s disk.Status
		if err := w.ask(ctx, func() {
			if s = w.piece.keeper.Status(); !s.Saving && s.Saved < seq && s.Err == nil {
				w.save()
			}
		}); err != nil {
			return err
		}
		if s.Err != nil && !s.Saving || s.Saved >= seq {
			return s.Err
		}
		if err := rest(ctx, tick); err != nil {
			return err
		}
	}
}

// A moving is a piece on its way into another file.
type moving struct{ records []authority.Record }

// errMoving says that a piece is on its way.
var errMoving = say.Sentence("The piece is just being saved elsewhere. Try again in a moment.")

// SaveAs goes on in another file, which is replaced if there is one: people were asked. The file before stays
// as it is.
func (w *Workspace) SaveAs(ctx context.Context, path string) error {
	if !strings.EqualFold(filepath.Ext(path), ".png") {
		path += ".png"
	}
	var s disk.State
	busy := false
	if err := w.ask(ctx, func() {
		if busy = w.moving != nil; !busy {
			w.moving, s = &moving{}, w.piece.state()
		}
	}); err != nil {
		return err
	}
	if busy {
		return errMoving
	}
	k, err := disk.Create(path, s, true)
	if err2 := w.ask(context.WithoutCancel(ctx), func() { w.moved(k) }); err2 != nil && k != nil {
		_ = k.Close(nil) // the workspace has ended; the file is as it was then
		err = errors.Join(err, err2)
	}
	return err
}

// moved goes on in k, unless that is nil.
func (w *Workspace) moved(k *disk.Keeper) {
	m, p, from := w.moving, w.piece, w.piece.keeper
	w.moving = nil
	if k == nil {
		return
	}
	was := p.path()
	p.keeper, p.fresh = k, false
	k.Append(m.records, true)
	p.stale, w.said = true, ""
	p.touch()
	if from != nil {
		w.late.Go(func() { _ = from.Close(nil) }) // its journal has what its file has not
	}
	if w.cfg.Moved != nil {
		w.cfg.Moved(was, k.Path())
	}
}

// end keeps all, and lets go.
func (w *Workspace) end() {
	w.easel.stop()
	for len(w.inbox) > 0 {
		(<-w.inbox)()
	}
	w.closeAll(0)
	w.carryOut()
	w.tellWaiters(true)
	w.failed = w.finish(w.piece, w.piece.state())
}

// finish brings a piece to its end, as the loop found it at last. It looks at nothing that the loop may change yet.
func (w *Workspace) finish(p *piece, last disk.State) error {
	if p.keeper == nil {
		return w.rescue(p, last)
	}
	if p.since.IsZero() && !p.stale && !p.keeper.Status().Saving { // it was only looked at, or is saved
		p.keeper.Forget()
		err := p.keeper.Close(nil)
		if p.fresh && err == nil {
			err = p.keeper.Remove()
		}
		return err
	}
	if err := p.keeper.Close(&last); err != nil {
		return errors.Join(err, w.rescue(p, last))
	}
	return nil
}

// rescue writes a piece that cannot be kept where it belongs into the folder for such.
func (w *Workspace) rescue(p *piece, last disk.State) error {
	if p.fresh || len(p.room.Piece().Strokes()) == 0 && p.room.Piece().Base().Strokes == 0 {
		return nil
	}
	const lost = disk.Trouble("The piece could not be kept: its file could not be written, and no other one either.")
	if w.cfg.Rescue == "" {
		return lost
	}
	name := FileName(p.title())
	path, err := free(w.cfg.Rescue, name)
	if err != nil {
		return errors.Join(lost, err)
	}
	k, err := disk.Create(path, last, false)
	if err != nil {
		return errors.Join(lost, err)
	}
	_ = k.Close(nil) // it was written just now
	return say.Errorf("The file could not be written. The piece is kept as “%s”.", path)
}

// View returns the piece as it is, for core/export.
func (w *Workspace) View(ctx context.Context) (view []byte, err error) {
	var s disk.State
	if err := w.ask(ctx, func() { s = w.piece.state() }); err != nil {
		return nil, err
	}
	return s.View()
}

// sentenceOf returns err as people are told it.
func sentenceOf(err error) error {
	var format export.FormatError
	var trouble disk.Trouble
	var frame wire.FormatError
	switch {
	case errors.As(err, &format):
		return format
	case errors.As(err, &trouble):
		return trouble
	case errors.As(err, &frame):
		return errDamaged
	}
	return err
}
