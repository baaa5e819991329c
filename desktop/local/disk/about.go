package disk

import (
	"encoding/json"
	"errors"
	"os"

	"easel.example/core"
	"easel.example/core/export"
	"easel.example/core/pack"
	"easel.example/core/wire"
)

// An Info is what a file says of its piece.
type Info struct {
	Width, Height int32
	Style         core.Style
	Strokes       int64
	Meta          []byte // the host's, or nil
}

// About reads what a file says of its piece, without its strokes. What lies in a journal beside it
// is not looked at.
func About(path string) (i Info, err error) {
	b, _, err := read(path)
	if err != nil {
		return i, sentence(err, ErrRead)
	}
	view, err := export.Scene(b)
	if err != nil {
		return i, err
	}
	var r wire.Reader
	frames, err := r.Frozen(view)
	if err != nil || len(frames) == 0 {
		return i, errors.Join(ErrRead, err)
	}
	m, err := r.Snapshot(frames[0])
	if err != nil {
		return i, errors.Join(ErrRead, err)
	}
	i = Info{Width: m.Width, Height: m.Height, Style: m.Style, Strokes: int64(m.Base.Strokes) - int64(m.Flat) - int64(m.Skip)}
	for _, block := range m.Blocks {
		n, _, err := pack.Counts(block)
		if err != nil {
			return i, errors.Join(ErrRead, err)
		}
		i.Strokes += int64(n)
	}
	var rest attached
	if b, err := export.Attached(b); err == nil && json.Unmarshal(b, &rest) == nil {
		i.Meta = rest.Meta
	}
	return i, nil
}

// Move gives a file that nobody has open another name, with the journal that may lie beside it.
func Move(from, to string) error {
	if _, err := os.Stat(journalName(from)); err == nil {
		if err := os.Rename(journalName(from), journalName(to)); err != nil {
			return err
		}
	}
	return os.Rename(from, to)
}
