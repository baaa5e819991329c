package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"easel.example/server/artist/model/modeltest"
)

// quickPiece is a model that paints a piece in four answers: it draws, asks for the critique,
// is its own critic, and finishes.
func quickPiece(turn int, _ modeltest.Request) modeltest.Answer {
	switch turn % 4 {
	case 0:
		return modeltest.Say("First ", "the sky.").Call("draw_paths", `{"paths":[{"type":"line","points":[[20,20],[200,40]]},{"type":"line","points":[[20,60],[200,90]]}]}`)
	case 1:
		return modeltest.Say("Is it good?").Call("critique", `{"brief":"a harbour"}`)
	case 2:
		return modeltest.Say("PASS\nIt holds together.")
	}
	return modeltest.Say("Done.").Call("name_piece", `{"title":"Harbour"}`).Call("finish", `{}`)
}

// withModel are the flags of a server whose artist thinks with a script.
func withModel(t *testing.T, s modeltest.Script) []string {
	t.Helper()
	return []string{"-artist.provider", "openai", "-artist.model", "m", "-artist.base-url", modeltest.Keyless(t, s).URL}
}

func (p *person) standing() (s standing) {
	p.t.Helper()
	p.run(&s, "status")
	return s
}

// otherLink makes a link of a role.
func otherLink(t *testing.T, owners, role string) string {
	t.Helper()
	base, token, _ := strings.Cut(owners, "/#w=")
	res := request(t, http.MethodPost, base+"/api/links", token, `{"role":"`+role+`"}`)
	defer res.Body.Close()
	var made struct{ Link string }
	if err := json.NewDecoder(res.Body).Decode(&made); err != nil {
		t.Fatal(err)
	}
	return base + made.Link
}

// TestStart: the artist paints a piece while somebody stays, and says what it thinks; the next
// start begins a new piece, for owners.
func TestStart(t *testing.T) {
	link := serve(t, withModel(t, quickPiece)...)
	p := newPerson(t, link)
	out, _, err := p.try("status")
	if want := `{"piece":1,"title":"","strokes":0,"pending":0,"turn":false,"paused":false,"reason":"","completed":false}` + "\n"; err != nil || out != want {
		t.Errorf("status prints %s, %v; want %s", out, err, want)
	}
	out, errs, err := p.try("start", "a quiet harbour", "at dusk")
	if err != nil {
		t.Fatalf("start: %v\n%s%s", err, out, errs)
	}
	for _, want := range []string{"First the sky.\n[drawing: ", "Is it good?\n[judging the picture", "“Harbour” is finished, with 2 strokes."} {
		if !strings.Contains(out, want) {
			t.Errorf("start prints %q, want %q in it", out, want)
		}
	}
	if s := p.standing(); s.Piece != 1 || s.Title != "Harbour" || s.Strokes != 2 || s.Turn || s.Paused || !s.Completed {
		t.Errorf("then it stands %+v", s)
	}
	painter := newPerson(t, otherLink(t, link, "painter"))
	if _, _, err := painter.try("start"); err == nil || !strings.Contains(err.Error(), "only an owner's link") {
		t.Errorf("a painter began a new piece: %v", err)
	}
	out, errs, err = p.try("start", "-json", "-style", "plotter", "-size", "300x240", "-seed", "7")
	if err != nil {
		t.Fatalf("start: %v\n%s%s", err, out, errs)
	}
	seen := map[string]int{}
	for in := json.NewDecoder(strings.NewReader(out)); in.More(); {
		var e event
		if err := in.Decode(&e); err != nil {
			t.Fatalf("%v in %s", err, out)
		}
		if seen[e.Event]++; e.Piece != 2 {
			t.Errorf("an event of another piece: %+v", e)
		}
	}
	if seen["thought"] < 3 || seen["toolBegun"] != 4 || seen["toolEnded"] != 4 || seen["artist"] < 2 || len(seen) != 4 {
		t.Errorf("the events are %v\n%s", seen, out)
	}
	if d := p.standing(); d.Piece != 2 || !d.Completed {
		t.Errorf("the second piece stands %+v", d)
	}
	var made struct{ Piece uint32 }
	p.run(&made, "start", "-detach")
	if s := p.standing(); made.Piece != 3 || s.Piece != 3 || s.Completed || s.Turn || s.Reason != "away" || !s.Paused {
		t.Errorf("with nobody there it stands %+v", s)
	}
}

