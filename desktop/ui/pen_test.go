package ui

import (
	"math"
	"slices"
	"testing"

	"easel.example/core"
	"easel.example/desktop/app"
)

// run returns passes: d is one with the button down, u one without.
func run(text string) (list []pass) {
	for i, c := range text {
		list = append(list, pass{app.Spot{X: 600 + 10*float64(i), Y: 300 + 40*float64(i%2)}, c == 'd', int64(i+1) * 10_000})
	}
	return list
}

// TestDue: a button counts as down from where it came down, once Ebiten says so, too.
func TestDue(t *testing.T) {
	for _, c := range []struct {
		name, list string
		was, is    bool
		now, later string
	}{
		{"hovering", "uuu", false, false, "", ""},
		{"pressed", "uuddd", false, true, "ddd", ""},
		{"pressed, and lifted since", "uudddu", false, true, "ddd", "u"},
		{"pressed after another's press", "dduudd", false, true, "dd", ""},
		{"pressed, and the trail lags", "uu", false, true, "", ""},
		{"drawing", "ddd", true, true, "ddd", ""},
		{"lifted and down again unseen", "duud", true, true, "duud", ""},
		{"lifted", "dduu", true, false, "dduu", ""},
		{"lifted, and down again", "dduudd", true, false, "dduu", "dd"},
		{"lifted, and the trail lags", "dd", true, false, "dd", ""},
		{"pressed elsewhere, or not yet told", "uudd", false, false, "", "dd"},
		{"a click that nobody tells of", "uddu", false, false, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			now, later := due(run(c.list), c.was, c.is)
			text := func(list []pass) (s string) {
				for _, p := range list {
					s += map[bool]string{true: "d", false: "u"}[p.down]
				}
				return s
			}
			if text(now) != c.now || text(later) != c.later {
				t.Errorf("now %q, later %q; want %q, %q", text(now), text(later), c.now, c.later)
			}
		})
	}
}

// passed runs a frame in which the pointer was there and there.
func (s *scene) passed(list []pass, down bool) {
	s.e.away, s.e.whole, s.e.buttons[0] = false, true, down
	s.e.passes, s.w.waiting = due(append(s.w.waiting, list...), s.w.was.buttons[0], down)
	if len(list) > 0 {
		s.e.at = list[len(list)-1].at
	}
	s.frames(1)
}

// TestPenBetweenFrames: however few frames there are, a stroke is where the pointer was while its button was down,
// and nowhere else.
func TestPenBetweenFrames(t *testing.T) {
	list := run("uuddddddddddduuu")
	var want []core.Point
	for _, c := range []struct {
		name   string
		frames []int  // how many passes each has seen
		down   []bool // what Ebiten says in each
	}{
		{"a frame a pass", []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, []bool{false, false, true, true, true, true, true, true, true, true, true, true, true, false, false, false}},
		{"three frames", []int{6, 10, 16}, []bool{true, true, false}},
		{"Ebiten lags", []int{6, 10, 15, 16}, []bool{false, true, true, false}},
		{"pressed and lifted within a frame", []int{14, 15, 16}, []bool{true, true, false}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScene(t, 1280, 800, 1)
			s.enter(painted(0))
			from := 0
			for i, to := range c.frames {
				s.passed(list[from:to:to], c.down[i])
				from = to
			}
			s.passed(nil, false)
			s.settle()
			strokes := s.stage.Room.Piece().Strokes()
			if len(strokes) != 1 || !strokes[0].Done {
				t.Fatalf("%d strokes are there, want 1", len(strokes))
			}
			if want == nil {
				want = strokes[0].Points
			}
			if !slices.Equal(strokes[0].Points, want) {
				t.Errorf("it is %v, want %v", strokes[0].Points, want)
			}
			v := s.app.Studio().View()
			if at := v.ToPiece(list[2].at); math.Hypot(float64(want[0].X)/core.Unit-at.X, float64(want[0].Y)/core.Unit-at.Y) > 1 {
				t.Errorf("it begins at %v, want %v", want[0], at)
			}
		})
	}
}

// TestPenWithoutTrail: where nothing is known of what was between frames, it is drawn as Ebiten tells.
func TestPenWithoutTrail(t *testing.T) {
	s := newScene(t, 1280, 800, 1)
	s.enter(painted(0))
	s.draw(app.Spot{X: 600, Y: 300}, app.Spot{X: 700, Y: 420}, app.Spot{X: 500, Y: 500})
	s.draw(app.Spot{X: 620, Y: 310})
	s.settle()
	if n := len(s.stage.Room.Piece().Strokes()); n != 2 {
		t.Errorf("%d strokes, want 2", n)
	}
}

// TestPenOnPanels: what passes while a panel is pressed draws nothing.
func TestPenOnPanels(t *testing.T) {
	s := newScene(t, 1280, 800, 1)
	s.enter(painted(0))
	list := run("uddddduu")
	list[1].at = app.Spot{X: 120, Y: 200} // on the settings
	s.passed(list[:4], true)
	s.passed(list[4:6], true)
	s.passed(list[6:], false)
	s.settle()
	if n := len(s.stage.Room.Piece().Strokes()); n != 0 {
		t.Errorf("%d strokes are drawn", n)
	}
}
