package web

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"easel.example/server/store"
)

// A rig is a handler on a real store.
type rig struct {
	*testing.T
	store *store.Store
	http.Handler
	log bytes.Buffer
}

// easel is a fake of what draws pictures.
type easel struct {
	err   error
	plain bool
}

func (e easel) Picture(_ context.Context, workspace int64) ([]byte, uint64, uint64, error) {
	return fmt.Appendf(nil, "picture of %d", workspace), 42, 0xabc, e.err
}

func (e easel) Preview(_ context.Context, workspace int64, early bool) ([]byte, int32, int32, error) {
	if e.plain {
		return nil, 0, 0, e.err
	}
	if early {
		return fmt.Appendf(nil, "early preview of %d", workspace), 4096, 3072, e.err
	}
	return fmt.Appendf(nil, "preview of %d", workspace), 4096, 3072, e.err
}

var page = fstest.MapFS{
	".keep":                           {},
	"index.html":                      {Data: []byte("<!doctype html>page")},
	"index.html.br":                   {Data: []byte("br page")},
	"index.html.gz":                   {Data: []byte("gz page")},
	"easel.wasm":                      {Data: []byte("\x00asm-module")},
	"easel.wasm.br":                   {Data: []byte("br wasm")},
	"assets/main-Ab3_x-9Z.js":         {Data: []byte("script")},
	"assets/main-Ab3_x-9Z.js.gz":      {Data: []byte("gz script")},
	"assets/plain.css":                {Data: []byte("style")},
	"assets/picture-abcdefgh.unknown": {Data: []byte("?")},
	"lonely.br":                       {Data: []byte("a file of its own")},
}

func newRig(t *testing.T, change func(*Config)) *rig {
	t.Helper()
	s, err := store.Open(t.Context(), t.TempDir(), store.Options{LinksMax: 5})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	r := &rig{T: t, store: s}
	cfg := Config{Store: s, Pieces: easel{}, Version: "1.2.3", Page: page, Log: slog.New(slog.NewTextHandler(&r.log, nil))}
	cfg.Socket = http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		g, ok := GuestOf(req.Context())
		fmt.Fprintf(w, "guest %d %v", g.ID, ok)
	})
	if change != nil {
		change(&cfg)
	}
	r.Handler = Handler(cfg)
	return r
}

// An ask changes a request from its simplest form: a program on this machine
// that asks for this machine.
type ask func(*http.Request)

func head(name, value string) ask { return func(r *http.Request) { r.Header.Add(name, value) } }

func host(name string) ask { return func(r *http.Request) { r.Host = name } }

func from(remote string) ask { return func(r *http.Request) { r.RemoteAddr = remote } }

func at(local string) ask {
	return func(r *http.Request) {
		a := net.TCPAddrFromAddrPort(mustAddrPort(local))
		*r = *r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, net.Addr(a)))
	}
}

func cookie(secret string) ask {
	return func(r *http.Request) { r.AddCookie(&http.Cookie{Name: CookieName, Value: secret}) }
}

func overTLS(r *http.Request) { r.TLS = &tls.ConnectionState{} }

// do sends a request with a body for a POST.
func (r *rig) do(method, target, body string, asks ...ask) *httptest.ResponseRecorder {
	r.Helper()
	req := httptest.NewRequest(method, target, strings.NewReader(body))
	req.TLS = nil
	for _, a := range append([]ask{host("localhost:8080"), from("127.0.0.1:5000"), at("127.0.0.1:8080")}, asks...) {
		a(req)
	}
	w := httptest.NewRecorder()
	r.ServeHTTP(w, req)
	return w
}

func (r *rig) want(w *httptest.ResponseRecorder, code int, body string) {
	r.Helper()
	if w.Code != code || !strings.Contains(w.Body.String(), body) {
		r.Errorf("got %d %q, want %d with %q", w.Code, w.Body, code, body)
	}
}

// guest makes a guest and returns their secret.
func (r *rig) guest(asks ...ask) string {
	r.Helper()
	w := r.do("POST", "/api/guest", "{}", asks...)
	r.want(w, 200, `{"ok":true}`)
	for _, c := range w.Result().Cookies() {
		if c.Name == CookieName {
			return c.Value
		}
	}
	r.Fatal("no cookie")
	return ""
}

