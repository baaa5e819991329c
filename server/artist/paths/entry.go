package paths

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"

	"easel.example/core/path"
)

// properties are what an entry may have. Some have a second spelling.
var properties = []string{"type", "points", "d", "brush", "color", "width", "opacity", "fill", "closed"}

var spellings = map[string]string{"colour": "color", "stroke_width": "width", "path": "d"}

// An entry is one path as it was asked for.
type entry struct {
	kind    kind
	spots   []spot
	d       string // of svg
	closed  bool
	look    Look
	unknown []string // names of properties that there are not
}

// A kind is a type of entry: what it is called, how many points it begins with, and
// how many it goes on with.
type kind struct {
	name        string
	first, more int
	takes       string
}

var kinds = []kind{
	{"line", 2, 1, "at least 2 points"},
	{"polyline", 2, 1, "at least 2 points"},
	{"quadratic", 3, 2, "3 points (start, control, end), and 2 more for each further curve"},
	{"cubic", 4, 3, "4 points (start, two controls, end), and 3 more for each further curve"},
	{"svg", 0, 0, "path data d"},
}

func kindNamed(name string) (kind, error) {
	for _, k := range kinds {
		if k.name == name {
			return k, nil
		}
	}
	return kind{}, fmt.Errorf("type is %s; it may be line, polyline, quadratic, cubic or svg", quoted(name))
}

// A spot is a place that an entry names, with how hard to press there: 0 to 1, or
// less where nothing is said.
type spot struct{ x, y, pressure float64 }

const unsaid = -1

// parseEntry reads one entry. A property that is null counts as not there: some models
// must name every property that there is.
func parseEntry(raw json.RawMessage) (entry, error) {
	var e entry
	var fields map[string]any
	if err := json.Unmarshal(raw, &fields); err != nil || fields == nil {
		if typed := (*json.UnmarshalTypeError)(nil); errors.As(err, &typed) && typed.Value != "" && len(fields) > 0 {
			return e, fmt.Errorf("%s is no number that can be drawn; coordinates are in px of the canvas", quoted(typed.Value))
		}
		return e, errors.New(`it is not an object; want one such as {"type":"line","points":[[10,10],[200,80]]}`)
	}
	for key, v := range fields {
		if right, ok := spellings[key]; ok {
			if _, both := fields[right]; !both {
				fields[right] = v
			}
			delete(fields, key)
		} else if !slices.Contains(properties, key) {
			e.unknown = append(e.unknown, key)
		}
	}
	slices.Sort(e.unknown)
	e.unknown = e.unknown[:min(len(e.unknown), 3)]
	return e, e.read(fields)
}

func (e *entry) read(fields map[string]any) (err error) {
	name, err := text(fields, "type")
	if err != nil {
		return err
	}
	if name == nil {
		return errors.New("type is missing; it may be line, polyline, quadratic, cubic or svg")
	}
	if e.kind, err = kindNamed(*name); err != nil {
		return err
	}
	if err := e.readLook(fields); err != nil {
		return err
	}
	if v := fields["closed"]; v != nil {
		closed, ok := v.(bool)
		if !ok {
			return fmt.Errorf("closed is %s; it may be true or false", shown(v))
		}
		e.closed = closed
	}
	if e.kind.name == "svg" {
		return e.readData(fields)
	}
	e.spots, err = spots(fields["points"])
	if n := len(e.spots) - e.kind.first; err == nil && (n < 0 || n%e.kind.more != 0) {
		err = fmt.Errorf("it has %d points; a %s takes %s", len(e.spots), e.kind.name, e.kind.takes)
	}
	return err
}

func (e *entry) readData(fields map[string]any) error {
	d, err := text(fields, "d")
	if err != nil {
		return err
	}
	if d == nil || *d == "" {
		return errors.New(`an svg takes path data in d, such as "M10 10 L200 80"`)
	}
	e.d = *d
	return nil
}

func (e *entry) readLook(fields map[string]any) (err error) {
	l := &e.look
	for _, p := range []struct {
		key string
		to  **string
	}{{"brush", &l.Brush}, {"color", &l.Color}, {"fill", &l.Fill}} {
		if *p.to, err = text(fields, p.key); err != nil {
			return err
		}
	}
	for _, p := range []struct {
		key string
		to  **float64
	}{{"width", &l.Width}, {"opacity", &l.Opacity}} {
		switch v := fields[p.key].(type) {
		case nil:
		case float64:
			*p.to = &v
		default:
			return fmt.Errorf("%s is %s; want a number", p.key, shown(v))
		}
	}
	return nil
}

// text returns the text of a property, or nil if it is not there.
func text(fields map[string]any, key string) (*string, error) {
	switch v := fields[key].(type) {
	case nil:
		return nil, nil
	case string:
		return &v, nil
	default:
		return nil, fmt.Errorf("%s is %s; want a text", key, shown(v))
	}
}

// spots reads points, each of which is {x, y}, [x, y] or [x, y, pressure].
func spots(v any) ([]spot, error) {
	list, ok := v.([]any)
	if !ok {
		return nil, errors.New("points is not an array; want one such as [[10,10],[200,80]] or [{\"x\":10,\"y\":10},…]")
	}
	if len(list) > path.PointsMax {
		return nil, fmt.Errorf("it has %d points; a path takes at most %d", len(list), path.PointsMax)
	}
	spots := make([]spot, len(list))
	for i, v := range list {
		s, err := spotOf(v)
		if err != nil {
			return nil, fmt.Errorf("point %d %w", i, err)
		}
		spots[i] = s
	}
	return spots, nil
}

func spotOf(v any) (spot, error) {
	var parts [3]any
	switch v := v.(type) {
	case []any:
		if len(v) < 2 || len(v) > 3 {
			return spot{}, fmt.Errorf("has %d numbers; want [x, y] or [x, y, pressure]", len(v))
		}
		copy(parts[:], v)
	case map[string]any:
		parts = [3]any{v["x"], v["y"], v["pressure"]}
	default:
		return spot{}, fmt.Errorf("is %s; want [x, y], [x, y, pressure] or an object with x and y", shown(v))
	}
	s := spot{pressure: unsaid}
	for i, to := range [3]*float64{&s.x, &s.y, &s.pressure} {
		n, ok := parts[i].(float64)
		switch {
		case parts[i] == nil && i == 2:
		case parts[i] == nil:
			return s, fmt.Errorf("has no %c", "xy"[i])
		case !ok || math.IsNaN(n) || math.IsInf(n, 0):
			return s, fmt.Errorf("has %s where a number belongs", shown(parts[i]))
		case i == 2 && (n < 0 || n > 1):
			return s, fmt.Errorf("has the pressure %v; it goes from 0 to 1", n)
		default:
			*to = n
		}
	}
	return s, nil
}

// shownChars is how much of what was given a sentence repeats.
const shownChars = 40

// shown returns a value of JSON as it looks there, if that is short.
func shown(v any) string {
	switch v := v.(type) {
	case []any:
		return "an array"
	case map[string]any:
		return "an object"
	case string:
		return quoted(v)
	}
	return fmt.Sprint(v)
}

func quoted(s string) string {
	if r := []rune(s); len(r) > shownChars {
		s = string(r[:shownChars]) + "…"
	}
	return strconv.Quote(s)
}
