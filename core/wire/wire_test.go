package wire

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"flag"
	"os"
	"reflect"
	"testing"

	"easel.example/core"
)

var update = flag.Bool("update", false, "rewrite testdata/vectors.json")

// A vector is a frame that any implementation can check itself by.
type vector struct {
	Name  string `json:"name"`
	Type  int    `json:"type"`
	Elems int    `json:"elements"` // of the frame's array, its type included
	Hex   string `json:"hex"`
}

var sample = []core.Point{{X: 100, Y: 200, Pressure: 128}, {X: 130, Y: 190, Pressure: 140}, {X: 163, Y: 177, Pressure: 150}}

func brush() core.Brush {
	return core.Brush{Kind: core.Pen, Version: 1, Color: 0xe34234, Width: 96, Opacity: 230}
}

func line() core.Batch {
	return core.Batch{Num: 7, Ops: []core.Op{
		{Kind: core.Begin, Stroke: core.StrokeID{N: 5}, Brush: brush()},
		{Kind: core.Extend, Stroke: core.StrokeID{N: 5}, Points: sample},
		{Kind: core.End, Stroke: core.StrokeID{N: 5}},
	}}
}

func growing() core.Batch {
	return core.Batch{Num: 8, Ops: []core.Op{{Kind: core.Extend, Stroke: core.StrokeID{N: 5}, From: core.Heading{Point: core.Point{X: 90, Y: 205, Pressure: 120}, Any: true}, Points: sample}}}
}

func moving() core.Batch {
	return core.Batch{Num: 9, Ops: []core.Op{
		{Kind: core.Set, Stroke: core.StrokeID{Actor: 3, N: 5}, Form: core.Form{A: core.FormOne, D: core.FormOne, X: 320, Y: -96, Width: 96, Color: 0xe34234}},
		{Kind: core.Set, Stroke: core.StrokeID{Actor: 3, N: 4}},
	}}
}

// A message is one value of each frame type, with how to read it back.
type message struct {
	name  string
	want  any
	frame []byte
	read  func(*Reader, []byte) (any, error)
}

func ofType[T any](read func(*Reader, []byte) (T, error)) func(*Reader, []byte) (any, error) {
	return func(r *Reader, b []byte) (any, error) { return read(r, b) }
}

