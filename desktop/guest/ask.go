package guest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// tokenHeader carries the token of a link (server/web has the same).
const tokenHeader = "X-Easel-Token"

// answerBytes bounds an answer that is read.
const answerBytes = 1 << 20

// Ask makes a request of the server beside the socket, about the workspace of a: with in as
// JSON if it is not nil, and the answer into out if that is not.
func (g *Guest) Ask(ctx context.Context, a Address, method, path string, in, out any) error {
	body := []byte(nil)
	if in != nil {
		var err error
		if body, err = json.Marshal(in); err != nil {
			return fmt.Errorf("ask for %s: %w", path, err)
		}
	}
	res, err := g.send(ctx, g.http, a, method, path, body)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if out == nil {
		return nil
	}
	if err := json.NewDecoder(io.LimitReader(res.Body, answerBytes)).Decode(out); err != nil {
		if ctx.Err() != nil {
			return fmt.Errorf("read the answer of %s: %w", path, ctx.Err())
		}
		return &RefusedError{Status: res.StatusCode} // it is another's page
	}
	return nil
}

// Give sends a file to the workspace of a. It takes as long as it takes, or until ctx ends.
func (g *Guest) Give(ctx context.Context, a Address, path string, file []byte) error {
	res, err := g.send(ctx, g.patient(), a, http.MethodPost, path, file)
	if err != nil {
		return err
	}
	return res.Body.Close()
}

// patient is the guest's client without its timeout.
func (g *Guest) patient() *http.Client {
	return &http.Client{Jar: g.http.Jar, Transport: g.http.Transport, CheckRedirect: stay}
}

// Fetch returns a file of the workspace of a, of at most so many bytes.
func (g *Guest) Fetch(ctx context.Context, a Address, path string, most int64) ([]byte, error) {
	data, _, err := g.FetchHead(ctx, a, path, most)
	return data, err
}

// FetchHead is Fetch with what the answer says of the file in its head.
func (g *Guest) FetchHead(ctx context.Context, a Address, path string, most int64) ([]byte, http.Header, error) {
	res, err := g.send(ctx, g.http, a, http.MethodGet, path, nil)
	if err != nil {
		return nil, nil, err
	}
	defer res.Body.Close()
	data, err := io.ReadAll(io.LimitReader(res.Body, most+1))
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", path, err)
	}
	if int64(len(data)) > most {
		return nil, nil, fmt.Errorf("read %s: it is larger than %d bytes", path, most)
	}
	return data, res.Header, nil
}

// send makes a request, and returns an answer that is OK.
func (g *Guest) send(ctx context.Context, c *http.Client, a Address, method, path string, body []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, a.Base+path, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("ask for %s: %w", path, err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set(tokenHeader, a.Token)
	res, err := c.Do(req)
	if err != nil {
		return nil, away(a.Base, err)
	}
	if res.StatusCode != http.StatusOK {
		defer res.Body.Close()
		return nil, refused(res)
	}
	return res, nil
}
