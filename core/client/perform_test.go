package client

import (
	"testing"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/raster"
	"easel.example/core/wire"
)

const handID authority.Session = 99

func (d *desk) hire() {
	d.t.Helper()
	if why := d.room.OpenHand(handID, wire.Member{ID: core.ArtistMember, Name: "Artist", Role: core.Painter}, 5, 1000); why != 0 {
		d.t.Fatal(why)
	}
}

// strokes returns lines across the paper, with a point each 2 px.
func strokes(n int32) (list []authority.Ink) {
	for i := range n {
		ink := authority.Ink{Brush: core.Brush{Kind: core.Pen, Version: 1, Width: 64, Opacity: 255}}
		for x := range int32(100) {
			ink.Points = append(ink.Points, core.Point{X: (20 + 2*x) * core.Unit, Y: (20 + 9*i) * core.Unit, Pressure: 200})
		}
		list = append(list, ink)
	}
	return list
}

// TestPerformance: a viewer sees the artist's strokes grow one after the other, each in
// its place beneath what came later; in the end the picture is the piece.
func TestPerformance(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	d.hire()
	drawn := d.room.Draw(handID, strokes(5), 1000)
	d.carry()
	d.line(60, true) // a person draws across what is to come
	d.carry()
	if n := d.c.Performing(); n != 5 || d.c.Status(1000).Performing != 5 {
		t.Fatalf("%d strokes are performed, want 5", n)
	}
	if !d.c.Settled() || d.c.Replica().Piece().Digest() != d.room.Piece().Digest() {
		t.Error("the piece itself waits for the performance")
	}
	last, seen := int64(-1), map[int]bool{}
	for now := int64(1000); now < d.room.PerformedAt(1000)+20; now += 10 {
		if d.c.Tick(now); d.c.Performing() > 0 {
			inked := d.c.Canvas().Inked()
			if inked < last {
				t.Fatalf("at %d ms the ink became less: %d after %d", now, inked, last)
			}
			last = inked
			seen[d.c.Performing()] = true
			if pens := d.c.Cursors(); now > 1100 && (len(pens) == 0 || pens[len(pens)-1].Actor != drawn.Strokes[0].Actor) {
				t.Fatalf("at %d ms no pen of the artist is seen: %+v", now, pens)
			}
		}
	}
	if len(seen) != 5 {
		t.Errorf("strokes came %d at a time, want one after the other", len(seen))
	}
	if d.c.Performing() != 0 || d.c.Canvas().Hash() != whole(d.c).Hash() {
		t.Errorf("%d performances are left, or the picture is not the piece", d.c.Performing())
	}
	if d.c.Tick(d.c.now + restMs + 1); len(d.c.Cursors()) > 0 {
		t.Error("the artist's pen rests on the paper for good")
	}
}

// whole draws a client's piece anew.
func whole(c *Client) *raster.Canvas {
	p := raster.New(c.Replica().Piece().Size())
	for _, s := range c.Replica().Piece().Strokes() {
		p.Place(s)
	}
	return p
}

// TestPerformanceEnds: what changes is shown as it is; who comes late, asks for less
// motion, or was not told, sees the strokes at once.
func TestPerformanceEnds(t *testing.T) {
	for _, c := range []struct {
		name string
		left int
		do   func(d *desk)
	}{
		{"hidden", 4, func(d *desk) {
			d.room.Mark(handID, core.Hide, []core.StrokeID{d.room.Piece().Strokes()[0].ID}, 1000)
			d.carry()
		}},
		{"hidden by an owner here", 4, func(d *desk) {
			d.c.Tick(1200)
			d.c.hide(d.room.Piece().Strokes()[0].ID)
			d.c.Tick(1300)
		}},
		{"late", 0, func(d *desk) { d.meet() }},
		{"after its time", 0, func(d *desk) { d.c.Tick(1 << 40) }},
		{"hurried", 5, func(d *desk) {
			d.room.Hurry(handID, 1000)
			d.carry()
			if d.c.Tick(1000 + 1300 + 800); d.c.Performing() > 1 {
				d.t.Errorf("%d strokes are left", d.c.Performing())
			}
			d.c.stage.acts = make([]*act, 5)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t, 1)
			d.meet()
			d.hire()
			d.room.Draw(handID, strokes(5), 1000)
			d.carry()
			if c.name == "late" {
				d.c = New(Config{Replica: 8, Token: "t"})
			}
			c.do(d)
			if n := d.c.Performing(); n != c.left {
				t.Errorf("%d strokes are performed, want %d", n, c.left)
			}
		})
	}
	d := newDesk(t, 1)
	d.c.SetStill(true)
	d.meet()
	d.hire()
	d.room.Draw(handID, strokes(5), 1000)
	d.carry()
	if d.c.Performing() != 0 || d.c.Canvas().Hash() != whole(d.c).Hash() {
		t.Error("who asks for less motion sees motion")
	}
}

