package app

import (
	"context"

	"easel.example/core"
)

// A Host does what goes beside the frames. Each call may take as long as it likes, and
// ends when its context does; several may run at once. Its errors are sentences for
// people.
type Host interface {
	// Pieces lists the gallery from a piece on back, 0 from the newest, and reports
	// whether there are older ones.
	Pieces(ctx context.Context, before uint32) (list []Piece, more bool, err error)
	// Thumb and Picture return a piece over paper as a PNG, small or in its size.
	Thumb(ctx context.Context, number uint32) ([]byte, error)
	Picture(ctx context.Context, number uint32) ([]byte, error)
	// Film returns all strokes of a piece as core/replay reads them.
	Film(ctx context.Context, number uint32) ([]byte, error)
	// NewPiece puts the live piece into the gallery and begins another.
	NewPiece(ctx context.Context, p NewPiece) error
	TitlePiece(ctx context.Context, number uint32, title string) error
	// AgainPiece puts the live piece into the gallery and begins another, with all that is seen of one there.
	AgainPiece(ctx context.Context, number uint32) error
	DeletePiece(ctx context.Context, number uint32) error
	RestorePiece(ctx context.Context, number uint32) error

	Links(ctx context.Context) ([]Link, error)
	// MakeLink returns a whole link, as it is sent to somebody.
	MakeLink(ctx context.Context, role core.Role, name string) (string, error)
	RevokeLink(ctx context.Context, no uint32) error
	People(ctx context.Context) ([]Person, error)
	RemovePerson(ctx context.Context, no uint32) error
	ReadmitPerson(ctx context.Context, no uint32) error
	// Spaces lists the workspaces that one is a member of; may says whether one may
	// make another.
	Spaces(ctx context.Context) (list []Space, may bool, err error)
	// MakeSpace makes a workspace and returns its owner's link.
	MakeSpace(ctx context.Context, name string) (string, error)
	NameSpace(ctx context.Context, no int64, name string) error
	LeaveSpace(ctx context.Context, no int64) error
	ReturnToSpace(ctx context.Context, no int64) error

	// StartArtist has the artist begin on the live piece; without a prompt it paints
	// what it likes.
	StartArtist(ctx context.Context, prompt string) error
	// Nudge tells the artist something. However often it comes under one id, it counts
	// once.
	Nudge(ctx context.Context, text, id string) error
	PauseArtist(ctx context.Context) error
	ResumeArtist(ctx context.Context) error
	BudgetArtist(ctx context.Context, b Budget) error
}

// A Piece is one of the gallery.
type Piece struct {
	Number        uint32
	Title         string
	Width, Height int32 // px
	Style         core.Style
	Created       int64 // ms since 1970
	Strokes       int64 // 0 for the live one
	Live          bool
}

// A NewPiece is what a piece is to be.
type NewPiece struct {
	Width, Height int32
	Style         core.Style
	Title         string
	Artist        bool   // paints on it, what Prompt says
	Prompt        string // empty: what it likes
}

// A Link leads into a workspace. Its token is not told again.
type Link struct {
	No      uint32
	Role    core.Role
	Name    string
	Created int64 // ms since 1970
	Own     bool  // one came by it oneself
}

// A Person is a member of a workspace as its owners see them.
type Person struct {
	No                  uint32
	Name                string
	Color               Color
	Role                core.Role
	Seen, Removed, Gone int64 // ms since 1970; 0 is never
	Agent               bool  // somebody's program
	Own                 bool
}

// A Space is a workspace that one is a member of.
type Space struct {
	No    int64
	Link  string
	Name  string
	Title string // of its piece
	Role  core.Role
	Seen  int64 // ms since 1970
	Alone bool  // nobody else is a member
	Here  bool  // the studio is there
}

// A Budget bounds what the artist may use; 0 is no bound.
type Budget struct {
	Turns, Strokes uint64 // of a piece
	DayTokens      uint64
}
