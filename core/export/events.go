package export

import (
	"strconv"
	"strings"

	"easel.example/core/path"
)

// eventWidth is the width of strokes from event files, which name none, in px.
const eventWidth = 6

// readEvents reads a recording of a pen, as MyPaint's tests and others have them: a
// line for each event, of time in s, x and y in px, and pressure from 0 (the pen is
// up) to 1; further columns, such as tilt, count for nothing, nor do empty lines and
// those that begin with #.
func (d *Drawing) readEvents(data []byte) error {
	var s Stroke
	flush := func() error {
		s.Color, s.Width, s.Opacity = Ink, eventWidth*path.One, 255
		err := d.add(s)
		s.Points = nil
		return err
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0][0] == '#' {
			continue
		}
		var v [4]path.Fixed
		for i := range v {
			ok := i < len(fields)
			if ok {
				used := 0
				v[i], used, ok = path.ParseFixed(fields[i])
				ok = (ok || i == 0) && used == len(fields[i]) // the time may be large: it counts for nothing
			}
			if !ok {
				return FormatError("Line " + strconv.Itoa(n) + " is not an event of a pen: time, x, y and pressure, as numbers.")
			}
		}
		if v[3] > 0 {
			if d.points+len(s.Points) >= PointsMax {
				return tooManyPoints
			}
			s.Points = append(s.Points, Point{path.Vec{X: v[1], Y: v[2]}, int16(max(min(v[3], path.One)*255/path.One, 1))})
			continue
		}
		if err := flush(); err != nil {
			return err
		}
	}
	return flush()
}
