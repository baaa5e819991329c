package sim

import (
	"testing"

	"easel.example/core"
	painter "easel.example/core/artist"
	"easel.example/core/authority"
	"easel.example/core/client"
	"easel.example/core/raster"
	"easel.example/core/wire"
)

// TestWatched: who watches the studio artist paint, and draws only the tiles that are said to be
// dirty, sees in the end what the piece is: nothing that a growing fill or brush reaches is left out.
func TestWatched(t *testing.T) {
	for seed, prompt := range []string{"a lighthouse in a storm", "a quiet harbour at dusk", "a whale"} {
		if testing.Short() && seed > 0 {
			break
		}
		t.Run(prompt, func(t *testing.T) {
			watch(t, painter.Brief{Prompt: prompt, Width: 1600, Height: 1200, Seed: uint64(seed)})
		})
	}
}

func watch(t *testing.T, b painter.Brief) {
	now := int64(1000)
	cfg := authority.DefaultConfig()
	cfg.Rates.PendingStrokes = 1 << 20
	room := authority.New(cfg, "", 1, b.Width, b.Height, b.Style)
	room.Start([]authority.Epoch{{Epoch: 1, First: 1}}, now)
	c := client.New(client.Config{Replica: 7, Tiles: 40, Tails: true})
	c.Opened(now)
	var rd wire.Reader
	hello, err := rd.Hello(c.Frame(now))
	if err != nil {
		t.Fatal(err)
	}
	if why := room.Open(1, authority.Who{Member: wire.Member{ID: 1, Role: core.Painter}}, hello, now); why != 0 {
		t.Fatal(why)
	}
	if why := room.OpenHand(handSession, wire.Member{ID: core.ArtistMember, Role: core.Painter}, 77, now); why != 0 {
		t.Fatal(why)
	}
	screen := map[int32]raster.Tile{}
	hear := func() {
		for _, s := range room.Take().Sends {
			f := s.Frame
			if f == nil {
				var w wire.Writer
				f = append(w.AppendEntriesHeader(nil, 1, s.Seq, 1), s.Entry...)
			}
			if err := c.Receive(f, now); err != nil {
				t.Fatal(err)
			}
		}
	}
	draw := func() {
		c.Tick(now)
		for _, i := range c.Dirty(nil) {
			screen[i] = pixels(c.Canvas(), i)
		}
	}
	hear()
	draw()
	p := painter.New(b)
	for s, ok := p.Next(); ok; s, ok = p.Next() {
		for len(s.Marks) > 0 {
			var list []authority.Ink
			for _, m := range s.Marks[:min(len(s.Marks), 10)] {
				list = append(list, authority.Ink{Brush: m.Brush, Points: m.Points})
			}
			d := room.Draw(handSession, list, now)
			if d.Why != 0 {
				t.Fatal(d.Why)
			}
			s.Marks = s.Marks[d.Taken:]
			hear()
			for end := room.PerformedAt(now) - 300; now < end; now += 33 {
				draw()
			}
		}
	}
	for end := room.PerformedAt(now) + 100; now < end; now += 33 {
		draw()
	}
	if c.Performing() > 0 {
		t.Fatal("something is still being performed")
	}
	whole := raster.New(b.Width, b.Height)
	for _, s := range room.Piece().Strokes() {
		whole.Place(s)
	}
	for i := range whole.TilesWide() * whole.TilesHigh() {
		if pixels(whole, i) != screen[i] {
			t.Errorf("tile %d of %d × %d is not what the piece is", i, whole.TilesWide(), whole.TilesHigh())
		}
	}
}

func pixels(c *raster.Canvas, i int32) raster.Tile {
	if t := c.Tile(i); t != nil {
		return *t
	}
	return raster.Tile{}
}
