package guest

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestAsk checks that a request carries the token in its header alone, and what its answers become.
func TestAsk(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/guest", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("POST /api/double", func(w http.ResponseWriter, r *http.Request) {
		var in struct{ N int }
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil || r.Header.Get(tokenHeader) != "secret" || strings.Contains(r.URL.String(), "secret") {
			http.Error(w, "Not so.", http.StatusForbidden)
			return
		}
		_ = json.NewEncoder(w).Encode(map[string]int{"n": 2 * in.N}) // a client that is gone fails the test
	})
	s := httptest.NewServer(mux)
	defer s.Close()
	a := Address{Base: s.URL, Token: "secret"}
	g, err := New(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	var out struct{ N int }
	if err := g.Ask(t.Context(), a, http.MethodPost, "/api/double", map[string]int{"n": 21}, &out); err != nil || out.N != 42 {
		t.Errorf("the answer is %d, %v", out.N, err)
	}
	if err := g.Ask(t.Context(), a, http.MethodPost, "/api/double", out, nil); err != nil {
		t.Errorf("without a use for the answer: %v", err)
	}
	var r *RefusedError
	if err := g.Ask(t.Context(), Address{Base: s.URL}, http.MethodPost, "/api/double", out, nil); !errors.As(err, &r) || r.Status != 403 || r.Text != "Not so." {
		t.Errorf("a refusal: %v", err)
	}
	if err := g.Ask(t.Context(), a, http.MethodPost, "/api/double", map[string]int{"n": 1}, new(string)); !refusedWith(err, 200, "") {
		t.Errorf("an answer of another kind: %v", err)
	}
	s.Close()
	if err := g.Ask(t.Context(), a, http.MethodGet, "/api/x", nil, nil); err == nil || !strings.Contains(err.Error(), "no server answers at") {
		t.Errorf("without a server: %v", err)
	}
}

// TestFetch checks a file at its bound, and one byte past it.
func TestFetch(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/guest", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("GET /file", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get(tokenHeader) != "secret" {
			http.Error(w, "Not so.", http.StatusForbidden)
			return
		}
		_, _ = w.Write(make([]byte, 1000)) // a client that is gone fails the test
	})
	s := httptest.NewServer(mux)
	defer s.Close()
	a := Address{Base: s.URL, Token: "secret"}
	g, err := New(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	if data, err := g.Fetch(t.Context(), a, "/file", 1000); err != nil || len(data) != 1000 {
		t.Errorf("%d bytes, %v", len(data), err)
	}
	if data, err := g.Fetch(t.Context(), a, "/file", 999); err == nil || data != nil || !strings.Contains(err.Error(), "larger than 999 bytes") {
		t.Errorf("one byte too many: %d bytes, %v", len(data), err)
	}
	var r *RefusedError
	if _, err := g.Fetch(t.Context(), Address{Base: s.URL}, "/file", 1000); !errors.As(err, &r) || r.Status != 403 {
		t.Errorf("a refusal: %v", err)
	}
	s.Close()
	var away *AwayError
	if _, err := g.Fetch(t.Context(), a, "/file", 1000); !errors.As(err, &away) || away.Base != s.URL {
		t.Errorf("without a server: %v", err)
	}
}
