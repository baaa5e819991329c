package export

import "easel.example/core/path"

// fill adds a filled stroke whose path leads round all of lines, one after the
// other, and back to where it began by the same way, which encloses nothing.
func (d *Drawing) fill(lines [][]path.Vec, s Stroke) error {
	var heads []path.Vec
	put := func(v path.Vec) { s.Points = append(s.Points, Point{v, Unknown}) }
	for _, line := range lines {
		if len(line) < 3 {
			continue
		}
		for _, v := range line {
			put(v)
		}
		if line[len(line)-1] != line[0] {
			put(line[0])
		}
		heads = append(heads, line[0])
	}
	for i := len(heads) - 2; i >= 0; i-- {
		put(heads[i])
	}
	if len(s.Points) > strokePoints {
		d.leave("fill with more than 8,192 points")
		return nil
	}
	return d.add(s)
}
