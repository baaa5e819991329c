package model_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"easel.example/server/artist/model"
	"easel.example/server/artist/model/modeltest"
)

// TestGarbledStreams changes bytes of good streams, by seeds: whatever comes, there
// is a reply whose calls can be answered, or an error, and nothing panics.
func TestGarbledStreams(t *testing.T) {
	const seeds = 300
	good := modeltest.Answer{}.Think("sig", "Hm.").Say("I draw. ").Call("draw", `{"x":1}`).Call("view", `{}`)
	both(t, func(t *testing.T, s side) {
		var seed atomic.Uint64
		open := modeltest.AnthropicHandler
		if s.provider == model.OpenAI {
			open = modeltest.OpenAIHandler
		}
		h := open(func(what string) { t.Error(what) }, "", always(good))
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			var whole httptest.ResponseRecorder
			whole.Body = new(bytes.Buffer)
			h.ServeHTTP(&whole, r)
			w.Header().Set("Content-Type", "text/event-stream")
			_, _ = w.Write(garble(whole.Body.Bytes(), seed.Load()))
		}))
		defer server.Close()
		m := connect(t, s.provider, server.URL, "", model.Patience{})
		for n := range uint64(seeds) {
			seed.Store(n)
			r, err := m.Reply(t.Context(), ask("go"), func(model.Delta) {})
			if err != nil {
				if kind(err) == 0 {
					t.Fatalf("seed %d: %v is no *Error", n, err)
				}
				continue
			}
			seen := map[string]bool{}
			for _, c := range r.Calls() {
				if c.ID == "" || seen[c.ID] || !json.Valid(c.Input) {
					t.Errorf("seed %d: call %+v", n, c)
				}
				seen[c.ID] = true
			}
		}
	})
}

// garble changes some bytes of a stream, drops some, and doubles some lines.
func garble(stream []byte, seed uint64) []byte {
	r := rand.New(rand.NewPCG(seed, 1))
	lines := bytes.SplitAfter(stream, []byte("\n"))
	var out []byte
	for _, line := range lines {
		switch r.IntN(20) {
		case 0: // dropped
		case 1:
			out = append(out, line...)
			out = append(out, line...)
		case 2: // the last of the lines is empty
			if len(line) == 0 {
				continue
			}
			line = bytes.Clone(line)
			line[r.IntN(len(line))] = `{}[]":,0-nulltf`[r.IntN(15)]
			out = append(out, line...)
		case 3:
			// A field of another type.
			out = append(out, bytes.Replace(line, []byte(`"index":`), []byte(`"index":-`), 1)...)
		case 4:
			out = append(out, bytes.Replace(line, []byte(`":"`), []byte(`":{"x":1},"y":"`), 1)...)
		default:
			out = append(out, line...)
		}
	}
	return out
}
