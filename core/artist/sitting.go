package artist

import (
	"slices"
	"strings"

	"easel.example/core"
)

// A Sitting is a painter at work on a piece, with the steps that it has given out and that
// are not drawn to their end: a pause, an answer to somebody or the end of a process leaves no gap, and
// nothing is drawn twice. Its host draws, and tells it the number of the newest stroke of the artist's
// actor. It is for one goroutine.
type Sitting struct {
	Painter *Painter

	tasks []*Task                // the first to do last
	skip  int                    // marks of the next layer that are drawn already
	shown map[core.StrokeID]bool // strokes of others that the painter knows; false: they are hidden now
	grown map[core.StrokeID]int  // points of those that were being drawn when it looked last
	busy  bool                   // see Busy
}

// A Task is a step that is done, or will be.
type Task struct {
	Step
	Layer bool // the painter's progress tells that it is done
	Mends bool // it does justice to a critique
	Drawn int  // of its marks

	before Progress // how far the painter was
	plan   []Mark   // the marks as they were when it began
	of     []int    // of each of the marks: which of the plan it is, or a part of; -1 for one that nothing cuts
	ink    *ink     // of others, that came since
}

// Judged reports whether the picture is to be judged before the task: it ends the piece, and the picture is the artist's.
func (t *Task) Judged() bool { return !t.Mends && !t.kept && (t.Title != "" || t.Done || t.Sign) }

// Sit plans a piece, and sits down to it.
func Sit(b Brief) *Sitting { return &Sitting{Painter: New(b), shown: map[core.StrokeID]bool{}} }

// Resume brings a new sitting to where another one of the same brief was: At returned at and from, and it was told
// the nudges in their order. strokes are the piece's, and last is the number of the artist's newest one,
// which may be behind where a log was put back.
func (s *Sitting) Resume(at Progress, from uint32, nudges []string, strokes []*core.Stroke, last uint32) {
	before := strokes
	if from > 0 {
		s.skip = int(max(int64(last)+1-int64(from), 0))
		// The layer that is drawn in part was planned around what others had drawn by then.
		if i := slices.IndexFunc(strokes, func(o *core.Stroke) bool { return o.Member == core.ArtistMember && o.ID.N == from }); i >= 0 {
			before = strokes[:i]
		}
	}
	s.Painter.Resume(at, nudges, s.others(before).fresh)
	s.grown = nil // lines that are being drawn it has not seen
	if s.skip > 0 {
		s.Take(false)
	}
}

// At returns how far the sitting is: before the task that was begun first, and the number that
// the first stroke of that has or will have, or 0 if it does not count.
func (s *Sitting) At(last uint32) (at Progress, from uint32) {
	if len(s.tasks) == 0 {
		return s.Painter.Progress(), last + 1
	}
	k := s.tasks[0]
	if k.Layer {
		from = last + 1 - uint32(k.Drawn)
	}
	at = k.before
	now := s.Painter.Progress()
	at.Answers, at.Told = now.Answers, now.Told // what is said is said, drawn or not
	return at, from
}

// Next returns the task that was interrupted, or takes a new one.
func (s *Sitting) Next() (*Task, bool) {
	if n := len(s.tasks); n > 0 {
		return s.tasks[n-1], true
	}
	return s.Take(false)
}

// Take takes a new task of the painter, before all that were interrupted. It returns false when there is none any
// more.
func (s *Sitting) Take(mends bool) (*Task, bool) {
	before := s.Painter.Progress()
	step, ok := s.Painter.Next()
	k := &Task{Step: step, Layer: s.Painter.Progress().drawn(before), Mends: mends, before: before}
	if k.Layer {
		k.Drawn = min(s.skip, len(step.Marks))
		s.skip -= k.Drawn
	}
	if ok {
		s.tasks = append(s.tasks, k)
	}
	return k, ok
}

// Finish tells that the task that Next or Take has returned last is done.
func (s *Sitting) Finish() { s.tasks = s.tasks[:len(s.tasks)-1] }

// Look shows the painter what others have drawn on the piece since it looked last, and what they have
// taken back or brought back. What is left of the tasks that are begun keeps off it, too. The strokes are read, not
// kept. It returns how many of them are looked at for the first time, how many are known, and whether of these some
// are hidden that were not, or the other way round.
func (s *Sitting) Look(strokes []*core.Stroke) (fresh, known int, changed bool) {
	l := s.others(strokes)
	if l.changed {
		s.Painter.Recount(l.known)
		clear(l.from) // its ink is forgotten, too
	}
	s.keepOff(l)
	if len(l.fresh) > 0 {
		s.Painter.See(Look{Others: l.fresh})
	}
	s.Painter.notice(l.open, l.from)
	return len(l.fresh), len(l.known), l.changed
}

// Busy reports whether others were drawing when it looked last: a pen was down, or had drawn since the look before.
// What the artist draws while a pen is down lies over the line of that, where it comes to be: a host
// waits a little.
func (s *Sitting) Busy() bool { return s.busy }

