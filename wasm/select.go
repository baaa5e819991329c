//go:build js && wasm

package main

import (
	"easel.example/core"
	"easel.example/core/client"
)

// selectMost bounds the points of the path around a selection.
const selectMost = 1 << 16

// selectIn is [client.Client.Select] of a path of n points, two 32-bit numbers each. It
// returns 1 if there were more strokes than may be selected.
//
//go:wasmexport select
func selectIn(n uint32, reach int32, keep uint32) int32 {
	n = min(n, uint32(len(in)/8), selectMost)
	return truth(func() bool {
		path := make([]core.Point, n)
		for i := range path {
			path[i] = core.Point{X: int32(u32(in[8*i:])), Y: int32(u32(in[8*i+4:]))}
		}
		_, more := c.Select(path, reach, keep != 0)
		return more
	})
}

// selection gives [client.Client.Selection] as five numbers.
//
//go:wasmexport selection
func selection() uint32 {
	out = out[:0:0]
	safely(func() {
		n, r := c.Selection()
		for _, v := range [5]int32{int32(n), r.X0, r.Y0, r.X1, r.Y1} {
			out = append(out, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
		}
	})
	return uint32(len(out))
}

//go:wasmexport shift
func shift(a, b, c2, d, x, y, wider int32, keep uint32, now float64) int32 {
	return truth(func() bool {
		return c.Shift(client.Shift{A: a, B: b, C: c2, D: d, X: x, Y: y, Wider: wider}, keep != 0, int64(now))
	})
}

//go:wasmexport recolor
func recolor(color uint32, now float64) int32 {
	return truth(func() bool { return c.Recolor(color, int64(now)) })
}

// duplicate returns how many strokes were drawn.
//
//go:wasmexport duplicate
func duplicate(dx, dy int32, now float64) int32 {
	n := 0
	safely(func() { n = c.Duplicate(dx, dy, int64(now)).Drawn })
	return int32(n)
}

//go:wasmexport remove
func remove(now float64) int32 {
	n := 0
	safely(func() { n = c.Remove(int64(now)) })
	return int32(n)
}

//go:wasmexport deselect
func deselect() { safely(c.Deselect) }