func TestHeaders(t *testing.T) {
	r := newRig(t, nil)
	want := map[string]string{
		"Content-Security-Policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; " +
			"img-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'",
		"X-Content-Type-Options":       "nosniff",
		"Referrer-Policy":              "no-referrer",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
	}
	for _, w := range []*httptest.ResponseRecorder{
		r.do("GET", "/", ""), r.do("GET", "/missing", ""), r.do("POST", "/api/guest", "{}"),
		r.do("GET", "/", "", host("evil.example")), r.do("PUT", "/api/links", ""), r.do("GET", "/ws", ""),
	} {
		for name, value := range want {
			if got := w.Result().Header.Get(name); got != value {
				t.Errorf("%d: %s got %q, want %q", w.Code, name, got, value)
			}
		}
		if got := w.Result().Header.Get("Permissions-Policy"); !strings.Contains(got, "camera=()") {
			t.Errorf("%d: Permissions-Policy got %q", w.Code, got)
		}
	}
}

func TestHost(t *testing.T) {
	public, err := url.Parse("https://draw.example:8443")
	if err != nil {
		t.Fatal(err)
	}
	r := newRig(t, func(c *Config) { c.Hosts, c.PublicURL = []string{"Studio.lan", "box:9000"}, public })
	for _, tc := range []struct {
		host, local string
		ok          bool
	}{
		{"localhost", "127.0.0.1:80", true},
		{"LOCALHOST:1234", "127.0.0.1:80", true},
		{"a.localhost", "127.0.0.1:80", true},
		{"localhost.", "127.0.0.1:80", true},
		{"127.0.0.1:99", "127.0.0.1:80", true},
		{"127.8.8.8", "127.0.0.1:80", true},
		{"[::1]:80", "[::1]:80", true},
		{"[::1]", "[::1]:80", true},
		{"evil.example", "127.0.0.1:80", false},
		{"localhost.evil.example", "127.0.0.1:80", false},
		{"notlocalhost", "127.0.0.1:80", false},
		{"192.168.1.5", "127.0.0.1:80", false},
		{"", "127.0.0.1:80", false},
		{"studio.lan", "127.0.0.1:80", true},
		{"studio.lan:8080", "192.168.1.5:80", true},
		{"box", "192.168.1.5:80", true},
		{"draw.example", "10.0.0.1:80", true},
		{"192.168.1.5:80", "192.168.1.5:80", true},
		{"[fd00::5]:80", "[fd00::5]:80", true},
		{"192.168.1.6", "192.168.1.5:80", false},
		{"localhost", "192.168.1.5:80", false},
		{"127.0.0.1", "192.168.1.5:80", false},
		{"evil.example", "192.168.1.5:80", false},
		{"192.168.1.5.nip.example", "192.168.1.5:80", false},
	} {
		w := r.do("GET", "/version", "", host(tc.host), at(tc.local))
		if got := w.Code == 200; got != tc.ok || !tc.ok && w.Code != http.StatusMisdirectedRequest {
			t.Errorf("host %q at %s got %d, want ok %v", tc.host, tc.local, w.Code, tc.ok)
		}
	}
}

// Rule table of what may change something: pages of this server, and programs
// that are no browser.
func TestOrigin(t *testing.T) {
	public, err := url.Parse("https://draw.example")
	if err != nil {
		t.Fatal(err)
	}
	plain := newRig(t, nil)
	proxied := newRig(t, func(c *Config) { c.PublicURL, c.Hosts = public, []string{"localhost"} })
	for _, tc := range []struct {
		name string
		rig  *rig
		asks []ask
		ok   bool
	}{
		{"no browser", plain, nil, true},
		{"own page", plain, []ask{head("Origin", "http://localhost:8080"), head("Sec-Fetch-Site", "same-origin")}, true},
		{"own page, older browser", plain, []ask{head("Origin", "http://LOCALHOST:8080")}, true},
		{"own page behind TLS", plain, []ask{head("Origin", "https://localhost:8080")}, true},
		{"own page over TLS", plain, []ask{head("Origin", "https://localhost:8080"), overTLS}, true},
		{"http page against https", plain, []ask{head("Origin", "http://localhost:8080"), overTLS}, false},
		{"other site", plain, []ask{head("Origin", "https://evil.example")}, false},
		{"other port", plain, []ask{head("Origin", "http://localhost:8081")}, false},
		{"other site, without Origin", plain, []ask{head("Sec-Fetch-Site", "cross-site")}, false},
		{"same site", plain, []ask{head("Sec-Fetch-Site", "same-site")}, false},
		{"sandboxed frame", plain, []ask{head("Origin", "null")}, false},
		{"two origins", plain, []ask{head("Origin", "http://localhost:8080"), head("Origin", "https://evil.example")}, false},
		{"other scheme", plain, []ask{head("Origin", "file://localhost:8080")}, false},
		{"public page", proxied, []ask{head("Origin", "https://draw.example")}, true},
		{"public page by http", proxied, []ask{head("Origin", "http://draw.example")}, false},
		{"public page without public URL", plain, []ask{head("Origin", "https://draw.example")}, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			secret := tc.rig.guest()
			for _, target := range []string{"POST /api/guest", "POST /api/links", "GET /ws"} {
				method, path, _ := strings.Cut(target, " ")
				w := tc.rig.do(method, path, `{"role":"viewer"}`, append(tc.asks, cookie(secret))...)
				if refused := strings.Contains(w.Body.String(), "another site"); refused == tc.ok || refused && w.Code != http.StatusForbidden {
					t.Errorf("%s got %d %q, want ok %v", target, w.Code, w.Body, tc.ok)
				}
			}
		})
	}
}

