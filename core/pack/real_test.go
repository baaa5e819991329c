package pack

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"easel.example/core"
	"easel.example/core/deflate"
)

// shared returns a file of real drawings, which lie beside the checkout where
// they are at hand.
func shared(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "testdata", name))
	if err != nil {
		t.Skipf("the real drawing %s is not beside the checkout", name)
	}
	return b
}

// quantise adds a sample to the last stroke, and drops what does not move.
func quantise(s *core.Stroke, x, y, pressure float64) {
	p := core.Point{X: int32(math.Round(x * core.Unit)), Y: int32(math.Round(y * core.Unit)), Pressure: uint8(math.Round(255 * min(max(pressure, 0), 1)))}
	if n := len(s.Points); n > 0 && s.Points[n-1].X == p.X && s.Points[n-1].Y == p.Y {
		s.Points[n-1].Pressure = max(s.Points[n-1].Pressure, p.Pressure)
		return
	}
	s.Points = append(s.Points, p)
}

func bytesAPoint(list []*core.Stroke) float64 {
	size, points := 0, 0
	for i := 0; i < len(list); i += 256 {
		size += len(Append(nil, list[i:min(i+256, len(list))]))
	}
	for i, s := range list {
		s.ID = core.StrokeID{Actor: 1, N: uint32(i + 1)}
		points += len(s.Points)
	}
	return float64(size) / float64(points)
}

// TestPainting holds the size of half a minute of real painting.
func TestPainting(t *testing.T) {
	var list []*core.Stroke
	down := false
	lines := bufio.NewScanner(bytes.NewReader(shared(t, "painting30sec.dat")))
	for lines.Scan() {
		var at, x, y, p float64
		if _, err := fmt.Sscan(lines.Text(), &at, &x, &y, &p); err != nil {
			t.Fatal(err)
		}
		if p > 0 && !down {
			list = append(list, &core.Stroke{})
		}
		if down = p > 0; down {
			quantise(list[len(list)-1], x, y, p)
		}
	}
	if got := bytesAPoint(list); got > 2.7 && !deflate.Stored {
		t.Errorf("%.2f bytes a point, want at most 2.7", got)
	} else {
		t.Logf("%d strokes, %.2f bytes a point", len(list), got)
	}
}

// TestExcalidraw holds the size of real pen drawings: short strokes, of eighteen
// points on average, so that their heads and first points weigh.
func TestExcalidraw(t *testing.T) {
	var list []*core.Stroke
	for _, name := range []string{"despair.excalidrawlib", "valentine-s-day.excalidrawlib"} {
		var lib struct {
			LibraryItems []struct {
				Elements []struct {
					Type      string
					X, Y      float64
					Points    [][2]float64
					Pressures []float64
				}
			}
		}
		if err := json.Unmarshal(shared(t, name), &lib); err != nil {
			t.Fatal(err)
		}
		for _, item := range lib.LibraryItems {
			for _, e := range item.Elements {
				if e.Type != "freedraw" || len(e.Pressures) == 0 {
					continue
				}
				s := &core.Stroke{}
				for i, p := range e.Points {
					quantise(s, e.X+p[0], e.Y+p[1], e.Pressures[min(i, len(e.Pressures)-1)])
				}
				list = append(list, s)
			}
		}
	}
	if got := bytesAPoint(list); got > 2.2 && !deflate.Stored {
		t.Errorf("%.2f bytes a point, want at most 2.2", got)
	} else {
		t.Logf("%d strokes, %.2f bytes a point", len(list), got)
	}
}
