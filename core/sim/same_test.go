package sim

import (
	"strings"
	"testing"
)

// TestSame checks the eye of the simulation: looks at views.
func TestSame(t *testing.T) {
	seen := func(flat uint64, s string) look { return look{flat, strings.Fields(s)} }
	for _, c := range []struct {
		a, b look
		want bool
	}{
		{seen(0, "a b c"), seen(0, "a b c"), true},
		{seen(0, "a b c"), seen(0, "a b"), false},
		{seen(0, "a b c"), seen(1, "b c"), true},
		{seen(0, "a b c"), seen(1, "b c d"), true},
		{seen(0, "a b c d"), seen(1, "b d"), true},
		{seen(0, "a b d"), seen(1, "b c d"), true},
		{seen(0, "a b c"), seen(1, "b d"), false},
		{seen(0, "a b c"), seen(1, "b c d e"), false},
		{seen(0, "a b c d"), seen(1, "c d b"), false},
		{seen(0, "a"), seen(2, ""), false},
		{seen(0, "a b"), seen(2, ""), true},
		{seen(0, "a b"), seen(2, "c"), true},
	} {
		if got := c.a.same(c.b); got != c.want {
			t.Errorf("%v and %v: %v, want %v", c.a, c.b, got, c.want)
		}
		if got := c.b.same(c.a); got != c.want {
			t.Errorf("%v and %v: %v, want %v", c.b, c.a, got, c.want)
		}
	}
}
