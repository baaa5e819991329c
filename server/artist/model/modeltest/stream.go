package modeltest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// A stream writes server-sent events, in the pieces and with the oddities of an
// answer.
type stream struct {
	w      http.ResponseWriter
	r      *http.Request
	answer Answer
	bytes  []byte // that wait for a whole piece
}

func newStream(w http.ResponseWriter, r *http.Request, a Answer) *stream {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	w.WriteHeader(http.StatusOK)
	return &stream{w: w, r: r, answer: a}
}

// event writes one event; name is empty on OpenAI's wire, data is JSON or text.
func (s *stream) event(name string, data any) {
	text, ok := data.(string)
	if !ok {
		text = encode(data)
	}
	out := "data: " + text + "\n\n"
	if name != "" {
		out = "event: " + name + "\n" + out
	}
	if s.answer.has(Comments) {
		out = ": keep-alive\n\n" + out
	}
	if s.answer.has(CRLF) {
		out = strings.ReplaceAll(out, "\n", "\r\n")
	}
	s.raw(out)
}

// raw writes bytes, now or with the piece that they are of.
func (s *stream) raw(text string) {
	s.bytes = append(s.bytes, text...)
	if s.answer.chop == 0 {
		s.flush()
	}
	for s.answer.chop > 0 && len(s.bytes) >= s.answer.chop {
		s.send(s.bytes[:s.answer.chop])
		s.bytes = s.bytes[s.answer.chop:]
	}
}

func (s *stream) flush() {
	if len(s.bytes) > 0 {
		s.send(s.bytes)
		s.bytes = nil
	}
}

// send writes a piece to the socket. A client that is gone is noticed by its context.
func (s *stream) send(piece []byte) {
	_, _ = s.w.Write(piece)
	_ = http.NewResponseController(s.w).Flush()
}

// special does what a step asks of the connection rather than of the wire, and
// reports whether it was such a step.
func (s *stream) special(t step) bool {
	switch {
	case t.stall > 0:
		s.flush()
		select {
		case <-time.After(t.stall):
		case <-s.r.Context().Done():
		}
	case t.cut:
		s.flush()
		panic(http.ErrAbortHandler)
	case t.garbage != "":
		s.raw(t.garbage)
	default:
		return false
	}
	return true
}

func encode(v any) string {
	out, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("modeltest: encode: %v", err))
	}
	return string(out)
}

// obj is JSON in the making.
type obj = map[string]any
