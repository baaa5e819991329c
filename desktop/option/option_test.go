package option

import (
	"strings"
	"testing"
	"time"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		args string
		want Options
		why  string
	}{
		{"-dir d", Options{Dir: "d"}, ""},
		{"-dir d -stats -bench 2s piece.png", Options{Dir: "d", Stats: true, Bench: 2 * time.Second, Open: "piece.png"}, ""},
		{"-bench 2s", Options{Bench: 2 * time.Second}, ""},
		{"-version", Options{Version: true}, ""},
		{"-dir d a b", Options{Dir: "d"}, "2 things to open"},
		{"-colour", Options{}, "not defined"},
	} {
		t.Run(c.args, func(t *testing.T) {
			var out strings.Builder
			got, err := Parse(strings.Fields(c.args), &out)
			if got != c.want || (err == nil) != (c.why == "") || err != nil && !strings.Contains(err.Error(), c.why) {
				t.Errorf("%+v, %v; want %+v, %q", got, err, c.want, c.why)
			}
		})
	}
}

// TestAnswer: the help and the version are answered, and nothing else is.
func TestAnswer(t *testing.T) {
	for _, c := range []struct{ args, out, errs string }{
		{"-version", "easel dev\n", ""},
		{"--version -dir d", "easel dev\n", ""},
		{"-h", "", "usage: easel-desktop"},
		{"-help", "", "usage: easel-desktop"},
		{"-dir d", "", ""},
		{"-dir d -- -version", "", ""},
		{"-dir -version", "", ""},
		{"-colour -version", "", ""},
	} {
		t.Run(c.args, func(t *testing.T) {
			var out, errs strings.Builder
			did := Answer(strings.Fields(c.args), &out, &errs)
			if want := c.out+c.errs != ""; did != want || out.String() != c.out || !strings.HasPrefix(errs.String(), c.errs) || c.errs == "" && errs.Len() > 0 {
				t.Errorf("%v: %q, %q", did, out.String(), errs.String())
			}
		})
	}
}
