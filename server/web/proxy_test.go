package web

import (
	"net/http/httptest"
	"net/netip"
	"testing"
)

// TestPerson checks whose address is limited, whatever anybody claims.
func TestPerson(t *testing.T) {
	h := &handler{Config: Config{Proxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32"), netip.MustParsePrefix("10.0.0.0/8")}}}
	for _, tt := range []struct {
		name, peer string
		told       []string
		want       string
	}{
		{"no proxy", "203.0.113.5:7", nil, "203.0.113.5"},
		{"somebody who says he is another", "203.0.113.5:7", []string{"198.51.100.1"}, "203.0.113.5"},
		{"our proxy", "127.0.0.1:7", []string{"198.51.100.1"}, "198.51.100.1"},
		{"our proxy, which says nothing", "127.0.0.1:7", nil, "127.0.0.1"},
		{"a claim before what our proxy heard", "127.0.0.1:7", []string{"192.0.2.9, 198.51.100.1"}, "198.51.100.1"},
		{"two proxies of ours", "127.0.0.1:7", []string{"192.0.2.9", "198.51.100.1, 10.1.2.3"}, "198.51.100.1"},
		{"no address", "127.0.0.1:7", []string{"198.51.100.1, unknown"}, "127.0.0.1"},
		{"IPv6", "127.0.0.1:7", []string{"2001:db8::1"}, "2001:db8::1"},
		{"IPv4 in IPv6", "[::ffff:127.0.0.1]:7", []string{"::ffff:198.51.100.1"}, "198.51.100.1"},
	} {
		r := httptest.NewRequest("POST", "/api/guest", nil)
		r.RemoteAddr = tt.peer
		for _, v := range tt.told {
			r.Header.Add("X-Forwarded-For", v)
		}
		if got := h.person(r); got.String() != tt.want {
			t.Errorf("%s: it is %v, want %s", tt.name, got, tt.want)
		}
	}
}
