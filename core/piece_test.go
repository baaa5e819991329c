package core

import (
	"math/rand/v2"
	"testing"
)

// testPiece returns a piece with two actors of two members.
func testPiece(t testing.TB, l Limits) *Piece {
	t.Helper()
	p := NewPiece(1, 320, 240, Paint, l)
	join := Batch{Ops: []Op{
		{Kind: Join, Stroke: StrokeID{Actor: 1}, Replica: 11, Member: 1},
		{Kind: Join, Stroke: StrokeID{Actor: 2}, Replica: 22, Member: 2},
	}}
	if _, cut := p.Apply(join, 1, nil); cut {
		t.Fatal("the actors could not join")
	}
	return p
}

func testBrush() Brush { return Brush{Kind: Pen, Version: 1, Width: 64, Opacity: 255} }

func begin(n uint32) Op { return Op{Kind: Begin, Stroke: StrokeID{N: n}, Brush: testBrush()} }
func end(n uint32) Op   { return Op{Kind: End, Stroke: StrokeID{N: n}} }
func extend(n uint32, pts ...Point) Op {
	return Op{Kind: Extend, Stroke: StrokeID{N: n}, Points: pts}
}

// stroke returns the ops of a whole stroke of k points.
func stroke(n uint32, k int) []Op {
	pts := make([]Point, k)
	for i := range pts {
		pts[i] = Point{int32(i * 7 % 900), int32(i * 13 % 700), uint8(i)}
	}
	return []Op{begin(n), extend(n, pts...), end(n)}
}

