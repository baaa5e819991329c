package share

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"easel.example/core"
	"easel.example/core/export"
	"easel.example/desktop/app"
)

// whole has the piece opened there as a file, and says why where it has to go stroke by stroke.
func (s *sharing) whole(ctx context.Context, p Piece, title string) (why string, err error) {
	o, ok := s.to.Host.(app.Opener)
	if !ok || p.View == nil {
		return "This piece cannot go as a file.", nil
	}
	file, err := fileOf(p)
	if said, ok := errors.AsType[export.FormatError](err); ok {
		return said.Error(), nil
	}
	if err == nil {
		err = o.OpenPiece(ctx, file, title)
	}
	if not, ok := errors.AsType[*app.NotWholeError](err); ok {
		return not.Why, nil
	}
	return "", err
}

// fileOf returns an Easel file of a piece whose picture is blank: who opens it draws its own.
func fileOf(p Piece) ([]byte, error) {
	var out bytes.Buffer
	g, err := export.NewPNG(&out, export.New(core.NewPiece(1, p.Width, p.Height, p.Style, core.DefaultLimits())), 1, export.White)
	if err != nil {
		return nil, err
	}
	if err := g.Embed(p.View); err != nil {
		return nil, err
	}
	for done, of := 0, 1; done < of; {
		if done, of, err = g.Step(); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), nil
}

// slow says why so many strokes go one by one, and how long that takes at a rate, of which 0 is none.
func slow(why string, strokes, perMinute int) string {
	text := why + " So its strokes are sent one by one"
	if perMinute > 0 && strokes > perMinute {
		text += fmt.Sprintf(", %d a minute: that takes about %d minutes", perMinute, (strokes+perMinute-1)/perMinute)
	}
	return text + "."
}
