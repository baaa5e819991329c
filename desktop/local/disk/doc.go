// Package disk keeps one piece in an Easel file (core/export: a PNG with the strokes in it),
// so that a process that dies at any moment loses no stroke that was done.
//
// Beside the file NAME lies a journal, .NAME.easel-journal, for as long as the piece is open.
// What the authority orders is appended to it at once, and synced when a stroke ends, or a moment
// later. The file itself is written anew in the background now and then: into a file beside it,
// synced, and then renamed over the old one, so that there is always one that is whole.
//
// A journal says which file it follows, by the file's hash. So a new file makes three
// steps, and a crash between any two of them loses nothing:
//
//  1. The journal gets a mark: it follows the file with that hash, too.
//  2. The file is renamed.
//  3. The journal begins anew, if nothing came meanwhile.
//
// On opening, the records that follow the file are given back, to be replayed over it; a torn
// last record is cut off. A journal that follows another version of the file, because another
// program has changed it, is kept aside under a name that people see. The journal is
// locked as long as the piece is open, so that no two processes write one file.
//
// Where the journal cannot be written (a full disk, a folder for reading only) the piece goes
// on in memory, people are told, and the next file that can be written makes it whole.
package disk