func TestApplyCuts(t *testing.T) {
	far := Point{X: 2*320*Unit + 1}
	wide := begin(1)
	wide.Brush.Width = WidthMax + 1
	hide := Op{Kind: Hide, Stroke: StrokeID{Actor: 1, N: 1}}
	show := Op{Kind: Show, Stroke: StrokeID{Actor: 1, N: 1}}
	short := DefaultLimits()
	short.StrokePoints = 3
	few := DefaultLimits()
	few.OpenStrokes = 2
	dear := DefaultLimits()
	dear.StrokeCost = 3 * (4 + 1) // three segments of a pixel with a 4 px brush
	broad := begin(1)
	broad.Brush.Width = 160 * WidthUnit
	dearer := DefaultLimits()
	dearer.StrokeCost = 3 * (160/16 + 1) * (160 + 1) // three still points of a wide brush
	tests := []struct {
		name   string
		limits Limits
		ops    []Op
		kept   int // ops
		points int // of the last op kept, if it is an extension
	}{
		{"whole stroke", DefaultLimits(), stroke(1, 5), 3, 0},
		{"extend without begin", DefaultLimits(), []Op{extend(1, Point{})}, 0, 0},
		{"n used twice (S2)", DefaultLimits(), append(stroke(1, 2), begin(1)), 3, 0},
		{"n goes back (S2)", DefaultLimits(), append(stroke(2, 2), begin(1)), 3, 0},
		{"n zero", DefaultLimits(), []Op{begin(0)}, 0, 0},
		{"newest stroke by 0 (S2)", DefaultLimits(), []Op{begin(4), extend(0, Point{}), end(0)}, 3, 0},
		{"extend a done stroke", DefaultLimits(), append(stroke(1, 2), extend(1, Point{})), 3, 0},
		{"end twice", DefaultLimits(), append(stroke(1, 2), end(1)), 3, 0},
		{"empty extension", DefaultLimits(), []Op{begin(1), extend(1)}, 1, 0},
		{"points at the limit (L5)", short, []Op{begin(1), extend(1, Point{}, Point{}, Point{})}, 2, 3},
		{"points past the limit (L5)", short, []Op{begin(1), extend(1, Point{}, Point{}, Point{}, Point{})}, 3, 0},
		{"point at the edge (L5)", DefaultLimits(), []Op{begin(1), extend(1, Point{X: 2 * 320 * Unit, Y: -240 * Unit})}, 2, 1},
		{"point past the edge (L5)", DefaultLimits(), []Op{begin(1), extend(1, Point{}, far)}, 3, 0},
		{"width past the limit (L5)", DefaultLimits(), []Op{wide}, 0, 0},
		{"open strokes at the limit (L5)", few, []Op{begin(1), begin(2)}, 2, 0},
		{"open strokes past the limit (L5)", few, []Op{begin(1), begin(2), begin(3)}, 2, 0},
		{"cost at the limit (L5)", dear, []Op{begin(1), extend(1, Point{}, Point{}, Point{})}, 2, 3},
		{"cost of a wide brush at the limit (L5)", dearer, []Op{broad, extend(1, Point{}, Point{}, Point{})}, 2, 3},
		{"cost of a wide brush past the limit (L5)", dearer, []Op{broad, extend(1, Point{}, Point{}, Point{}, Point{})}, 3, 0},
		{"cost past the limit (L5)", dear, []Op{begin(1), extend(1, Point{}, Point{}, Point{}, Point{})}, 3, 0},
		{"hide twice", DefaultLimits(), append(stroke(1, 2), hide, hide), 4, 0},
		{"show what is seen", DefaultLimits(), append(stroke(1, 2), show), 3, 0},
		{"hide and show", DefaultLimits(), append(stroke(1, 2), hide, show), 5, 0},
		{"a server's op from a member", DefaultLimits(), []Op{{Kind: SetLimits}}, 0, 0},
		{"a reserved op", DefaultLimits(), []Op{{Kind: Set}}, 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := testPiece(t, tt.limits)
			kept, cut := p.Apply(Batch{Actor: 1, Num: 1, Ops: tt.ops}, 5, nil)
			if got := len(kept.Ops); got != tt.kept {
				t.Errorf("kept %d ops, want %d", got, tt.kept)
			}
			if n := len(kept.Ops); n > 0 && kept.Ops[n-1].Kind == Extend && len(kept.Ops[n-1].Points) != tt.points {
				t.Errorf("kept %d points, want %d", len(kept.Ops[n-1].Points), tt.points)
			}
			if want := len(kept.Ops) != len(tt.ops) || kept.Ops[len(kept.Ops)-1].Kind != tt.ops[len(tt.ops)-1].Kind; cut != want {
				t.Errorf("cut is %t, want %t", cut, want)
			}
			// What was kept is admitted whole by another replica, which then is the same (S2).
			q := testPiece(t, tt.limits)
			if _, cut := q.Apply(kept, 5, nil); cut {
				t.Error("another replica cuts what was kept")
			}
			if p.Digest() != q.Digest() {
				t.Error("another replica differs")
			}
			checkPiece(t, p)
		})
	}
}

func TestOnlyWhoHidMayShow(t *testing.T) {
	p := testPiece(t, DefaultLimits())
	p.Apply(Batch{Actor: 1, Ops: stroke(1, 3)}, 1, nil)
	id := StrokeID{Actor: 1, N: 1}
	p.Apply(Batch{Actor: 2, Ops: []Op{{Kind: Hide, Stroke: id}}}, 2, nil)
	if _, cut := p.Apply(Batch{Actor: 1, Ops: []Op{{Kind: Show, Stroke: id}}}, 3, nil); !cut {
		t.Error("the author showed what another had hidden")
	}
	if _, cut := p.Apply(Batch{Actor: 2, Ops: []Op{{Kind: Show, Stroke: id}}}, 4, nil); cut {
		t.Error("who hid a stroke could not show it")
	}
}

