// Package client is a whole client without any I/O: the pen and the frames of
// a socket go in, frames to send and tiles to draw come out. The page (through
// wasm), the desktop app, the command line tool and the tests all drive this
// one; none of them has a rule of its own.
//
// A host calls Opened, Receive and Closed as its socket does, Tick once an
// animation frame, and then sends what Frame returns and draws what Dirty
// lists. Time is the host's own, in ms from any origin, and never goes back.
package client
