package paths

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"easel.example/core"
	"easel.example/core/artist"
)

// Bounds of one call of [Parse].
const (
	EntriesMax = 1000    // entries, which is what may wait to be performed (rule L2)
	MarksMax   = 1000    // strokes that come of them: one may make several
	PointsMax  = 1 << 18 // points of all of them, curves flattened: half a second of work
	RawBytes   = 4 << 20 // JSON, about 300 bytes for each of 10,000 points
	told       = 20      // remarks that a report spells out
)

// Bounds are what the strokes must fit into.
type Bounds struct {
	Width, Height int32 // px, as of the piece
	Style         core.Style
	Limits        core.Limits // of the piece; the zero Limits are the default ones
}

// A Mark is a stroke, and the index of the entry that asked for it.
type Mark struct {
	artist.Mark
	Entry int
}

// A Remark is a plain sentence about an entry.
type Remark struct {
	Index int
	Text  string
}

// A Drawing is what came of a call.
type Drawing struct {
	Marks []Mark   // in the order of the entries
	Wrong []Remark // entries that were not drawn, and why
	Notes []Remark // entries that were drawn otherwise than asked
}

// A FormatError says why nothing can be drawn, in a plain sentence.
type FormatError string

func (e FormatError) Error() string { return string(e) }

// Parse reads a JSON array of entries. It returns a [FormatError] if nothing at all can
// be drawn; the remarks are there then, too.
func Parse(raw json.RawMessage, b Bounds) (Drawing, error) {
	if len(raw) > RawBytes {
		return Drawing{}, FormatError(fmt.Sprintf("the paths take %d bytes; a call takes at most %d", len(raw), RawBytes))
	}
	var list []json.RawMessage
	if err := json.Unmarshal(raw, &list); err != nil || list == nil {
		return Drawing{}, notArray(err)
	}
	if len(list) == 0 {
		return Drawing{}, FormatError("the array of paths is empty; give at least one, such as " + example)
	}
	d := newDraft(b)
	for i, entry := range list[:min(len(list), EntriesMax)] {
		d.index = i
		d.add(entry)
	}
	if n := len(list) - EntriesMax; n > 0 {
		d.Wrong = append(d.Wrong, Remark{EntriesMax, fmt.Sprintf("a call takes at most %d paths: this one and those after it, %d in all, were not drawn", EntriesMax, n)})
	}
	if len(d.Marks) == 0 {
		return d.Drawing, FormatError("none of the paths can be drawn. " + d.Report())
	}
	return d.Drawing, nil
}

const example = `[{"type":"line","points":[[10,10],[200,80]]}]`

func notArray(err error) FormatError {
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		return FormatError(fmt.Sprintf("the paths are not JSON: %v, at byte %d; want an array such as %s", err, syntax.Offset, example))
	}
	return FormatError("the paths are not an array; want one such as " + example)
}

// Report returns the remarks as text, the wrong entries first, and says how many more
// there are than it spells out.
func (d Drawing) Report() string {
	var lines []string
	for _, part := range []struct {
		list []Remark
		head string
	}{{d.Wrong, "not drawn"}, {d.Notes, "drawn"}} {
		for i, r := range part.list {
			if i == told {
				lines = append(lines, fmt.Sprintf("… and %d more of these.", len(part.list)-told))
				break
			}
			lines = append(lines, fmt.Sprintf("Path %d, %s: %s.", r.Index, part.head, r.Text))
		}
	}
	return strings.Join(lines, "\n")
}

// A draft is a drawing in the making.
type draft struct {
	Drawing
	Bounds
	index  int // of the entry that is read
	points int // flattened, of all entries so far
}

func newDraft(b Bounds) *draft {
	if b.Limits == (core.Limits{}) {
		b.Limits = core.DefaultLimits()
	}
	return &draft{Bounds: b}
}

// add draws one entry whole, or not at all.
func (d *draft) add(raw json.RawMessage) {
	marks, notes := len(d.Marks), len(d.Notes)
	e, err := parseEntry(raw)
	if err == nil {
		for _, key := range e.unknown {
			d.note("there is no property %q and it was left out of account; there are %s", key, strings.Join(properties, ", "))
		}
		err = d.draw(e)
	}
	if err != nil {
		d.Marks, d.Notes = d.Marks[:marks], d.Notes[:notes]
		d.Wrong = append(d.Wrong, Remark{d.index, err.Error()})
	}
}

func (d *draft) note(format string, args ...any) {
	d.Notes = append(d.Notes, Remark{d.index, fmt.Sprintf(format, args...)})
}

// draw adds the strokes of an entry.
func (d *draft) draw(e entry) error {
	p, err := e.look.paint(d.Style)
	if err != nil {
		return err
	}
	for _, text := range p.notes {
		d.note("%s", text)
	}
	lines, err := e.lines()
	if err != nil {
		return err
	}
	for _, l := range lines {
		d.points += len(l.way)
	}
	if d.points > PointsMax {
		return fmt.Errorf("the paths have more than %d points in all; draw the rest with another call", PointsMax)
	}
	d.keep(lines)
	if p.filled {
		if err := d.fill(p.fill, lines); err != nil {
			return err
		}
	}
	if p.lined {
		for _, l := range lines {
			if l.closed = l.closed || p.around; p.around {
				l = l.joined()
			}
			if err := d.line(p.line, l); err != nil {
				return err
			}
		}
	}
	return nil
}

// keep moves points into what the piece holds (rule L5), and says so.
func (d *draft) keep(lines []line) {
	w, h := d.Width*core.Unit, d.Height*core.Unit
	moved := false
	for _, l := range lines {
		for i, p := range l.way {
			q := core.Point{X: min(max(p.X, -w), 2*w), Y: min(max(p.Y, -h), 2*h), Pressure: p.Pressure}
			moved = moved || q != p
			l.way[i] = q
		}
	}
	if moved {
		d.note("points further than one canvas outside were moved to where it ends: x goes from %d to %d, y from %d to %d", -d.Width, 2*d.Width, -d.Height, 2*d.Height)
	}
}
