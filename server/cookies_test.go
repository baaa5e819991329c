package main

import (
	"net/http"
	"net/http/cookiejar"
	"strings"
	"testing"

	"easel.example/core"
)

// afar makes a request look as if a proxy had passed it on: who comes from this
// machine itself has no bounds by address.
type afar struct{}

func (afar) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("X-Forwarded-For", "10.1.2.3")
	return http.DefaultTransport.RoundTrip(r)
}

// A person who clears their cookie again and again gets new limits only until
// those of the address and of the workspace are reached (rule L7), and whoever was
// there before goes on.
func TestClearedCookies(t *testing.T) {
	s := newChild(t, "-limits.guests-per-minute", "6", "-limits.joins-per-minute", "3", "-limits.members", "5", "-limits.strokes-per-minute", "2")
	owner := newPerson(t, s.base)
	owners := firstLink(t, s.base, owner)
	painters := invitation(t, s.base, owners, owner, "painter")
	cleared := func() (*http.Client, int) {
		t.Helper()
		jar, err := cookiejar.New(nil)
		if err != nil {
			t.Fatal(err)
		}
		c := &http.Client{Jar: jar, Transport: afar{}}
		res, err := c.Post(s.base+"/api/guest", "application/json", strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		return c, res.StatusCode
	}
	var people []*http.Client
	for i := range 7 {
		c, code := cleared()
		if want := map[bool]int{true: 200, false: 429}[i < 6]; code != want {
			t.Fatalf("cookie %d of an address got %d, want %d", i+1, code, want)
		}
		people = append(people, c)
	}
	for i, c := range people[:6] {
		f := &foe{t: t, base: s.base, token: painters, http: c, replica: uint64(10 + i)}
		if i < 3 {
			f.dial()
			for n := uint32(1); n <= 2; n++ {
				f.push(dotOf(n)...)
			}
			f.push(dotOf(3)...)
			if got := f.refused(); got != core.TooFast {
				t.Errorf("member %d past their rate: %v", i+1, got)
			}
			continue
		}
		f.open()
		f.hello()
		if got := f.closed(); got != 4000+5 { // a limit is reached; it may come again later
			t.Errorf("new member %d of an address was closed with %d", i+1, got)
		}
	}
	// Who is a member comes and goes as before.
	again := &foe{t: t, base: s.base, token: painters, http: people[0], replica: 10}
	again.dial()
	// The workspace takes five, wherever they come from.
	for i := range 3 {
		f := &foe{t: t, base: s.base, token: painters, http: newPerson(t, s.base), replica: uint64(30 + i)}
		if i < 2 {
			f.dial()
			continue
		}
		f.open()
		f.hello()
		if got := f.closed(); got != 4000+5 {
			t.Errorf("member 6 of 5 was closed with %d", got)
		}
	}
}
