package client

import (
	"slices"

	"easel.example/core/wire"
)

// heldMax bounds the notes whose time has not come; the oldest are shown before it.
const heldMax = 4096

// A notebook is what the artist of the workspace has said and done about the live piece.
type notebook struct {
	artist wire.Artist
	notes  []wire.Note
	held   []wire.Note // that are to be seen later, as they came
	fresh  []uint32    // ids of notes that Notes has not returned as they are now
	begun  bool        // and what it returned before is of another piece
}

func (c *Client) artist(frame []byte) error {
	m, err := c.r.Artist(frame)
	if err != nil {
		return err
	}
	b := &c.book
	if m.Piece != b.artist.Piece {
		*b = notebook{begun: true}
	}
	b.artist = m
	c.changed = true
	return nil
}

func (c *Client) note(frame []byte) error {
	m, err := c.r.Note(frame)
	if err != nil || m.Piece != c.book.artist.Piece {
		return err
	}
	c.book.held = append(c.book.held, m)
	return nil
}

// read shows the notes whose time has come.
func (c *Client) read() {
	b := &c.book
	for len(b.held) > 0 && (c.cfg.Still || len(b.held) > heldMax || b.held[0].At <= c.serverNow(c.now)) {
		b.take(b.held[0])
		b.held = b.held[1:]
	}
	if len(b.held) == 0 {
		b.held = nil
	}
}

func (b *notebook) take(m wire.Note) {
	b.notes = wire.Merge(b.notes, m)
	if !slices.Contains(b.fresh, m.ID) {
		b.fresh = append(b.fresh, m.ID)
	}
}

// Notes returns the notes that are new or have changed since the last call, and whether
// all that came before it are of a piece that is gone. It clears TodoNotes.
func (c *Client) Notes() (list []wire.Note, anew bool) {
	b := &c.book
	for _, id := range b.fresh {
		if i := slices.IndexFunc(b.notes, func(o wire.Note) bool { return o.ID == id }); i >= 0 {
			list = append(list, b.notes[i])
		}
	}
	anew, b.begun, b.fresh = b.begun, false, nil
	return list, anew
}
