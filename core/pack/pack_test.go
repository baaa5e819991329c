package pack

import (
	"bytes"
	"compress/flate"
	"encoding/hex"
	"flag"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"easel.example/core"
)

var update = flag.Bool("update", false, "rewrite what is in testdata")

// hand returns strokes like a hand's: smooth arcs of n points with steps of
// about 7 px, whose pressure swells and fades.
func hand(r *rand.Rand, strokes, n int) []*core.Stroke {
	list := make([]*core.Stroke, strokes)
	now := int64(1_700_000_000_000)
	for i := range list {
		s := &core.Stroke{ID: core.StrokeID{Actor: core.Actor(1 + r.IntN(3)), N: uint32(i + 1)}, Time: now}
		now += int64(r.IntN(2000))
		s.Brush = core.Brush{Kind: 1, Version: 1, Color: r.Uint32N(1 << 24), Width: uint16(16 + r.IntN(128)), Opacity: 255}
		x, y, vx, vy, p := r.Int32N(1600*32), r.Int32N(1200*32), r.Int32N(320)-160, r.Int32N(320)-160, int32(100)
		for range n {
			s.Points = append(s.Points, core.Point{X: x, Y: y, Pressure: uint8(p)})
			if x < 0 || x > 1600*32 {
				vx = -vx
			}
			if y < 0 || y > 1200*32 {
				vy = -vy
			}
			vx, vy = min(max(vx+r.Int32N(33)-16, -400), 400), min(max(vy+r.Int32N(33)-16, -400), 400)
			x, y, p = x+vx, y+vy, min(max(p+r.Int32N(13)-6, 0), 255)
		}
		s.Measure()
		list[i] = s
	}
	return list
}

// timely gives strokes beats: some of a pen, some of none.
func timely(r *rand.Rand, list []*core.Stroke) []*core.Stroke {
	for _, s := range list {
		if r.IntN(9) == 0 {
			continue
		}
		for left := len(s.Points); left > 0 && r.IntN(60) > 0; {
			n := min(1+r.IntN(4), left)
			ms := 25 + r.IntN(15)
			if r.IntN(40) == 0 {
				n, ms = left, r.IntN(1<<16)
			}
			s.Beats = append(s.Beats, core.Beat{Points: uint16(n), Ms: uint16(ms)})
			left -= n
		}
	}
	return list
}

func equal(a, b []*core.Stroke) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].ID != b[i].ID || a[i].Time != b[i].Time || a[i].Brush != b[i].Brush || len(a[i].Points) != len(b[i].Points) || a[i].Bytes() != b[i].Bytes() || a[i].Cost() != b[i].Cost() {
			return false
		}
		if !slices.Equal(a[i].Points, b[i].Points) || !slices.Equal(a[i].Beats, b[i].Beats) {
			return false
		}
	}
	return true
}

