package artist

import (
	"strings"
	"testing"
	"time"

	"easel.example/core"
	"easel.example/core/artist"
	"easel.example/core/ink"
	"easel.example/core/raster"
	"easel.example/core/wire"
	"easel.example/server/store"
)

// TestStudio: told what to paint, the studio artist paints it, says what it does, answers a
// person who draws, has the picture judged, names it, signs it and ends it.
func TestStudio(t *testing.T) {
	w := newWorld(t, nil)
	v := w.view()
	v.until("the artist", func(a wire.Artist) bool { return a.Piece == 1 && !a.Active && a.Provider == "the studio artist" })
	if err := w.artists.Start(t.Context(), w.id, Brief{Prompt: "a quiet harbour at dusk", Seed: 11}); err != nil {
		t.Fatal(err)
	}
	v.until("the first strokes", func(wire.Artist) bool { n, _ := v.strokes(); return n > 20 })
	v.draws(300, 300)
	a := v.until("the end", done)
	own, people := v.strokes()
	if own < 60 || own > 700 || people != 1 {
		t.Errorf("there are %d strokes of the artist and %d of people, want 100 to 600 and one", own, people)
	}
	if a.Strokes.Used != uint64(own) || a.Turns.Used != 1 {
		t.Errorf("%d strokes and %d turns are counted, want %d and 1", a.Strokes.Used, a.Turns.Used, own)
	}
	v.mu.Lock()
	title := v.c.Status(1).Title
	v.mu.Unlock()
	if title == "" {
		t.Error("the piece has no title")
	}
	thoughts, tools := v.said(wire.Thought), v.said(wire.ToolEnded)
	if len(thoughts) < 5 || len(tools) < 5 || len(v.said(wire.ToolBegun)) > 0 || len(v.said(wire.ToolFailed)) > 0 {
		t.Errorf("it thought %d times, used tools %d times, %d have not ended: %q", len(thoughts), len(tools), len(v.said(wire.ToolBegun)), v.said(wire.ToolFailed))
	}
	if !strings.Contains(strings.Join(tools, "\n"), "judging") && !strings.Contains(strings.Join(tools, "\n"), "critique") {
		t.Errorf("nobody judged the picture: %q", tools)
	}
	late := w.view()
	late.until("the notebook of who comes late", func(wire.Artist) bool { return len(late.said(wire.Thought)) == len(thoughts) })
	if err := w.artists.Start(t.Context(), w.id, Brief{}); err != ErrBegun {
		t.Errorf("it began a second time: %v", err)
	}
}

// TestAnswersAtOnce: the studio artist breaks off what it is drawing to answer, and then goes on
// with it.
func TestAnswersAtOnce(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.Ahead = 30 * time.Millisecond })
	v := w.view()
	w.start("a quiet harbour at dusk")
	v.until("strokes", func(wire.Artist) bool { n, _ := v.strokes(); return n >= 5 })
	before := len(v.said(wire.Thought))
	if err := w.nudge("add a bird"); err != nil {
		t.Fatal(err)
	}
	v.until("an answer", func(wire.Artist) bool { return len(v.said(wire.Thought)) > before })
	if said := v.said(wire.Thought); !strings.Contains(said[before], "ird") {
		t.Errorf("it says %q first", said[before])
	}
	v.until("the same step again", func(wire.Artist) bool {
		begun := v.said(wire.ToolBegun)
		ended := v.said(wire.ToolEnded)
		return len(begun) == 1 && len(ended) > 0 && strings.HasPrefix(ended[0], begun[0])
	})
}

