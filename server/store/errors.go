package store

import (
	"errors"
	"fmt"

	"modernc.org/sqlite"
)

// Errors that callers tell apart.
var (
	// ErrBehind says that more waits to be written than the store may hold.
	ErrBehind = errors.New("the disk does not keep up")
	// ErrStopped says that an earlier append of the piece failed, so that this
	// one would leave a gap; see [Store.Recover].
	ErrStopped = errors.New("an earlier append of this piece was not stored")
	// ErrCompacted says that the entries asked for are gone: a snapshot has them.
	ErrCompacted = errors.New("these entries are compacted")
	// ErrNotFound says that there is no such workspace, piece, link or guest.
	ErrNotFound = errors.New("not found")
	// ErrMembersFull says that the workspace takes no more members (rule L7).
	ErrMembersFull = errors.New("the workspace has no room for another member")
	// ErrRemoved says that an owner has removed the member.
	ErrRemoved = errors.New("the member was removed")
	// ErrLastOwner says that without this member nobody who is left owns the
	// workspace.
	ErrLastOwner = errors.New("the only owner cannot leave the others")
	// ErrWorkspacesFull says that the server takes no more workspaces (rule L7).
	ErrWorkspacesFull = errors.New("the server has no room for another workspace")
	// ErrMakerFull says that the guest has made as many as one may (rule L7).
	ErrMakerFull = errors.New("the guest has made too many workspaces")
	// ErrNotOwner says that the guest owns no workspace here.
	ErrNotOwner = errors.New("the guest owns no workspace")
	// ErrLastOwnerLink says that without this link nobody could come in as owner.
	ErrLastOwnerLink = errors.New("the only owner link cannot be revoked")
	// ErrPiecesFull says that the workspace's gallery takes no more pieces.
	ErrPiecesFull = errors.New("the gallery is full")
	// ErrLivePiece says that the piece is the one that is painted on.
	ErrLivePiece = errors.New("the live piece cannot be deleted")
	// ErrLinksFull says that the workspace takes no more links.
	ErrLinksFull = errors.New("the workspace has too many links")
	// ErrClosed says that the store was closed.
	ErrClosed = errors.New("the store is closed")
	// ErrLocked says that another server uses the folder.
	ErrLocked = errors.New("another server is using this data folder")
)

// A FormatError says what is wrong with bytes that the store had kept.
type FormatError string

func (e FormatError) Error() string { return "damaged data: " + string(e) }

// Result codes of SQLite that have a plain sentence, by their low byte.
const (
	codeBusy     = 5
	codeReadOnly = 8
	codeIO       = 10
	codeCorrupt  = 11
	codeFull     = 13
	codeCantOpen = 14
	codeNotADB   = 26
	codeShmSize  = 10 | 19<<8 // in full: no room for the index of the log
)

// explain puts a plain sentence before an error of SQLite.
func explain(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	code := e.Code() & 0xff
	if e.Code() == codeShmSize {
		code = codeFull
	}
	switch code {
	case codeFull:
		return fmt.Errorf("the disk is full: %w", err)
	case codeReadOnly, codeCantOpen:
		return fmt.Errorf("the data folder cannot be written: %w", err)
	case codeIO:
		return fmt.Errorf("the disk reports an error: %w", err)
	case codeCorrupt, codeNotADB:
		return fmt.Errorf("the database file is damaged: %w", err)
	case codeBusy:
		return fmt.Errorf("another program holds the database: %w", err)
	}
	return err
}