func TestGuest(t *testing.T) {
	r := newRig(t, nil)
	w := r.do("POST", "/api/guest", "{}")
	r.want(w, 200, `{"ok":true}`)
	set := w.Header().Get("Set-Cookie")
	for _, part := range []string{CookieName + "=", "Path=/", "Max-Age=31536000", "HttpOnly", "SameSite=Strict"} {
		if !strings.Contains(set, part) {
			t.Errorf("cookie %q lacks %s", set, part)
		}
	}
	if strings.Contains(set, "Secure") || strings.Contains(set, "Domain") {
		t.Errorf("cookie %q has Secure or Domain on plain loopback", set)
	}
	secret := w.Result().Cookies()[0].Value
	w = r.do("POST", "/api/guest", "{}", cookie(secret))
	r.want(w, 200, `{"ok":true}`)
	if again := w.Header().Get("Set-Cookie"); again != set {
		t.Errorf("a guest got the cookie %q, want the same for another year", again)
	}
	w = r.do("POST", "/api/guest", "{}", cookie("forged"))
	if strings.Contains(w.Header().Get("Set-Cookie"), "forged") || w.Header().Get("Set-Cookie") == "" {
		t.Error("an unknown cookie was taken for a guest")
	}
	for _, body := range []string{"", "[]", "1", "null", "{", "{}x"} {
		r.want(r.do("POST", "/api/guest", body), http.StatusBadRequest, "JSON object")
	}
	r.want(r.do("POST", "/api/guest", "{"+strings.Repeat(" ", MaxBodyBytes-2)+"}"), 200, "")
	r.want(r.do("POST", "/api/guest", "{"+strings.Repeat(" ", MaxBodyBytes-1)+"}"), http.StatusRequestEntityTooLarge, "too large")
	r.want(r.do("GET", "/api/guest", ""), http.StatusNotFound, "")
}

func TestGuestCookieSecure(t *testing.T) {
	public, err := url.Parse("https://draw.example")
	if err != nil {
		t.Fatal(err)
	}
	for name, w := range map[string]*httptest.ResponseRecorder{
		"TLS":        newRig(t, nil).do("POST", "/api/guest", "{}", overTLS),
		"public URL": newRig(t, func(c *Config) { c.PublicURL = public }).do("POST", "/api/guest", "{}", host("draw.example")),
	} {
		if set := w.Header().Get("Set-Cookie"); !strings.Contains(set, "; Secure") {
			t.Errorf("%s: %d, cookie %q lacks Secure", name, w.Code, set)
		}
	}
}

