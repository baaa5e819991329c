package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
)

// A Note is one of an artist's notebook. What it holds is package server/artist's.
type Note struct {
	ID   uint32 // grows from note to note of a workspace
	Data []byte
}

// Artist returns what the artist of a workspace has kept, as KeepArtist was given it: nil
// if nothing. What it holds is package server/artist's.
func (s *Store) Artist(ctx context.Context, workspace int64) ([]byte, error) {
	var state []byte
	err := s.r.row(ctx, []any{&state}, "SELECT state FROM artist WHERE workspace = ?", workspace)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return nil, fmt.Errorf("read the artist of workspace %d: %w", workspace, err)
	}
	return state, nil
}

// ArtistNotes returns the notes that the artist of a workspace has kept, by their ids.
func (s *Store) ArtistNotes(ctx context.Context, workspace int64) ([]Note, error) {
	var list []Note
	err := s.r.each(ctx, func(rows *sql.Rows) error {
		var n Note
		err := rows.Scan(&n.ID, &n.Data)
		list = append(list, n)
		return err
	}, "SELECT id, note FROM artist_note WHERE workspace = ? ORDER BY id", workspace)
	if err != nil {
		return nil, fmt.Errorf("read the notebook of workspace %d: %w", workspace, err)
	}
	return list, nil
}

// artists is what waits to be written of artists: the newest of each, however often it has
// changed since the writer came by last. Who nudges one a hundred times a second has it written as often as
// the disk is ready, and not a hundred times.
type artists struct {
	mu    sync.Mutex
	saves map[int64]*artistSave
}

// An artistSave is what waits of one artist.
type artistSave struct {
	state []byte
	notes map[uint32][]byte // no more than a notebook has, and what it lost since
	first uint32            // notes before it go
	done  []chan error      // of those who wait for the state; nobody waits where there is no job
}

// of returns what waits of a workspace's artist. The caller holds mu.
func (a *artists) of(workspace int64) *artistSave {
	v := a.saves[workspace]
	if v == nil {
		v = &artistSave{notes: map[uint32][]byte{}}
		a.saves[workspace] = v
	}
	return v
}

// take takes what waits, so that what comes from here on waits for the next job.
func (a *artists) take(workspace int64) *artistSave {
	a.mu.Lock()
	defer a.mu.Unlock()
	v := a.of(workspace)
	delete(a.saves, workspace)
	return v
}

// back puts notes back that could not be written, for the next time.
func (a *artists) back(workspace int64, lost *artistSave) {
	a.mu.Lock()
	defer a.mu.Unlock()
	v := a.of(workspace)
	v.first = max(v.first, lost.first)
	for id, data := range lost.notes {
		if _, newer := v.notes[id]; !newer && id >= v.first {
			v.notes[id] = data
		}
	}
}

// KeepNotes has notes kept with the state that is kept next, and those before first dropped.
func (s *Store) KeepNotes(workspace int64, notes []Note, first uint32) {
	s.artists.mu.Lock()
	defer s.artists.mu.Unlock()
	v := s.artists.of(workspace)
	if first > v.first {
		v.first = first
		for id := range v.notes {
			if id < first {
				delete(v.notes, id)
			}
		}
	}
	for _, n := range notes {
		v.notes[n.ID] = n.Data
	}
}

// KeepArtist keeps the state of a workspace's artist, unless a newer one comes before it is written, and
// does not wait. What it returns gets one answer, when that state or a newer one is on disk or cannot be.
func (s *Store) KeepArtist(workspace int64, state []byte) <-chan error {
	done := make(chan error, 1) // one answer, which may find nobody waiting
	s.artists.mu.Lock()
	v := s.artists.of(workspace)
	v.state, v.done = state, append(v.done, done)
	first := len(v.done) == 1
	s.artists.mu.Unlock()
	if !first {
		return done // with the job that is on its way
	}
	j := s.artistJob(workspace)
	if err := s.q.push(item{job: &j}); err != nil {
		j.after(err)
	}
	return done
}

// artistJob returns the job that writes what waits of an artist.
func (s *Store) artistJob(workspace int64) job {
	var v *artistSave
	return job{
		run: func(t *tx) error {
			v = s.artists.take(workspace)
			return v.write(t, workspace)
		},
		after: func(err error) {
			if v == nil { // the transaction did not even begin
				v = s.artists.take(workspace)
			}
			if err != nil {
				s.artists.back(workspace, v)
			}
			for _, done := range v.done {
				done <- err
			}
		},
	}
}

func (v *artistSave) write(t *tx, workspace int64) error {
	_, err := t.exec("INSERT INTO artist (workspace, state) VALUES (?, ?) ON CONFLICT (workspace) DO UPDATE SET state = excluded.state", workspace, v.state)
	if err == nil && v.first > 0 {
		_, err = t.exec("DELETE FROM artist_note WHERE workspace = ? AND id < ?", workspace, v.first)
	}
	for id, data := range v.notes {
		if err == nil {
			_, err = t.exec("INSERT INTO artist_note (workspace, id, note) VALUES (?, ?, ?) ON CONFLICT (workspace, id) DO UPDATE SET note = excluded.note", workspace, id, blob(data))
		}
	}
	return err
}

// LivePiece returns the number of a workspace's live piece.
func (s *Store) LivePiece(ctx context.Context, workspace int64) (uint32, error) {
	ws, err := s.Workspace(ctx, workspace)
	return ws.LivePiece, err
}
