//go:build js && wasm

package main

import (
	"easel.example/core/raster"
	"easel.example/core/replay"
)

// player is what this instance of the module shows in place of the client's
// piece: the page makes an instance for each replay.
var player *replay.Player

// play takes up n bytes of a replay, and returns how many ms it takes, or -1 if they are none.
//
//go:wasmexport play
func play(n uint32) int32 {
	ms := int32(-1)
	safely(func() {
		p, err := replay.Open(append([]byte(nil), in[:n]...))
		if err != nil {
			fault = err.Error()
			return
		}
		player, ms = p, int32(min(p.Length(), 1<<31-1))
	})
	return ms
}

// seek shows what the replay has after so many ms.
//
//go:wasmexport seek
func seek(ms int32) {
	safely(func() {
		if player != nil {
			player.Show(int64(ms))
		}
	})
}

// shown returns the canvas that the page sees, or nil.
func shown() *raster.Canvas {
	if player != nil {
		return player.Canvas()
	}
	return c.Canvas()
}

// shownDirty appends the indexes of its tiles that are to be drawn.
func shownDirty(dst []int32) []int32 {
	if player != nil {
		return player.Dirty(dst)
	}
	return c.Dirty(dst)
}
