//go:build js && wasm

package main

import (
	"unsafe"

	"easel.example/core"
	"easel.example/core/raster"
)

// enlarged is a part of the piece, larger; see [raster.Canvas.Enlarge].
var enlarged *raster.Canvas

// enlargedKept is how many of its tiles are kept: the page takes each once.
const enlargedKept = 16

// enlarge begins to draw a part of the piece larger, given in px. The output is the
// part that it is of, as four numbers; it is empty, and what was begun is gone, with
// a scale of 0.
//
//go:wasmexport enlarge
func enlarge(x0, y0, x1, y1, scale int32) uint32 {
	out, enlarged = nil, nil
	safely(func() {
		if shown() == nil || scale == 0 {
			return
		}
		big, r := shown().Enlarge(core.Rect{X0: x0, Y0: y0, X1: x1, Y1: y1}, scale)
		big.Keep(enlargedKept)
		enlarged = big
		for _, v := range [4]int32{r.X0, r.Y0, r.X1, r.Y1} {
			out = append(out, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
		}
	})
	return uint32(len(out))
}

// enlarged_tile gives tile i of that over paper.
//
//go:wasmexport enlarged_tile
func enlargedTile(i uint32) uint32 {
	safely(func() { raster.PaperTile(pixels[:], enlarged.Tile(int32(i)), paper, 0) })
	return uint32(uintptr(unsafe.Pointer(&pixels[0])))
}
