// Package local is a workspace without a server: an Easel file that is open, with the
// authority and the studio artist of core in this process, behind the same frames that a server
// sends. It implements app.Line and app.Host; [Files.Open] is app.Config.File.
//
// One goroutine owns the room (loop.go). It never waits for the disk, nor for the window: what is to
// be kept it gives to a disk.Keeper, which tells when that is safe, and what is to be seen to a conn,
// whose queue is bounded. The artist has a goroutine of its own, which asks the loop.
//
// A new piece is a new file in the same folder; that folder's Easel files are the gallery. A
// piece that is deleted goes into a hidden folder in there, and can be brought back from it.
//
// Where the file cannot be written, the piece goes on in memory and people are told; what is left
// unkept at the end is written into Config.Rescue. Saving under another name ([Workspace.SaveAs])
// goes on in the new file.
package local
