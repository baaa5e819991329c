package export

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"easel.example/core/path"
)

// TestEvents reads recordings of a pen: strokes go from touch to lift.
func TestEvents(t *testing.T) {
	d, err := Read([]byte("# a recording\n\n1795475532663 10 20 0\n0.1\t11 21 0.5 30 -4\n0.2 12.5 22 1\r\n0.3 13 23 0\n0.4 14 24 0\n0.5 15 25 1e-3\n0.6 16 26 7\n"))
	if err != nil || len(d.Strokes) != 2 || len(d.Strokes[0].Points) != 2 || len(d.Strokes[1].Points) != 2 {
		t.Fatalf("read %+v, %v", d.Strokes, err)
	}
	p := d.Strokes[0].Points[1]
	if p.X != 25*path.One/2 || p.Y != 22*path.One || p.Pressure != 255 || d.Strokes[0].Points[0].Pressure != 127 || d.Strokes[1].Points[1].Pressure != 255 {
		t.Errorf("the strokes are %+v", d.Strokes)
	}
	for data, want := range map[string]string{
		"0 1 2\n":                                "Line 1 ",
		"0 1 2 1\n0 1 2 x\n":                     "Line 2 ",
		"0 1 2e99 1\n":                           "Line 1 ",
		"x 1 2 1\n":                              "neither",
		"0 1 2 0\n0 2 2 0\n":                     "no strokes",
		strings.Repeat("1 1 1 1\n", PointsMax+1): "1,048,576 points",
	} {
		if _, err := Read([]byte(data)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.20q got %v, want a sentence with %q", data, err, want)
		}
	}
	data, err := os.ReadFile(filepath.Join("../../../shared/testdata", "painting30sec.dat"))
	if err != nil {
		t.Skip("skipped: the recording painting30sec.dat is not here")
	}
	if d, err = Read(data); err != nil || len(d.Strokes) != 30 || d.points != 2253 {
		t.Errorf("the recording has %d strokes of %d points, %v; want 30 of 2,253", len(d.Strokes), d.points, err)
	}
}
