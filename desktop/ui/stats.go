package ui

import (
	"fmt"
	"slices"
	"time"

	"easel.example/desktop/ui/panel"
)

// stats are figures of frames: how long the window's own work took.
type stats struct {
	began   time.Time
	first   time.Duration // from the start to the first frame
	whole   time.Duration // until the piece was shown, in a play
	frames  int
	drawing ring // own time of frames in which ink was drawn
	idle    ring // and of the others
	worked  ring // processor time of those in which ink was drawn, where it is known
	ink     ring // from taking the pointer to its pixels being on their way to the screen
	window  int  // frames since windowAt
	since   time.Time
	rate    float64 // frames a second, of late
	tiles   int
	drawn   time.Duration // of the frame in hand, before it is put together
	inked   bool          // ink was drawn in it
	cpu     time.Duration // as drawn, in processor time
}

// ringMost is how many of the newest frames count.
const ringMost = 4096

// A ring is the newest of many times.
type ring struct {
	list []time.Duration
	next int
}

func (r *ring) add(d time.Duration) {
	if len(r.list) < ringMost {
		r.list = append(r.list, d)
		return
	}
	r.list[r.next] = d
	r.next = (r.next + 1) % ringMost
}

// at returns the time that a part of all do not exceed.
func (r *ring) at(part float64) time.Duration {
	if len(r.list) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(r.list))
	return sorted[min(int(part*float64(len(sorted))), len(sorted)-1)]
}

// frame takes a frame that is done.
func (s *stats) frame(own, cpu time.Duration, drawing bool, now time.Time) {
	if s.frames++; s.frames == 1 {
		s.first = now.Sub(s.began)
	}
	if drawing {
		s.drawing.add(own)
		s.worked.add(cpu)
	} else {
		s.idle.add(own)
	}
	s.window++
	if d := now.Sub(s.since); d > time.Second {
		s.rate = float64(s.window) / d.Seconds()
		s.window, s.since = 0, now
	}
}

func ms(d time.Duration) string { return fmt.Sprintf("%.2f", float64(d)/float64(time.Millisecond)) }

// Figures returns them as people read them.
func (s *stats) figures() []panel.Figure {
	pair := func(r *ring) string {
		return fmt.Sprintf("%s, p99 %s ms", ms(r.at(0.5)), ms(r.at(0.99)))
	}
	return []panel.Figure{
		{Name: "first frame", Value: ms(s.first) + " ms"},
		{Name: "frames a second", Value: fmt.Sprintf("%.0f", s.rate)},
		{Name: "own time, drawing", Value: pair(&s.drawing)},
		{Name: "own time, else", Value: pair(&s.idle)},
		{Name: "pointer to pixels", Value: pair(&s.ink)},
		{Name: "tiles sent", Value: fmt.Sprint(s.tiles)},
	}
}

// JSON returns them as one line.
func (s *stats) json() string {
	return fmt.Sprintf(`{"first_frame_ms":%s,"whole_ms":%s,"frames":%d,"fps":%.1f,"drawing_p50_ms":%s,"drawing_p99_ms":%s,"drawing_cpu_p50_ms":%s,"drawing_cpu_p99_ms":%s,"drawing_frames":%d,"idle_p50_ms":%s,"idle_p99_ms":%s,"ink_p50_ms":%s,"ink_p99_ms":%s,"tiles":%d}`,
		ms(s.first), ms(s.whole), s.frames, s.rate, ms(s.drawing.at(0.5)), ms(s.drawing.at(0.99)), ms(s.worked.at(0.5)), ms(s.worked.at(0.99)), len(s.drawing.list), ms(s.idle.at(0.5)), ms(s.idle.at(0.99)), ms(s.ink.at(0.5)), ms(s.ink.at(0.99)), s.tiles)
}
