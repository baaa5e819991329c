package link

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// requestWait bounds one request beside the socket.
const requestWait = 30 * time.Second

// A Guest is who a server takes us for: the holder of a cookie.
type Guest struct {
	http *http.Client
	base string
}

// HTTP returns the client that has the guest's cookie.
func (g *Guest) HTTP() *http.Client { return g.http }

// NewGuest becomes a guest whom the server has never seen. It is forgotten
// with the process.
func NewGuest(ctx context.Context, a Address) (*Guest, error) {
	g, err := blank(a)
	if err != nil {
		return nil, err
	}
	return g, g.enter(ctx)
}

// OpenGuest becomes the guest whose cookie for this server the file holds, so
// that somebody stays one person from command to command; otherwise a new one,
// whom it writes there. An empty name is [DefaultFile].
func OpenGuest(ctx context.Context, a Address, file string) (*Guest, error) {
	g, err := blank(a)
	if err != nil {
		return nil, err
	}
	if file == "" {
		if file, err = DefaultFile(); err != nil {
			return nil, err
		}
	}
	known, err := readCookies(file)
	if err != nil {
		return nil, err
	}
	g.set(known[a.Base])
	if err := g.enter(ctx); err != nil {
		return nil, err
	}
	if now := g.cookie(); now != known[a.Base] {
		known[a.Base] = now
		return g, writeCookies(file, known)
	}
	return g, nil
}

func blank(a Address) (*Guest, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, fmt.Errorf("make a cookie jar: %w", err)
	}
	return &Guest{http: &http.Client{Jar: jar, Timeout: requestWait}, base: a.Base}, nil
}

// A RefusedError is a server's answer that is no use to ask for again.
type RefusedError struct {
	Status int
	Text   string // the server's sentence
}

func (e *RefusedError) Error() string {
	if e.Text == "" {
		return fmt.Sprintf("the server answered %d %s", e.Status, http.StatusText(e.Status))
	}
	return fmt.Sprintf("the server answered %d: %s", e.Status, e.Text)
}

// enter asks for the cookie, or has the server look at the one that is there.
func (g *Guest) enter(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, g.base+"/api/guest", strings.NewReader("{}"))
	if err != nil {
		return fmt.Errorf("become a guest: %w", err)
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := g.http.Do(req)
	if ue, ok := errors.AsType[*url.Error](err); ok {
		return fmt.Errorf("no server answers at %s: %w", g.base, ue.Err)
	}
	if err != nil {
		return fmt.Errorf("become a guest: %w", err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("become a guest: %w", refused(res))
	}
	return nil
}

// refused reads the sentence of an answer that is not OK.
func refused(res *http.Response) error {
	text, err := io.ReadAll(io.LimitReader(res.Body, 1<<10))
	if err != nil {
		text = nil // the number says enough
	}
	return &RefusedError{Status: res.StatusCode, Text: strings.TrimSpace(string(text))}
}

// cookieName is the cookie that says who a guest is (server/web has the same).
const cookieName = "easel_guest"

func (g *Guest) url() *url.URL {
	u, err := url.Parse(g.base)
	if err != nil {
		panic("link: the base address was parsed before")
	}
	return u
}

func (g *Guest) cookie() string {
	for _, c := range g.http.Jar.Cookies(g.url()) {
		if c.Name == cookieName {
			return c.Value
		}
	}
	return ""
}

func (g *Guest) set(secret string) {
	if secret != "" {
		g.http.Jar.SetCookies(g.url(), []*http.Cookie{{Name: cookieName, Value: secret, Path: "/"}})
	}
}

// DefaultFile returns where a person's cookies are kept.
func DefaultFile() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("find a place for the guest's cookie (-guest FILE names one): %w", err)
	}
	return filepath.Join(dir, "easel", "guest.json"), nil
}

// readCookies returns the cookies of a file by server. A file that is not
// there holds none.
func readCookies(file string) (map[string]string, error) {
	known := map[string]string{}
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return known, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the guest's cookie: %w", err)
	}
	if err := json.Unmarshal(data, &known); err != nil {
		return nil, fmt.Errorf("read the guest's cookie from %s: %w", file, err)
	}
	return known, nil
}

// writeCookies replaces the file in one step. Whoever reads it can be that
// guest, so nobody else may.
func writeCookies(file string, known map[string]string) error {
	data, err := json.MarshalIndent(known, "", "\t")
	if err != nil {
		return fmt.Errorf("keep the guest's cookie: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return fmt.Errorf("keep the guest's cookie: %w", err)
	}
	f, err := os.CreateTemp(filepath.Dir(file), ".guest-*") // its mode is 0600
	if err != nil {
		return fmt.Errorf("keep the guest's cookie: %w", err)
	}
	defer os.Remove(f.Name()) // gone already when all went well
	_, err = f.Write(append(data, '\n'))
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		return fmt.Errorf("keep the guest's cookie: %w", err)
	}
	return nil
}
