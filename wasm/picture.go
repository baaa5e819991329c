//go:build js && wasm

package main

import (
	"unsafe"

	"easel.example/core/raster"
)

//go:wasmexport dirty
func dirty() uint32 {
	safely(func() { dirt = shownDirty(dirt[:0]) })
	out = out[:0:0]
	for _, i := range dirt {
		out = append(out, byte(i), byte(i>>8), byte(i>>16), byte(i>>24))
	}
	return uint32(len(dirt))
}

// tile gives tile i over paper, halved so many times.
//
//go:wasmexport tile
func tile(i, halved uint32) uint32 {
	safely(func() { raster.PaperTile(pixels[:], shown().Tile(int32(i)), paper, int(min(halved, raster.HalvedMax))) })
	return uint32(uintptr(unsafe.Pointer(&pixels[0])))
}

// color_at gives the colour of a pixel, 0xRRGGBB, or -1 beside the piece.
//
//go:wasmexport color_at
func colorAt(x, y int32) int32 {
	p := int32(-1)
	safely(func() {
		if w, h := size(); x >= 0 && y >= 0 && uint32(x) < w && uint32(y) < h {
			v := int32(shown().At(x, y, paper))
			p = v&0xff<<16 | v&0xff00 | v>>16&0xff
		}
	})
	return p
}

//go:wasmexport width
func width() uint32 { w, _ := size(); return w }

//go:wasmexport height
func height() uint32 { _, h := size(); return h }

//go:wasmexport tiles_wide
func tilesWide() uint32 {
	w, _ := size()
	return (w + raster.TileSize - 1) / raster.TileSize
}

func size() (w, h uint32) {
	if shown() == nil {
		return 0, 0
	}
	x, y := shown().Size()
	return uint32(x), uint32(y)
}

//go:wasmexport waiting
func waiting() uint32 {
	out = out[:0:0]
	for _, r := range c.Waiting(nil) {
		for _, v := range [4]int32{r.X0, r.Y0, r.X1, r.Y1} {
			out = append(out, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
		}
	}
	return uint32(len(out))
}
