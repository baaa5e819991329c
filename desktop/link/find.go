package link

import (
	"context"
	"errors"
	"net/http"

	"easel.example/desktop/app"
	"easel.example/desktop/guest"
	"easel.example/desktop/say"
)

// Config says how servers are reached.
type Config struct {
	Cookies string         // the file with who one is to each server; empty is guest.DefaultFile
	Random  func() float64 // 0…1, for the time between tries
}

// Find reads a link as it was pasted and returns the place that it leads to. It asks nobody:
// whether the link holds shows when the place's line is opened. Its error is a sentence for
// people.
func (c Config) Find(text string) (app.Place, error) {
	a, err := guest.Parse(text)
	switch {
	case errors.Is(err, guest.ErrNoLink):
		return app.Place{}, say.Sentence("Paste the link of a workspace. It looks like https://easel.example/#w=…")
	case errors.Is(err, guest.ErrNoWorkspace):
		return app.Place{}, say.Sentence("This address names no workspace: its link ends in #w= and a long word. Perhaps it was cut short.")
	case err != nil:
		return app.Place{}, say.Sentence("This is not a link of a workspace. It looks like https://easel.example/#w=…")
	}
	d := &door{address: a, cookies: c.Cookies, turn: make(chan struct{}, 1)}
	return app.Place{
		Key: a.Link(), Link: a.Link(), Token: a.Token,
		Line: newLine(d, c.Random),
		Host: &host{d},
	}, nil
}

// A door is a server that one comes to as the same guest each time.
type door struct {
	address guest.Address
	cookies string

	turn  chan struct{} // holds one while somebody asks who we are: the others wait for that, as long as they like
	known *guest.Guest  // of whose turn it is
	note  string        // what people have not been told yet of who that is
}

// guest returns who one is to the server, which it asks the first time.
func (d *door) guest(ctx context.Context) (*guest.Guest, error) {
	select {
	case d.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-d.turn }()
	if d.known != nil {
		return d.known, nil
	}
	g, err := guest.Open(ctx, d.address, d.cookies)
	if err != nil {
		return nil, err
	}
	d.known = g
	if g.Note() != "" {
		d.note = g.Note()
	}
	return g, nil
}

// untold returns what people should know of who they are to the server, once.
func (d *door) untold(ctx context.Context) (note string) {
	select {
	case d.turn <- struct{}{}:
		note, d.note = d.note, ""
		<-d.turn
	case <-ctx.Done():
	}
	return note
}

// doubted has the server asked again who one is, if it does not know us, whatever we believe.
func (d *door) doubted(ctx context.Context, err error) {
	if r, ok := errors.AsType[*guest.RefusedError](err); !ok || r.Status != http.StatusUnauthorized {
		return
	}
	select {
	case d.turn <- struct{}{}:
		d.known = nil
		<-d.turn
	case <-ctx.Done():
	}
}

// words returns an error as a sentence for people.
func (d *door) words(err error) error {
	var refused *guest.RefusedError
	var away *guest.AwayError
	switch {
	case err == nil, errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &refused) && refused.Sentence() != "":
		return errors.New(refused.Sentence())
	case errors.As(err, &refused) && (refused.Status == http.StatusNotFound || refused.Status < 400):
		return say.Errorf("There is no Easel server at %s.", d.address.Base)
	case errors.As(err, &refused):
		return say.Errorf("The server at %s answered %d.", d.address.Base, refused.Status)
	case errors.As(err, &away):
		return say.Errorf("No server answers at %s.", d.address.Base)
	}
	return say.Errorf("%w.", err)
}

// final reports whether to try again would meet the same answer.
func final(err error) bool {
	r, ok := errors.AsType[*guest.RefusedError](err)
	if !ok {
		return false
	}
	switch r.Status {
	case http.StatusBadRequest, http.StatusForbidden, http.StatusMisdirectedRequest, http.StatusUpgradeRequired:
		return true
	}
	return false
}