// Rule L7: new guests are bounded for each address; known guests and this
// machine are not, and what a proxy claims does not count.
func TestGuestsPerMinute(t *testing.T) {
	r := newRig(t, func(c *Config) { c.GuestsPerMinute = 2; c.Hosts = []string{"draw.example"} })
	far := []ask{host("draw.example"), at("192.168.1.5:80")}
	ask := func(remote string, more ...ask) int {
		return r.do("POST", "/api/guest", "{}", append(append(far, from(remote)), more...)...).Code
	}
	secret := r.guest()
	for i, tc := range []struct {
		remote string
		want   int
	}{
		{"10.0.0.1:1", 200}, {"10.0.0.1:2", 200}, {"10.0.0.1:3", 429}, {"10.0.0.2:1", 200},
		{"[fd00:1::1]:1", 200}, {"[fd00:1::2]:1", 200}, {"[fd00:1::3]:1", 429}, {"[fd00:1:0:1::1]:1", 200},
	} {
		if got := ask(tc.remote, head("X-Forwarded-For", fmt.Sprint("10.9.9.", i))); got != tc.want {
			t.Errorf("%d: a new guest from %s got %d, want %d", i, tc.remote, got, tc.want)
		}
	}
	if got := ask("10.0.0.1:4", cookie(secret)); got != 200 {
		t.Errorf("a known guest from a spent address got %d, want 200", got)
	}
	for range 10 {
		r.guest()
	}
	// A proxy on this machine is not this machine.
	codes := map[int]int{}
	for range 4 {
		codes[r.do("POST", "/api/guest", "{}", head("X-Forwarded-For", "10.1.1.1")).Code]++
	}
	if codes[200] != 2 || codes[429] != 2 {
		t.Errorf("four guests through a proxy got %v, want two of them refused", codes)
	}
	if w := r.do("POST", "/api/guest", "{}", append(far, from("10.0.0.1:5"))...); w.Header().Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
}

func TestSocket(t *testing.T) {
	r := newRig(t, nil)
	r.want(r.do("GET", "/ws", ""), http.StatusUnauthorized, "POST /api/guest first")
	r.want(r.do("GET", "/ws", "", cookie("forged")), http.StatusUnauthorized, "")
	secret := r.guest()
	g, err := r.store.ResolveGuest(t.Context(), secret)
	if err != nil {
		t.Fatal(err)
	}
	r.want(r.do("GET", "/ws", "", cookie(secret)), 200, fmt.Sprintf("guest %d true", g.ID))
	r.want(r.do("POST", "/ws", "", cookie(secret)), http.StatusMethodNotAllowed, "")
}

// Rule H4: ownership without set-up is for this machine alone, once.
func TestFirst(t *testing.T) {
	public, err := url.Parse("http://localhost:8080")
	if err != nil {
		t.Fatal(err)
	}
	proxied := func(c *Config) { c.PublicURL = public }
	for _, tc := range []struct {
		name   string
		change func(*Config)
		asks   []ask
		want   int
	}{
		{"this machine", nil, nil, 200},
		{"this machine, IPv6", nil, []ask{host("[::1]:8080"), at("[::1]:8080"), from("[::1]:9")}, 200},
		{"own page", nil, []ask{head("Sec-Fetch-Site", "same-origin")}, 200},
		{"other site", nil, []ask{head("Sec-Fetch-Site", "cross-site")}, 404},
		{"remote", nil, []ask{from("10.0.0.1:1")}, 404},
		{"arrived elsewhere", func(c *Config) { c.Hosts = []string{"localhost"} }, []ask{at("192.168.1.5:80")}, 404},
		{"other name", func(c *Config) { c.Hosts = []string{"studio.lan"} }, []ask{host("studio.lan")}, 404},
		{"public URL", proxied, nil, 404},
		{"X-Forwarded-For", nil, []ask{head("X-Forwarded-For", "127.0.0.1")}, 404},
		{"x-forwarded-proto", nil, []ask{head("x-forwarded-proto", "https")}, 404},
		{"Forwarded", nil, []ask{head("Forwarded", "for=127.0.0.1")}, 404},
		{"Via", nil, []ask{head("Via", "1.1 proxy")}, 404},
		{"X-Real-IP", nil, []ask{head("X-Real-IP", "127.0.0.1")}, 404},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := newRig(t, tc.change)
			_, token, err := r.store.FirstWorkspace(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			g, secret, err := r.store.NewGuest(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			w := r.do("GET", "/api/first", "", append(tc.asks, cookie(secret))...)
			if w.Code != tc.want || (w.Code == 200) != strings.Contains(w.Body.String(), `{"link":"/#w=`+token+`"}`) {
				t.Errorf("guest %d got %d %q, want %d", g.ID, w.Code, w.Body, tc.want)
			}
			if claimed, err := r.store.Claimed(t.Context()); err != nil || claimed != (tc.want == 200) {
				t.Errorf("claimed got %v, %v", claimed, err)
			}
		})
	}
}

