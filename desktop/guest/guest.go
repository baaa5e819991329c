package guest

import (
	"bytes"
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
	"unicode"
)

// requestWait bounds one request beside the socket.
const requestWait = 30 * time.Second

// A Guest is who a server takes us for: the holder of a cookie.
type Guest struct {
	http *http.Client
	base string
	note string
}

// Note is a sentence that people should know of how the guest came about, or "": the file of
// cookies was damaged, and one may be somebody new to servers.
func (g *Guest) Note() string { return g.note }

// HTTP returns the client that has the guest's cookie.
func (g *Guest) HTTP() *http.Client { return g.http }

// New becomes a guest whom the server has never seen. It is forgotten
// with the process.
func New(ctx context.Context, a Address) (*Guest, error) {
	g, err := blank(a)
	if err != nil {
		return nil, err
	}
	return g, g.enter(ctx)
}

// Open becomes the guest whose cookie for this server the file holds, so
// that somebody stays one person from command to command; otherwise a new one,
// whom it writes there. An empty name is [DefaultFile]. A damaged file is put aside, as [Guest.Note] says:
// nobody is locked out by it.
func Open(ctx context.Context, a Address, file string) (*Guest, error) {
	g, err := blank(a)
	if err != nil {
		return nil, err
	}
	if file == "" {
		if file, err = DefaultFile(); err != nil {
			return nil, err
		}
	}
	known, err := g.known(file)
	if err != nil {
		return nil, err
	}
	was := known[a.Base]
	g.set(was)
	if err := g.enter(ctx); err != nil {
		return nil, err
	}
	now := g.cookie()
	if now == was {
		return g, nil
	}
	if known, err = g.known(file); err != nil { // another process may have written meanwhile
		return nil, err
	}
	if theirs := known[a.Base]; theirs != was && theirs != "" {
		g.set(theirs) // one person is one guest
		return g, nil
	}
	known[a.Base] = now
	return g, writeCookies(file, known)
}

func blank(a Address) (*Guest, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, fmt.Errorf("make a cookie jar: %w", err)
	}
	return &Guest{http: &http.Client{Jar: jar, Timeout: requestWait, CheckRedirect: stay}, base: a.Base}, nil
}

// redirectsMost bounds how often a server sends us on, for one request.
const redirectsMost = 5

// stay refuses to be sent to another server, or from a safe connection to one that is not: what we say there
// opens the workspace.
func stay(req *http.Request, via []*http.Request) error {
	from, to := via[0].URL, req.URL
	safer := from.Hostname() == to.Hostname() && from.Scheme == "http" && to.Scheme == "https"
	if len(via) > redirectsMost || !safer && (from.Host != to.Host || from.Scheme != to.Scheme) {
		return errors.New("it sends us elsewhere")
	}
	return nil
}

// An AwayError says that no server answers.
type AwayError struct {
	Base string // where
	Err  error
}

func (e *AwayError) Error() string { return fmt.Sprintf("no server answers at %s: %v", e.Base, e.Err) }

// Unwrap returns why.
func (e *AwayError) Unwrap() error { return e.Err }

func away(base string, err error) error {
	if ue, ok := errors.AsType[*url.Error](err); ok {
		err = ue.Err // it names the address, which has been said
	}
	return &AwayError{base, err}
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
	if err != nil {
		return away(g.base, err)
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
	return &RefusedError{Status: res.StatusCode, Text: strings.TrimSpace(strings.Map(shown, strings.ToValidUTF8(string(text), "")))}
}

// shown drops signs that do something to what is shown around them.
func shown(r rune) rune {
	if unicode.IsControl(r) && !unicode.IsSpace(r) || unicode.Is(unicode.Bidi_Control, r) {
		return -1
	}
	return r
}

// sentenceBytes is how long a server's sentence may be.
const sentenceBytes = 300

// Sentence returns what the server says for people, or "" where what answers is no Easel server, but
// has a page of its own.
func (e *RefusedError) Sentence() string {
	if t := e.Text; e.Status >= 400 && t != "" && len(t) < sentenceBytes && t[len(t)-1] == '.' && t[0] != '<' && !strings.Contains(t, "\n") {
		return t
	}
	return ""
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
		return "", fmt.Errorf("find a place for the guest's cookie: %w", err)
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
	if len(bytes.TrimSpace(data)) == 0 {
		return known, nil // as a machine leaves it that lost its power
	}
	if err := json.Unmarshal(data, &known); err != nil {
		return nil, fmt.Errorf("read the guest's cookie from %s: %w: %w", file, errDamaged, err)
	}
	if known == nil { // null
		known = map[string]string{}
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
	if _, err = f.Write(append(data, '\n')); err == nil {
		err = f.Sync() // or the name could be there before what is in it
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		return fmt.Errorf("keep the guest's cookie: %w", err)
	}
	return nil
}