func TestTruncate(t *testing.T) {
	one := testPiece(t, DefaultLimits())
	one.Apply(Batch{Actor: 1, Ops: stroke(1, 20)}, 1, nil)
	size := one.Bytes()
	l := DefaultLimits()
	l.WorkspaceBytes = 20 * size
	p := testPiece(t, l)
	add := func(n uint32) { // to the limit, stroke by stroke
		t.Helper()
		if _, cut := p.Apply(Batch{Actor: 1, Ops: stroke(n, 20)}, int64(n), nil); cut {
			t.Fatalf("stroke %d was cut", n)
		}
	}
	for n := range uint32(20) {
		add(n + 1)
	}
	if got := p.Base().Strokes; got != 0 {
		t.Fatalf("at the limit %d strokes are flattened, want none (L3)", got)
	}
	add(21)
	// 18 strokes are nine tenths of 20.
	if got, want := len(p.Strokes()), 18; got != want {
		t.Errorf("past the limit %d strokes live, want %d (L3)", got, want)
	}
	if got := p.Base().Strokes; got != 3 {
		t.Errorf("past the limit %d strokes are flattened, want 3 (L3)", got)
	}
	if p.Stroke(StrokeID{1, 3}) != nil || p.Stroke(StrokeID{1, 4}) == nil {
		t.Error("not the oldest strokes were flattened (L3)")
	}
	checkPiece(t, p)
}

func TestTruncateKeepsNewest(t *testing.T) {
	l := DefaultLimits()
	l.WorkspaceBytes = 2000
	p := testPiece(t, l)
	for n := uint32(1); n <= KeptStrokes; n++ {
		p.Apply(Batch{Actor: 1, Ops: []Op{begin(n), extend(n, Point{}), end(n)}}, 1, nil)
	}
	long := []Op{begin(KeptStrokes + 1), extend(0, make([]Point, 600)...), end(0)}
	b := Batch{Actor: 1, Ops: long}
	p.Resolve(&b)
	if p.Fits(b) {
		t.Error("it fits, though only one stroke may be flattened (L3)")
	}
	p.Apply(b, 1, nil)
	if got := len(p.Strokes()); got < KeptStrokes {
		t.Errorf("%d strokes live, want at least %d (L3)", got, KeptStrokes)
	}
	checkPiece(t, p)
}

func TestTruncateStopsAtOpenStroke(t *testing.T) {
	l := DefaultLimits()
	l.WorkspaceBytes = 100 * StrokeBytes
	p := testPiece(t, l)
	p.Apply(Batch{Actor: 2, Ops: []Op{begin(1), extend(0, Point{})}}, 1, nil)
	for n := uint32(1); ; n++ {
		b := Batch{Actor: 1, Ops: []Op{begin(n), end(n)}}
		if !p.Fits(b) {
			break
		}
		p.Apply(b, 1, nil)
	}
	if got := p.Base().Strokes; got != 0 {
		t.Errorf("%d strokes were flattened over one that is open (L3)", got)
	}
	checkPiece(t, p)
	p.Apply(Batch{Ops: []Op{{Kind: EndFor, Stroke: StrokeID{2, 1}}}}, 1, nil)
	if !p.Fits(Batch{Actor: 1, Ops: []Op{begin(1 << 20)}}) {
		t.Error("it does not fit after the open stroke was ended (S11)")
	}
}

// checkPiece checks the invariants that the fields of a piece state.
func checkPiece(t testing.TB, p *Piece) {
	t.Helper()
	var bytes, points int64
	open := map[Actor]int32{}
	for _, s := range p.strokes {
		bytes += StrokeBytes + DeltaBytes(Heading{}, s.Drawn().Points)
		if s.form != (Form{}) {
			bytes += FormBytes
		}
		points += int64(len(s.Points))
		if p.index[s.ID] != s {
			t.Errorf("stroke %v is not in the index", s.ID)
		}
		if !s.Done {
			open[s.ID.Actor]++
		}
	}
	if bytes != p.bytes || points != p.points || len(p.index) != len(p.strokes) {
		t.Errorf("counted %d bytes, %d points, %d strokes; the piece says %d, %d, %d", bytes, points, len(p.strokes), p.bytes, p.points, len(p.index))
	}
	if p.bytes > p.limits.WorkspaceBytes {
		t.Errorf("%d bytes are past the limit of %d", p.bytes, p.limits.WorkspaceBytes)
	}
	n := 0
	for i, a := range p.actors {
		if a.Open != open[Actor(i+1)] {
			t.Errorf("actor %d has %d open strokes, the piece says %d", i+1, open[Actor(i+1)], a.Open)
		}
		n += int(a.Open)
	}
	if n != len(p.open) {
		t.Errorf("%d strokes are open, the list has %d", n, len(p.open))
	}
}