func TestFirstIsOne(t *testing.T) {
	r := newRig(t, nil)
	one, two := r.guest(), r.guest()
	r.want(r.do("GET", "/api/first", ""), 401, "POST /api/guest first")
	r.want(r.do("GET", "/api/first", "", cookie("forged")), 401, "POST /api/guest first")
	r.want(r.do("GET", "/api/first", "", head("Via", "proxy")), 404, "nothing here")
	r.want(r.do("GET", "/api/first", "", cookie(one)), 200, "/#w=")
	r.want(r.do("GET", "/api/first", "", cookie(two)), 404, "nothing here")
	w := r.do("GET", "/api/first", "", cookie(one))
	r.want(w, 200, "/#w=")
	if got := w.Header().Get("Cache-Control"); got != "no-store" {
		t.Errorf("Cache-Control got %q, want no-store", got)
	}
}

func TestPicture(t *testing.T) {
	var broken easel
	r := newRig(t, nil)
	w, owner, err := r.store.CreateWorkspace(t.Context(), "", 1600, 1200)
	if err != nil {
		t.Fatal(err)
	}
	got := r.do("GET", "/api/piece.png", "", head(TokenHeader, owner))
	r.want(got, 200, fmt.Sprintf("picture of %d", w.ID))
	for name, want := range map[string]string{
		"Content-Type": "image/png", "Cache-Control": "private, no-store", SeqHeader: "42", RasterHeader: "0000000000000abc", "Content-Length": "12",
	} {
		if v := got.Header().Get(name); v != want {
			t.Errorf("%s got %q, want %q", name, v, want)
		}
	}
	r.want(r.do("GET", "/api/piece.png", ""), 403, "does not lead anywhere")
	r.want(r.do("GET", "/api/piece.png", "", head(TokenHeader, "wrong")), 403, "does not lead anywhere")
	for _, tc := range []struct {
		err   error
		want  string
		retry bool
	}{{ErrBusy, "busy", true}, {errors.New("secret internals"), "cannot do that right now", false}} {
		broken.err = tc.err
		b := newRig(t, func(c *Config) { c.Pieces, c.Store = broken, r.store })
		got := b.do("GET", "/api/piece.png", "", head(TokenHeader, owner))
		b.want(got, 503, tc.want)
		if retry := got.Header().Get("Retry-After") != ""; retry != tc.retry || strings.Contains(got.Body.String(), "secret") {
			t.Errorf("%v: retry %v, body %q", tc.err, retry, got.Body)
		}
	}
}

// TestPolicy checks that what stands in the page is allowed by its hash, and nothing else is.
func TestPolicy(t *testing.T) {
	const (
		alert = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='" // alert(1)
		none  = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='" // nothing at all
	)
	for _, tc := range []struct{ name, index, scripts, styles string }{
		{"nothing", "<!doctype html>page", "", ""},
		{"a file", `<script src="/a.js"></script><script type="module" src="/b.js"></script><link rel="stylesheet" href="/c.css">`, "", ""},
		{"a script", "<script>alert(1)</script>", " " + alert, ""},
		{"a style", "<style></style>", "", " " + none},
		{"both, and two of them", "<style>alert(1)</style><script>alert(1)</script><p><script></script>", " " + alert + " " + none, " " + alert},
		{"lines of Windows", "<script>\r\n</script>", " 'sha256-AbpHGcgLb+kRsJGnwFEktk7uzpZOCcBY74+YBdrKVGs='", ""},
		{"lines", "<script>\n</script>", " 'sha256-AbpHGcgLb+kRsJGnwFEktk7uzpZOCcBY74+YBdrKVGs='", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := policyOf(fstest.MapFS{indexName: {Data: []byte(tc.index)}})
			for _, want := range []string{"script-src 'self' 'wasm-unsafe-eval'" + tc.scripts + ";", "style-src 'self'" + tc.styles + ";"} {
				if !strings.Contains(got, want) {
					t.Errorf("%q: got %q, want %q in it", tc.index, got, want)
				}
			}
		})
	}
	if got := policyOf(fstest.MapFS{}); strings.Contains(got, "sha256") || strings.Contains(got, "unsafe-inline") {
		t.Errorf("without a page: %q", got)
	}
}

