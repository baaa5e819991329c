// Package link reaches a workspace of a server for the desktop app: the line that its frames
// travel by, over a WebSocket that is opened again when it breaks, and the requests beside
// it.
//
// A line has one goroutine that lives until Close, and for each socket one that reads and one
// that writes. It knows nothing of what the frames say; when to give a silent socket up is
// the client's to say, by [app.Line]'s Drop.
package link