// keepOff has what is left of the tasks that are begun leave free what was drawn meanwhile.
func (s *Sitting) keepOff(l inked) {
	b := s.Painter.brief
	var box core.Rect // of what is new, 1/32 px
	for _, o := range append(l.open, l.fresh...) {
		added := strokesBox([]Mark{{o.Brush, o.Points[max(l.from[o.ID]-1, 0):]}})
		box = box.Union(grown(added, int32(o.Brush.Width)*core.Unit/core.WidthUnit+1))
	}
	if box.Empty() {
		return
	}
	for _, t := range s.tasks {
		if t.Drawn == len(t.Marks) {
			continue
		}
		if t.ink == nil {
			t.ink = newInk(b.Width, b.Height)
			t.plan, t.of = slices.Clone(t.Marks), make([]int, len(t.Marks))
			for i := range t.of {
				if t.of[i] = i; i >= len(t.of)-t.firm {
					t.of[i] = -1
				}
			}
		}
		for _, o := range append(l.open, l.fresh...) {
			t.ink.addFrom(o.Brush, o.Points, max(l.from[o.ID]-1, 0))
		}
		if t.ink.any {
			t.ink.spread()
			t.cut(box)
		}
	}
}

// cut has what is left of its marks leave its ink free, the newest of which lies in a box. Each is cut as it
// was planned, however often that was done before.
func (t *Task) cut(box core.Rect) {
	marks, of := t.Marks[:t.Drawn:t.Drawn], t.of[:t.Drawn:t.Drawn]
	half := -1 // is drawn in part
	if t.Drawn > 0 {
		half = t.of[t.Drawn-1]
	}
	for i, n := t.Drawn, 0; i < len(t.Marks); i = n {
		j := t.of[i]
		for n = i + 1; n < len(t.Marks) && t.of[n] == j && j >= 0; n++ {
		}
		parts := t.Marks[i:n]
		if j >= 0 && !t.reach(j).Intersect(box).Empty() {
			whole := t.plan[j : j+1]
			if j == half {
				whole = parts
			}
			parts = nil
			for _, m := range whole {
				parts = t.ink.mark(parts, m, len(marks)+len(t.Marks)-i < marksMost)
			}
		}
		for range parts {
			of = append(of, j)
		}
		marks = append(marks, parts...)
	}
	t.Marks, t.of = marks[:min(len(marks), marksMost)], of[:min(len(of), marksMost)]
}

// reach returns how far a mark of the plan and the ink that it keeps off may lie, 1/32 px.
func (t *Task) reach(j int) core.Rect {
	m := t.plan[j]
	far := int32(m.Brush.Width)*core.Unit/core.WidthUnit + 64*core.Unit
	return grown(strokesBox(t.plan[j:j+1]), far)
}

// An inked is the strokes of others that are done and seen.
type inked struct {
	fresh, known []*core.Stroke        // that it looks at for the first time, and all others
	open         []*core.Stroke        // that are not done
	from         map[core.StrokeID]int // how many points of a stroke it had seen when that was open
	changed      bool                  // of those that it knows some are hidden that were not, or the other way round
}

// others looks at what others have drawn. Strokes in the base are out of their reach, and of its own.
func (s *Sitting) others(strokes []*core.Stroke) (l inked) {
	grown := map[core.StrokeID]int{}
	l.from = map[core.StrokeID]int{}
	for _, o := range strokes {
		if o.Member == core.ArtistMember || len(o.Points) == 0 {
			continue
		}
		seen := o.Hidden == 0
		before, known := s.shown[o.ID]
		if n := s.grown[o.ID]; n > 0 && seen {
			l.from[o.ID] = n
		} else if n > 0 {
			l.changed = true // taken back while it was drawn
		}
		switch {
		case !known && !seen:
			continue
		case !o.Done:
			grown[o.ID] = len(o.Points)
			l.open = append(l.open, o)
			continue
		case !known:
			l.fresh = append(l.fresh, o)
		case seen:
			l.known = append(l.known, o)
		}
		l.changed = l.changed || known && before != seen
		s.shown[o.ID] = seen
	}
	s.grown, s.busy = grown, len(grown) > 0 || len(l.fresh) > 0
	return l
}

// A Saying is a part of a thought, to be read so many ms after its beginning.
type Saying struct {
	Text string
	At   int64
}

const (
	wordsAtOnce   = 3
	wordMs        = 55   // that a word takes to be read
	thoughtMostMs = 1600 // until all words of a thought are there
)

// Aloud returns a thought some words at a time, as fast as one reads.
func Aloud(thought string) (list []Saying) {
	words := strings.SplitAfter(thought, " ")
	each := min(wordMs, thoughtMostMs/max(len(words), 1))
	for i := 0; i < len(words); i += wordsAtOnce {
		list = append(list, Saying{strings.Join(words[i:min(i+wordsAtOnce, len(words))], ""), int64(i * each)})
	}
	return list
}
