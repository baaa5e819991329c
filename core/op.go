package core

// A Kind says what an [Op] does. Kinds are on the wire and in stored logs: add
// new ones at the end and never reuse a number.
type Kind uint8

// What a person's batch may hold.
const (
	Begin  Kind = 1 // start Stroke with Brush
	Extend Kind = 2 // append Points to Stroke
	End    Kind = 3 // finish Stroke: its points never change again
	Hide   Kind = 4 // take Stroke out of sight: undo, or the stroke eraser
	Show   Kind = 5 // bring Stroke back: redo
	Set    Kind = 6 // give Stroke, which is done and the member's own, another Form
)

// What only the server's own batches hold.
const (
	Join      Kind = 32 // Stroke.Actor, the next free one, is Replica of Member
	SetLimits Kind = 33 // Limits hold from here on
	EndFor    Kind = 34 // finish Stroke, whoever began it (rule S11)
)

// An Op is the smallest change of a piece. Which fields count depends on Kind.
//
// Begin, Extend and End are about the batch's own actor; only Stroke.N counts,
// and for Extend and End an N of 0 means the stroke that the actor began last.
// From is the heading of the stroke before Points: on the wire they follow it.
type Op struct {
	Kind    Kind
	Stroke  StrokeID
	Brush   Brush
	From    Heading
	Points  []Point
	Replica uint64
	Member  uint32
	Limits  Limits
	Form    Form
}

// Marks reports whether ops of the kind are about a stroke as a whole, whoever began it.
func (k Kind) Marks() bool { return k == Hide || k == Show || k == Set }

// A Batch is the unit of sending, admission and acknowledgement: what one
// replica did in one flush. Num counts a replica's batches from 1 without gaps
// (rule S3); it is 0 in the server's own batches, whose Actor is 0.
type Batch struct {
	Actor Actor
	Num   uint32
	Ops   []Op
}

// Begins returns how many strokes b starts, which is what rule L1 counts.
func (b Batch) Begins() int {
	n := 0
	for i := range b.Ops {
		if b.Ops[i].Kind == Begin {
			n++
		}
	}
	return n
}

// An Entry is an admitted batch at its place in the log of a piece. Seq counts
// from 1 without gaps; Time is the server's clock in ms, never less than that
// of the entry before.
type Entry struct {
	Seq   uint64
	Time  int64
	Batch Batch
}
