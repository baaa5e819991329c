package artist

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"easel.example/core/wire"
	"easel.example/server/artist/model"
	"easel.example/server/artist/model/modeltest"
)

// A side is one provider with a local server of its wire.
type side struct {
	provider model.Provider
	serve    func(modeltest.TB, modeltest.Script) *modeltest.Server
}

// both runs a test against both providers.
func both(t *testing.T, f func(*testing.T, side)) {
	for _, s := range []side{{model.Anthropic, modeltest.Anthropic}, {model.OpenAI, modeltest.OpenAI}} {
		t.Run(string(s.provider), func(t *testing.T) { f(t, s) })
	}
}

// connect returns the side's model before a script.
func (s side) connect(t *testing.T, script modeltest.Script) (model.Model, *modeltest.Server) {
	t.Helper()
	server := s.serve(t, script)
	key, err := model.ParseKey(modeltest.Key)
	if err != nil {
		t.Fatal(err)
	}
	m, err := model.New(model.Config{Provider: s.provider, BaseURL: server.URL, Model: "painter-1", Key: key})
	if err != nil {
		t.Fatal(err)
	}
	return m, server
}

// thinking has artists think with m, and wait for nothing between tries.
func thinking(m model.Model) func(*Config) {
	return func(c *Config) {
		c.Model = m
		c.Retry = model.Retry{Tries: 3, Sleep: func(context.Context, time.Duration) error { return nil }}
	}
}

// world returns a world whose artist is behind the side's wire.
func (s side) world(t *testing.T, script modeltest.Script) (*world, *modeltest.Server) {
	t.Helper()
	m, server := s.connect(t, script)
	return newWorld(t, thinking(m)), server
}

// title is the live piece's, as the viewer is told.
func (v *viewer) title() string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.c.Status(1).Title
}

// has reports whether a note of a kind contains something.
func (v *viewer) has(kind wire.NoteKind, what string) bool {
	return slices.ContainsFunc(v.said(kind), func(s string) bool { return strings.Contains(s, what) })
}

// fewLines is the script of a painter that draws three lines and then two, looks at what
// there is, and has nothing more to say.
func fewLines(_ int, r modeltest.Request) modeltest.Answer {
	said := 0
	for _, t := range r.Turns {
		if t.Role == "assistant" {
			said++
		}
	}
	switch said {
	case 0:
		return modeltest.Say("Three ", "lines.").Call("draw_paths", `{"paths":[{"type":"line","points":[[10,10],[90,50]]},{"type":"line","points":[[10,60],[90,99]]},{"type":"line","points":[[10,90],[90,9]]}]}`)
	case 1:
		return modeltest.Say("And ", "two more.").Call("run_sketch", `{"program":"for i in [1, 2]:\n    line(9, 9, 90, 30 * i)\n"}`)
	case 2:
		return modeltest.Say("Let me see.").Call("view_canvas", `{"region":{"x":0,"y":0,"width":100,"height":100}}`)
	}
	return modeltest.Say("So far.")
}

// linesDrawn are the strokes of fewLines.
const linesDrawn = 5