func TestRoundTrip(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	cases := map[string][]*core.Stroke{
		"nothing":        nil,
		"hands":          hand(r, 300, 32),
		"a long one":     hand(r, 1, 8192),
		"one point each": hand(r, 20, 1),
		"no points":      hand(r, 3, 0),
	}
	wild := hand(r, 50, 40)
	for _, s := range wild {
		s.ID = core.StrokeID{Actor: core.Actor(r.Uint32()), N: r.Uint32()}
		s.Time = int64(r.Uint64() >> 1)
		s.Brush = core.Brush{Kind: core.BrushKind(r.Uint32()), Version: uint8(r.Uint32()), Color: r.Uint32N(1 << 24), Width: uint16(r.Uint32()), Opacity: uint8(r.Uint32()), Fill: core.Fill(r.Uint32()), Layer: uint8(r.Uint32())}
		for k := range s.Points {
			s.Points[k] = core.Point{X: r.Int32N(2*coordMax+1) - coordMax, Y: r.Int32N(2*coordMax+1) - coordMax, Pressure: uint8(r.Uint32())}
		}
		s.Measure()
	}
	cases["wild"] = wild
	cases["timed"] = timely(r, hand(r, 200, 32))
	cases["timed now and then"] = append(timely(r, hand(r, 20, 40)), hand(r, 20, 7)...)
	for name, want := range cases {
		b := Append([]byte("x"), want)[1:]
		got, err := Decode(b, len(want), 1<<20)
		if err != nil || !equal(got, want) {
			t.Errorf("seed %d: %s: %d bytes came back otherwise: %v", seed, name, len(b), err)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	list := hand(rand.New(rand.NewPCG(1, 2)), 40, 16)
	b := Append(nil, list)
	for n := range len(b) {
		if _, err := Decode(b[:n], 40, 640); err == nil {
			t.Errorf("the first %d of %d bytes were read", n, len(b))
		}
	}
	for name, tt := range map[string]struct {
		src             []byte
		strokes, points int
	}{
		"bytes that follow":  {append(bytes.Clone(b), 0), 40, 640},
		"too many strokes":   {b, 39, 640},
		"too many points":    {b, 40, 639},
		"another version":    {append([]byte{3}, b[1:]...), 40, 640},
		"beats that are not": {append([]byte{2}, b[1:]...), 40, 640},
		"a bomb":             {[]byte{1, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0x7f, 0, 0, 0, 0}, 1 << 30, 1 << 30},
		"a bomb of deflate":  {append([]byte{1, 1, 1}, zeros(1<<20)...), 40, 640},
		"a longer count":     {append([]byte{1, 0xa8, 0}, b[2:]...), 40, 640},
	} {
		if _, err := Decode(tt.src, tt.strokes, tt.points); err == nil {
			t.Errorf("%s: it was read", name)
		}
	}
	if _, err := Decode(b, 40, 640); err != nil {
		t.Errorf("at the limits: %v", err)
	}
	for _, beats := range [][]core.Beat{{{Points: 16}}, {{Points: 8}, {Points: 8, Ms: 1<<16 - 1}}} {
		list[3].Beats = beats
		if got, err := Decode(Append(nil, list), 40, 640); err != nil || !equal(got, list) {
			t.Errorf("beats of all points: %v", err)
		}
		list[3].Beats = append(beats, core.Beat{Points: 1})
		if _, err := Decode(Append(nil, list), 40, 640); err == nil {
			t.Error("beats of more points than there are were read")
		}
	}
}

// zeros returns n zeros as a deflate stream.
func zeros(n int) []byte {
	var out bytes.Buffer
	z, err := flate.NewWriter(&out, 9)
	if err != nil {
		panic(err)
	}
	z.Write(make([]byte, n))
	z.Close()
	return out.Bytes()
}

// TestGolden keeps the format: what is stored today must be read for ever.
func TestGolden(t *testing.T) {
	list := hand(rand.New(rand.NewPCG(7, 7)), 12, 20)
	golden(t, "testdata/golden.hex", list)
	golden(t, "testdata/timed.hex", timely(rand.New(rand.NewPCG(7, 8)), list))
}

func golden(t *testing.T, name string, list []*core.Stroke) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(hex.EncodeToString(Append(nil, list))+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	b, err := hex.DecodeString(string(bytes.TrimSpace(text)))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Decode(b, 12, 240); err != nil || !equal(got, list) {
		t.Errorf("%s does not read back: %v", name, err)
	}
}

// FuzzDecode reads any bytes: it never panics, and what it reads it also writes.
func FuzzDecode(f *testing.F) {
	f.Add(Append(nil, hand(rand.New(rand.NewPCG(1, 2)), 5, 8)))
	f.Add(Append(nil, timely(rand.New(rand.NewPCG(1, 3)), hand(rand.New(rand.NewPCG(1, 2)), 5, 8))))
	f.Add(Append(nil, nil))
	f.Fuzz(func(t *testing.T, b []byte) {
		list, err := Decode(b, 1000, 10_000)
		if err != nil {
			return
		}
		again, err := Decode(Append(nil, list), 1000, 10_000)
		if err != nil || !equal(list, again) {
			t.Errorf("strokes that were read do not come back: %v", err)
		}
	})
}

// BenchmarkPack shows bytes a point and time a point beside deflated varints of
// the same strokes, in blocks of 256.
func BenchmarkPack(b *testing.B) {
	list := hand(rand.New(rand.NewPCG(3, 3)), 10_000, 32)
	points := 32 * len(list)
	var blocks [][]byte
	size := 0
	for i := 0; i < len(list); i += 256 {
		blocks = append(blocks, Append(nil, list[i:min(i+256, len(list))]))
		size += len(blocks[len(blocks)-1])
	}
	report := func(b *testing.B, size int) {
		b.ReportMetric(float64(size)/float64(points), "B/point")
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(points), "ns/point")
		b.ReportAllocs()
	}
	b.Run("encode", func(b *testing.B) {
		var p Packer
		var buf []byte
		for b.Loop() {
			for i := 0; i < len(list); i += 256 {
				buf = p.Append(buf[:0], list[i:min(i+256, len(list))])
			}
		}
		report(b, size)
	})
	b.Run("decode", func(b *testing.B) {
		var u Unpacker
		for b.Loop() {
			for _, k := range blocks {
				if _, err := u.Decode(k, 256, 256*32); err != nil {
					b.Fatal(err)
				}
			}
		}
		report(b, size)
	})
	b.Run("varint+deflate", func(b *testing.B) {
		var out bytes.Buffer
		for b.Loop() {
			out.Reset()
			w, err := flate.NewWriter(&out, flate.DefaultCompression)
			if err != nil {
				b.Fatal(err)
			}
			var buf []byte
			for _, s := range list {
				buf = core.AppendPoints(buf[:0], core.Heading{}, s.Points)
				if _, err := w.Write(buf); err != nil {
					b.Fatal(err)
				}
			}
			if err := w.Close(); err != nil {
				b.Fatal(err)
			}
		}
		report(b, out.Len())
	})
}
