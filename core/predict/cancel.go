package predict

import (
	"slices"

	"easel.example/core"
)

// Cancel takes back, whole, those of the strokes of which nothing was flushed
// yet, and returns what they were drawn as: their ids, brushes and points.
func (r *Replica) Cancel(ids ...core.StrokeID) (taken []*core.Stroke, events []Event) {
	take := func(id core.StrokeID, ops []core.Op) bool {
		if !slices.Contains(ids, id) {
			return false
		}
		s := &core.Stroke{ID: id} // the view may have cut or flattened it
		for i := range ops {
			if op := &ops[i]; op.Stroke.N == id.N && op.Kind == core.Begin {
				s.Brush = op.Brush
			} else if op.Stroke.N == id.N && op.Kind == core.Extend {
				s.Points = append(s.Points, op.Points...)
			}
		}
		taken = append(taken, s)
		return true
	}
	for i := range r.open {
		if op := &r.open[i]; op.Kind == core.Begin {
			take(core.StrokeID{Actor: r.actor, N: op.Stroke.N}, r.open)
		}
	}
	begun := taken
	r.open = slices.DeleteFunc(r.open, func(op core.Op) bool {
		return slices.ContainsFunc(begun, func(s *core.Stroke) bool {
			return op.Stroke.N == s.ID.N && (op.Stroke.Actor == 0 || op.Stroke.Actor == r.actor)
		})
	})
	r.waiting = slices.DeleteFunc(r.waiting, func(h held) bool { return take(h.id, h.ops) })
	if len(taken) > 0 {
		events = r.takenBack()
	}
	return taken, events
}

// takenBack is redo after the author's own wish, which is no misprediction.
func (r *Replica) takenBack() []Event {
	n := r.mispredictions
	events := r.redo()
	r.mispredictions = n
	return events
}
