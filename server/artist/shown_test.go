package artist

import (
	"slices"
	"testing"

	"easel.example/core/wire"
	"easel.example/server/artist/model"
)

// TestPlainly: of a verdict and a name the notebook has what a person would say; the model is told more.
func TestPlainly(t *testing.T) {
	f := &fake{}
	answers := []model.Reply{calls(`critique {"brief":"a lake"}`), says("FAIL\nToo flat."), calls(aLine),
		calls(`critique {"brief":"a lake"}`), says("PASS\nThe light leads the eye."), calls(`name_piece {"title":"The lake"}`), says("Done.")}
	f.reply = func(n int, _ model.Request) (model.Reply, error) { return answers[min(n, len(answers))-1], nil }
	w := newWorld(t, withModel(f))
	v := w.view()
	w.start("a lake")
	v.until("the end of the turn", func(a wire.Artist) bool { return quiet(a) && len(v.said(wire.ToolEnded)) == 4 })
	got := v.said(wire.ToolEnded)
	want := []string{"judging the picture\nNot yet. Too flat.", got[1], "judging the picture\nIt holds together. The light leads the eye.", "naming the piece\nI call it “The lake”."}
	if !slices.Equal(got, want) {
		t.Errorf("people read %q, want %q", got, want)
	}
}

// TestInWords: people are shown words, not JSON.
func TestInWords(t *testing.T) {
	for _, c := range []struct{ input, want string }{
		{`{"title":"A  harbour"}`, "A harbour"},
		{`{"brief":"a line"}`, "a line"},
		{`{"size":"small","position":"bottom_left"}`, "position bottom_left, size small"},
		{`{"paths":[{},{}]}`, "2 paths"},
		{`{"paths":[{}]}`, "1 path"},
		{`{"grid":100,"region":{"x":0,"y":1}}`, "grid 100, region x 0, y 1"},
		{`{"count":1}`, "1"},
		{`{}`, ""},
		{``, ""},
		{"the  sky", "the sky"},
		{`{"title":null}`, ""},
	} {
		if got := inWords(c.input); got != c.want {
			t.Errorf("%s is shown as %q, want %q", c.input, got, c.want)
		}
	}
}
