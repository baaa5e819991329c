package replay

import (
	"cmp"
	"slices"

	"easel.example/core"
)

// How a replay keeps the hand's rhythm, all in ms.
const (
	rest   = 250 // a pause of all hands is no longer than this
	even   = 4   // from point to point, where nothing else is known
	finest = 16  // points that came at once are spread out, in steps of about a frame
	spread = 100 // over no more than this
)

// A moment is when a stroke has its points up to one.
type moment struct {
	at     int64 // ms from the beginning of the replay, from 1
	stroke int32
	points int32
}

// timeline returns the moments of strokes, in order. Each has its points when they came;
// where they came faster than any hand, as an import does or what was drawn offline, its
// points come evenly, and after those of its author's stroke before. Where all rest,
// the replay goes on sooner.
func timeline(strokes []*core.Stroke) (list []moment) {
	busy := map[core.Actor]int64{} // until when an author's even strokes last
	for i, s := range strokes {
		if n := int64(len(s.Points)); s.Span() < n {
			from := max(s.Time, busy[s.ID.Actor])
			list = spreadOut(list, int32(i), 0, len(s.Points), from, from+n*even)
			busy[s.ID.Actor] = from + n*even
			continue
		}
		done, at := len(s.Points), s.Time
		for _, b := range s.Beats {
			done -= int(b.Points)
		}
		if done > 0 {
			list = append(list, moment{at, int32(i), int32(done)})
		}
		for _, b := range s.Beats {
			list = spreadOut(list, int32(i), done, done+int(b.Points), at+max(int64(b.Ms)-spread, 0), at+int64(b.Ms))
			done, at = done+int(b.Points), at+int64(b.Ms)
		}
	}
	slices.SortStableFunc(list, func(a, b moment) int { return cmp.Compare(a.at, b.at) })
	now, was := int64(1), int64(0)
	for i := range list {
		m := &list[i]
		if i > 0 {
			now += min(m.at-was, rest)
		}
		was, m.at = m.at, now
	}
	return list
}

// spreadOut has a stroke's points, after the first from and up to to, come between two times.
func spreadOut(list []moment, stroke int32, from, to int, begin, end int64) []moment {
	steps := int64(min(max((end-begin)/finest, 1), int64(to-from)))
	for k := int64(1); k <= steps; k++ {
		list = append(list, moment{begin + (end-begin)*k/steps, stroke, int32(int64(from) + int64(to-from)*k/steps)})
	}
	return list
}
