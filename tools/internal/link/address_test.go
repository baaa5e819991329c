package link

import (
	"strings"
	"testing"
)

// TestParse checks that who gives a command no link is told how.
func TestParse(t *testing.T) {
	for link, want := range map[string]string{
		"":                        "no workspace link: give one with -link",
		"http://127.0.0.1:8080/":  "in a shell, put it in quotes",
		"127.0.0.1:8080/#w=abc":   "the link is not one such as",
		"http://127.0.0.1/#w=abc": "",
	} {
		_, err := Parse(link)
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("Parse(%q): %v, want %q", link, err, want)
		}
	}
}
