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
	// Little garbage is made, and pauses are seen: collect later, but bounded.
	debug.SetGCPercent(200)
	select {}
}
