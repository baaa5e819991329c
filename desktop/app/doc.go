// Package app is the desktop app without its window: what it knows, and what
// pointers, keys and buttons do to it. It draws nothing and opens no socket, so it
// is tested without a display.
//
// One goroutine drives an [App]: it gives it pointer and key events as they come and
// calls [App.Step] once a frame, which says what has changed since. Time is told: ms
// since 1970 when the app started, plus what a clock has counted since that never
// goes back. What takes long (requests, files) runs beside as jobs, bounded in number,
// and its results come in by Step; nothing on the way of a frame waits for them.
//
// How ink becomes strokes, what is sent and what stands is core/client's to say. A
// [Place] says where a studio is: its [Line] carries frames to whoever orders the
// piece, its [Host] does what goes beside them. desktop/link has those of a server,
// desktop/local those of a file on this machine.
//
// Lengths on the screen are in logical px: what a window's size is in, whatever its
// display's density.
package app