func TestPreview(t *testing.T) {
	var plain easel
	r := newRig(t, nil)
	w, owner, err := r.store.CreateWorkspace(t.Context(), "", 1600, 1200)
	if err != nil {
		t.Fatal(err)
	}
	got := r.do("GET", "/api/preview.jpg", "", head(TokenHeader, owner))
	r.want(got, 200, fmt.Sprintf("preview of %d", w.ID))
	for name, want := range map[string]string{"Content-Type": "image/jpeg", "Cache-Control": "private, no-store", SizeHeader: "4096x3072", "Content-Length": "12"} {
		if v := got.Header().Get(name); v != want {
			t.Errorf("%s got %q, want %q", name, v, want)
		}
	}
	r.want(r.do("GET", "/api/preview.jpg?early", "", head(TokenHeader, owner)), 200, fmt.Sprintf("early preview of %d", w.ID))
	r.want(r.do("GET", "/api/preview.jpg", ""), 403, "does not lead anywhere")
	plain.plain = true
	r.want(newRig(t, func(c *Config) { c.Pieces, c.Store = plain, r.store }).do("GET", "/api/preview.jpg", "", head(TokenHeader, owner)), 204, "")
	plain.err = ErrBusy
	r.want(newRig(t, func(c *Config) { c.Pieces, c.Store = plain, r.store }).do("GET", "/api/preview.jpg", "", head(TokenHeader, owner)), 503, "busy")
}

func TestHealthAndVersion(t *testing.T) {
	r := newRig(t, nil)
	r.want(r.do("GET", "/healthz", ""), 200, "ok")
	r.want(r.do("GET", "/version", ""), 200, `"version":"1.2.3"`)
	ill := newRig(t, func(c *Config) { c.Health = func(context.Context) error { return errors.New("disk on fire") } })
	w := ill.do("GET", "/healthz", "")
	ill.want(w, 503, "not well")
	if strings.Contains(w.Body.String(), "fire") || !strings.Contains(ill.log.String(), "disk on fire") {
		t.Errorf("body %q, log %q: want the reason in the log alone", w.Body, &ill.log)
	}
}

// Rule H4: whatever goes wrong, the log has no secret of the request.
func TestLogHasNoSecrets(t *testing.T) {
	r := newRig(t, nil)
	_, owner, err := r.store.CreateWorkspace(t.Context(), "", 1600, 1200)
	if err != nil {
		t.Fatal(err)
	}
	secret := r.guest()
	if err := r.store.Close(); err != nil { // from now on everything fails
		t.Fatal(err)
	}
	for _, target := range []string{"POST /api/guest", "POST /api/links", "GET /api/piece.png", "GET /api/first", "GET /ws"} {
		method, path, _ := strings.Cut(target, " ")
		w := r.do(method, path+"?w="+owner, `{"role":"viewer"}`, cookie(secret), head(TokenHeader, owner))
		r.want(w, 503, "cannot do that right now")
		if !strings.Contains(r.log.String(), "path="+path) {
			t.Errorf("%s left nothing in the log", target)
		}
	}
	if log := r.log.String(); strings.Contains(log, owner) || strings.Contains(log, secret) {
		t.Errorf("a secret is in the log:\n%s", log)
	}
}