// hearing returns what has the client receive a frame.
func (d *desk) hearing() func(f []byte) {
	return func(f []byte) {
		d.t.Helper()
		if err := d.c.Receive(f, 1000); err != nil {
			d.t.Fatal(err)
		}
	}
}

// TestNotebookOfAnotherLife: what a server that was killed had not kept of its notebook does not
// stand beside what its next life says.
func TestNotebookOfAnotherLife(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	var w wire.Writer
	hear := d.hearing()
	say := func(notes ...string) {
		t.Helper()
		hear(w.Artist(nil, wire.Artist{Piece: 1, Doing: "painting"}))
		for i, text := range notes {
			hear(w.Note(nil, wire.Note{Piece: 1, ID: uint32(i + 1), Kind: wire.ToolBegun, Text: text}))
		}
		d.c.Tick(1000)
	}
	say("the sky", "the water", "the boats")
	d.c.Notes()
	d.c.Closed(0, 1000)
	d.meet()
	say("the sky", "the water", "the boats")
	if list, anew := d.c.Notes(); anew || len(list) != 3 {
		t.Errorf("the same life: %d notes, anew %t", len(list), anew)
	}
	d.crash(d.log)
	d.meet()
	say("the sky", "the hills")
	if list, anew := d.c.Notes(); !anew || len(list) != 2 || list[1].Text != "the hills" {
		t.Errorf("the next life: %+v, anew %t", list, anew)
	}
}

// TestNotebook: notes are seen when what was drawn before them has been performed, in
// order, and grow; the newest are kept; another piece begins another notebook.
func TestNotebook(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	var w wire.Writer
	hear := d.hearing()
	hear(w.Artist(nil, wire.Artist{Piece: 1, Doing: "thinking"}))
	hear(w.Note(nil, wire.Note{Piece: 1, ID: 1, Kind: wire.Thought, At: 500, Text: "First"}))
	hear(w.Note(nil, wire.Note{Piece: 1, ID: 1, Kind: wire.Thought, More: true, At: 2000, Text: " the sky"}))
	hear(w.Note(nil, wire.Note{Piece: 1, ID: 2, Kind: wire.ToolBegun, At: 600, Text: "drawing"}))
	hear(w.Note(nil, wire.Note{Piece: 2, ID: 3, Kind: wire.Thought, At: 0, Text: "of another piece"}))
	if todo := d.c.Tick(1000); todo&TodoNotes == 0 {
		t.Fatal("there is nothing to read")
	}
	if list, anew := d.c.Notes(); !anew || len(list) != 1 || list[0].Text != "First" {
		t.Errorf("got %+v, anew %t, want the first note alone", list, anew)
	}
	if todo := d.c.Tick(1999); todo&TodoNotes != 0 {
		t.Error("a note is seen before its time")
	}
	d.c.Tick(2000)
	if list, anew := d.c.Notes(); anew || len(list) != 2 || list[0].Text != "First the sky" || list[1].ID != 2 {
		t.Errorf("got %+v, anew %t", list, anew)
	}
	for i := range uint32(wire.NotesMax + 1) {
		hear(w.Note(nil, wire.Note{Piece: 1, ID: 10 + i, Kind: wire.Thought, Text: "more"}))
	}
	d.c.Tick(2000)
	if n := len(d.c.book.notes); n != wire.NotesMax || d.c.book.notes[0].ID != 11 {
		t.Errorf("%d notes from %d on are kept, want %d from 11 on", n, d.c.book.notes[0].ID, wire.NotesMax)
	}
	hear(w.Artist(nil, wire.Artist{Piece: 2, Prompt: "a bird"}))
	d.c.Tick(2000)
	if list, anew := d.c.Notes(); !anew || len(list) != 0 || d.c.Status(2000).Artist.Prompt != "a bird" {
		t.Errorf("another piece brings %d notes, anew %t", len(list), anew)
	}
}
