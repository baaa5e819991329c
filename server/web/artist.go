package web

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"easel.example/core"
)

// Artists paint in workspaces. Their errors that are a [Sentence] are for people.
type Artists interface {
	// Begin turns a workspace's artist to the piece that was just begun. It
	// paints there if b is not nil, and otherwise waits to be told to.
	Begin(ctx context.Context, workspace int64, piece uint32, b *Brief) error
	// Start has it begin on the live piece.
	Start(ctx context.Context, workspace int64, b Brief) error
	// Nudge tells it a member's words, once for each id.
	Nudge(ctx context.Context, workspace int64, member uint32, id, text string) error
	Pause(ctx context.Context, workspace int64) error
	// Resume lets it go on, with words if there are any.
	Resume(ctx context.Context, workspace int64, member uint32, id, text string) error
	SetBudget(ctx context.Context, workspace int64, b ArtistBudget) error
	Status(ctx context.Context, workspace int64) (ArtistStatus, error)
}

// A Brief is what an artist is to paint.
type Brief struct {
	Prompt string // empty: a surprise
	Seed   uint64 // 0: any
}

// An ArtistBudget bounds what an artist may use; 0 is no bound.
type ArtistBudget struct {
	Turns      uint64 `json:"turns"` // of a piece
	Tokens     uint64 `json:"tokens"`
	Strokes    uint64 `json:"strokes"`
	DayTurns   uint64 `json:"dayTurns"`
	DayTokens  uint64 `json:"dayTokens"`
	DayStrokes uint64 `json:"dayStrokes"`
}

// A Spent is what was used of a bound, which is 0 where there is none.
type Spent struct {
	Used uint64 `json:"used"`
	Most uint64 `json:"most"`
}

// An ArtistStatus says how an artist stands to the live piece.
type ArtistStatus struct {
	Piece     uint32       `json:"piece"`
	Begun     bool         `json:"begun"`
	Active    bool         `json:"active"` // a turn is running
	Done      bool         `json:"done"`
	Paused    string       `json:"paused"` // person, away, error, budget, or nothing
	Why       string       `json:"why"`
	Doing     string       `json:"doing"`
	Provider  string       `json:"provider"`
	Prompt    string       `json:"prompt"`
	Iteration uint32       `json:"iteration"`
	Nudges    uint32       `json:"nudges"`
	Title     string       `json:"title"`
	All       int          `json:"all"`     // strokes of the piece that are seen, of people, too
	Pending   int          `json:"pending"` // strokes that are not performed yet
	Turns     Spent        `json:"turns"`   // of the piece
	Tokens    Spent        `json:"tokens"`  // of the day
	Strokes   Spent        `json:"strokes"` // of the piece
	Budget    ArtistBudget `json:"budget"`
}

// A Sentence is an error for the person who asks: what is not so, and what to do.
type Sentence struct{ Text string }

func (s *Sentence) Error() string { return s.Text }

const noArtist = "This server has no artist."

// withArtist serves only where there is an artist.
func (h *handler) withArtist(serve func(http.ResponseWriter, *http.Request, owner)) func(http.ResponseWriter, *http.Request, owner) {
	return func(w http.ResponseWriter, r *http.Request, o owner) {
		if h.Artists == nil {
			refuse(w, http.StatusNotFound, noArtist)
			return
		}
		serve(w, r, o)
	}
}

// told answers what came of what a person asked of the artist.
func (h *handler) told(w http.ResponseWriter, r *http.Request, err error) {
	var s *Sentence
	if errors.As(err, &s) {
		refuse(w, http.StatusConflict, s.Text)
		return
	}
	h.done(w, r, err, noArtist)
}

// artist is GET /api/artist, for whoever watches.
func (h *handler) artist(w http.ResponseWriter, r *http.Request) {
	l, ok := h.link(w, r)
	if !ok {
		return
	}
	if h.Artists == nil {
		refuse(w, http.StatusNotFound, noArtist)
		return
	}
	s, err := h.Artists.Status(r.Context(), l.Workspace)
	if err != nil {
		h.fail(w, r, err)
		return
	}
	h.answer(w, s)
}

// An artistAsk is what a person wants of the artist.
type artistAsk struct {
	Prompt string `json:"prompt"`
	Seed   uint64 `json:"seed"`
	Text   string `json:"text"`
	ID     string `json:"id"`
}

// startArtist is POST /api/artist/start.
func (h *handler) startArtist(w http.ResponseWriter, r *http.Request, o owner) {
	var a artistAsk
	if h.readJSON(w, r, &a) {
		h.told(w, r, h.Artists.Start(r.Context(), o.workspace, Brief{strings.TrimSpace(a.Prompt), a.Seed}))
	}
}

// nudgeArtist is POST /api/artist/nudge.
func (h *handler) nudgeArtist(w http.ResponseWriter, r *http.Request, o owner) {
	var a artistAsk
	if h.readJSON(w, r, &a) {
		h.told(w, r, h.Artists.Nudge(r.Context(), o.workspace, o.member, a.ID, a.Text))
	}
}

// pauseArtist is POST /api/artist/pause.
func (h *handler) pauseArtist(w http.ResponseWriter, r *http.Request, o owner) {
	h.told(w, r, h.Artists.Pause(r.Context(), o.workspace))
}

// resumeArtist is POST /api/artist/resume.
func (h *handler) resumeArtist(w http.ResponseWriter, r *http.Request, o owner) {
	var a artistAsk
	if h.readJSON(w, r, &a) {
		h.told(w, r, h.Artists.Resume(r.Context(), o.workspace, o.member, a.ID, a.Text))
	}
}

// budgetArtist is POST /api/artist/budget. What is not named stays as it is.
func (h *handler) budgetArtist(w http.ResponseWriter, r *http.Request, o owner) {
	s, err := h.Artists.Status(r.Context(), o.workspace)
	if err != nil {
		h.fail(w, r, err)
		return
	}
	if h.readJSON(w, r, &s.Budget) {
		h.told(w, r, h.Artists.SetBudget(r.Context(), o.workspace, s.Budget))
	}
}

// drawing lets through who may draw in the token's workspace.
func (h *handler) drawing(serve func(http.ResponseWriter, *http.Request, owner)) http.HandlerFunc {
	return h.allowed(core.Painter, "Only who may draw in this workspace can do that.", serve)
}
