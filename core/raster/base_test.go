package raster

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"testing"
)

// flattened returns a canvas with a base of n random strokes.
func flattened(r *rand.Rand, w, h int32, n int) *Canvas {
	c := New(w, h)
	for i := range n {
		s := randomStroke(r, uint32(i)+1, w, h)
		c.Place(s)
		c.Flatten(s)
	}
	return c
}

func TestBaseRoundTrip(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 4))
	for _, n := range []int{0, 1, 5, 60} {
		c := flattened(r, 240+r.Int32N(200), 240+r.Int32N(200), n)
		if c.Hash() != c.BaseHash() {
			t.Errorf("seed %d: a canvas that is all base does not hash as its base", seed)
		}
		src := c.AppendBase([]byte("before"))[6:]
		d := New(c.Size())
		if err := d.LoadBase(src); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if d.BaseHash() != c.BaseHash() || d.Hash() != c.Hash() {
			t.Errorf("seed %d: the base that was loaded is another", seed)
		}
		if again := d.AppendBase(nil); !bytes.Equal(again, src) {
			t.Errorf("seed %d: the same base has other bytes", seed)
		}
		s := randomStroke(r, 999, c.w, c.h)
		c.Place(s)
		d.Place(s)
		if d.Hash() != c.Hash() {
			t.Errorf("seed %d: a stroke over the base that was loaded differs", seed)
		}
	}
}

// baseOf returns a base of a 240 × 240 px canvas with such bytes.
func baseOf(parts ...[]byte) []byte {
	return append([]byte{baseForm, Version, 240, 0, 240, 0}, bytes.Join(parts, nil)...)
}

func bytesOf(set func(t *Tile)) []byte {
	var t Tile
	set(&t)
	return appendTile(nil, &t)
}

func TestLoadBaseRefuses(t *testing.T) {
	good := flattened(rand.New(rand.NewPCG(1, 1)), 240, 240, 9).AppendBase(nil)
	pixel := bytesOf(func(t *Tile) { t[5] = 0xff010203 })
	for name, src := range map[string][]byte{
		"nothing":          nil,
		"another form":     append([]byte{baseForm + 1}, good[1:]...),
		"another version":  append([]byte{baseForm, Version + 1}, good[2:]...),
		"another width":    append([]byte{baseForm, Version, 241}, good[3:]...),
		"another height":   append([]byte{baseForm, Version, 240, 0, 240, 1}, good[6:]...),
		"no bitmap":        good[:6],
		"cut short":        good[:len(good)-9],
		"bytes after it":   append(bytes.Clone(good), 0),
		"tiles after it":   baseOf([]byte{1, 0}, pixel, pixel),
		"a tile missing":   baseOf([]byte{3, 0}, pixel),
		"a blank tile":     baseOf([]byte{1, 0}, bytesOf(func(t *Tile) {})),
		"above alpha":      baseOf([]byte{1, 0}, bytesOf(func(t *Tile) { t[5] = 0x80000081 })),
		"beyond the sides": baseOf([]byte{8, 0}, bytesOf(func(t *Tile) { t[48] = 0xff000000 })),
		"half a bitmap":    baseOf([]byte{1}),
	} {
		c := New(240, 240)
		var bad FormatError
		if err := c.LoadBase(src); !errors.As(err, &bad) {
			t.Errorf("%s: got %v, want a FormatError", name, err)
		}
		if c.Hash() != New(240, 240).Hash() || c.HasDirty() {
			t.Errorf("%s: the canvas is not as it was", name)
		}
	}
	if err := New(240, 240).LoadBase(baseOf([]byte{1, 0}, pixel)); err != nil {
		t.Errorf("one pixel: %v", err)
	}
	// 65 tiles need 9 bytes of bitmap, whose upper bits mean nothing.
	odd := New(65*64, 64)
	src := []byte{baseForm, Version, byte(odd.w & 255), byte(odd.w >> 8), 64, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2}
	if err := odd.LoadBase(src); err == nil {
		t.Error("a tile beyond the last was taken")
	}
}

func FuzzLoadBase(f *testing.F) {
	f.Add(flattened(rand.New(rand.NewPCG(1, 1)), 240, 240, 3).AppendBase(nil))
	f.Add(baseOf([]byte{3, 0}))
	f.Fuzz(func(t *testing.T, src []byte) {
		c := New(240, 240)
		if c.LoadBase(src) != nil {
			return
		}
		d := New(240, 240)
		if err := d.LoadBase(c.AppendBase(nil)); err != nil {
			t.Fatalf("what was loaded and saved is refused: %v", err)
		}
		if c.BaseHash() != d.BaseHash() {
			t.Fatal("what was loaded and saved is another picture")
		}
	})
}

// TestBaseStaysPacked: however much of a base is looked at, what is bounded of it are its
// pixels, and what was loaded is held once.
func TestBaseStaysPacked(t *testing.T) {
	c := New(1024, 1024)
	for _, s := range BenchStrokes(2000, 10, 1024, 1024, 3) {
		c.Place(s)
		c.Flatten(s)
	}
	src := c.AppendBase(nil)
	d := New(1024, 1024)
	d.Keep(20)
	if err := d.LoadBase(src); err != nil {
		t.Fatal(err)
	}
	if d.Hash() != c.Hash() {
		t.Error("the pixels differ from those of a canvas that keeps all")
	}
	unpacked := 0
	for i := range d.cells {
		if e := &d.cells[i]; e.settled != nil {
			unpacked++
		}
	}
	if unpacked == 0 || unpacked > 20 {
		t.Errorf("%d tiles are unpacked, want some, at most 20", unpacked)
	}
	first := d.cells[0].base.packed
	if at := bytes.Index(src, first); at < 0 || &src[at] != &first[0] {
		t.Error("what was loaded was copied")
	}
}

// TestBaseSize keeps an eye on what a server sends. Most of the first picture
// is paint; the second is a scribble of a hundred strokes in every colour.
func TestBaseSize(t *testing.T) {
	for n, most := range map[int]int{2000: 1_700_000, 100: 190_000} {
		c := New(800, 600)
		for _, s := range BenchStrokes(n, 32, 800, 600, 3) {
			c.Place(s)
			c.Flatten(s)
		}
		if got := len(c.AppendBase(nil)); got > most {
			t.Errorf("a base of %d strokes takes %d bytes, more than %d", n, got, most)
		}
	}
	if got := len(New(4096, 4096).AppendBase(nil)); got > 600 {
		t.Errorf("a blank base takes %d bytes", got)
	}
}