func TestPage(t *testing.T) {
	r := newRig(t, nil)
	for _, tc := range []struct {
		path, accept       string
		code               int
		body, kind, coding string
		immutable, vary    bool
	}{
		{"/", "", 200, "<!doctype html>page", "text/html; charset=utf-8", "", false, true},
		{"/", "gzip, deflate, br, zstd", 200, "br page", "text/html; charset=utf-8", "br", false, true},
		{"/", "gzip", 200, "gz page", "text/html; charset=utf-8", "gzip", false, true},
		{"/", "br;q=0, GZIP;q=0.5", 200, "gz page", "text/html; charset=utf-8", "gzip", false, true},
		{"/", "br;q=0,gzip;q=0.0", 200, "<!doctype html>page", "text/html; charset=utf-8", "", false, true},
		{"/", "identity, xbr", 200, "<!doctype html>page", "text/html; charset=utf-8", "", false, true},
		{"/w", "", 200, "<!doctype html>page", "text/html; charset=utf-8", "", false, true},
		{"/w/anything", "", 200, "<!doctype html>page", "text/html; charset=utf-8", "", false, true},
		{"/easel.wasm", "br", 200, "br wasm", "application/wasm", "br", false, true},
		{"/easel.wasm", "gzip", 200, "\x00asm-module", "application/wasm", "", false, true},
		{"/assets/main-Ab3_x-9Z.js", "br, gzip", 200, "gz script", "text/javascript; charset=utf-8", "gzip", true, true},
		{"/assets/plain.css", "br", 200, "style", "text/css; charset=utf-8", "", false, false},
		{"/assets/picture-abcdefgh.unknown", "", 200, "?", "application/octet-stream", "", true, false},
		{"/lonely.br", "", 200, "a file of its own", "application/octet-stream", "", false, false},
		{"/index.html.br", "", 404, "nothing here", "text/plain; charset=utf-8", "", false, false},
		{"/.keep", "", 404, "nothing here", "text/plain; charset=utf-8", "", false, false},
		{"/assets/", "", 404, "nothing here", "text/plain; charset=utf-8", "", false, false},
		{"/missing", "", 404, "nothing here", "text/plain; charset=utf-8", "", false, false},
		{"/api/missing", "", 404, "nothing here", "text/plain; charset=utf-8", "", false, false},
	} {
		w := r.do("GET", tc.path, "", head("Accept-Encoding", tc.accept))
		h := w.Header()
		if w.Code != tc.code || !strings.Contains(w.Body.String(), tc.body) || h.Get("Content-Type") != tc.kind || h.Get("Content-Encoding") != tc.coding {
			t.Errorf("%s (%s) got %d %q, %q, %q", tc.path, tc.accept, w.Code, w.Body, h.Get("Content-Type"), h.Get("Content-Encoding"))
		}
		if got := h.Get("Vary") != ""; got != tc.vary {
			t.Errorf("%s has Vary %v, want %v", tc.path, got, tc.vary)
		}
		if tc.code != 200 {
			continue
		}
		if got := strings.Contains(h.Get("Cache-Control"), "immutable"); got != tc.immutable || !got && h.Get("Cache-Control") != "no-cache" {
			t.Errorf("%s has Cache-Control %q, want immutable %v", tc.path, h.Get("Cache-Control"), tc.immutable)
		}
		if h.Get("Content-Length") != fmt.Sprint(w.Body.Len()) {
			t.Errorf("%s (%s) has Content-Length %s, want %d", tc.path, tc.accept, h.Get("Content-Length"), w.Body.Len())
		}
		again := r.do("GET", tc.path, "", head("Accept-Encoding", tc.accept), head("If-None-Match", h.Get("ETag")))
		if again.Code != http.StatusNotModified || again.Body.Len() != 0 {
			t.Errorf("%s (%s) asked again with its ETag got %d", tc.path, tc.accept, again.Code)
		}
	}
	plain := r.do("GET", "/", "").Header().Get("ETag")
	if br := r.do("GET", "/", "", head("Accept-Encoding", "br")).Header().Get("ETag"); br == plain {
		t.Errorf("compressed and plain share the ETag %s", br)
	}
	r.want(r.do("HEAD", "/", ""), 200, "")
	r.want(r.do("POST", "/", ""), http.StatusMethodNotAllowed, "")
	part := r.do("GET", "/", "", head("Range", "bytes=0-4"))
	if part.Code != http.StatusPartialContent || part.Body.String() != "<!doc" {
		t.Errorf("a range got %d %q", part.Code, part.Body)
	}
	whole := r.do("GET", "/", "", head("Range", "bytes=0-1"), head("Accept-Encoding", "br"))
	r.want(whole, 200, "br page")
}

func TestPageNotBuilt(t *testing.T) {
	r := newRig(t, func(c *Config) { c.Page = fstest.MapFS{".keep": {}} })
	for _, path := range []string{"/", "/w", "/w/x"} {
		w := r.do("GET", path, "")
		r.want(w, 503, "make build")
		r.want(w, 503, "npm --prefix web")
		if got := w.Header().Get("Content-Type"); got != "text/plain; charset=utf-8" {
			t.Errorf("%s has Content-Type %q", path, got)
		}
	}
	r.want(r.do("GET", "/healthz", ""), 200, "ok")
}

// The embedded folder is there on a clean clone, and what is built into it is
// a page of which every file has a type.
func TestEmbedded(t *testing.T) {
	r := newRig(t, func(c *Config) { c.Page = nil })
	w := r.do("GET", "/", "")
	if _, err := fs.Stat(embedded(), indexName); errors.Is(err, fs.ErrNotExist) {
		r.want(w, 503, "make build")
		return
	}
	r.want(w, 200, "<")
	for name, f := range newAssets(embedded()).files {
		if f.contentType == "application/octet-stream" {
			t.Errorf("%s has no content type", name)
		}
	}
	if _, err := os.Stat("dist/.keep"); err != nil {
		t.Error(err)
	}
}
