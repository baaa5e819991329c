package raster

import (
	"math/rand/v2"
	"slices"
	"testing"

	"easel.example/core"
)

// The laws of rule R3, one by one. TestCanvasIsDrawnFromScratch mixes them.

const lawW, lawH = 300, 260

func lawStrokes(t *testing.T) (list []*core.Stroke, r *rand.Rand, seed uint64) {
	seed = rand.Uint64()
	r = rand.New(rand.NewPCG(seed, 11))
	for n := range uint32(25) {
		list = append(list, randomStroke(r, n+1, lawW, lawH))
	}
	return list, r, seed
}

func placed(list []*core.Stroke) *Canvas {
	c := New(lawW, lawH)
	for _, s := range list {
		c.Place(s)
	}
	return c
}

// TestTileIsCropOfWhole: a tile drawn alone, in any order, is the one that is
// drawn with all the others.
func TestTileIsCropOfWhole(t *testing.T) {
	list, r, seed := lawStrokes(t)
	whole := placed(list)
	drawAll(whole)
	for _, i := range r.Perm(int(whole.wide * whole.high)) {
		alone := placed(list)
		if HashTile(alone.Tile(int32(i))) != HashTile(whole.Tile(int32(i))) {
			t.Errorf("seed %d: tile %d drawn alone differs", seed, i)
		}
	}
}

// TestAnyChunkingIsWhole: strokes that grow point by point, all at once, looked
// at now and then, end as the same picture.
func TestAnyChunkingIsWhole(t *testing.T) {
	list, r, seed := lawStrokes(t)
	want := placed(list).Hash()
	for most := range 6 {
		c := New(lawW, lawH)
		var grown []*core.Stroke
		for _, s := range list {
			g := *s
			g.Points, g.Done = nil, false
			grown = append(grown, &g)
			c.Place(&g)
		}
		for open := slices.Clone(grown); len(open) > 0; {
			k := r.IntN(len(open))
			g := open[k]
			all := list[g.ID.N-1].Points
			from := len(g.Points)
			g.Points = append(g.Points, all[from:min(from+1+r.IntN(1<<most), len(all))]...)
			c.Grew(g, from)
			if len(g.Points) == len(all) {
				g.Done = true
				open = slices.Delete(open, k, k+1)
			}
			if r.IntN(8) == 0 {
				c.Tile(r.Int32N(c.wide * c.high))
			}
		}
		if c.Hash() != want {
			t.Errorf("seed %d: in pieces of up to %d points the picture differs", seed, 1<<most)
		}
	}
}

func TestHideAndShowIsBefore(t *testing.T) {
	list, r, seed := lawStrokes(t)
	c := placed(list)
	before := c.Hash()
	for range 20 {
		s := list[r.IntN(len(list))]
		s.Hidden = 7
		c.Changed(s, core.Rect{})
		rest := slices.DeleteFunc(slices.Clone(list), func(o *core.Stroke) bool { return o == s })
		if c.Hash() != placed(rest).Hash() {
			t.Fatalf("seed %d: without stroke %d the picture is not as if it never was", seed, s.ID.N)
		}
		s.Hidden = 0
		c.Changed(s, core.Rect{})
		if c.Hash() != before {
			t.Fatalf("seed %d: hiding and showing stroke %d changes the picture", seed, s.ID.N)
		}
	}
}

func TestFlattenChangesNoPixel(t *testing.T) {
	list, r, seed := lawStrokes(t)
	for _, s := range list {
		s.Hidden = uint32(r.IntN(4) / 3)
	}
	c := placed(list)
	before := c.Hash()
	for i, s := range list {
		c.TakeDirty(nil)
		c.Flatten(s)
		if c.HasDirty() {
			t.Errorf("seed %d: flattening makes tiles dirty", seed)
		}
		if c.Hash() != before {
			t.Fatalf("seed %d: flattening stroke %d changes the picture", seed, i)
		}
		want := New(lawW, lawH)
		for j, t := range picture(lawW, lawH, list[:i+1]) {
			want.SetBase(int32(j), t)
		}
		if c.BaseHash() != want.BaseHash() {
			t.Fatalf("seed %d: the base after stroke %d differs", seed, i)
		}
	}
	if c.BaseHash() != before || len(c.marks) != 0 || len(c.placed) != 0 {
		t.Errorf("seed %d: not all is in the base", seed)
	}
}

// TestConfirmingDrawsNothing is rule S4: what the overlay showed is placed, and
// no tile is dirty.
func TestConfirmingDrawsNothing(t *testing.T) {
	list, _, seed := lawStrokes(t)
	c := placed(list[:10])
	over := slices.Clone(list[10:])
	c.Overlay(over)
	want := placed(list).Hash()
	if c.Hash() != want {
		t.Fatalf("seed %d: the overlay shows other pixels", seed)
	}
	c.TakeDirty(nil)
	for len(over) > 0 {
		s := *over[0]
		over = over[1:]
		c.Place(&s)
		c.Overlay(over)
		if c.HasDirty() {
			t.Fatalf("seed %d: placing stroke %d of the overlay makes tiles dirty", seed, s.ID.N)
		}
		if c.Hash() != want {
			t.Fatalf("seed %d: placing stroke %d of the overlay changes the picture", seed, s.ID.N)
		}
	}
}