// TestAllAreAnswered: of words that came together all are answered, also when a pause comes
// between the answers.
func TestAllAreAnswered(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.Ahead = 20 * time.Millisecond })
	v := w.view()
	w.start("a quiet harbour at dusk")
	v.until("strokes", func(wire.Artist) bool { n, _ := v.strokes(); return n >= 5 })
	if err := w.artists.Pause(t.Context(), w.id); err != nil {
		t.Fatal(err)
	}
	v.until("the pause", func(a wire.Artist) bool { return !a.Active })
	before := len(v.said(wire.Thought))
	for _, text := range []string{"add a bird", "more blue", "less busy"} {
		if err := w.nudge(text); err != nil {
			t.Fatal(err)
		}
	}
	resume := func() {
		t.Helper()
		if err := w.artists.Resume(t.Context(), w.id, 1, "", ""); err != nil {
			t.Fatal(err)
		}
	}
	resume()
	v.until("an answer", func(wire.Artist) bool { return len(v.said(wire.Thought)) > before })
	if err := w.artists.Pause(t.Context(), w.id); err != nil {
		t.Fatal(err)
	}
	v.until("the pause", func(a wire.Artist) bool { return !a.Active })
	resume()
	v.until("all answers", func(wire.Artist) bool {
		all := strings.Join(v.said(wire.Thought)[before:], " ")
		return strings.Contains(all, "ird") && strings.Contains(all, "blue") && strings.Contains(all, "ess")
	})
}

// TestTakenBack: what a person has taken back is not theirs any more for the artist, and is again when it is
// brought back; it is looked at for the first time once.
func TestTakenBack(t *testing.T) {
	w := newWorld(t, nil)
	v := w.view()
	v.until("the artist", func(a wire.Artist) bool { return a.Piece == 1 })
	v.draws(100, 100)
	v.until("a stroke", func(wire.Artist) bool { _, n := v.strokes(); return n == 1 })
	hand, err := w.hub.Hand(t.Context(), w.id, Face, replica)
	if err != nil {
		t.Fatal(err)
	}
	defer hand.Close()
	p := artist.Sit(artist.Brief{Width: hand.Size[0], Height: hand.Size[1]})
	sees := func(what string, fresh, known int, changed bool) {
		t.Helper()
		s, err := hand.See(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if f, k, c := p.Look(s.Strokes); f != fresh || k != known || c != changed {
			t.Errorf("%s: %d are new, %d known, changed %v; want %d, %d, %v", what, f, k, c, fresh, known, changed)
		}
	}
	does := func(seen int, f func()) {
		t.Helper()
		v.mu.Lock()
		f()
		frame := v.c.Frame(100)
		v.mu.Unlock()
		v.space.Receive(t.Context(), v.id, frame)
		for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(time.Millisecond) {
			s, err := hand.See(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if s.Strokes[0].Hidden == 0 == (seen > 0) {
				return
			}
		}
		t.Fatal("it does not come")
	}
	sees("drawn", 1, 0, false)
	sees("nothing new", 0, 1, false)
	does(0, func() { v.c.Undo(100) })
	sees("taken back", 0, 0, true)
	sees("taken back still", 0, 0, false)
	does(1, func() { v.c.Redo(100) })
	sees("brought back", 0, 1, true)
	sees("nothing new again", 0, 1, false)
}

// TestTitleOfAPerson: a title that a person gave stays; the artist says so.
func TestTitleOfAPerson(t *testing.T) {
	w := newWorld(t, nil)
	v := w.view()
	w.start("a quiet harbour at dusk")
	v.until("strokes", func(wire.Artist) bool { n, _ := v.strokes(); return n >= 5 })
	if err := w.hub.SetTitle(t.Context(), store.PieceKey{Workspace: w.id, Piece: 1}, "Ours"); err != nil {
		t.Fatal(err)
	}
	v.until("the end", done)
	v.mu.Lock()
	title := v.c.Status(1).Title
	v.mu.Unlock()
	if title != "Ours" {
		t.Errorf("the piece is called %q", title)
	}
	if said := strings.Join(v.said(wire.ToolEnded), "\n"); !strings.Contains(said, "keeps it: “Ours”") || strings.Contains(said, "{") {
		t.Errorf("it says %q", said)
	}
}

// TestBudgetLowered: a budget below what is used ends the turn without one more stroke, in plain
// words and not as a fault.
func TestBudgetLowered(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.Ahead = 30 * time.Millisecond })
	v := w.view()
	w.start("a quiet harbour at dusk")
	v.until("strokes", func(wire.Artist) bool { n, _ := v.strokes(); return n >= 12 })
	if err := w.artists.SetBudget(t.Context(), w.id, Budget{Strokes: 5}); err != nil {
		t.Fatal(err)
	}
	a := v.until("the end of the budget", func(a wire.Artist) bool { return a.Paused == wire.PausedBudget })
	if failed := v.said(wire.ToolFailed); len(failed) > 0 {
		t.Errorf("it tells of a fault: %q", failed)
	}
	if a.Why != "I have painted as many strokes as this piece may take. An owner can give me more." {
		t.Errorf("it says %q", a.Why)
	}
	ended := v.said(wire.ToolEnded)
	if said := strings.Join(ended, "\n"); !strings.Contains(said, "then the budget was used up") {
		t.Errorf("it says %q", said)
	}
}

