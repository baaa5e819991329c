package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"easel.example/core"
	"easel.example/core/client"
	"easel.example/desktop/guest"
	"easel.example/tools/internal/link"
)

// A commission is what start is told.
type commission struct {
	style         string
	width, height int32 // 0 is that of the live piece
	seed          uint64
	detach, json  bool
}

func startCommand(c *call) func(context.Context) error {
	var b commission
	c.most = -1
	c.StringVar(&b.style, "style", "", "paint or plotter (default: the live piece's)")
	c.Func("size", "`WIDTHxHEIGHT` of the piece in px (default: the live piece's)", func(s string) (err error) {
		if b.width, b.height, err = sides(s); err == nil && (min(b.width, b.height) < core.SideMin || max(b.width, b.height) > core.SideMax) {
			err = fmt.Errorf("a side of a piece has %d to %d px", core.SideMin, core.SideMax)
		}
		return err
	})
	c.Uint64Var(&b.seed, "seed", 0, "of the studio artist: the same prompt, size and seed make the same piece; 0 is any")
	c.BoolVar(&b.detach, "detach", false, "do not stay to watch. The artist works only while somebody looks: with nobody there it waits until somebody opens the page")
	c.BoolVar(&b.json, "json", false, "print events as watch does, one JSON object a line, instead of text")
	return func(ctx context.Context) error {
		if _, ok := core.StyleNamed(b.style); b.style != "" && !ok {
			return fmt.Errorf("-style is %q; it may be paint or plotter", b.style)
		}
		prompt := strings.TrimSpace(strings.Join(c.args, " "))
		if n := len([]rune(prompt)); n > core.NudgeChars {
			return fmt.Errorf("the prompt has %d characters; it may have %d", n, core.NudgeChars)
		}
		s, err := c.studio(ctx)
		if err != nil {
			return err
		}
		if b.detach {
			number, err := s.start(ctx, b, prompt)
			if err != nil {
				return err
			}
			return c.answer(map[string]uint32{"piece": number})
		}
		return c.stay(ctx, s, b, prompt)
	}
}

// start has the artist begin: on the live piece if that is untouched and as it should be, and
// otherwise on a new one. It returns the piece's number.
func (s studio) start(ctx context.Context, b commission, prompt string) (uint32, error) {
	st, err := s.status(ctx)
	if err != nil {
		return 0, fmt.Errorf("ask how the artist stands: %w", err)
	}
	live, err := s.live(ctx, st.Piece)
	if err != nil {
		return 0, err
	}
	next := piece{Width: b.width, Height: b.height, Style: b.style, Artist: true, Prompt: prompt, Seed: b.seed}
	if next.Width == 0 {
		next.Width, next.Height = live.Width, live.Height
	}
	if next.Style == "" {
		next.Style = live.Style
	}
	if !st.Begun && st.All == 0 && next.Width == live.Width && next.Height == live.Height && next.Style == live.Style {
		if err := s.post(ctx, "artist/start", map[string]any{"prompt": prompt, "seed": b.seed}, nil); err != nil {
			return 0, fmt.Errorf("have the artist begin: %w", err)
		}
		return st.Piece, nil
	}
	var made struct{ Number uint32 }
	err = s.post(ctx, "pieces", next, &made)
	var refused *guest.RefusedError
	if errors.As(err, &refused) && refused.Status == http.StatusForbidden {
		return 0, fmt.Errorf("the live piece has been begun, or is of another size or style, and only an owner's link begins a new one: %w", err)
	}
	if err != nil {
		return 0, fmt.Errorf("begin a new piece: %w", err)
	}
	return made.Number, nil
}

// A piece is one of the gallery, or what is asked for of a new one.
type piece struct {
	Number uint32 `json:"number,omitempty"`
	Width  int32  `json:"width"`
	Height int32  `json:"height"`
	Style  string `json:"style"`
	Artist bool   `json:"artist,omitempty"`
	Prompt string `json:"prompt,omitempty"`
	Seed   uint64 `json:"seed,omitempty"`
}

// live returns the live piece.
func (s studio) live(ctx context.Context, number uint32) (piece, error) {
	var list struct{ Pieces []piece }
	path := fmt.Sprintf("/api/pieces?before=%d", uint64(number)+1)
	if err := s.g.Ask(ctx, s.a, http.MethodGet, path, nil, &list); err != nil {
		return piece{}, fmt.Errorf("look up the live piece: %w", err)
	}
	for _, p := range list.Pieces {
		if p.Number == number {
			return p, nil
		}
	}
	return piece{}, errors.New("look up the live piece: the gallery does not have it")
}

// stay has the artist begin, and tells what it does until the piece is finished.
func (c *call) stay(ctx context.Context, s studio, b commission, prompt string) error {
	f := newFollower(c.stdout, b.json)
	// On a new piece the connection is made again; what matters of it is told otherwise.
	l, err := c.open(ctx, link.Config{Reader: true, Frame: f.w.frame, Lost: func(error) {}})
	if err != nil {
		return err
	}
	defer l.Close()
	number, err := s.start(ctx, b, prompt)
	if err != nil {
		return err
	}
	if err := l.Do(ctx, func(*client.Client, int64) { f.begin(number) }); err != nil {
		return left(ctx, c, err)
	}
	for {
		select {
		case <-ctx.Done():
			return left(ctx, c, nil)
		case err := <-f.w.failed:
			return fmt.Errorf("print what the artist does: %w", err)
		case <-l.Ended():
			return left(ctx, c, l.Err())
		case <-f.stands:
		}
		if end, err := over(ctx, s, number); end != "" || err != nil {
			l.Close() // it prints, too
			if !b.json {
				fmt.Fprint(c.stdout, end)
			}
			return left(ctx, c, err)
		}
	}
}

// left returns err, or, where the person has interrupted, says what becomes of the artist.
func left(ctx context.Context, c *call, err error) error {
	if ctx.Err() == nil {
		return err
	}
	fmt.Fprintln(c.stderr, "easel: the artist goes on while somebody looks, and otherwise waits")
	return nil
}

// over returns what to say when the artist is done with its piece, and nothing before that. It
// asks the server: what was told may be older than the start.
func over(ctx context.Context, s studio, number uint32) (end string, err error) {
	st, err := s.status(ctx)
	switch {
	case err != nil:
		return "", fmt.Errorf("ask how the artist stands: %w", err)
	case st.Piece != number:
		return "", errors.New("somebody has begun another piece")
	case st.Done && !st.Active:
		title := "The piece"
		if st.Title != "" {
			title = "“" + st.Title + "”"
		}
		return fmt.Sprintf("\n%s is finished, with %d strokes.\n", title, st.All), nil
	case st.Paused == "error" || st.Paused == "budget":
		return "", fmt.Errorf("the artist is paused: %s", st.Why)
	}
	return "", nil
}
