// Package crowd is one person who draws before many who watch: a load for a
// server, with figures of what it costs in bytes and in time.
//
// The drawer sends strokes of 64 points, as a hand would draw them, in updates
// of a few points. Each viewer is a guest of its own; it counts what comes and
// looks into frames just far enough to find the updates. The first viewer holds
// the whole piece as well, and its digest has to equal the drawer's in the end.
//
// A server has to be told to bear it: -limits.strokes-per-minute 0
// -limits.frames-per-second 0 -limits.bytes-per-second 0, and, unless it sees
// that it is on the same machine, -limits.guests-per-minute -1.
package crowd
