package app

import (
	"context"
	"image"
)

// A Preview is a picture of a piece that takes seconds to draw, smaller than that is. It is shown until the
// piece's own pixels are there.
type Preview struct {
	Picture       *image.RGBA
	Width, Height int32 // of the piece, px
}

// A Previewer is a host that has previews; nil is none, as of a piece that is drawn quickly.
type Previewer interface {
	Preview(ctx context.Context) (*Preview, error)
}

// Preview returns what stands for the piece until it is drawn, or nil.
func (s *Studio) Preview() *Preview { return s.preview }

// askPreview asks for a preview. Nothing depends on it: that there is none is not told.
func (s *Studio) askPreview() {
	h, ok := s.place.Host.(Previewer)
	if !ok {
		return
	}
	var got *Preview
	s.app.jobs.start(func(ctx context.Context) (err error) {
		got, err = h.Preview(ctx)
		return err
	}, func(err error) {
		if err != nil || got == nil || s.pieceW != 0 && (s.pieceW != got.Width || s.pieceH != got.Height) {
			return
		}
		s.preview = got
		if s.pieceW == 0 {
			s.SetView(s.view.fitted(s.app.width, s.app.height, got.Width, got.Height, s.app.room))
			s.whole = true
		}
		s.app.change.View = true
	})
}
