package predict

import (
	"testing"

	"easel.example/core"
)

// tight is a replica of a piece of some strokes, with the room for as much as it wants.
type tight struct {
	t   *testing.T
	r   *Replica
	l   core.Limits
	seq uint64
}

func newTight(t *testing.T, strokes uint32) *tight {
	k := &tight{t: t, l: core.DefaultLimits(), seq: uint64(strokes) + 1}
	p := core.NewPiece(1, 240, 240, core.Paint, k.l)
	p.Apply(core.Batch{Ops: []core.Op{{Kind: core.Join, Stroke: core.StrokeID{Actor: 1}, Replica: 1, Member: 1}}}, 0, nil)
	for n := range strokes {
		id := core.StrokeID{N: n + 1}
		p.Apply(core.Batch{Actor: 1, Num: n + 1, Ops: []core.Op{
			{Kind: core.Begin, Stroke: id, Brush: tightPen},
			{Kind: core.Extend, Stroke: id, Points: []core.Point{{X: int32(n), Pressure: 255}}}, {Kind: core.End, Stroke: id},
		}}, 1, nil)
	}
	k.r = New(1, p, k.seq, 1, strokes)
	return k
}

var tightPen = core.Brush{Kind: core.Pen, Version: core.BrushVersion, Width: 40, Opacity: 255}

// limit sets the limit of bytes, and returns how often that changed a stroke, and how it
// looks then.
func (k *tight) limit(n int64, id core.StrokeID) (changed int, is *core.Stroke) {
	k.l.WorkspaceBytes = n
	k.seq++
	u, err := k.r.Confirm([]Entry{{Seq: k.seq, Batch: core.Batch{Ops: []core.Op{{Kind: core.SetLimits, Limits: k.l}}}}})
	if err != nil {
		k.t.Fatal(err)
	}
	for _, e := range u.Events {
		if e.Kind == Changed && e.Stroke.ID == id {
			changed++
			is = e.Stroke
		}
	}
	return changed, is
}

// A stroke that own ops hide, that they would flatten first, and then hide again, as
// others' entries come, changes its look each time.
func TestHiddenAfterForeseen(t *testing.T) {
	k := newTight(t, core.KeptStrokes+2)
	k.r.End(k.r.Begin(tightPen, false).ID.N)
	oldest := core.StrokeID{Actor: 1, N: 1}
	if !k.r.Hide(oldest) {
		t.Fatal("it cannot be hidden")
	}
	full := k.r.Piece().Bytes()
	for range 2 {
		for _, room := range []bool{false, true} {
			limit := full
			if !room {
				limit--
			}
			n, is := k.limit(limit, oldest)
			if s := k.r.Piece().Stroke(oldest); n != 1 || (s != nil && s.Hidden != 0) != room || (is.Hidden != 0) != room {
				t.Fatalf("room for all: %v; it changed %d times, to %v, and is %v", room, n, is, s)
			}
		}
	}
}

// A stroke that own ops hide, and then flatten, looks as before: that is no misprediction.
func TestForeseenHidden(t *testing.T) {
	k := newTight(t, core.KeptStrokes+2)
	oldest := core.StrokeID{Actor: 1, N: 1}
	k.r.Hide(oldest)
	k.r.End(k.r.Begin(tightPen, false).ID.N)
	if n, _ := k.limit(k.r.Piece().Bytes()-1, oldest); n != 0 || k.r.Piece().Stroke(oldest) != nil || k.r.Mispredictions() != 0 {
		t.Errorf("it changed %d times, is %v, and %d mispredictions are counted; want none, nil and none", n, k.r.Piece().Stroke(oldest), k.r.Mispredictions())
	}
}

// A form that has no room, and then has, changes its stroke each time.
func TestFormWithoutRoom(t *testing.T) {
	k := newTight(t, 2)
	id := core.StrokeID{Actor: 1, N: 1}
	f := core.Form{A: core.FormOne, D: core.FormOne, Width: 80}
	if !k.r.Set(id, f) {
		t.Fatal("it cannot have a form")
	}
	full := k.r.Piece().Bytes()
	for i, c := range []struct {
		limit   int64
		changed int
		form    core.Form
	}{{full - 1, 1, core.Form{}}, {full - 2, 0, core.Form{}}, {full, 1, f}, {full + 1, 0, f}} {
		n, _ := k.limit(c.limit, id)
		if s := k.r.Piece().Stroke(id); n != c.changed || s.Form() != c.form {
			t.Errorf("limit %d: it changed %d times, and has form %v, want %d and %v", i, n, s.Form(), c.changed, c.form)
		}
	}
}
