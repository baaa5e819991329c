//go:build linux && (amd64 || arm64)

package main

import (
	"testing"
	"unsafe"

	"easel.example/core/raster"
)

// TestUnion checks, of strokes drawn one by one, that what one makes without an outline
// covers what the outline does: nothing is missing, and no part takes from another.
func TestUnion(t *testing.T) {
	c, err := newCairo()
	if err != nil {
		t.Skip(err)
	}
	strokes := raster.BenchStrokes(20, peerPoints, peerWide, peerHigh, 3)
	strokes[0].Brush.Width = 40 * 32 // by four curves a circle, and turns sharper than that
	picture, err := pictureOf(strokes)
	if err != nil {
		t.Fatal(err)
	}
	list, _, err := forPeers(strokes, picture)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range list {
		s.color, s.alpha = 0, 1
		edge := c.draw([]peerStroke{s}, peerWide, peerHigh, asEdge, true)
		union := c.draw([]peerStroke{s}, peerWide, peerHigh, asUnion, true)
		for k := range edge {
			if d := int(edge[k]) - int(union[k]); max(d, -d) > offBy {
				t.Errorf("stroke %d: byte %d is %d by the outline, %d by the union", i, k, edge[k], union[k])
				break
			}
		}
	}
}

// TestUnionTurns checks that all parts of a union go round the same way.
func TestUnionTurns(t *testing.T) {
	for _, at := range [][2]float64{{9, 0}, {9, 9}, {0, 9}, {-9, 9}, {-9, 0}, {-9, -9}, {0, -9}, {9, -9}} {
		for _, r := range [][2]float64{{2, 2}, {0.5, 8}, {8, 0.5}} {
			if a := area(quad(nil, [2]float64{}, at, r[0], r[1])); a <= 0 {
				t.Errorf("the quad to %v with radii %v goes round an area of %g, want more than 0", at, r, a)
			}
		}
	}
	for r, curves := range map[float64]int{0.1: 2, halvesBelow - 0.01: 2, halvesBelow: 4, 300: 4} {
		path := circle(nil, [2]float64{5, 5}, r)
		if a := area(path); a <= 0 {
			t.Errorf("the circle of radius %g goes round an area of %g, want more than 0", r, a)
		}
		if len(path) != 2+4*curves {
			t.Errorf("the circle of radius %g has %d elements, want %d curves", r, len(path), curves)
		}
	}
	for _, r := range [][2]float64{{1, 10}, {10, 1}, {10, 11}} {
		if q := quad(nil, [2]float64{0, 0}, [2]float64{1, 0}, r[0], r[1]); len(q) > 0 {
			t.Errorf("there is a quad between discs of radii %v of which one holds the other", r)
		}
	}
}

// area returns twice the area of the points of a path.
func area(path []cairoElement) (sum float64) {
	var all [][2]float64
	for i := 0; i < len(path); {
		n := int((*[2]int32)(unsafe.Pointer(&path[i]))[1])
		for k := 1; k < n; k++ {
			all = append(all, *(*[2]float64)(unsafe.Pointer(&path[i+k])))
		}
		i += n
	}
	for i, b := range all {
		a := all[(i+len(all)-1)%len(all)]
		sum += a[0]*b[1] - a[1]*b[0]
	}
	return sum
}