// TestWholeTurn: on each wire, from the prompt to the signed piece: it thinks aloud, draws
// what is right of what it asks for and is told the rest, computes strokes, looks, is judged by
// somebody else, mends, names, signs and ends. A person draws and speaks in the middle.
func TestWholeTurn(t *testing.T) {
	both(t, func(t *testing.T, s side) {
		gate := make(chan struct{})
		paint := modeltest.Painter(0)
		w, server := s.world(t, func(n int, r modeltest.Request) modeltest.Answer {
			if n == 2 {
				<-gate
			}
			return paint(n, r)
		})
		v := w.view()
		w.start("a field at noon")
		v.until("the sketch", func(wire.Artist) bool { n, _ := v.strokes(); return n == 27 })
		v.draws(200, 200)
		if err := w.nudge("a red line, please"); err != nil {
			t.Fatal(err)
		}
		close(gate)
		a := v.until("the end", done)
		own, people := v.strokes()
		if n := own - modeltest.PainterStrokes - 1; n < 1 || n > 40 || people != 1 || a.Strokes.Used != uint64(own) || a.Turns.Used != 1 || a.Nudges != 0 {
			t.Errorf("%d strokes of its own, %d of a signature, %d of people: %+v", own, n, people, a)
		}
		if v.title() != modeltest.PainterTitle {
			t.Errorf("the piece is called %q", v.title())
		}
		for _, c := range []struct {
			kind wire.NoteKind
			what string
		}{
			{wire.Thought, "The light is high. I begin with the field, from the back to the front."},
			{wire.Thought, "You say “a red line, please”"},
			{wire.Nudge, "a red line, please"},
			{wire.ToolEnded, "Not yet. The foreground is empty."},
			{wire.ToolEnded, "It holds together. The foreground leads"},
			{wire.ToolEnded, "spiral"}, // which was not drawn, and is told
		} {
			if !v.has(c.kind, c.what) {
				t.Errorf("nobody was told %q: %q", c.what, v.said(c.kind))
			}
		}
		if open, failed := v.said(wire.ToolBegun), v.said(wire.ToolFailed); len(open)+len(failed) > 0 {
			t.Errorf("tools have not ended: %q, or failed: %q", open, failed)
		}
		judged(t, server.Requests())
	})
}

// judged checks that the critic is somebody else: who is told nothing of how it was painted, and
// sees the picture.
func judged(t *testing.T, list []modeltest.Request) {
	t.Helper()
	n := 0
	for _, r := range list {
		if len(r.Tools) > 0 {
			continue
		}
		n++
		if len(r.Turns) != 1 || len(r.Last().Images) != 1 || strings.Contains(string(r.Raw), "from the back to the front") {
			t.Errorf("the critic was asked in %d messages, with %d pictures", len(r.Turns), len(r.Last().Images))
		}
	}
	if n != 2 {
		t.Errorf("a critic was asked %d times, want 2", n)
	}
}

// TestRough: what goes wrong on the way to a provider leaves no trace on the paper: each
// stroke is drawn once.
func TestRough(t *testing.T) {
	for _, c := range []struct {
		name   string
		spoil  func(n int, a modeltest.Answer, first func() bool) modeltest.Answer
		notice string
	}{
		{"byte by byte", func(n int, a modeltest.Answer, _ func() bool) modeltest.Answer { return a.Chop(1) }, ""},
		{"in pieces of 7, with comments", func(n int, a modeltest.Answer, _ func() bool) modeltest.Answer {
			return a.Chop(7).With(modeltest.Comments | modeltest.CRLF)
		}, ""},
		{"rate limited", func(n int, a modeltest.Answer, first func() bool) modeltest.Answer {
			if n == 1 && first() {
				return modeltest.Fail(modeltest.TooFast)
			}
			return a
		}, "The model asks for a pause"},
		{"overloaded in the middle", func(n int, a modeltest.Answer, first func() bool) modeltest.Answer {
			if n == 2 && first() {
				return modeltest.Say("Seven ").Fail(modeltest.Busy)
			}
			return a
		}, "The model is busy"},
		{"cut off after a call", func(n int, a modeltest.Answer, first func() bool) modeltest.Answer {
			if n == 1 && first() {
				return a.Cut()
			}
			return a
		}, "The model cannot be reached"},
	} {
		t.Run(c.name, func(t *testing.T) {
			both(t, func(t *testing.T, s side) {
				var used atomic.Bool
				w, _ := s.world(t, func(n int, r modeltest.Request) modeltest.Answer {
					return c.spoil(n, fewLines(n, r), func() bool { return !used.Swap(true) })
				})
				v := w.view()
				w.start("lines")
				a := v.until("the end of the turn", quiet)
				if own, _ := v.strokes(); own != linesDrawn || a.Turns.Used != 1 {
					t.Errorf("%d strokes are drawn in %d turns, want %d in 1", own, a.Turns.Used, linesDrawn)
				}
				if c.notice != "" && !v.has(wire.Notice, c.notice) {
					t.Errorf("people were told %q", v.said(wire.Notice))
				}
			})
		})
	}
}

