//go:build js && wasm

// Command wasm is core/client as JavaScript sees it: a handful of functions
// over shared memory. The page owns the socket, the clock and the canvas; all
// that is about drawing, limits and the protocol is in core.
//
// Exports are synchronous: none blocks, starts a goroutine or sets a timer. An
// export that waits returns 0 silently, and the instance is broken
// afterwards. A panic of ours is caught in each export that can meet one; the
// client then stays as it is, and says so (export panicked).
package main

import "runtime/debug"

func main() {
	// A page never gives memory back, and little garbage is made: it is collected early. At
	// 25 to open a piece of 100,000 strokes takes no longer than at 50.
	debug.SetGCPercent(25)
	select {}
}