// randomOp returns an op that may be anything, from a small choice of values so
// that ops meet.
func randomOp(r *rand.Rand, a Actor) Op {
	op := Op{Kind: Kind(r.IntN(8)), Stroke: StrokeID{Actor(r.IntN(4)), uint32(r.IntN(6))}, Brush: testBrush()}
	if r.IntN(20) == 0 {
		op.Kind = Kind(32 + r.IntN(4))
		op.Limits = DefaultLimits()
		op.Limits.WorkspaceBytes = int64(r.IntN(4000))
		op.Limits.OpenStrokes = int32(r.IntN(5))
	}
	if r.IntN(10) == 0 {
		op.Brush.Width = uint16(r.UintN(1 << 16))
		op.Brush.Kind = BrushKind(r.UintN(4))
	}
	if op.Kind == Set && r.IntN(4) > 0 {
		op.Form = Form{A: r.Int32N(4*FormOne) - 2*FormOne, B: r.Int32N(FormOne), C: r.Int32N(FormOne), D: r.Int32N(2 * FormOne), X: r.Int32N(4000), Y: -r.Int32N(4000), Color: 7, Width: uint16(r.UintN(300))}
	}
	if op.Kind == Extend {
		op.Points = make([]Point, r.IntN(12))
		for i := range op.Points {
			op.Points[i] = Point{r.Int32N(40000) - 12000, r.Int32N(30000) - 9000, uint8(r.UintN(256))}
		}
	}
	return op
}

// TestRollback checks that what Apply does, Rollback takes back, whatever it was.
func TestRollback(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	for range 300 {
		l := DefaultLimits()
		l.WorkspaceBytes = int64(500 + r.IntN(3000))
		l.StrokePoints = int32(1 + r.IntN(30))
		p := testPiece(t, l)
		var j Journal
		for range 60 {
			before, n := p.Digest(), len(p.open)
			for range 1 + r.IntN(4) {
				a := Actor(r.IntN(3))
				b := Batch{Actor: a}
				for range r.IntN(5) {
					b.Ops = append(b.Ops, randomOp(r, a))
				}
				p.Apply(b, int64(r.IntN(100)), &j)
			}
			if r.IntN(2) == 0 {
				p.Rollback(&j)
				if p.Digest() != before || len(p.open) != n {
					t.Fatalf("seed %d: a rollback did not restore the piece", seed)
				}
			}
			j.Reset()
		}
	}
}

// FuzzAdmit applies any ops of any actor: the piece keeps its invariants, and a
// replica that gets what was kept stays equal.
func FuzzAdmit(f *testing.F) {
	for seed := range uint64(8) {
		f.Add(seed, uint16(2000))
	}
	f.Fuzz(func(t *testing.T, seed uint64, bytes uint16) {
		r := rand.New(rand.NewPCG(seed, 1))
		l := DefaultLimits()
		l.WorkspaceBytes = 1000 + int64(bytes)
		l.StrokePoints = int32(1 + r.IntN(40))
		p, q := testPiece(t, l), testPiece(t, l)
		for range 80 {
			b := Batch{Actor: Actor(r.IntN(4)), Num: r.Uint32()}
			for range r.IntN(6) {
				if op := randomOp(r, b.Actor); op.Kind != SetLimits {
					b.Ops = append(b.Ops, op)
				}
			}
			p.Resolve(&b)
			kept, _ := p.Apply(b, 9, nil)
			if _, cut := q.Apply(kept, 9, nil); cut {
				t.Fatalf("seed %d: a replica cuts what was kept: %+v", seed, kept)
			}
		}
		checkPiece(t, p)
		if p.Digest() != q.Digest() {
			t.Fatalf("seed %d: replicas differ", seed)
		}
	})
}