// TestNoWay: what lasts pauses the artist, with a sentence that holds neither key nor raw error;
// when it is mended, it goes on, with all that was said.
func TestNoWay(t *testing.T) {
	for _, c := range []struct {
		fault modeltest.Fault
		name  string
	}{{modeltest.BadKey, "key"}, {modeltest.NoCredit, "credit"}, {modeltest.NoQuota, "quota"}, {modeltest.Forbidden, "permission"}} {
		t.Run(c.name, func(t *testing.T) {
			both(t, func(t *testing.T, s side) {
				var mended atomic.Bool
				w, server := s.world(t, func(n int, r modeltest.Request) modeltest.Answer {
					if !mended.Load() {
						return modeltest.Fail(c.fault)
					}
					return fewLines(n, r)
				})
				v := w.view()
				w.start("lines")
				a := v.until("a pause", func(a wire.Artist) bool { return a.Paused == wire.PausedError && !a.Active })
				if a.Why == "" || strings.Contains(a.Why, modeltest.Key) || strings.Contains(a.Why, "{") {
					t.Errorf("why is %q", a.Why)
				}
				if n := len(server.Requests()); n != 1 {
					t.Errorf("it asked %d times", n)
				}
				if err := w.nudge("with a red line"); err != nil { // who nudges does not resume
					t.Fatal(err)
				}
				w.start2(t)
				mended.Store(true)
				if err := w.artists.Resume(t.Context(), w.id, 1, "", ""); err != nil {
					t.Fatal(err)
				}
				a = v.until("the end of the next turn", func(a wire.Artist) bool { return quiet(a) && a.Turns.Used == 2 })
				own, _ := v.strokes()
				if first := server.Requests()[1]; own != linesDrawn || a.Nudges != 0 || !strings.Contains(first.Last().Text, "with a red line") {
					t.Errorf("it drew %d strokes, and was told %q: %+v", own, first.Last().Text, a)
				}
			})
		})
	}
}

// TestCallsAreApart: two calls of one tool in a reply are two events, each with an id and an end of
// its own (trap 28), and input that is cut off is no call.
func TestCallsAreApart(t *testing.T) {
	both(t, func(t *testing.T, s side) {
		one := `{"paths":[{"type":"line","points":[[100,100],[300,200]]}]}`
		w, server := s.world(t, func(n int, _ modeltest.Request) modeltest.Answer {
			switch n {
			case 0:
				return modeltest.Say("Two at once.").Call("draw_paths", one).Call("draw_paths", one)
			case 1:
				return modeltest.Answer{}.Call("draw_paths", one[:30]).Stop(modeltest.Cutoff)
			}
			return modeltest.Say("So far.")
		})
		v := w.view()
		w.start("lines")
		v.until("a turn", quiet)
		if own, _ := v.strokes(); own != 2 {
			t.Errorf("%d strokes are drawn, want 2", own)
		}
		v.mu.Lock()
		var ids []uint32
		for _, id := range v.order {
			if n := v.notes[id]; n.Kind == wire.ToolEnded && strings.Contains(n.Text, "1 stroke was drawn") {
				ids = append(ids, id)
			}
		}
		v.mu.Unlock()
		if len(ids) != 2 || ids[0] == ids[1] {
			t.Errorf("the events of two calls are %v", ids)
		}
		last := server.Requests()[2].Last()
		if len(last.Results) != 1 || !strings.Contains(last.Results[0].Text, "cut off") {
			t.Errorf("of a broken call it was told %+v", last.Results)
		}
	})
}
