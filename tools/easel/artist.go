package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"

	"easel.example/desktop/guest"
	"easel.example/tools/internal/link"
)

// A studio is the artist of a workspace, as the server's requests have it.
type studio struct {
	a guest.Address
	g *guest.Guest
}

func (c *call) studio(ctx context.Context) (s studio, err error) {
	if s.a, err = link.Parse(c.link); err != nil {
		return s, err
	}
	s.g, err = c.enter(ctx, s.a)
	return s, err
}

// post asks something of the artist, such as start.
func (s studio) post(ctx context.Context, what string, in, out any) error {
	return s.g.Ask(ctx, s.a, http.MethodPost, "/api/"+what, in, out)
}

// artistStatus is what the server answers of an artist, as far as it matters here.
type artistStatus struct {
	Piece   uint32 `json:"piece"`
	Begun   bool   `json:"begun"`
	Active  bool   `json:"active"`
	Done    bool   `json:"done"`
	Paused  string `json:"paused"`
	Why     string `json:"why"`
	Title   string `json:"title"`
	All     int    `json:"all"`
	Pending int    `json:"pending"`
}

func (s studio) status(ctx context.Context) (st artistStatus, err error) {
	err = s.g.Ask(ctx, s.a, http.MethodGet, "/api/artist", nil, &st)
	return st, err
}

// A standing is what status prints, and what the commands do that change it.
type standing struct {
	Piece     uint32 `json:"piece"`
	Title     string `json:"title"`
	Strokes   int    `json:"strokes"` // of the piece that are seen, of people, too
	Pending   int    `json:"pending"` // of these, not drawn to their end before viewers
	Turn      bool   `json:"turn"`    // the artist is at work
	Paused    bool   `json:"paused"`
	Reason    string `json:"reason"` // person, away, error, budget, or nothing
	Completed bool   `json:"completed"`
}

// tell prints how the artist stands.
func (c *call) tell(ctx context.Context, s studio) error {
	st, err := s.status(ctx)
	if err != nil {
		return fmt.Errorf("ask how the artist stands: %w", err)
	}
	return c.answer(standing{st.Piece, st.Title, st.All, st.Pending, st.Active, st.Paused != "", st.Paused, st.Done})
}

func statusCommand(c *call) func(context.Context) error {
	return func(ctx context.Context) error {
		s, err := c.studio(ctx)
		if err != nil {
			return err
		}
		return c.tell(ctx, s)
	}
}

// saying returns the command that posts what, with the words that the person gives.
func saying(what, doing string, words bool) func(c *call) func(context.Context) error {
	return func(c *call) func(context.Context) error {
		c.most = -1
		if what == "pause" {
			c.most = 0
		}
		return func(ctx context.Context) error {
			text := strings.TrimSpace(strings.Join(c.args, " "))
			if words && text == "" {
				return fmt.Errorf("%s the artist with what? Say it in a few words", what)
			}
			s, err := c.studio(ctx)
			if err != nil {
				return err
			}
			// The id lets the server know words that come twice.
			in := map[string]string{"text": text, "id": strconv.FormatUint(rand.Uint64(), 16)}
			if err := s.post(ctx, "artist/"+what, in, nil); err != nil {
				return fmt.Errorf("%s: %w", doing, err)
			}
			return c.tell(ctx, s)
		}
	}
}

// sides reads WIDTHxHEIGHT.
func sides(text string) (w, h int32, err error) {
	x, y, ok := strings.Cut(strings.ToLower(text), "x")
	a, err1 := strconv.ParseInt(x, 10, 32)
	b, err2 := strconv.ParseInt(y, 10, 32)
	if !ok || err1 != nil || err2 != nil {
		return 0, 0, errors.New("want a size in px, such as 1600x1200")
	}
	return int32(a), int32(b), nil
}
