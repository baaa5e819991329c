package link

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"easel.example/core"
	"easel.example/desktop/app"
	"easel.example/desktop/guest"
)

// Bounds of what is fetched, in bytes, and how often a server that draws too much already
// is asked again for a small picture.
const (
	thumbBytes   = 4 << 20
	pictureBytes = 96 << 20 // 4096² px of noise
	filmBytes    = 256 << 20
	busyTries    = 4
	busyWait     = 1500 * time.Millisecond
)

// A host is an app.Host by requests of a server.
type host struct{ door *door }

// ask makes a request; see [guest.Guest.Ask].
func (h *host) ask(ctx context.Context, method, path string, in, out any) error {
	g, err := h.door.guest(ctx)
	if err == nil {
		err = g.Ask(ctx, h.door.address, method, path, in, out)
		h.door.doubted(ctx, err)
	}
	return h.door.words(err)
}

func (h *host) get(ctx context.Context, path string, out any) error {
	return h.ask(ctx, http.MethodGet, path, nil, out)
}

func (h *host) post(ctx context.Context, path string, in, out any) error {
	return h.ask(ctx, http.MethodPost, path, in, out)
}

// fetch returns a file, once the server has the time for it.
func (h *host) fetch(ctx context.Context, path string, most int64) (data []byte, err error) {
	for tries := 0; ; tries++ {
		var g *guest.Guest
		if g, err = h.door.guest(ctx); err == nil {
			data, err = g.Fetch(ctx, h.door.address, path, most)
		}
		r, ok := errors.AsType[*guest.RefusedError](err)
		if !ok || r.Status != http.StatusServiceUnavailable || tries+1 == busyTries {
			return data, h.door.words(err)
		}
		select {
		case <-time.After(busyWait):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// nothing is what is sent where nothing is said: the server wants an object.
type nothing struct{}

func (h *host) Pieces(ctx context.Context, before uint32) ([]app.Piece, bool, error) {
	path := "/api/pieces"
	if before != 0 {
		path = fmt.Sprintf("/api/pieces?before=%d", before)
	}
	var got struct {
		Pieces []struct {
			Number           uint32
			Title, Style     string
			Width, Height    int32
			Created, Strokes int64
			Live             bool
		}
		More bool
	}
	err := h.get(ctx, path, &got)
	list := make([]app.Piece, len(got.Pieces))
	for i, p := range got.Pieces {
		style, _ := core.StyleNamed(p.Style)
		list[i] = app.Piece{Number: p.Number, Title: p.Title, Width: p.Width, Height: p.Height, Style: style, Created: p.Created, Strokes: p.Strokes, Live: p.Live}
	}
	return list, got.More, err
}

func (h *host) Thumb(ctx context.Context, number uint32) ([]byte, error) {
	return h.fetch(ctx, fmt.Sprintf("/api/pieces/%d/thumb.png", number), thumbBytes)
}

func (h *host) Picture(ctx context.Context, number uint32) ([]byte, error) {
	return h.fetch(ctx, fmt.Sprintf("/api/pieces/%d/picture.png", number), pictureBytes)
}

func (h *host) Film(ctx context.Context, number uint32) ([]byte, error) {
	return h.fetch(ctx, fmt.Sprintf("/api/pieces/%d/replay", number), filmBytes)
}

func (h *host) NewPiece(ctx context.Context, p app.NewPiece) error {
	var got struct{ Number uint32 }
	err := h.post(ctx, "/api/pieces", map[string]any{
		"width": p.Width, "height": p.Height, "style": p.Style.String(), "artist": p.Artist, "prompt": p.Prompt,
	}, &got)
	if err != nil || p.Title == "" {
		return err
	}
	return h.TitlePiece(ctx, got.Number, p.Title)
}

func (h *host) TitlePiece(ctx context.Context, number uint32, title string) error {
	return h.post(ctx, fmt.Sprintf("/api/pieces/%d/title", number), map[string]string{"title": title}, nil)
}

func (h *host) DeletePiece(ctx context.Context, number uint32) error {
	return h.ask(ctx, http.MethodDelete, fmt.Sprintf("/api/pieces/%d", number), nil, nil)
}

func (h *host) RestorePiece(ctx context.Context, number uint32) error {
	return h.post(ctx, fmt.Sprintf("/api/pieces/%d/restore", number), nothing{}, nil)
}

// roleNamed returns the role of that name, or none.
func roleNamed(name string) core.Role {
	for _, r := range [...]core.Role{core.Viewer, core.Painter, core.Owner} {
		if r.String() == name {
			return r
		}
	}
	return 0
}

func (h *host) Links(ctx context.Context) ([]app.Link, error) {
	var got []struct {
		No      uint32
		Role    string
		Name    string
		Created int64
		Own     bool
	}
	err := h.get(ctx, "/api/links", &got)
	list := make([]app.Link, len(got))
	for i, l := range got {
		list[i] = app.Link{No: l.No, Role: roleNamed(l.Role), Name: l.Name, Created: l.Created, Own: l.Own}
	}
	return list, err
}

func (h *host) MakeLink(ctx context.Context, role core.Role, name string) (string, error) {
	var got struct{ Link string }
	err := h.post(ctx, "/api/links", map[string]string{"role": role.String(), "name": name}, &got)
	return h.door.address.Base + got.Link, err
}

func (h *host) RevokeLink(ctx context.Context, no uint32) error {
	return h.ask(ctx, http.MethodDelete, fmt.Sprintf("/api/links/%d", no), nil, nil)
}

func (h *host) People(ctx context.Context) ([]app.Person, error) {
	var got []struct {
		No                  uint32
		Name, Color, Role   string
		Seen, Removed, Gone int64
		Agent, Own          bool
	}
	err := h.get(ctx, "/api/members", &got)
	list := make([]app.Person, len(got))
	for i, p := range got {
		color, _ := app.ParseColor(p.Color)
		list[i] = app.Person{No: p.No, Name: p.Name, Color: color, Role: roleNamed(p.Role), Seen: p.Seen, Removed: p.Removed, Gone: p.Gone, Agent: p.Agent, Own: p.Own}
	}
	return list, err
}

func (h *host) RemovePerson(ctx context.Context, no uint32) error {
	return h.ask(ctx, http.MethodDelete, fmt.Sprintf("/api/members/%d", no), nil, nil)
}

func (h *host) ReadmitPerson(ctx context.Context, no uint32) error {
	return h.post(ctx, fmt.Sprintf("/api/members/%d", no), nothing{}, nil)
}

func (h *host) Spaces(ctx context.Context) ([]app.Space, bool, error) {
	var got struct {
		Workspaces []struct {
			No                       int64
			Token, Name, Title, Role string
			Seen                     int64
			Alone                    bool
		}
		Here int64
		Make bool
	}
	err := h.get(ctx, "/api/workspaces", &got)
	list := make([]app.Space, len(got.Workspaces))
	for i, s := range got.Workspaces {
		link := guest.Address{Base: h.door.address.Base, Token: s.Token}.Link()
		list[i] = app.Space{No: s.No, Link: link, Name: s.Name, Title: s.Title, Role: roleNamed(s.Role), Seen: s.Seen, Alone: s.Alone, Here: s.No == got.Here}
	}
	return list, got.Make, err
}

func (h *host) MakeSpace(ctx context.Context, name string) (string, error) {
	var got struct{ Link string }
	err := h.post(ctx, "/api/workspaces", map[string]string{"name": name}, &got)
	return h.door.address.Base + got.Link, err
}

func (h *host) NameSpace(ctx context.Context, no int64, name string) error {
	return h.post(ctx, fmt.Sprintf("/api/workspaces/%d/name", no), map[string]string{"name": name}, nil)
}

func (h *host) LeaveSpace(ctx context.Context, no int64) error {
	return h.post(ctx, fmt.Sprintf("/api/workspaces/%d/leave", no), nothing{}, nil)
}

func (h *host) ReturnToSpace(ctx context.Context, no int64) error {
	return h.post(ctx, fmt.Sprintf("/api/workspaces/%d/return", no), nothing{}, nil)
}

func (h *host) StartArtist(ctx context.Context, prompt string) error {
	return h.post(ctx, "/api/artist/start", map[string]string{"prompt": prompt}, nil)
}

func (h *host) Nudge(ctx context.Context, text, id string) error {
	return h.post(ctx, "/api/artist/nudge", map[string]string{"text": text, "id": id}, nil)
}

func (h *host) PauseArtist(ctx context.Context) error {
	return h.post(ctx, "/api/artist/pause", nothing{}, nil)
}

func (h *host) ResumeArtist(ctx context.Context) error {
	return h.post(ctx, "/api/artist/resume", nothing{}, nil)
}

func (h *host) BudgetArtist(ctx context.Context, b app.Budget) error {
	return h.post(ctx, "/api/artist/budget", map[string]uint64{"turns": b.Turns, "strokes": b.Strokes, "dayTokens": b.DayTokens}, nil)
}
