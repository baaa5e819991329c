package link

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"net/http"

	"easel.example/core"
	"easel.example/desktop/app"
	"easel.example/desktop/guest"
)

// sizeHeader says how large a piece is of which there is a preview (server/web has the same).
const sizeHeader = "X-Easel-Size"

var _ app.Previewer = (*host)(nil)

// Preview returns what the server shows of a piece that takes long to draw; nil if it has nothing.
func (h *host) Preview(ctx context.Context) (*app.Preview, error) {
	g, err := h.door.guest(ctx)
	if err != nil {
		return nil, h.door.words(err)
	}
	data, head, err := g.FetchHead(ctx, h.door.address, "/api/preview.jpg", thumbBytes)
	if r, ok := errors.AsType[*guest.RefusedError](err); ok && r.Status == http.StatusNoContent {
		return nil, nil
	}
	if err != nil {
		return nil, h.door.words(err)
	}
	p := &app.Preview{}
	if n, err := fmt.Sscanf(head.Get(sizeHeader), "%dx%d", &p.Width, &p.Height); n != 2 || err != nil || !sides(p.Width, p.Height) {
		return nil, fmt.Errorf("read a preview: its piece cannot have %q px", head.Get(sizeHeader))
	}
	is, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil || is.Width > int(p.Width) || is.Height > int(p.Height) {
		return nil, fmt.Errorf("read a preview of %d × %d px: %w", is.Width, is.Height, err)
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("read a preview: %w", err)
	}
	p.Picture = image.NewRGBA(image.Rectangle{Max: img.Bounds().Size()})
	draw.Draw(p.Picture, p.Picture.Rect, img, img.Bounds().Min, draw.Src)
	return p, nil
}

// sides reports whether a piece may have such sides.
func sides(w, h int32) bool { return min(w, h) >= core.SideMin && max(w, h) <= core.SideMax }
