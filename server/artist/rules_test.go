package artist

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"easel.example/core"
	"easel.example/core/wire"
	"easel.example/server/artist/model"
)

// A fake is a model that a test speaks for.
type fake struct {
	mu    sync.Mutex
	asked []model.Request
	reply func(n int, r model.Request) (model.Reply, error)
}

func (f *fake) Name() string { return "a fake" }

func (f *fake) Reply(ctx context.Context, r model.Request, each func(model.Delta)) (model.Reply, error) {
	f.mu.Lock()
	f.asked = append(f.asked, r)
	n := len(f.asked)
	f.mu.Unlock()
	reply, err := f.reply(n, r)
	if ctx.Err() != nil {
		return model.Reply{}, ctx.Err()
	}
	if each != nil {
		for _, p := range reply.Parts {
			if s, ok := p.(model.Text); ok {
				each(model.Delta{Text: string(s)})
			}
		}
	}
	return reply, err
}

func (f *fake) count() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.asked)
}

func says(text string) model.Reply {
	return model.Reply{Parts: []model.Part{model.Text(text)}, Stop: model.StopEnd}
}

func calls(list ...string) (r model.Reply) {
	r.Stop = model.StopCalls
	for i, c := range list {
		name, input, _ := strings.Cut(c, " ")
		if input == "" {
			input = "{}"
		}
		r.Parts = append(r.Parts, model.Call{ID: fmt.Sprint("call", i, name), Name: name, Input: json.RawMessage(input)})
	}
	return r
}

const aLine = `draw_paths {"paths":[{"type":"line","points":[[100,100],[700,500]],"brush":"pen","color":"#c0392b","width":12}]}`

// heard returns all words in a request that contain something.
func heard(r model.Request, what string) (n int) {
	for _, m := range r.Messages {
		for _, p := range m.Parts {
			switch p := p.(type) {
			case model.Text:
				n += strings.Count(string(p), what)
			case model.Result:
				n += strings.Count(p.Text, what)
			}
		}
	}
	return n
}

func (w *world) start(prompt string) {
	w.t.Helper()
	if err := w.artists.Start(w.t.Context(), w.id, Brief{Prompt: prompt, Seed: 3}); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) nudge(text string) error {
	return w.artists.Nudge(w.t.Context(), w.id, 1, "", text)
}

func quiet(a wire.Artist) bool { return !a.Active && a.Turns.Used > 0 }

func withModel(f *fake) func(*Config) {
	return func(c *Config) {
		c.Model = f
		c.Retry = model.Retry{Tries: 3, Sleep: func(context.Context, time.Duration) error { return nil }}
	}
}

// TestWake: a turn waits for somebody to look, and a want that must wait is kept (A1).
func TestWake(t *testing.T) {
	f := &fake{reply: func(int, model.Request) (model.Reply, error) { return says("I look."), nil }}
	w := newWorld(t, withModel(f))
	w.start("a bird")
	w.start2(t)
	if f.count() != 0 {
		t.Fatal("it works while nobody looks")
	}
	v := w.view()
	v.until("a turn", quiet)
	if n := f.count(); n != idleMost+1 {
		t.Errorf("a turn that only talks asked %d times, want %d", n, idleMost+1)
	}
	if a := v.until("its end", quiet); a.Turns.Used != 1 || a.Done {
		t.Errorf("%d turns ran, done is %t", a.Turns.Used, a.Done)
	}
}

// start2 gives what must not happen a moment to happen.
func (w *world) start2(*testing.T) { time.Sleep(50 * time.Millisecond) }