func messages() []message {
	var w Writer
	hello := Hello{1, 1, "token", 0x1122334455667788, 3, 1, 1000, 12}
	cursor := Cursor{X: -640, Y: 12800, Down: true}
	welcome := Welcome{1, 4, 2, core.Painter, 3, 1, 1_700_000_000_123, 11, core.DefaultRates(), []int64{1_700_000_000_000}, true, "Harbour"}
	snap := Snapshot{
		Piece: 1, Seq: 1000, Time: 1_700_000_000_000, Width: 1600, Height: 1200, Limits: core.DefaultLimits(),
		Base: core.Base{Strokes: 300, Hash: 1 << 63}, Pixels: 77, Parts: 1, Flat: 2, Skip: 42,
		Actors: []core.Replicant{{Replica: 9, Member: 1, LastN: 5}}, Blocks: [][]byte{{1, 2, 3}, {}}, Undone: []uint32{3}, Hidden: []Mark{{1, 2}},
		Forms: []Formed{{2, core.Form{A: core.FormOne, B: -7, C: 300_000, D: core.FormOne / 2, X: -640, Y: 1, Color: 0xe34234, Width: 12}}},
	}
	members := []Member{{1, "Ada", 0xc0392b, core.Owner, true}, {2, "Zoë", 0x16a085, core.Viewer, false}}
	cursors := []Cursor{{Actor: 3, X: 5, Y: -6}, {Actor: 4, Gone: true}}
	perform := Perform{1, 5, []Performed{{7, 1_700_000_000_500, 340}, {8, 1_700_000_000_900, 120}}}
	artist := Artist{
		Piece: 1, Active: true, Paused: PausedBudget, Iteration: 2, Nudges: 1, Provider: "Studio artist", Doing: "painting the sky", Why: "Enough for today.",
		Prompt: "a quiet harbour at dusk", Turns: Spent{1, 40}, Tokens: Spent{12_345, 1_000_000}, Strokes: Spent{120, 0},
	}
	note := Note{1, 12, Thought, true, 1_700_000_000_900, 0, " and now the sails."}
	own := w.AppendOwn(nil, 4, 4, 8)
	other := w.AppendEntry(nil, 33, 3, w.AppendOps(nil, growing(), 5))
	entries := append(append(w.AppendEntriesHeader(nil, 1, 1001, 2), other...), own...)
	wantEntries := []NextEntry{
		{Ms: 33, Batch: core.Batch{Actor: 3, Ops: []core.Op{{Kind: core.Extend, Points: []core.Point{{X: 10, Y: -5, Pressure: 8}, {X: 40, Y: -15, Pressure: 20}, {X: 73, Y: -28, Pressure: 30}}}}}},
		{Ms: 4, Own: true, Batch: core.Batch{Actor: 4, Num: 8}},
	}
	return []message{
		{"hello", hello, w.Hello(nil, hello), ofType((*Reader).Hello)},
		{"push of a whole stroke", Push{1, 7, w.AppendOps(nil, line(), 4)}, w.Push(nil, 1, line(), 4), ofType((*Reader).Push)},
		{"push of a growing stroke", Push{1, 8, w.AppendOps(nil, growing(), 5)}, w.Push(nil, 1, growing(), 5), ofType((*Reader).Push)},
		{"push of a moved stroke and of one as it was drawn", Push{1, 9, w.AppendOps(nil, moving(), 5)}, w.Push(nil, 1, moving(), 5), ofType((*Reader).Push)},
		{"cursor", cursor, w.Cursor(nil, cursor), ofType((*Reader).Cursor)},
		{"ping", Ping{9, 1000}, w.Ping(nil, Ping{9, 1000}), ofType((*Reader).Ping)},
		{"mismatch", Mismatch{1, 1024, 1 << 60}, w.Mismatch(nil, Mismatch{1, 1024, 1 << 60}), ofType((*Reader).Mismatch)},
		{"name", Name{Name: "Zoë"}, w.Name(nil, Name{Name: "Zoë"}), ofType((*Reader).Name)},
		{"name and colour", Name{"Zoë", true, 0x2980b9}, w.Name(nil, Name{"Zoë", true, 0x2980b9}), ofType((*Reader).Name)},
		{"welcome", welcome, w.Welcome(nil, welcome), ofType((*Reader).Welcome)},
		{"entries, the second one the receiver's own", wantEntries, entries, func(r *Reader, b []byte) (any, error) {
			_, _, list, err := r.Entries(b)
			return list, err
		}},
		{"ack", Ack{1, 1001, 8}, w.Ack(nil, Ack{1, 1001, 8}), ofType((*Reader).Ack)},
		{"refuse", Refuse{1, 9, core.TooFast, 1500}, w.Refuse(nil, Refuse{1, 9, core.TooFast, 1500}), ofType((*Reader).Refuse)},
		{"snapshot", snap, w.Snapshot(nil, snap), ofType((*Reader).Snapshot)},
		{"base", Base{1, 0, 1, []byte{1, 2}}, w.Base(nil, Base{1, 0, 1, []byte{1, 2}}), ofType((*Reader).Base)},
		{"digest", Digest{1, 1024, 5}, w.Digest(nil, Digest{1, 1024, 5}), ofType((*Reader).Digest)},
		{"pong", Pong{9, 1_700_000_000_000}, w.Pong(nil, Pong{9, 1_700_000_000_000}), ofType((*Reader).Pong)},
		{"cursors", cursors, w.Cursors(nil, cursors), ofType((*Reader).Cursors)},
		{"members", members, w.Members(nil, members), ofType((*Reader).Members)},
		{"title", "Märzlicht", w.Title(nil, "Märzlicht"), ofType((*Reader).Title)},
		{"perform", perform, w.Perform(nil, perform), ofType((*Reader).Perform)},
		{"artist", artist, w.Artist(nil, artist), ofType((*Reader).Artist)},
		{"note", note, w.Note(nil, note), ofType((*Reader).Note)},
		{"error", Error{core.Malformed, "a frame has too few fields"}, w.Error(nil, Error{core.Malformed, "a frame has too few fields"}), ofType((*Reader).Error)},
	}
}

