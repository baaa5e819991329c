// Package authority is a workspace without any I/O: it decides the order of
// what its members do and what of it stands.
//
// A host feeds a [Room] with frames, told the time, and carries out what
// [Room.Take] returns: records to store and frames to send. The room never
// waits. Entries go to everyone at once; their author hears that they are safe
// when the host reports that they are on disk ([Room.Synced], rule S6).
//
// A batch passes in this order, and each step is a rule of core/SPEC.md:
//
//	decode → may this member? → seen before? → rate → quota → apply → seq → store
//
// A host is the server's hub, an edge object, or the desktop app for its own
// files; each runs one room from one goroutine.
package authority