// TestNudges: words are read in their order, each once, by the turn that runs; the 33rd that waits is refused; a piece that was finished is taken up again, and is the same one.
func TestNudges(t *testing.T) {
	gate := make(chan struct{})
	f := &fake{}
	f.reply = func(n int, r model.Request) (model.Reply, error) {
		if n == 1 {
			<-gate
		}
		return says("Yes."), nil
	}
	w := newWorld(t, withModel(f))
	v := w.view()
	w.start("a bird")
	v.until("a turn", func(a wire.Artist) bool { return a.Active })
	for i := range core.NudgesMax {
		if err := w.artists.Nudge(t.Context(), w.id, 1, fmt.Sprint("id", i), fmt.Sprintf("word %d.", i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.artists.Nudge(t.Context(), w.id, 1, "id3", "word 3."); err != nil {
		t.Errorf("a nudge that comes again: %v", err)
	}
	if err := w.nudge("one more"); err != ErrNudgesFull {
		t.Errorf("nudge %d got %v", core.NudgesMax+1, err)
	}
	for _, bad := range []string{"", "  ", strings.Repeat("x", core.NudgeChars+1)} {
		if err := w.nudge(bad); err != ErrNudge {
			t.Errorf("%d characters got %v", len(bad), err)
		}
	}
	close(gate)
	v.until("the words to be read", func(a wire.Artist) bool { return a.Nudges == 0 && quiet(a) })
	f.mu.Lock()
	defer f.mu.Unlock()
	last := f.asked[len(f.asked)-1]
	var order []int
	for _, m := range last.Messages {
		for _, p := range m.Parts {
			var k int
			if s, ok := p.(model.Text); ok {
				if _, err := fmt.Sscanf(string(s), "Somebody says to you: word %d.", &k); err == nil {
					order = append(order, k)
				}
			}
		}
	}
	if a := len(f.asked); a != 1+1+idleMost {
		t.Errorf("it was asked %d times: another turn ran for words that were read", a)
	}
	if len(order) != core.NudgesMax || !slices.IsSorted(order) {
		t.Errorf("it read %v", order)
	}
}

// TestPause: a person's pause interrupts the turn, lasts when viewers come and go and through a
// restart, and resume goes on where it was (A2).
func TestPause(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.Ahead = 50 * time.Millisecond })
	v := w.view()
	w.start("hills in autumn")
	v.until("strokes", func(wire.Artist) bool { n, _ := v.strokes(); return n >= 20 })
	if err := w.artists.Pause(t.Context(), w.id); err != nil {
		t.Fatal(err)
	}
	a := v.until("the pause", func(a wire.Artist) bool { return !a.Active && a.Paused == wire.PausedPerson })
	before, _ := v.strokes()
	v.leave()
	v = w.view()
	w.start2(t)
	a = v.until("the state", func(a wire.Artist) bool { return a.Piece == 1 })
	if n, _ := v.strokes(); a.Active || a.Paused != wire.PausedPerson || n != before {
		t.Fatalf("when somebody came it went on: %+v", a)
	}
	v.leave()
	w.stop()
	w.boot(nil)
	v = w.view()
	a = v.until("the state after a restart", func(a wire.Artist) bool { return a.Piece == 1 })
	if a.Active || a.Paused != wire.PausedPerson {
		t.Fatalf("a restart made of a pause: %+v", a)
	}
	if err := w.artists.Resume(t.Context(), w.id, 1, "", ""); err != nil {
		t.Fatal(err)
	}
	v.until("the end", done)
	whole := newWorld(t, nil)
	u := whole.view()
	whole.start("hills in autumn")
	u.until("the end", done)
	paused, _ := v.strokes()
	straight, _ := u.strokes()
	if d := paused - straight; d < 0 || d > 200 {
		t.Errorf("paused and resumed it has %d strokes, at one go %d: it did not go on where it was", paused, straight)
	}
	if err := w.artists.Resume(t.Context(), w.id, 1, "", ""); err != ErrFinished {
		t.Errorf("resuming a finished piece got %v", err)
	}
}

// TestAway: who leaves lets the turn finish; then it is paused for that, and goes on when somebody comes.
func TestAway(t *testing.T) {
	gate := make(chan struct{})
	f := &fake{}
	f.reply = func(n int, _ model.Request) (model.Reply, error) {
		if n == 1 {
			<-gate
			return calls(aLine), nil
		}
		return says("So far."), nil
	}
	w := newWorld(t, withModel(f))
	v := w.view()
	w.start("a line")
	v.until("a turn", func(a wire.Artist) bool { return a.Active })
	v.leave()
	close(gate)
	status := func() wire.Artist {
		a, _, _, err := w.artists.Status(t.Context(), w.id)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	for end := time.Now().Add(patience); status().Paused != wire.PausedAway; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("nobody looks, and it is %+v", status())
		}
	}
	turns, asked := status().Turns.Used, f.count()
	if status().Strokes.Used != 1 || asked < 2 {
		t.Errorf("the turn did not finish: %+v", status())
	}
	v = w.view()
	first := v.until("the state", func(a wire.Artist) bool { return a.Piece == 1 })
	if first.Paused != wire.NotPaused {
		t.Errorf("who comes is told first that it is paused: %q", first.Paused)
	}
	v.until("another turn", func(a wire.Artist) bool { return a.Turns.Used == turns+1 && !a.Active && a.Paused == wire.NotPaused })
}