func TestRoundTrip(t *testing.T) {
	var r Reader
	for _, m := range messages() {
		got, err := m.read(&r, m.frame)
		if err != nil || !reflect.DeepEqual(got, m.want) {
			t.Errorf("%s: got %+v, %v, want %+v", m.name, got, err, m.want)
		}
	}
}

// TestStrict checks that every frame is refused when it is cut off anywhere,
// when bytes follow it, and when a number in it has a longer form.
func TestStrict(t *testing.T) {
	var r Reader
	for _, m := range messages() {
		for n := range len(m.frame) {
			if _, err := m.read(&r, m.frame[:n:n]); err == nil && m.frame[1] != TypePush {
				t.Errorf("%s: its first %d bytes were read", m.name, n)
			}
		}
		if m.frame[1] == TypePush {
			continue // ParseOps looks into the rest
		}
		if _, err := m.read(&r, append(bytes.Clone(m.frame), 0)); err == nil {
			t.Errorf("%s: a byte after it was not noticed", m.name)
		}
		long := append([]byte{m.frame[0], 0xcc}, m.frame[1:]...) // the type as two bytes
		if _, err := m.read(&r, long); err == nil {
			t.Errorf("%s: a longer form of its type was read", m.name)
		}
	}
}

// TestLaterFields checks that fields after the known ones are ignored (PROTOCOL.md, versions).
func TestLaterFields(t *testing.T) {
	var w Writer
	var r Reader
	f := w.Ack(nil, Ack{1, 2, 3})
	f[0]++
	if m, err := r.Ack(append(f, 0xa1, 'x')); err != nil || m != (Ack{1, 2, 3}) {
		t.Errorf("got %v, %v", m, err)
	}
}

func TestParseOpsRefuses(t *testing.T) {
	var w Writer
	join := w.AppendOps(nil, core.Batch{Ops: []core.Op{{Kind: core.Join}}}, 0)
	many := append([]byte{0xdc, 0x04, 0x01}, bytes.Repeat([]byte{0x91, 3}, 1025)...)
	tests := []struct {
		name  string
		ops   []byte
		actor core.Actor
	}{
		{"nothing", nil, 1},
		{"no points", []byte{0xc4, 0}, 1},
		{"half a point", []byte{0xc4, 2, 0, 0}, 1},
		{"a short extension in the long form", []byte{0x91, 0x93, 2, 0, 0xc4, 3, 0, 0, 0}, 1},
		{"an unknown kind", []byte{0x91, 0x91, 9}, 1},
		{"a form without width", []byte{0x91, 0x95, 6, 1, 2, 0, 4}, 1},
		{"a form with a field too many", []byte{0x91, 0x9c, 6, 1, 2, 3, 1, 1, 1, 1, 1, 1, 1, 1}, 1},
		{"a server's op from a member", join, 1},
		{"a member's op from the server", []byte{0x91, 0x92, 3, 1}, 0},
		{"an op that ends in 0", []byte{0x91, 0x92, 3, 0}, 1},
		{"an op with a field too many", []byte{0x91, 0x93, 3, 4, 5}, 1},
		{"an extension with a field too many", []byte{0x91, 0x94, 2, 4, 0xc4, 3, 0, 0, 0, 5}, 1},
		{"an extension without its points", []byte{0x91, 0x92, 2, 4}, 1},
		{"an empty op", []byte{0x91, 0x90}, 1},
		{"too many ops", many, 1},
		{"more ops than bytes", []byte{0xdd, 0xff, 0xff, 0xff, 0xff}, 1},
		{"bytes that follow", append(w.AppendOps(nil, line(), 4), 0), 1},
	}
	for _, tt := range tests {
		if _, err := ParseOps(tt.ops, tt.actor); err == nil {
			t.Errorf("%s was read", tt.name)
		}
	}
	if _, err := ParseOps(join, 0); err != nil {
		t.Errorf("the server's join: %v", err)
	}
}