func TestPointsRoundTrip(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 2))
	for range 200 {
		pts := make([]Point, 1+r.IntN(50))
		for i := range pts {
			pts[i] = Point{r.Int32N(1 << 20), -r.Int32N(1 << 20), uint8(r.UintN(256))}
		}
		before := make([]Point, r.IntN(4))
		for i := range before {
			before[i] = Point{r.Int32N(1 << 20), r.Int32N(1 << 20), uint8(r.UintN(256))}
		}
		from := HeadingOf(before)
		b := AppendPoints(nil, from, pts)
		if got := DeltaBytes(from, pts); got != int64(len(b)) {
			t.Fatalf("seed %d: DeltaBytes is %d, the bytes are %d", seed, got, len(b))
		}
		if got, want := DeltaBytes(Heading{}, append(before[:len(before):len(before)], pts...)), DeltaBytes(Heading{}, before)+int64(len(b)); got != want {
			t.Fatalf("seed %d: cut in two it takes %d bytes, whole %d", seed, want, got)
		}
		got, ok := ParsePoints(nil, b)
		if !ok {
			t.Fatalf("seed %d: not parsed", seed)
		}
		from.Follow(got)
		for i, q := range got {
			if q != pts[i] {
				t.Fatalf("seed %d: point %d behind %d others is %v, want %v", seed, i, len(before), q, pts[i])
			}
		}
	}
}

func TestParsePointsRefuses(t *testing.T) {
	for _, b := range [][]byte{
		{0x80, 0x00, 0, 0},                   // a longer form of 0
		{1, 1},                               // cut off
		{0x80},                               // within a varint
		{0xff, 0xff, 0xff, 0xff, 0x1f, 0, 0}, // more than 32 bits
		{0, 0, 0x80, 0x02},                   // a pressure's difference of 128
	} {
		if _, ok := ParsePoints(nil, b); ok {
			t.Errorf("%x was parsed", b)
		}
	}
}

// TestResolve checks that points that travel as differences end up where their
// author put them, however the stroke is cut into extensions (S2).
func TestResolve(t *testing.T) {
	whole := []Point{{10, 20, 30}, {-5, 25, 200}, {7, 7, 100}, {900, 1, 0}, {1, 900, 255}}
	for cut := 1; cut < len(whole); cut++ { // in one batch, and in two
		p := testPiece(t, DefaultLimits())
		first, _ := ParsePoints(nil, AppendPoints(nil, Heading{}, whole[:cut]))
		rest, _ := ParsePoints(nil, AppendPoints(nil, HeadingOf(whole[:cut]), whole[cut:]))
		b := Batch{Actor: 1, Ops: []Op{begin(1), extend(0, first...), extend(0, rest...), end(0)}}
		p.Resolve(&b)
		if _, short := p.Apply(b, 1, nil); short {
			t.Fatal("it was cut")
		}
		for i, q := range p.Stroke(StrokeID{1, 1}).Points {
			if q != whole[i] {
				t.Errorf("cut at %d: point %d is %v, want %v", cut, i, q, whole[i])
			}
		}
	}
}

// TestDigestHearsAll checks that a piece's number, the first word of the
// digest, counts.
func TestDigestHearsAll(t *testing.T) {
	l := DefaultLimits()
	if NewPiece(1, 320, 240, Paint, l).Digest() == NewPiece(2, 320, 240, Paint, l).Digest() {
		t.Error("pieces 1 and 2 have the same digest")
	}
}
