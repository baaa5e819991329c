// Package hub runs the workspaces that are in use. Each has one goroutine that
// owns its authority.Room (rule H1): sessions send it events, it appends to the
// store, and puts frames into the sessions' outboxes. It never waits for a
// session, and no lock is held while anything is read or written.
//
// Besides sessions there are hands, which draw without a socket: the artist's, and
// those of agents. What the artist says is posted to its workspace's board, which
// shows it to all who look, also to those who come later.
//
// A workspace that fails, because the disk does or by a fault of ours, ends: its
// sessions are closed, and the next one to come loads it again from the store.
package hub
