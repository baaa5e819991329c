// Package store keeps what a server must not lose in one SQLite file: the log
// of each piece, its epochs, snapshots and archive, and the workspaces,
// members, links and guests around them.
//
// One goroutine, the writer, makes all changes. Appends that wait while it
// commits go into its next transaction together, whatever workspace they come
// from (group commit), so that one sync of the disk serves them all. The file
// is in WAL mode with synchronous=FULL: a commit returns after its frames are
// on disk and synced, and only then is anybody told (rule S6). Reads have
// connections of their own, see only what is committed and never wait for the
// writer.
//
// What a piece has on disk is
//
//	archive | older snapshot … entries … newest snapshot … entries … last seq
//
// and a snapshot is visible only when it is whole. Entries up to the older
// snapshot are deleted, so a newest snapshot that does not read back costs
// time, not ink. [Store.SaveSnapshot] says what the caller does first.
//
// The package knows SQL and durability. It knows no rule of a piece: ops,
// states and archived strokes are bytes to it.
package store
