package raster

import (
	"bytes"
	"encoding/hex"
	"math/rand/v2"
	"strings"
	"testing"

	"easel.example/core"
)

// packedTiles returns tiles of all kinds: noise, few colours, runs of every length that
// is odd to the code, and paintings.
func packedTiles(r *rand.Rand) (list []*Tile) {
	for _, colors := range []int{1, 2, 5, 63, 200, 5000} {
		t := new(Tile)
		for i := range t {
			t[i] = r.Uint32N(uint32(colors)) * 0x01020305
		}
		list = append(list, t)
	}
	for _, run := range []int{1, runShort - 1, runShort, runShort + 1, runShort + 256, runMost, runMost + 1, 4096} {
		same, again := new(Tile), new(Tile)
		for i := range same {
			same[i] = 0xff000000 | uint32(i/run)
			if again[i] = uint32(i%TileSize) << 24; i/run%2 == 1 {
				again[i]++
			}
		}
		list = append(list, same, again)
	}
	c := New(200, 200)
	for i := range 60 {
		c.Place(randomStroke(r, uint32(i+1), 200, 200))
		for k := range c.TilesWide() * c.TilesHigh() {
			if t := c.Tile(k); t != nil {
				copied := *t
				list = append(list, &copied)
			}
		}
	}
	return list
}

func TestPackedTile(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 20))
	for i, want := range packedTiles(r) {
		src := append(appendTile([]byte("before"), want)[6:], "after"...)
		got := Tile{5: 7}
		rest, ok := readTile(&got, src)
		if !ok || string(rest) != "after" || got != *want {
			t.Fatalf("seed %d: tile %d came back as another: %v, %q", seed, i, ok, rest)
		}
		if most := 5*len(want) + 5; len(src) > most {
			t.Errorf("seed %d: tile %d takes %d bytes", seed, i, len(src))
		}
		n := r.IntN(len(src) - 5)
		if _, ok := readTile(&got, src[:n]); ok {
			t.Errorf("seed %d: %d bytes of tile %d were taken", seed, n, i)
		}
	}
}

// TestPackedForm pins the codes down: pages and servers have stored them.
func TestPackedForm(t *testing.T) {
	var tile Tile
	red, blue := uint32(0xff0000ff), uint32(0xffc06020)
	tile[0] = red
	tile[1] = over(red, 0, 77)
	tile[2] = blue
	tile[3] = red
	tile[66] = over(blue, spread(red), 128)
	want := strings.Join([]string{
		"f9ff0000ff",     // a new colour
		"404d",           // nothing, with alpha 77 over it
		"f92060c0ff",     // a new colour
		"3a",             // the first one
		"00d824",         // nothing, 61 times more
		"ba80",           // the first colour, with alpha 128 over what is above
		"00dbfff7fff7ff", // nothing, and so on
		"f75b",
	}, "")
	if got := hex.EncodeToString(appendTile(nil, &tile)); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestReadTileRefuses(t *testing.T) {
	blankTo := func(n int) []byte { // n pixels
		var b []byte
		for ; n > 0; n -= min(n, runMost) {
			b = appendRun(b, codeRun, min(n, runMost))
		}
		return b
	}
	for name, src := range map[string][]byte{
		"nothing":              nil,
		"no such code":         {codeColor + 1},
		"a run past the end":   append(blankTo(len(blank)-1), codeRun+1),
		"rows above the first": {codeColumn},
		"a run cut short":      {codeRun + runShort},
		"an alpha cut off":     {codeAbove},
		"a colour cut off":     {codeOpaque, 1, 2},
		"a pixel missing":      blankTo(len(blank) - 1),
	} {
		if _, ok := readTile(new(Tile), src); ok {
			t.Errorf("%s: it was taken", name)
		}
	}
	if rest, ok := readTile(new(Tile), append(blankTo(len(blank)-1), codeRun)); !ok || len(rest) > 0 {
		t.Error("a run to the very end was refused")
	}
}

func FuzzReadTile(f *testing.F) {
	for _, t := range packedTiles(rand.New(rand.NewPCG(1, 1)))[:20] {
		f.Add(appendTile(nil, t))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		var got, again Tile
		rest, ok := readTile(&got, src)
		if !ok {
			return
		}
		if !bytes.HasSuffix(src, rest) {
			t.Fatal("the rest is not the end")
		}
		if rest, ok := readTile(&again, appendTile(nil, &got)); !ok || len(rest) > 0 || again != got {
			t.Fatal("what was read and packed is another")
		}
	})
}

func BenchmarkPacked(b *testing.B) {
	for _, kind := range []core.BrushKind{core.Pen, core.OilFlat} {
		c := New(1024, 1024)
		for _, s := range BenchStrokes(2000, 32, 1024, 1024, 3) {
			s.Brush.Kind, s.Brush.Opacity = kind, 255
			c.Place(s)
			c.Flatten(s)
		}
		c.FlattenAll()
		var t Tile
		b.Run("read", func(b *testing.B) {
			for b.Loop() {
				for i := range c.cells {
					readTile(&t, c.cells[i].base.packed)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(c.cells)), "µs/tile")
		})
		b.Run("pack", func(b *testing.B) {
			readTile(&t, c.cells[100].base.packed)
			var dst []byte
			for b.Loop() {
				dst = appendTile(dst[:0], &t)
			}
			b.ReportMetric(float64(len(dst)), "bytes")
		})
	}
}
