package raster

import (
	"math/rand/v2"
	"slices"
	"testing"

	"easel.example/core"
)

// picture is the stupid twin of a canvas: it draws all strokes, one by one.
func picture(w, h int32, lists ...[]*core.Stroke) []*Tile {
	g := newGrid(w, h)
	tiles := make([]*Tile, g.wide*g.high)
	for _, list := range lists {
		for _, s := range list {
			Draw(tiles, w, h, s, Whole)
		}
	}
	return tiles
}

func samePixels(t testing.TB, seed uint64, what string, c *Canvas, want []*Tile) {
	t.Helper()
	for i, w := range want {
		if got, want := HashTile(c.Tile(int32(i))), HashTile(w); got != want {
			t.Fatalf("seed %d: %s: tile %d is not the one drawn from scratch", seed, what, i)
		}
	}
}

// randomStroke returns a stroke of any kind that a piece may hold.
func randomStroke(r *rand.Rand, n uint32, w, h int32) *core.Stroke {
	widths := []uint16{1, 4, 16, 24, 40, 74, 160, 400, 1600, core.WidthMax}
	s := &core.Stroke{ID: core.StrokeID{Actor: 1, N: n}, Done: true, Brush: core.Brush{
		Kind: core.BrushKind(1 + r.IntN(len(looks)-1)), Version: 1, Color: r.Uint32() & 0xffffff,
		Width: widths[min(r.IntN(len(widths)), r.IntN(len(widths)))], Opacity: uint8(255 - r.IntN(2)*r.IntN(256)),
	}}
	if r.IntN(6) == 0 {
		s.Brush.Kind, s.Brush.Fill = core.Pen, core.Fill(1+r.IntN(2))
	}
	if r.IntN(6) == 0 {
		s.Brush.Kind, s.Brush.Fill = core.Smudge, core.FillNone
	}
	d := dice(r.Uint64())
	s.Points = make([]core.Point, r.IntN(40)*(1+r.IntN(8)/7*9))
	if r.IntN(3) > 0 {
		walk(&d, s.Points, w, h)
		return s
	}
	wild := int32(1) << r.IntN(16)
	x, y := d.upTo(-w*core.Unit, 2*w*core.Unit), d.upTo(-h*core.Unit, 2*h*core.Unit)
	for i := range s.Points {
		s.Points[i] = core.Point{X: x, Y: y, Pressure: uint8(d.upTo(0, 255))}
		x = min(max(x+d.upTo(-wild, wild), -w*core.Unit), 2*w*core.Unit)
		y = min(max(y+d.upTo(-wild, wild), -h*core.Unit), 2*h*core.Unit)
	}
	return s
}

// A player changes a canvas and keeps the strokes that it should show.
type player struct {
	t      testing.TB
	r      *rand.Rand
	seed   uint64
	w, h   int32
	c      *Canvas
	flat   []*core.Stroke // as they were
	placed []*core.Stroke
	over   []*core.Stroke
	next   uint32
}

func (p *player) check(what string) {
	p.t.Helper()
	samePixels(p.t, p.seed, what, p.c, picture(p.w, p.h, p.flat, p.placed, p.over))
	for i := range p.c.cells {
		checkCell(p.t, p.c, &p.c.cells[i])
	}
	left := p.c.scratch
	left.headings = nil
	if !left.empty() || left != (layer{}) {
		p.t.Fatalf("seed %d: %s: the scratch layer is not empty", p.seed, what)
	}
}

func checkCell(t testing.TB, c *Canvas, e *cell) {
	t.Helper()
	byserial := func(a, b *mark) int { return int(int64(a.serial) - int64(b.serial)) }
	if !slices.IsSortedFunc(e.list, byserial) || !slices.IsSortedFunc(e.over, byserial) {
		t.Fatal("a cell out of order")
	}
	if e.done < 0 || e.done > len(e.list)+len(e.over) {
		t.Fatalf("%d of %d strokes are settled", e.done, len(e.list)+len(e.over))
	}
	for k, n := 0, len(e.list)+len(e.over); k < n; k++ {
		m := e.at(k)
		for _, i := range c.group(m) {
			g := &c.cells[i]
			if pos, _ := g.find(m); m.smears() && pos < g.done != (k < e.done) {
				t.Fatal("a wet stroke is settled in a part of its cells")
			}
		}
	}
	last := 0
	for _, k := range e.checks {
		if k.done <= last || k.done > e.done {
			t.Fatalf("a check of %d strokes after one of %d, of %d that are settled", k.done, last, e.done)
		}
		last = k.done
	}
	for _, m := range e.list {
		if m.over || c.marks[m.s.ID] != m && !slices.Contains(c.flat, m) {
			t.Fatal("a cell lists a stroke that is gone")
		}
	}
	for _, m := range e.over {
		if !m.over || c.marks[m.s.ID] != m {
			t.Fatal("a cell lists a stroke of the overlay that is gone")
		}
	}
}

