// Package artist runs the artists of a server: one for each workspace that has one, a
// member like others, whose hand draws in the hub.
//
// An artist works in turns. A turn runs only when it is wanted (a new piece, a nudge, a
// resume, viewers who come back), somebody is looking, nobody has paused it, the piece is
// not finished and the budget is not used up (rule A1). Wants are sticky, and coalesce:
// what comes during a turn causes one more; a want that must wait is kept. There is no
// polling, and a turn that fails is told and not tried again by itself.
//
// What it turns on, a model of package model or the studio artist of core/artist,
// acts through the same tools (tools.go), each bound to its own workspace and piece
// (rule A3). Everything that must survive, from the reason of a pause to a nudge that nobody
// has read, is on disk before it is answered for (state.go).
//
// Locks: runner.mu guards what its comment says, and is never held across I/O. Each runner
// has one goroutine, in which its turns run; [Artists.Close] waits for all.
package artist
