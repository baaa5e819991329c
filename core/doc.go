// Package core holds the nouns and the rules of a shared painting.
//
// The same rules run in three places: in the browser (as WebAssembly) and in
// the desktop app, which predict what the server will say, and in the server,
// which says it. They agree because core is a pure function of what it is
// told: it has no clock, no randomness, no goroutine, no I/O and no floating
// point. Time, ids and bytes come in as arguments.
//
// A [Piece] is one painting. It changes only by [Piece.Apply], which takes the
// longest prefix of a [Batch] that the piece admits. Every replica applies the
// same entries in the same order, so every replica holds the same piece and,
// through core/raster, shows the same pixels.
//
// SPEC.md, beside this file, numbers the rules; code and tests cite the
// numbers. The words used here are defined there, once.
package core
