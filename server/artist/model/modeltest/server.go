package modeltest

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
)

// TB is what a server needs of a test.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
	Cleanup(func())
}

// A Script answers requests; turn counts them from 0. Requests that come at the
// same time are answered at the same time.
type Script func(turn int, r Request) Answer

// Key is what the servers accept as key.
const Key = "sk-test-0123456789-never-to-be-shown-01234567890"

// A Server is a local server of one provider's wire.
type Server struct {
	URL string // for a base URL

	desk *desk
}

// Anthropic starts a server of the Messages API, until the test ends.
func Anthropic(t TB, s Script) *Server {
	t.Helper()
	return start(t, "", func(report func(string)) *desk { return anthropicDesk(report, Key, s) })
}

// OpenAI starts a server of chat completions and images, until the test ends.
func OpenAI(t TB, s Script) *Server {
	t.Helper()
	return start(t, "/v1", func(report func(string)) *desk { return openaiDesk(report, Key, s) })
}

// Keyless is OpenAI without a key, as Ollama is.
func Keyless(t TB, s Script) *Server {
	t.Helper()
	return start(t, "/v1", func(report func(string)) *desk { return openaiDesk(report, "", s) })
}

// AnthropicHandler serves the Messages API outside of a test. report is told of
// each request that is wrong. An empty key wants none.
func AnthropicHandler(report func(string), key string, s Script) http.Handler {
	return anthropicDesk(report, key, s)
}

// OpenAIHandler serves chat completions and images outside of a test.
func OpenAIHandler(report func(string), key string, s Script) http.Handler {
	return openaiDesk(report, key, s)
}

// Requests returns what was asked so far.
func (s *Server) Requests() []Request {
	s.desk.mu.Lock()
	defer s.desk.mu.Unlock()
	return append([]Request(nil), s.desk.requests...)
}

func start(t TB, path string, seat func(func(string)) *desk) *Server {
	t.Helper()
	d := seat(func(what string) { t.Errorf("modeltest: %s", what) })
	server := httptest.NewServer(d)
	t.Cleanup(func() {
		// A client that gave up may still be waited for.
		server.CloseClientConnections()
		server.Close()
	})
	return &Server{URL: server.URL + path, desk: d}
}

// A desk takes requests, checks them, and has them answered.
type desk struct {
	report func(string)
	check  func(*http.Request, []byte) (Request, error)
	answer func(*stream, Request, int)
	faults map[Fault]reply
	script Script

	mu       sync.Mutex // guards what follows
	requests []Request
	signed   map[string]bool // thinking that was given out
}

func anthropicDesk(report func(string), key string, s Script) *desk {
	d := &desk{report: report, faults: anthropicFaults, script: s, signed: map[string]bool{}}
	d.check = func(r *http.Request, body []byte) (Request, error) {
		return anthropicCheck(r, body, key, d.isSigned)
	}
	d.answer = func(s *stream, q Request, turn int) { anthropicAnswer(s, q, turn, d.sign) }
	return d
}

func openaiDesk(report func(string), key string, s Script) *desk {
	d := &desk{report: report, faults: openaiFaults, script: s, answer: openaiAnswer}
	d.check = func(r *http.Request, body []byte) (Request, error) {
		if strings.HasSuffix(r.URL.Path, "/images/generations") {
			return pictureCheck(r, body, key)
		}
		return openaiCheck(r, body, key)
	}
	return d
}

// ServeHTTP answers one request.
func (d *desk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, requestBytes))
	if err != nil {
		d.refuse(w, fmt.Errorf("read the request: %w", err))
		return
	}
	q, err := d.check(r, body)
	if err != nil {
		d.refuse(w, err)
		return
	}
	a, turn := d.ask(q)
	switch {
	case a.fault != 0:
		d.fail(w, a)
	case a.picture != nil:
		pictureAnswer(w, r, a)
	default:
		d.answer(newStream(w, r, a), q, turn)
	}
}

// ask has the script answer.
func (d *desk) ask(q Request) (Answer, int) {
	d.mu.Lock()
	turn := len(d.requests)
	d.requests = append(d.requests, q)
	d.mu.Unlock()
	return d.script(turn, q), turn
}

// refuse reports a request that is wrong and answers it as the provider would.
func (d *desk) refuse(w http.ResponseWriter, err error) {
	d.report(err.Error())
	d.fail(w, Fail(BadRequest))
}

func (d *desk) fail(w http.ResponseWriter, a Answer) {
	f := d.faults[a.fault]
	w.Header().Set("Content-Type", "application/json")
	if !strings.HasPrefix(f.body, "{") {
		w.Header().Set("Content-Type", "text/html")
	}
	w.Header().Set("Request-Id", "req_1")
	if a.after > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(a.after))
	}
	w.WriteHeader(f.status)
	_, _ = io.WriteString(w, f.body)
}

func (d *desk) sign(thinking string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.signed[thinking] = true
}

func (d *desk) isSigned(thinking string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.signed[thinking]
}
