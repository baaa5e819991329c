package artist

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"easel.example/core"
	"easel.example/core/artist"
	"easel.example/server/artist/model"
	"easel.example/server/artist/paths"
)

// measure judges the picture by measure; subject is where it should be, in px, or empty.
func (t *Tools) measure(ctx context.Context, subject core.Rect) ([]artist.Finding, error) {
	s, err := t.hand.See(ctx)
	if err != nil {
		return nil, err
	}
	var found []artist.Finding
	leaveOut := []func(*core.Stroke) bool{nil}
	if slices.ContainsFunc(s.Strokes, func(o *core.Stroke) bool { return !t.mine(o) && o.Hidden == 0 }) {
		leaveOut = append(leaveOut, t.mine)
	}
	err = t.all.cfg.Hub.Pixels(ctx, s, func(rgba [][]byte, w, h int32) error {
		c := artist.Canvas{Style: t.hand.Style, Subject: subject, Pix: rgba[0], Width: w, Height: h}
		if len(rgba) > 1 {
			c.Ink = rgba[1]
		}
		found = artist.Critique(c)
		return nil
	}, leaveOut...)
	return found, err
}

func (t *Tools) critique(ctx context.Context, input json.RawMessage) Result {
	var in struct {
		Brief string `json:"brief"`
	}
	if err := read(input, &in); err != nil {
		return wrong("%v", err)
	}
	if strings.TrimSpace(in.Brief) == "" {
		return wrong("brief is empty: say what the picture is meant to be, in a sentence.")
	}
	var before gate
	t.turn.with(func(st *state) { before = st.Gate })
	if why := before.ask(); why != "" {
		return wrong("%s", why)
	}
	pass, text, err := t.judge(ctx, clip(in.Brief, core.NudgeChars), before.History)
	if err != nil {
		return broken(err)
	}
	say := ""
	t.turn.with(func(st *state) { say = st.Gate.judge(pass, text) })
	return Result{Text: say, Say: verdictSaid(pass, text)}
}

// measured judges the picture by measure alone, for an agent.
func (t *Tools) measured(ctx context.Context, _ json.RawMessage) Result {
	found, err := t.measure(ctx, core.Rect{})
	if err != nil {
		return broken(err)
	}
	if len(found) == 0 {
		return Result{Text: holds}
	}
	text := notYet
	for _, f := range found {
		text += "\n" + f.Text
	}
	return Result{Text: text}
}

// What people read of a verdict before its reasons.
const (
	holds  = "It holds together."
	notYet = "Not yet."
)

// verdictSaid returns what a person would say of a verdict.
func verdictSaid(pass bool, why string) string {
	first := notYet
	if pass {
		first = holds
	}
	if why == "" || why == first {
		return first
	}
	return first + " " + why
}

// gated does something once the critique has passed.
func (t *Tools) gated(f func() Result) Result {
	var g gate
	t.turn.with(func(st *state) { g = st.Gate })
	if why := g.closed(); why != "" {
		return wrong("%s", why)
	}
	return f()
}

func (t *Tools) name(ctx context.Context, input json.RawMessage) Result {
	var in struct {
		Title string `json:"title"`
	}
	if err := read(input, &in); err != nil {
		return wrong("%v", err)
	}
	title := []rune(strings.TrimSpace(strings.ToValidUTF8(in.Title, "")))
	if len(title) == 0 {
		return wrong("title is empty; it may have 1 to %d characters.", core.TitleChars)
	}
	title = title[:min(len(title), core.TitleChars)]
	return t.gated(func() Result {
		has, err := t.turn.name(ctx, string(title))
		if err != nil {
			return broken(err)
		}
		if has != string(title) {
			return Result{Text: "It keeps the title that a person gave it: “" + has + "”.", Say: "It has a name already, and keeps it: “" + has + "”."}
		}
		return Result{Text: "The piece is called “" + string(title) + "”.", Say: "I call it “" + string(title) + "”."}
	})
}

func (t *Tools) sign(ctx context.Context, input json.RawMessage) Result {
	var in struct{ Position, Size, Color string }
	if err := read(input, &in); err != nil {
		return wrong("%v", err)
	}
	where := map[string]artist.Place{"bottom_left": artist.BottomLeft, "bottom_center": artist.BottomCenter}[in.Position]
	size, ok := map[string]int32{"small": 70, "large": 150}[in.Size]
	if !ok {
		size = artist.SignUsed
	}
	color, ok := paths.ParseColor(in.Color)
	if !ok {
		color = 0x333333
	}
	return t.gated(func() Result {
		n, err := t.turn.drawAside(ctx, artist.Signature(t.turn.brief, where, size, color))
		if err != nil {
			return broken(err)
		}
		return Result{Text: "Signed, with " + counted(n, "stroke") + "."}
	})
}

func (t *Tools) finish(context.Context, json.RawMessage) Result {
	return t.gated(func() Result {
		t.turn.finish()
		return Result{Text: "The piece is finished."}
	})
}

// What a reference picture takes of the budget: it costs about what so many tokens do.
const (
	imaginedMost  = 8 // for a piece
	imagineTokens = 5000
)

func (t *Tools) imagine(ctx context.Context, input json.RawMessage) Result {
	var in struct {
		Prompt string `json:"prompt"`
	}
	if err := read(input, &in); err != nil {
		return wrong("%v", err)
	}
	if strings.TrimSpace(in.Prompt) == "" {
		return wrong("prompt is empty: say what to imagine.")
	}
	var had uint64
	t.turn.with(func(st *state) { had = st.Imagined })
	if had >= imaginedMost {
		return wrong("%d reference pictures were made for this piece, which is all there are.", imaginedMost)
	}
	t.turn.save(func(st *state) { st.Imagined++ })
	if err := t.turn.spend(usage{Tokens: imagineTokens}); err != nil {
		return broken(err)
	}
	img, err := t.all.cfg.Imager.Imagine(ctx, in.Prompt)
	var of *model.Error
	if errors.As(err, &of) {
		return wrong("%s", of.Text)
	}
	if err == nil {
		img, err = shrink(img)
	}
	if err != nil {
		return broken(err)
	}
	return Result{Text: "A reference, for you alone.", Images: []model.Image{img}}
}