// TestStartFails: what keeps the artist from painting is said, and the command fails.
func TestStartFails(t *testing.T) {
	bad := func(int, modeltest.Request) modeltest.Answer { return modeltest.Fail(modeltest.NoCredit) }
	p := newPerson(t, serve(t, withModel(t, bad)...))
	if out, _, err := p.try("start", "a harbour"); err == nil || !strings.Contains(err.Error(), "the artist is paused: ") {
		t.Errorf("without credit: %v\n%s", err, out)
	}
	if s := p.standing(); s.Reason != "error" || !s.Paused {
		t.Errorf("it stands %+v", s)
	}
	p = newPerson(t, serve(t, append(withModel(t, quickPiece), "-artist.strokes", "1")...))
	if _, _, err := p.try("start"); err == nil || !strings.Contains(err.Error(), "the artist is paused: ") {
		t.Errorf("past the budget: %v", err)
	}
	if s := p.standing(); s.Reason != "budget" {
		t.Errorf("it stands %+v", s)
	}
	none := newPerson(t, serve(t, "-artist.off"))
	for _, args := range [][]string{{"start"}, {"nudge", "more"}, {"pause"}, {"resume"}, {"status"}} {
		if _, _, err := none.try(args...); err == nil || !strings.Contains(err.Error(), "has no artist") {
			t.Errorf("%v on a server without an artist: %v", args, err)
		}
	}
	away := newPerson(t, "http://127.0.0.1:1/#w=x")
	viewer := newPerson(t, otherLink(t, none.link, "viewer"))
	if _, _, err := viewer.try("pause"); err == nil || !strings.Contains(err.Error(), "Only who may draw") {
		t.Errorf("a viewer paused the artist: %v", err)
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"start"}, "no server answers"}, {[]string{"status"}, "no server answers"},
		{[]string{"nudge"}, "with what"}, {[]string{"pause", "now"}, `"now"`},
		{[]string{"start", "-style", "oil"}, "paint or plotter"}, {[]string{"start", "-size", "9"}, "1600x1200"},
		{[]string{"start", "-size", "239x300"}, "240 to 4096"}, {[]string{"start", strings.Repeat("x", 1001)}, "1001 characters"},
	} {
		if _, _, err := away.try(c.args...); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.80q: %v, want %q", c.args, err, c.want)
		}
	}
}

// TestSay: a person talks with the studio artist at work, while another watches, and leaves it.
func TestSay(t *testing.T) {
	link := serve(t)
	p := newPerson(t, link)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var all sync.WaitGroup
	defer all.Wait()
	var text, errs bytes.Buffer
	painting := make(chan error, 1)
	out, in := io.Pipe()
	all.Go(func() {
		_ = run(ctx, []string{"watch", "-guest", p.guest}, env{stdout: in, stderr: io.Discard, link: link}) // it is interrupted
		in.Close()
	})
	lines := json.NewDecoder(out)
	until := func(ok func(e event) bool) {
		t.Helper()
		for {
			var e event
			if err := lines.Decode(&e); err != nil {
				t.Fatal(err)
			}
			if ok(e) {
				return
			}
		}
	}
	until(func(e event) bool { return e.Event == "joined" })
	other := newPerson(t, link)
	go func() {
		painting <- run(ctx, []string{"start", "-guest", other.guest, "-seed", "3", "a lighthouse"}, env{stdout: &text, stderr: &errs, link: link})
	}()
	until(func(e event) bool { return e.Event == "thought" && e.Text != "" && e.Note != 0 })
	until(func(e event) bool { return e.Event == "artist" && e.Artist.Turn && e.Artist.Prompt == "a lighthouse" })
	until(func(e event) bool { return e.Event == "toolBegun" })
	until(func(e event) bool { return e.Event == "begun" })
	var s standing
	p.run(&s, "nudge", "more", "blue")
	if s.Paused {
		t.Errorf("nudged, it stands %+v", s)
	}
	until(func(e event) bool { return e.Event == "nudge" && e.Text == "more blue" })
	if p.run(&s, "pause"); !s.Paused || s.Reason != "person" {
		t.Errorf("paused, it stands %+v", s)
	}
	until(func(e event) bool { return e.Event == "artist" && e.Artist.Reason == "person" })
	if p.run(&s, "resume", "go", "on"); s.Paused {
		t.Errorf("resumed, it stands %+v", s)
	}
	until(func(e event) bool { return e.Event == "nudge" && e.Text == "go on" })
	go func() { _, _ = io.Copy(io.Discard, out) }() // ends with the watcher
	cancel()
	if err := <-painting; err != nil || !strings.Contains(errs.String(), "goes on while somebody looks") {
		t.Errorf("start, interrupted: %v, %q", err, errs.String())
	}
	for _, want := range []string{"> more blue\n", "[paused by a person]\n"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("start printed %q, want %q in it", text.String(), want)
		}
	}
}
