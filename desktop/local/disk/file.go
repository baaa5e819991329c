package disk

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"easel.example/core/export"
	"easel.example/core/wire"
)

// A State is a piece at rest: what authority.Load needs, and what its host keeps beside it.
type State struct {
	Saved []byte // by authority.Room.Save
	Base  []byte // the base picture, compressed
	Seq   uint64 // that it stands at
	Meta  []byte // JSON of the host's, or nil
}

// A Sum is the hash of a whole file.
type Sum [sha256.Size]byte

// FileBytes bounds an Easel file that is opened: its strokes have at most 96 MiB, and the
// picture of the largest piece has 64 MiB.
const FileBytes = 256 << 20

// attached is what is in the file beside the piece.
type attached struct {
	Last []uint32        `json:"last,omitempty"` // num of the last batch of each actor
	Meta json.RawMessage `json:"meta,omitempty"`
}

// encode writes s as an Easel file. It ends early, with the error of ctx, when that ends.
func encode(ctx context.Context, w io.Writer, s State) error {
	var r wire.Reader
	m, err := r.Saved(s.Saved)
	if err != nil {
		return fmt.Errorf("read the saved room: %w", err)
	}
	view := viewOf(m.Snapshot, s.Base)
	pic, err := export.Open(view)
	if err != nil {
		return fmt.Errorf("draw the piece: %w", err)
	}
	rest, err := json.Marshal(attached{m.Last, s.Meta})
	if err != nil {
		return fmt.Errorf("attach what is kept with the piece: %w", err)
	}
	g, err := export.NewPNG(w, pic, 1, export.White)
	if err != nil {
		return err
	}
	if err := g.Embed(view); err != nil {
		return err
	}
	if err := g.Attach(rest); err != nil {
		return err
	}
	for done, of := 0, 1; done < of; {
		if err := ctx.Err(); err != nil {
			return err
		}
		if done, of, err = g.Step(); err != nil {
			return err
		}
	}
	return nil
}

// viewOf returns a snapshot and its base as client.View makes them.
func viewOf(snapshot, base []byte) []byte {
	var r wire.Reader
	var w wire.Writer
	frames := [][]byte{snapshot}
	m, err := r.Snapshot(snapshot)
	if err != nil {
		return nil // who opens the view says so
	}
	for i := range m.Parts {
		data := base[min(int(i)*wire.BasePart, len(base)):min(int(i+1)*wire.BasePart, len(base))]
		frames = append(frames, w.Base(nil, wire.Base{Piece: m.Piece, Part: i, Parts: m.Parts, Data: data}))
	}
	return w.Frozen(nil, frames)
}

// View returns the piece of a state as client.View does, for core/export.
func (s State) View() ([]byte, error) {
	var r wire.Reader
	m, err := r.Saved(s.Saved)
	if err != nil {
		return nil, err
	}
	return viewOf(m.Snapshot, s.Base), nil
}

// decode returns the piece in an Easel file.
func decode(file []byte) (s State, err error) {
	view, err := export.Scene(file)
	if err != nil {
		return s, err
	}
	if _, err := export.Open(view); err != nil { // it checks the parts
		return s, err
	}
	var r wire.Reader
	frames, err := r.Frozen(view)
	if err != nil {
		return s, err
	}
	m, err := r.Snapshot(frames[0])
	if err != nil {
		return s, err
	}
	s.Seq = m.Seq
	for _, f := range frames[1:] {
		b, err := r.Base(f)
		if err != nil {
			return s, err
		}
		s.Base = append(s.Base, b.Data...)
	}
	var rest attached
	if b, err := export.Attached(file); err == nil && json.Unmarshal(b, &rest) != nil {
		rest = attached{} // without it the piece is whole
	}
	var w wire.Writer
	s.Saved, s.Meta = w.Saved(nil, wire.Saved{Snapshot: frames[0], Last: rest.Last}), rest.Meta
	return s, nil
}

// openRegular opens a file of bytes: a pipe would be waited for, and a device has no end.
func openRegular(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("open %s: it is no file", path)
	}
	return os.Open(path)
}

// read returns a file and its hash.
func read(path string) ([]byte, Sum, error) {
	f, err := openRegular(path)
	if err != nil {
		return nil, Sum{}, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, FileBytes+1))
	if err != nil {
		return nil, Sum{}, err
	}
	if len(b) > FileBytes {
		return nil, Sum{}, export.FormatError("This file has more than 256 MiB, which is no piece of Easel's.")
	}
	return b, sha256.Sum256(b), nil
}

// head is how much of a file is looked at to see whether it holds a piece: the signature and the
// chunks before the piece have 54 bytes.
const head = 256

// Holds reports whether the file at path is an Easel file, by its beginning.
func Holds(path string) bool {
	f, err := openRegular(path)
	if err != nil {
		return false
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, head))
	return err == nil && bytes.HasPrefix(b, []byte("\x89PNG\r\n\x1a\n")) && bytes.Contains(b, []byte("eaSL"))
}