// TestErrors: what lasts pauses it with a plain sentence; what passes is tried again, told, and
// does not spin; a fault of ours ends the turn alone.
func TestErrors(t *testing.T) {
	for _, c := range []struct {
		name   string
		err    error
		paused wire.Pause
		asked  int
		say    string
	}{
		{"no credit", &model.Error{Kind: model.Credit, Text: "The account has no credit."}, wire.PausedError, 1, "The account has no credit."},
		{"overloaded", &model.Error{Kind: model.Overloaded, Text: "The model is overloaded."}, wire.NotPaused, 3, "The model is overloaded."},
		{"a fault", errors.New("x"), wire.NotPaused, 1, "Something went wrong"},
		{"a panic", nil, wire.NotPaused, 1, "Something went wrong"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := &fake{reply: func(int, model.Request) (model.Reply, error) {
				if c.err == nil {
					panic("of the model")
				}
				return model.Reply{}, c.err
			}}
			w := newWorld(t, withModel(f))
			v := w.view()
			w.start("a bird")
			a := v.until("the end of the turn", quiet)
			w.start2(t)
			if a.Paused != c.paused || f.count() != c.asked || a.Turns.Used != 1 {
				t.Errorf("asked %d times in %d turns, paused %q: want %d, 1, %q", f.count(), a.Turns.Used, a.Paused, c.asked, c.paused)
			}
			v.until("a notice", func(wire.Artist) bool {
				return slices.ContainsFunc(v.said(wire.Notice), func(s string) bool { return strings.Contains(s, c.say) })
			})
			if c.paused == wire.PausedError && a.Why != c.say {
				t.Errorf("why is %q", a.Why)
			}
		})
	}
}

// TestBudget: it ends in a message, at the limit, and an owner can give more.
func TestBudget(t *testing.T) {
	for _, c := range []struct {
		name   string
		budget Budget
		most   uint64
	}{
		{"strokes", Budget{Strokes: 3}, 3},
		{"strokes of the day", Budget{DayStrokes: 3}, 3},
		{"tokens", Budget{DayTokens: 3000}, 3},
		{"turns", Budget{Turns: 1}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := &fake{}
			f.reply = func(n int, _ model.Request) (model.Reply, error) {
				r := calls(aLine)
				if c.budget.Turns > 0 {
					r = says("One turn.")
				}
				r.Usage.Out = 1000
				return r, nil
			}
			var days atomic.Int64
			w := newWorld(t, func(cfg *Config) {
				withModel(f)(cfg)
				cfg.Budget = c.budget
				cfg.Now = func() time.Time { return time.Now().AddDate(0, 0, int(days.Load())) }
			})
			v := w.view()
			w.start("lines")
			if c.budget.Turns > 0 {
				v.until("a turn", quiet)
				if err := w.nudge("go on"); err != nil {
					t.Fatal(err)
				}
			}
			a := v.until("the end of the budget", func(a wire.Artist) bool { return a.Paused == wire.PausedBudget })
			if n, _ := v.strokes(); c.budget.Turns == 0 && uint64(n) != c.most {
				t.Errorf("it drew %d strokes, want %d", n, c.most)
			}
			if a.Why == "" || a.Done {
				t.Errorf("it says %q, done is %t", a.Why, a.Done)
			}
			err := w.artists.SetBudget(t.Context(), w.id, Budget{})
			if daily := c.budget.DayStrokes+c.budget.DayTokens > 0; daily != (err == ErrBudget) {
				t.Errorf("without a bound for the day it got %v", err)
			} else if daily { // the server's bound holds whatever an owner says, until the next day
				days.Add(1)
				err = w.artists.Resume(t.Context(), w.id, 1, "", "")
			}
			if err != nil && err != ErrBudget {
				t.Fatal(err)
			}
			v.until("more of it", func(b wire.Artist) bool { return b.Paused == wire.NotPaused && b.Turns.Used > a.Turns.Used })
			w.artists.Pause(t.Context(), w.id)
		})
	}
}

