// Package hub runs the workspaces that are in use. Each has one goroutine that
// owns its authority.Room (rule H1): sessions send it events, it appends to the
// store, and puts frames into the sessions' outboxes. It never waits for a
// session, and no lock is held while anything is read or written.
//
// A workspace that fails, because the disk does or by a fault of ours, ends: its
// sessions are closed, and the next one to come loads it again from the store.
package hub