func TestReplaceIsTheSame(t *testing.T) {
	list, _, seed := lawStrokes(t)
	c := placed(list)
	before := c.Hash()
	c.TakeDirty(nil)
	for _, s := range list {
		other := *s
		other.Points = slices.Clone(s.Points)
		c.Replace(s, &other)
	}
	if c.HasDirty() || c.Hash() != before {
		t.Errorf("seed %d: strokes that look the same change the picture", seed)
	}
}

func TestBlank(t *testing.T) {
	c := New(lawW, lawH)
	empty := c.Hash()
	if w, h := c.Size(); w != lawW || h != lawH || c.TilesWide() != 5 || c.TilesHigh() != 5 {
		t.Errorf("%d × %d px in %d × %d tiles", w, h, c.TilesWide(), c.TilesHigh())
	}
	pts := []core.Point{{X: 100, Y: 100, Pressure: 255}, {X: 5000, Y: 5000, Pressure: 255}}
	for name, s := range map[string]*core.Stroke{
		"no points":  {Brush: core.Brush{Kind: 1, Version: 1, Width: 100, Opacity: 255}},
		"no opacity": {Brush: core.Brush{Kind: 1, Version: 1, Width: 100}, Points: pts},
		"hidden":     {Brush: core.Brush{Kind: 1, Version: 1, Width: 100, Opacity: 255}, Points: pts, Hidden: 3},
		"far away":   {Brush: core.Brush{Kind: 1, Version: 1, Width: 100, Opacity: 255}, Points: []core.Point{{X: -5000, Y: -5000}}},
	} {
		s.ID = core.StrokeID{Actor: 1, N: uint32(len(name))}
		c.Place(s)
		if c.Hash() != empty || c.Inked() != 0 {
			t.Errorf("%s: something is drawn", name)
		}
	}
	dot := &core.Stroke{ID: core.StrokeID{Actor: 2, N: 1}, Brush: core.Brush{Kind: 1, Version: 1, Width: 160, Opacity: 255}, Points: pts[:1]}
	c.Place(dot)
	if got := c.Inked(); got < 40 || got > 110 { // of a disc of 10 px at the corner
		t.Errorf("a single point inks %d pixels", got)
	}
	if New(lawW, lawH+1).Hash() == empty {
		t.Error("the size is not part of the hash")
	}
}

// TestOldOpenStrokeStaysBelow: a stroke that grows under newer ones is drawn
// at its own place in the order.
func TestOldOpenStrokeStaysBelow(t *testing.T) {
	line := func(n uint32, color uint32, pts ...core.Point) *core.Stroke {
		return &core.Stroke{ID: core.StrokeID{Actor: 1, N: n}, Points: pts, Done: true,
			Brush: core.Brush{Kind: 1, Version: 1, Color: color, Width: 320, Opacity: 255}}
	}
	old := line(1, 0xff0000, core.Point{X: 320, Y: 3200, Pressure: 255})
	old.Done = false
	c := New(lawW, lawH)
	c.Place(old)
	c.Place(line(2, 0x0000ff, core.Point{X: 3200, Y: 320, Pressure: 255}, core.Point{X: 3200, Y: 7000, Pressure: 255}))
	drawAll(c)
	old.Points = append(old.Points, core.Point{X: 9000, Y: 3200, Pressure: 255})
	c.Grew(old, 1)
	i := 100/TileSize*c.wide + 100/TileSize
	if got, want := c.Tile(i)[100%TileSize*TileSize+100%TileSize], uint32(0xffff0000); got != want {
		t.Errorf("where they cross there is %08x, want the newer one's %08x", got, want)
	}
	if got, want := c.Tile(100 / TileSize * c.wide)[100%TileSize*TileSize+40], uint32(0xff0000ff); got != want {
		t.Errorf("the old stroke shows %08x, want %08x", got, want)
	}
}

// TestManyLiveStrokes has more layers than the cache holds.
func TestManyLiveStrokes(t *testing.T) {
	const w, h = 1024, 1024
	seed := rand.Uint64()
	d := dice(seed)
	c := New(w, h)
	var list []*core.Stroke
	for n := range uint32(12) {
		s := &core.Stroke{ID: core.StrokeID{Actor: core.Actor(n + 1), N: 1}, Brush: core.Brush{
			Kind: 1, Version: 1, Color: uint32(d.next()) & 0xffffff, Width: core.WidthMax / 4, Opacity: 90}}
		list = append(list, s)
		c.Place(s)
	}
	for range 12 {
		for _, s := range list {
			s.Points = append(s.Points, core.Point{X: d.upTo(0, w*core.Unit), Y: d.upTo(0, h*core.Unit), Pressure: 255})
			c.Grew(s, len(s.Points)-1)
		}
		drawAll(c)
	}
	if len(c.cache.slots) != cacheMax {
		t.Errorf("%d layers are kept; the test means to fill the cache", len(c.cache.slots))
	}
	samePixels(t, seed, "many live strokes", c, picture(w, h, list))
}

// TestSettledTilesHaveOneBuffer: when the live strokes are done, their second
// picture goes.
func TestSettledTilesHaveOneBuffer(t *testing.T) {
	c := New(lawW, lawH)
	list := BenchStrokes(6, 32, lawW, lawH, 9)
	for _, s := range list {
		s.Done = false
		c.Place(s)
	}
	want := c.Hash()
	for _, s := range list {
		s.Done = true
	}
	c.Overlay(nil)
	for i := range c.cells {
		if c.cells[i].shown != nil {
			t.Errorf("tile %d keeps a second picture", i)
		}
	}
	if c.Hash() != want {
		t.Error("settling changes the picture")
	}
}
