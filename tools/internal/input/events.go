package input

import (
	"encoding/json"
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"
)

// readEvents reads a recorded pen: a line an event, of time in s, x and y in
// px, and pressure from 0 to 1, where 0 means that the pen is up.
func readEvents(data []byte) (Drawing, error) {
	var d Drawing
	var s Stroke
	begin, last := math.NaN(), math.Inf(-1)
	flush := func() error {
		err := d.add(s)
		s = Stroke{Color: Ink, Opacity: 1}
		return err
	}
	if err := flush(); err != nil {
		return d, err
	}
	for i, line := range strings.Split(string(data), "\n") {
		f := strings.Fields(line)
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		v, err := numbers(f)
		if err != nil {
			return d, fmt.Errorf("line %d: %w", i+1, err)
		}
		if v[0] < last {
			return d, fmt.Errorf("line %d: the time %g is before %g", i+1, v[0], last)
		}
		last = v[0]
		if math.IsNaN(begin) {
			begin = v[0]
		}
		if v[3] <= 0 {
			if err := flush(); err != nil {
				return d, err
			}
			continue
		}
		s.Points = append(s.Points, Point{v[1], v[2], min(v[3], 1)})
		s.Times = append(s.Times, v[0]-begin)
	}
	return d, flush()
}

func numbers(f []string) (v [4]float64, err error) {
	if len(f) != 4 {
		return v, fmt.Errorf("want 4 numbers (time x y pressure), have %d", len(f))
	}
	for i := range v {
		if v[i], err = strconv.ParseFloat(f[i], 64); err != nil || math.IsNaN(v[i]) || math.IsInf(v[i], 0) {
			return v, fmt.Errorf("%q is not a number", f[i])
		}
	}
	return v, nil
}

// readLists reads lists of points, [x, y], [x, y, pressure], [x, y, pressure,
// ms] or {"x", "y", "pressure"}: one list, several, or several by name.
func readLists(data []byte) (Drawing, error) {
	var d Drawing
	var named map[string]json.RawMessage
	if json.Unmarshal(data, &named) == nil {
		names := make([]string, 0, len(named))
		for k := range named {
			names = append(names, k)
		}
		sort.Strings(names)
		for _, k := range names {
			s, err := list(named[k])
			if err != nil {
				return d, fmt.Errorf("%q: %w", k, err)
			}
			if err := d.add(s); err != nil {
				return d, fmt.Errorf("%q: %w", k, err)
			}
		}
		return d, nil
	}
	var rows [][]float64
	flat := json.Unmarshal(data, &rows) == nil
	if s, err := list(data); err == nil {
		return d, d.add(s)
	} else if flat {
		return d, err
	}
	var several []json.RawMessage
	if err := json.Unmarshal(data, &several); err != nil {
		return d, fmt.Errorf("not a list of points: %w", err)
	}
	for i, raw := range several {
		s, err := list(raw)
		if err != nil {
			return d, fmt.Errorf("stroke %d: %w", i+1, err)
		}
		if err := d.add(s); err != nil {
			return d, fmt.Errorf("stroke %d: %w", i+1, err)
		}
	}
	return d, nil
}

func list(raw json.RawMessage) (Stroke, error) {
	s := Stroke{Color: Ink, Opacity: 1}
	var rows [][]float64
	if err := json.Unmarshal(raw, &rows); err == nil {
		for i, r := range rows {
			if len(r) < 2 || len(r) > 4 {
				return s, fmt.Errorf("point %d: want 2 to 4 numbers, have %d", i+1, len(r))
			}
			p := Point{r[0], r[1], -1}
			if len(r) > 2 {
				p.Pressure = min(max(r[2], 0), 1)
			}
			s.Points = append(s.Points, p)
			if len(r) == 4 {
				s.Times = append(s.Times, max(r[3]-rows[0][3%len(rows[0])], 0)/1000)
			}
		}
		if len(s.Times) != len(s.Points) || !sort.Float64sAreSorted(s.Times) {
			s.Times = nil
		}
		return s, nil
	}
	var objects []struct {
		X, Y     *float64
		Pressure *float64
	}
	if err := json.Unmarshal(raw, &objects); err != nil {
		return s, fmt.Errorf("want points as [x, y] or {x, y}: %w", err)
	}
	for i, o := range objects {
		if o.X == nil || o.Y == nil {
			return s, fmt.Errorf("point %d: want x and y", i+1)
		}
		p := Point{*o.X, *o.Y, -1}
		if o.Pressure != nil {
			p.Pressure = min(max(*o.Pressure, 0), 1)
		}
		s.Points = append(s.Points, p)
	}
	return s, nil
}
