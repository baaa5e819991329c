package guest

import "testing"

func TestParse(t *testing.T) {
	for _, c := range []struct {
		link string
		want Address
		ok   bool
	}{
		{"http://127.0.0.1:8080/#w=abc", Address{"http://127.0.0.1:8080", "abc"}, true},
		{" https://easel.example/#w=a-b_c\n", Address{"https://easel.example", "a-b_c"}, true},
		{"https://easel.example/w/piece#w=abc", Address{"https://easel.example", "abc"}, true},
		{"http://[::1]:8080/#w=abc", Address{"http://[::1]:8080", "abc"}, true},
		{"", Address{}, false},
		{"http://127.0.0.1:8080/", Address{}, false},
		{"http://127.0.0.1:8080/#w=", Address{}, false},
		{"http://127.0.0.1:8080/#x=abc", Address{}, false},
		{"ftp://127.0.0.1/#w=abc", Address{}, false},
		{"127.0.0.1:8080/#w=abc", Address{}, false},
		{"http://h/#w=" + string(make([]byte, 65)), Address{}, false},
	} {
		got, err := Parse(c.link)
		if got != c.want || (err == nil) != c.ok {
			t.Errorf("Parse(%q) = %v, %v; want %v, ok %v", c.link, got, err, c.want, c.ok)
		}
	}
	if got, want := (Address{Base: "https://h:1"}).Socket(), "wss://h:1/ws"; got != want {
		t.Errorf("the socket of https://h:1 is %q, want %q", got, want)
	}
}