// begin makes a stroke of which the canvas is told some points at first.
func (p *player) begin() (s *core.Stroke, rest []core.Point) {
	p.next++
	s = randomStroke(p.r, p.next, p.w, p.h)
	n := len(s.Points)
	if p.r.IntN(2) == 0 {
		n = p.r.IntN(n + 1)
		s.Done = n == len(s.Points)
	}
	rest = s.Points[n:]
	s.Points = slices.Clip(s.Points[:n])
	return s, rest
}

// step makes one random change and returns its name.
func (p *player) step(rests map[*core.Stroke][]core.Point) string {
	r := p.r
	all := append(slices.Clone(p.placed), p.over...)
	some := func() *core.Stroke { return all[r.IntN(len(all))] }
	switch k := r.IntN(10); {
	case k < 2 || len(all) == 0:
		s, rest := p.begin()
		p.placed = append(p.placed, s)
		rests[s] = rest
		p.c.Place(s)
		return "Place"
	case k < 3:
		s, rest := p.begin()
		rests[s] = rest
		p.over = append(p.over, s)
		p.c.Overlay(p.over)
		return "Overlay"
	case k < 4 && len(p.over) > 0: // confirmed: another pointer, the same look
		s := *p.over[0]
		s.Points = slices.Clone(s.Points)
		rests[&s] = rests[p.over[0]]
		p.over = p.over[1:]
		p.placed = append(p.placed, &s)
		p.c.Place(&s)
		p.c.Overlay(p.over)
		return "confirm"
	case k < 5 && len(p.over) > 0:
		i := r.IntN(len(p.over))
		p.over = slices.Delete(slices.Clone(p.over), i, i+1)
		p.c.Overlay(p.over)
		return "cancel"
	case k < 7:
		s := some()
		from := len(s.Points)
		n := r.IntN(len(rests[s]) + 1)
		s.Points = append(s.Points, rests[s][:n]...)
		rests[s] = rests[s][n:]
		p.c.Grew(s, from)
		s.Done = len(rests[s]) == 0
		return "Grew"
	case k < 8:
		s := some()
		s.Hidden = 1 - s.Hidden
		p.c.Changed(s, core.Rect{})
		return "Changed"
	case k < 9 && len(rests) > 0:
		s := some()
		was, n := s.Bounds(), r.IntN(len(s.Points)+1)
		rests[s] = append(slices.Clone(s.Points[n:]), rests[s]...)
		s.Points = slices.Clip(s.Points[:n])
		p.c.Changed(s, was)
		return "taken back"
	case len(p.placed) > 0:
		s := p.placed[0]
		p.placed = p.placed[1:]
		flat := *s
		p.flat = append(p.flat, &flat)
		p.c.Flatten(s)
		delete(rests, s)
		if r.IntN(3) == 0 {
			p.c.FlattenSome(r.IntN(12))
		}
		return "Flatten"
	}
	return "nothing"
}

// TestCanvasIsDrawnFromScratch is rule R3: whatever happens to a canvas, in
// whatever pieces, it shows what its strokes drawn one by one show.
func TestCanvasIsDrawnFromScratch(t *testing.T) {
	first := rand.Uint64()
	n := 60
	if testing.Short() {
		n = 10
	}
	seeds := []uint64{
		3872770043095294661,  // the nib of a stroke that swells drew beyond its reach
		11520716464007086558, // a fill whose right side is far from the tile left sums behind
	}
	for i := range n {
		seeds = append(seeds, first+uint64(i))
	}
	for _, seed := range seeds {
		r := rand.New(rand.NewPCG(seed, 1))
		p := &player{t: t, r: r, seed: seed, w: 240 + r.Int32N(100), h: 240 + r.Int32N(100)}
		p.c = New(p.w, p.h)
		if seed%2 == 1 { // tiles that come and go
			p.c.checkStep = 1 + int(seed/2%4)
			p.c.Keep(1 + int(seed/8%8))
		}
		rests := map[*core.Stroke][]core.Point{}
		for range 60 {
			what := p.step(rests)
			switch r.IntN(4) {
			case 0:
				p.check(what)
			case 1: // some tiles are looked at in between
				for range 5 {
					p.c.Tile(r.Int32N(p.c.TilesWide() * p.c.TilesHigh()))
				}
			}
		}
		p.check("the end")
		want := New(p.w, p.h)
		for i, t := range picture(p.w, p.h, p.flat) {
			want.SetBase(int32(i), t)
		}
		if p.c.BaseHash() != want.BaseHash() {
			t.Fatalf("seed %d: the base is not what was flattened", seed)
		}
		p.check("with all in the base")
	}
}

