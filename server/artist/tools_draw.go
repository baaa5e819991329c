package artist

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"easel.example/core/artist"
	"easel.example/server/artist/model"
	"easel.example/server/artist/paths"
	"easel.example/server/artist/sketch"
)

func (t *Tools) bounds() paths.Bounds {
	return paths.Bounds{Width: t.hand.Size[0], Height: t.hand.Size[1], Style: t.hand.Style}
}

func (t *Tools) drawPaths(ctx context.Context, input json.RawMessage) Result {
	var in struct {
		Paths json.RawMessage `json:"paths"`
	}
	if err := read(input, &in); err != nil {
		return wrong("%v", err)
	}
	return t.drawEntries(ctx, in.Paths, "")
}

// drawEntries draws what is right of entries, and tells what is not.
func (t *Tools) drawEntries(ctx context.Context, raw json.RawMessage, before string) Result {
	d, err := paths.Parse(raw, t.bounds())
	if err != nil {
		return wrong("%s%v\n%s", before, err, d.Report())
	}
	marks := make([]artist.Mark, len(d.Marks))
	for i, m := range d.Marks {
		marks[i] = m.Mark
	}
	waited := time.Duration(0)
	n, later, err := t.draw(ctx, marks, &waited)
	text := before + counted(n, "stroke") + " were drawn."
	if n == 1 {
		text = before + "1 stroke was drawn."
	}
	if n < len(marks) {
		text = fmt.Sprintf("%s%d of %d strokes were drawn.", before, n, len(marks))
	}
	if waited > 0 {
		text += fmt.Sprintf(" There was no room for more at once, so this took %s longer.", waited.Round(time.Second/10))
	}
	text += later
	if r := d.Report(); r != "" {
		text += "\n" + r
	}
	if err != nil {
		res := broken(err)
		res.Text = text + " " + res.Text
		return res
	}
	res := Result{Text: text, Failed: n == 0 && later != ""}
	if len(marks) <= showMost {
		if img, err := t.image(ctx, region{}, 0); err == nil {
			res.Images = []model.Image{img}
			return res
		}
	}
	res.Text += " Call view_canvas to see them."
	return res
}

// draw draws marks, as the artist or as an agent. later says what was left for another call.
func (t *Tools) draw(ctx context.Context, marks []artist.Mark, waited *time.Duration) (n int, later string, err error) {
	if t.turn == nil {
		return t.drawAsAgent(ctx, marks, waited)
	}
	n, err = t.turn.draw(ctx, marks)
	*waited = t.turn.waited
	return n, "", err
}

func (t *Tools) runSketch(ctx context.Context, input json.RawMessage) Result {
	var in struct {
		Program string `json:"program"`
		Seed    uint64 `json:"seed"`
	}
	if err := read(input, &in); err != nil {
		return wrong("%v", err)
	}
	out, err := t.all.sketch.Run(ctx, t.workspace, sketch.Request{
		Program: in.Program, Width: t.hand.Size[0], Height: t.hand.Size[1], Style: t.hand.Style, Seed: in.Seed,
	})
	printed := ""
	if out.Printed != "" {
		printed = "It printed:\n" + out.Printed + "\n"
	}
	var program sketch.ProgramError
	switch {
	case errors.As(err, &program), errors.Is(err, sketch.ErrBusy), errors.Is(err, sketch.ErrOff):
		return wrong("%s%v", printed, err)
	case err != nil:
		return broken(err)
	case string(out.Entries) == "[]" || len(out.Entries) == 0:
		return wrong("%sThe program drew nothing: call line, polyline, curve or another helper.", printed)
	}
	return t.drawEntries(ctx, out.Entries, printed)
}