// TestLiveFrameBytes holds the budget of a delivered update of eight points: at
// most ten bytes beside the points, WebSocket header included.
func TestLiveFrameBytes(t *testing.T) {
	var w Writer
	ops := w.AppendOps(nil, growing(), 5)
	f := append(w.AppendEntriesHeader(nil, 1, 1<<40, 1), w.AppendEntry(nil, 16, 3, ops)...)
	points := len(core.AppendPoints(nil, growing().Ops[0].From, sample))
	if got := 2 + len(f) - points; got > 10 {
		t.Errorf("a frame costs %d bytes beside its points, want at most 10", got)
	}
}

func TestVectors(t *testing.T) {
	var list []vector
	for _, m := range messages() {
		var r Reader
		r.Reset(m.frame)
		list = append(list, vector{m.name, Type(m.frame), r.array(), hex.EncodeToString(m.frame)})
	}
	got, err := json.MarshalIndent(list, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	if *update {
		if err := os.WriteFile("testdata/vectors.json", got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("the frames are no longer those of testdata/vectors.json: a change of the wire adds a version (run with -update and read the diff)")
	}
}

// FuzzDecode reads any bytes as any frame: it never panics, and never
// allocates more than a small multiple of what came.
func FuzzDecode(f *testing.F) {
	for _, m := range messages() {
		f.Add(m.frame)
	}
	f.Fuzz(func(t *testing.T, frame []byte) {
		var r Reader
		Type(frame)
		for _, m := range messages() {
			m.read(&r, frame)
		}
		if m, err := r.Saved(frame); err == nil {
			r.Snapshot(m.Snapshot)
		}
		for a := range core.Actor(2) {
			ops, err := ParseOps(frame, a)
			if err != nil {
				continue
			}
			for i := range ops { // parsed points follow a point at rest
				ops[i].From.Any = true
			}
			var w Writer
			if got := w.AppendOps(nil, core.Batch{Actor: a, Ops: ops}, 0); !bytes.Equal(got, frame) {
				t.Errorf("ops %x have another form, %x", frame, got)
			}
		}
	})
}

func BenchmarkEntryFrame(b *testing.B) {
	var w Writer
	ops := w.AppendOps(nil, growing(), 5)
	f := append(w.AppendEntriesHeader(nil, 1, 1000, 1), w.AppendEntry(nil, 16, 3, ops)...)
	var r Reader
	b.ReportAllocs()
	for b.Loop() {
		if _, _, _, err := r.Entries(f); err != nil {
			b.Fatal(err)
		}
	}
}

// TestForms checks that what a form is comes back as it went, at its ends too.
func TestForms(t *testing.T) {
	var w Writer
	far := core.Form{A: -core.FormMost, B: core.FormMost, C: -1 << 31, D: 1<<31 - 1, X: -1 << 31, Y: 1<<31 - 1, Color: 0xffffff, Width: 1<<16 - 1}
	for _, f := range []core.Form{{}, far, {Width: 1}, core.FormOf(brush())} {
		want := []core.Op{{Kind: core.Set, Stroke: core.StrokeID{Actor: 1, N: 2}, Form: f}}
		got, err := ParseOps(w.AppendOps(nil, core.Batch{Ops: want}, 0), 1)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%+v came back as %+v, %v", f, got, err)
		}
	}
}

// TestOlderSnapshots checks that what was stored before there were forms, and styles, is read.
func TestOlderSnapshots(t *testing.T) {
	var w Writer
	var r Reader
	now := w.Snapshot(nil, Snapshot{Piece: 1, Width: 240, Height: 240, Hidden: []Mark{{1, 2}}, Style: core.Plotter})
	if now[0] != 0xdc || now[2] != snapshotFields || now[len(now)-1] != 1 || now[len(now)-2] != 0x90 {
		t.Fatalf("the frame is % x", now)
	}
	if m, err := r.Snapshot(now); err != nil || m.Style != core.Plotter {
		t.Errorf("read %+v, %v", m, err)
	}
	for old := now; old[2] > snapshotFields-2; {
		old = old[:len(old)-1]
		old[2]--
		if m, err := r.Snapshot(old); err != nil || len(m.Forms) != 0 || len(m.Hidden) != 1 || m.Style != core.Paint {
			t.Errorf("read %+v, %v", m, err)
		}
	}
}
