package web

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"
)

func mustAddrPort(s string) netip.AddrPort { return netip.MustParseAddrPort(s) }

func TestGuestLimit(t *testing.T) {
	now := time.Unix(1000, 0)
	g := addrLimit{perMinute: 3, now: func() time.Time { return now }}
	a := limitKey{addr: netip.MustParseAddr("10.0.0.1")}
	granted := func(n int) (ok int) {
		for range n {
			if g.allow(a) {
				ok++
			}
		}
		return ok
	}
	for i, tc := range []struct {
		after time.Duration
		want  int
	}{
		{0, 3},
		{time.Second, 0},
		{19 * time.Second, 1}, // one comes back every 20 s
		{30 * time.Second, 1},
		{15 * time.Second, 1}, // the table is swept, and does not forget who was there
		{time.Minute, 3},
		{time.Hour, 3},
	} {
		now = now.Add(tc.after)
		if got := granted(5); got != tc.want {
			t.Errorf("step %d: %d of 5 granted, want %d", i, got, tc.want)
		}
	}
	unlimited := addrLimit{perMinute: -1}
	for range 1000 {
		if !unlimited.allow(a) {
			t.Fatal("unlimited refused")
		}
	}
}

// The table of addresses is bounded, forgets silent ones, and does not let a
// flood of addresses in, nor shut others out for more than their share.
func TestGuestLimitTable(t *testing.T) {
	now := time.Unix(1000, 0)
	g := addrLimit{perMinute: 2, now: func() time.Time { return now }}
	addr := func(i int) limitKey {
		return limitKey{addr: netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)})}
	}
	for i := range limitKeys {
		if !g.allow(addr(i)) {
			t.Fatalf("address %d was refused", i)
		}
	}
	granted := 0
	for i := range 100 {
		if g.allow(addr(limitKeys + i)) {
			granted++
		}
	}
	if granted != 2 || len(g.byKey) != limitKeys {
		t.Errorf("beyond the table %d were granted and it has %d, want 2 and %d", granted, len(g.byKey), limitKeys)
	}
	if !g.allow(addr(5)) || g.allow(addr(5)) {
		t.Error("an address in the table has another limit than before")
	}
	now = now.Add(2 * time.Minute)
	if !g.allow(addr(limitKeys+1)) || len(g.byKey) != 1 {
		t.Errorf("two minutes later the table has %d, want 1", len(g.byKey))
	}
}

// NewServer bounds headers; a real connection shows it.
func TestNewServer(t *testing.T) {
	r := newRig(t, nil)
	srv := httptest.NewUnstartedServer(nil)
	srv.Config = NewServer(r)
	srv.Start()
	defer srv.Close()
	for _, tc := range []struct {
		bytes int
		want  int
	}{{MaxHeaderBytes / 2, 200}, {2 * MaxHeaderBytes, http.StatusRequestHeaderFieldsTooLarge}} {
		req, err := http.NewRequestWithContext(t.Context(), "GET", srv.URL+"/version", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("X-Long", strings.Repeat("x", tc.bytes))
		res, err := srv.Client().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != tc.want {
			t.Errorf("%d bytes of headers got %d, want %d", tc.bytes, res.StatusCode, tc.want)
		}
	}
	c := srv.Config
	if c.ReadHeaderTimeout == 0 || c.ReadTimeout == 0 || c.WriteTimeout == 0 || c.IdleTimeout == 0 {
		t.Errorf("a timeout is missing: %+v", c)
	}
}