// TestDrawnMeanwhile: what people draw while the studio artist is in the middle of a step is left as they drew it to the
// end, and need not be brought back.
func TestDrawnMeanwhile(t *testing.T) {
	w := newWorld(t, nil)
	v := w.view()
	w.start("a quiet harbour at dusk")
	for i := range int32(4) {
		v.until("strokes", func(wire.Artist) bool { n, _ := v.strokes(); return n > int(70*i) })
		v.draws(20+110*i, 40+60*i)
	}
	v.until("the end", done)
	all, alone := raster.New(500, 400), raster.New(500, 400)
	v.mu.Lock()
	defer v.mu.Unlock()
	pix, mine := make([]byte, 500*400*4), make([]byte, 500*400*4)
	total, spoilt := 0, 0
	for _, s := range v.c.Replica().Piece().Strokes() {
		all.Place(s)
		if s.Member != core.ArtistMember {
			alone.Place(s)
		}
	}
	all.WriteRGBA(pix, core.Rect{X1: 500, Y1: 400})
	alone.WriteRGBA(mine, core.Rect{X1: 500, Y1: 400})
	for i := 0; i < len(mine); i += 4 {
		if mine[i+3] < 250 {
			continue
		}
		total++
		for k := range 3 {
			if d := int(pix[i+k]) - int(mine[i+k]); d > 16 || d < -16 {
				spoilt++
				break
			}
		}
	}
	if total == 0 || spoilt*20 > total {
		t.Errorf("%d of %d pixels of people's ink are painted over", spoilt, total)
	}
	for _, n := range v.notes {
		if n.Kind == wire.ToolEnded && strings.HasPrefix(n.Text, "bringing your lines back") {
			t.Error("their lines had to be brought back")
		}
	}
}

// TestPoliteNotForEver: a pen that stays down does not keep the studio artist from painting.
func TestPoliteNotForEver(t *testing.T) {
	w := newWorld(t, nil)
	v := w.view()
	v.until("the artist", func(a wire.Artist) bool { return a.Piece == 1 })
	v.mu.Lock()
	v.c.Down(ink.Mouse)
	for i := range int32(9) {
		v.c.Sample(ink.Sample{X: (100 + 4*i) << 8, Y: 100 << 8, Pressure: 65535, Time: int64(i) * 8000}, 1)
	}
	v.c.Tick(100)
	frame := v.c.Frame(100)
	v.mu.Unlock()
	v.space.Receive(t.Context(), v.id, frame)
	begun := time.Now()
	w.start("a quiet harbour at dusk")
	v.until("strokes", func(wire.Artist) bool { n, _ := v.strokes(); return n > 0 })
	if _, n := v.strokes(); n != 1 || time.Since(begun) < politeMost {
		t.Errorf("a pen is down, %d strokes of people are seen, and it has waited %v, want %v", n, time.Since(begun), politeMost)
	}
}