// TestNextPiece: a new piece ends the turn; what was said and planned for the old one stays
// there, and nothing of it is drawn on the new one.
func TestNextPiece(t *testing.T) {
	gate, begun := make(chan struct{}), make(chan struct{})
	f := &fake{}
	f.reply = func(n int, r model.Request) (model.Reply, error) {
		if n == 1 {
			close(begun)
			<-gate
			return calls(aLine), nil
		}
		return says("A new sheet."), nil
	}
	w := newWorld(t, withModel(f))
	w.view()
	w.start("the old one")
	<-begun
	if err := w.nudge("of the old one"); err != nil {
		t.Fatal(err)
	}
	number, err := w.hub.NewPiece(t.Context(), w.id, 400, 300, core.Plotter)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.artists.Begin(t.Context(), w.id, number, Brief{Prompt: "the new one", Paint: true}); err != nil {
		t.Fatal(err)
	}
	v := w.view()
	close(gate)
	a := v.until("a turn on the new piece", func(a wire.Artist) bool { return a.Piece == number && quiet(a) })
	if n, _ := v.strokes(); n != 0 || a.Prompt != "the new one" || a.Strokes.Used != 0 {
		t.Errorf("%d strokes of the old piece's turn are on the new one: %+v", n, a)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	last := f.asked[len(f.asked)-1]
	if heard(last, "of the old one") > 0 || heard(last, "the new one") == 0 {
		t.Error("words for the old piece are read on the new one")
	}
	if len(v.said(wire.Nudge)) > 0 {
		t.Error("the notebook of the old piece is shown with the new one")
	}
}

// TestFinishing: words that come while the piece is being finished take it up again.
func TestFinishing(t *testing.T) {
	f := &fake{}
	var w *world
	f.reply = func(n int, r model.Request) (model.Reply, error) {
		switch {
		case strings.Contains(r.System, "critic"):
			return says("PASS\nGood."), nil
		case heard(r, "add a bird") > 0:
			return says("A bird, then."), nil
		case heard(r, "PASS.") > 0:
			if err := w.nudge("add a bird"); err != nil {
				return model.Reply{}, err
			}
			return calls(`name_piece {"title":" The line "}`, `sign {"size":"large"}`, `finish`), nil
		case heard(r, "1 stroke was drawn") > 0:
			return calls(`critique {"brief":"a line"}`), nil
		}
		return calls(aLine), nil
	}
	w = newWorld(t, withModel(f))
	v := w.view()
	w.start("a line")
	a := v.until("the words to be read", func(a wire.Artist) bool {
		return quiet(a) && a.Nudges == 0 && slices.Contains(v.said(wire.Thought), "A bird, then.")
	})
	if a.Piece != 1 || a.Done {
		t.Errorf("it is %+v, want the same piece, taken up again", a)
	}
	v.mu.Lock()
	title := v.c.Status(1).Title
	v.mu.Unlock()
	if title != "The line" {
		t.Errorf("the piece is called %q", title)
	}
}

// TestGate: name, sign and finish wait for a critique that has passed; a new mark voids it; after a
// fail something must change; three in a row say to paint anew.
func TestGate(t *testing.T) {
	steps := []struct {
		call, want string
		failed     bool
	}{
		{`name_piece {"title":"Too soon"}`, "critique", true},
		{`critique {"brief":" "}`, "brief is empty", true},
		{aLine, "1 stroke was drawn", false},
		{`critique {"brief":"x"}`, "FAIL. ", false},
		{`critique {"brief":"x"}`, "Nothing has changed", true},
		{`finish`, "critique", true},
		{aLine, "1 stroke", false},
		{`critique {"brief":"x"}`, "FAIL. ", false},
		{`undo_mine {"count":1}`, "1 of your strokes", false},
		{`critique {"brief":"x"}`, "FAIL, 3 in a row", false},
		{aLine, "1 stroke", false},
		{`critique {"brief":"x"}`, "PASS", false},
		{aLine, "1 stroke", false},
		{`sign`, "critique", true},
		{`critique {"brief":"x"}`, "PASS", false},
		{`name_piece {"title":"  "}`, "title is empty", true},
		{`name_piece {"title":"` + strings.Repeat("ä", 120) + `"}`, strings.Repeat("ä", core.TitleChars) + "”", false},
		{`sign {"position":"nowhere"}`, "Signed", false},
		{`undo_mine {"count":0}`, "1 to 200", true},
		{`view_canvas {"region":{"x":5000,"y":0,"width":10,"height":10}}`, "lies on the piece", true},
		{`view_canvas {"grid":5}`, "at least 20", true},
		{`nonsense`, "no tool", true},
		{`draw_paths {"paths":7}`, "array", true},
		{`view_canvas {"grid":100,"region":{"x":0,"y":0,"width":800,"height":600}}`, "px", false},
		{`describe_canvas`, "strokes are yours", false},
		{`finish`, "finished", false},
	}
	f := &fake{}
	at, critiques := 0, 0
	f.reply = func(n int, r model.Request) (model.Reply, error) {
		if strings.Contains(r.System, "critic") {
			if critiques++; critiques > 3 {
				return says("PASS"), nil
			}
			return says([]string{"FAIL\nToo flat.", "It is flat.", "**FAIL**\nStill."}[critiques-1]), nil
		}
		if at > 0 {
			res := r.Messages[len(r.Messages)-1].Parts[0].(model.Result)
			if s := steps[at-1]; res.Failed != s.failed || !strings.Contains(res.Text, s.want) {
				t.Errorf("%s: got %q, failed %t; want %q, %t", s.call, res.Text, res.Failed, s.want, s.failed)
			}
		}
		at++
		return calls(steps[at-1].call), nil
	}
	w := newWorld(t, withModel(f))
	v := w.view()
	w.start("a line")
	v.until("the end", done)
	if at != len(steps) {
		t.Errorf("it came to step %d of %d", at, len(steps))
	}
	if open := v.said(wire.ToolBegun); len(open) > 0 {
		t.Errorf("tools have not ended: %q", open)
	}
}

// TestTwoWorkspaces: two artists at once act each on its own piece (A3).
func TestTwoWorkspaces(t *testing.T) {
	w := newWorld(t, nil)
	other, _, err := w.store.CreateWorkspace(t.Context(), "other", 640, 480)
	if err != nil {
		t.Fatal(err)
	}
	first := w.id
	v := w.view()
	w.start("a quiet harbour at dusk")
	w.id = other.ID
	u := w.view()
	w.start("firs under the moon at night")
	v.until("the end", done)
	u.until("the end", done)
	w.id = first
	for _, x := range []*viewer{v, u} {
		n, _ := x.strokes()
		if a := x.until("the end", done); n == 0 || a.Strokes.Used != uint64(n) {
			t.Errorf("%d strokes are on a piece whose artist drew %d", n, a.Strokes.Used)
		}
	}
}

// TestLongThought: a thought of more bytes than a note holds is cut between two characters: half a
// character in a frame would keep everybody out who comes later.
func TestLongThought(t *testing.T) {
	f := &fake{reply: func(int, model.Request) (model.Reply, error) { return says("a" + strings.Repeat("水", 3000)), nil }}
	w := newWorld(t, withModel(f))
	v := w.view()
	w.start("water")
	v.until("a turn", quiet)
	late := w.view()
	late.until("the notebook", func(wire.Artist) bool { return len(late.said(wire.Thought)) > 0 })
	if n := len(late.said(wire.Thought)[0]); n > wire.NoteBytes || n < wire.NoteBytes-4 {
		t.Errorf("who comes later reads %d bytes, want %d at most", n, wire.NoteBytes)
	}
}

// TestResumeHasARate: each that ends a pause starts a turn, so they are not endless.
func TestResumeHasARate(t *testing.T) {
	w := newWorld(t, nil)
	if err := w.artists.Begin(t.Context(), w.id, 1, Brief{}); err != nil {
		t.Fatal(err)
	}
	for i := range core.NudgesMax + 1 {
		if err := w.artists.Pause(t.Context(), w.id); err != nil {
			t.Fatal(err)
		}
		err := w.artists.Resume(t.Context(), w.id, 1, "", "")
		if want := i == core.NudgesMax; want != (err == ErrNudgesFast) {
			t.Fatalf("resume %d got %v", i+1, err)
		}
	}
}