// TestDirtyTiles: a tile that is not dirty has not changed.
func TestDirtyTiles(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 2))
	p := &player{t: t, r: r, seed: seed, w: 300, h: 260}
	p.c = New(p.w, p.h)
	rests := map[*core.Stroke][]core.Point{}
	was := make([]uint64, p.c.TilesWide()*p.c.TilesHigh())
	for i := range was {
		was[i] = HashTile(nil)
	}
	n := 600
	if testing.Short() {
		n = 200
	}
	for range n {
		what := p.step(rests)
		dirty := p.c.TakeDirty(nil)
		if !slices.IsSorted(dirty) || len(slices.Compact(slices.Clone(dirty))) != len(dirty) {
			t.Fatalf("seed %d: %s: dirty tiles %v", seed, what, dirty)
		}
		if (what == "Flatten") && len(dirty) > 0 {
			t.Errorf("seed %d: %s makes tiles %v dirty", seed, what, dirty)
		}
		for i := range was {
			now := HashTile(p.c.Tile(int32(i)))
			if now != was[i] && !slices.Contains(dirty, int32(i)) {
				t.Fatalf("seed %d: %s: tile %d changed and is not dirty", seed, what, i)
			}
			was[i] = now
		}
		if p.c.HasDirty() {
			t.Fatalf("seed %d: dirty after TakeDirty", seed)
		}
	}
}

// TestReach: the tiles that a stroke is listed in are all that it inks.
func TestReach(t *testing.T) {
	first := rand.Uint64()
	for i := range uint64(2000) {
		seed := first + i
		r := rand.New(rand.NewPCG(seed, 5))
		s := randomStroke(r, uint32(i+1), lawW, lawH)
		c := newReacher(newGrid(lawW, lawH))
		tiles := make([]*Tile, c.wide*c.high)
		Draw(tiles, lawW, lawH, s, Whole)
		named := c.reach(s, 0, len(s.Points))
		for i, tile := range tiles {
			if tile != nil && *tile != blank && !slices.Contains(named, int32(i)) {
				t.Fatalf("seed %d: brush %d inks tile %d, which is not among %v", seed, s.Brush.Kind, i, named)
			}
		}
	}
}

// TestChecks crowds tiles with more strokes than there are between checks, and
// changes old and new ones: the pixels are those of a canvas that has none, and no
// more of them are drawn than the strokes since demand.
func TestChecks(t *testing.T) {
	const n = 20 * checkStep
	list := BenchStrokes(n, 6, TileSize, TileSize, 9)
	c := New(TileSize, TileSize)
	for _, s := range list {
		c.Place(s)
	}
	drawAll(c)
	e := &c.cells[0]
	if len(e.checks) < 3 || len(e.checks) > 8 {
		t.Errorf("%d checks of %d strokes", len(e.checks), n)
	}
	for _, age := range []int{1, checkStep, 3 * checkStep, 10 * checkStep, n - 1} {
		s := list[n-1-age]
		s.Hidden = 1
		c.Changed(s, core.Rect{})
		if again := n - e.done; again > 3*age+2*checkStep {
			t.Errorf("a change of a stroke with %d above it draws %d again", age, again)
		}
		drawAll(c)
		checkCell(t, c, e)
	}
	for i := range checkStep + 10 {
		c.Flatten(list[0])
		list = list[1:]
		c.FlattenSome(i % 3)
		checkCell(t, c, e)
	}
	c.FlattenAll()
	checkCell(t, c, e)
	list[3*checkStep].Hidden = 1
	c.Changed(list[3*checkStep], core.Rect{})
	fresh := New(TileSize, TileSize)
	fresh.checkStep = 1 << 30
	for i, s := range BenchStrokes(n, 6, TileSize, TileSize, 9)[:checkStep+10] {
		s.Hidden = 0
		if i == 0 {
			s.Hidden = 1 // as above
		}
		fresh.Place(s)
		fresh.Flatten(s)
	}
	for _, s := range list {
		fresh.Place(s)
	}
	if c.Hash() != fresh.Hash() {
		t.Error("the pixels differ from those of a canvas without checks")
	}
}

// TestKeep checks that a bound on what is kept is kept to, that a tile with a live
// stroke stays, and that what went comes back as it was.
func TestKeep(t *testing.T) {
	c, whole := New(1024, 1024), New(1024, 1024)
	c.Keep(20)
	for _, s := range BenchStrokes(2000, 10, 1024, 1024, 3) {
		c.Place(s)
		whole.Place(s)
	}
	live := BenchStrokes(1, 40, 1024, 1024, 4)[0]
	live.ID.Actor, live.Done = 2, false
	c.Place(live)
	whole.Place(live)
	for range 2 {
		if c.Hash() != whole.Hash() {
			t.Error("the pixels differ from those of a canvas that keeps all")
		}
	}
	kept, alive := 0, 0
	for i := range c.cells {
		switch e := &c.cells[i]; {
		case e.shown != nil:
			alive++
		case e.settled != nil:
			kept++
		}
	}
	if kept == 0 || kept > 20 || alive == 0 {
		t.Errorf("%d tiles kept and %d alive, want at most 20 and some", kept, alive)
	}
}
