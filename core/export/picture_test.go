package export

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"easel.example/core"
	"easel.example/core/raster"
)

// painted returns a picture with a base, strokes of all sorts, some hidden, and its
// canvas. Without kinds all brushes are used.
func painted(t *testing.T, r *rand.Rand, w, h int32, strokes int, kinds ...core.BrushKind) (*Picture, *raster.Canvas) {
	t.Helper()
	if len(kinds) == 0 {
		for _, p := range core.Presets() {
			kinds = append(kinds, p.Kind)
		}
	}
	c := raster.New(w, h)
	p := &Picture{Width: w, Height: h, base: raster.New(w, h)}
	for i := range strokes {
		s := &core.Stroke{ID: core.StrokeID{Actor: 1, N: uint32(i + 1)}, Done: true}
		s.Brush = core.Brush{Kind: kinds[r.IntN(len(kinds))], Version: 1, Color: r.Uint32() & 0xffffff, Width: uint16(1 + r.IntN(800)), Opacity: uint8(1 + r.IntN(255))}
		s.Points = make([]core.Point, 1+r.IntN(20))
		if i%3 == 0 {
			zigzag(r, s.Points, w, h)
		} else {
			pen(r, s.Points, w, h)
		}
		if i%5 == 4 {
			s.Hidden = 1
		}
		c.Place(s)
		if i < strokes/3 {
			p.base.Place(s)
			p.base.Flatten(s)
			c.Flatten(s)
		} else if s.Hidden == 0 {
			p.strokes = append(p.strokes, s)
		}
	}
	return p, c
}

func encoded(t *testing.T, p *Picture, scale int, paper Paper) image.Image {
	t.Helper()
	var out bytes.Buffer
	if err := WritePNG(&out, p, scale, paper); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(&out)
	if err != nil {
		t.Fatal(err)
	}
	if w, h := int(p.Width)*scale, int(p.Height)*scale; img.Bounds() != image.Rect(0, 0, w, h) {
		t.Fatalf("the picture is %v, want %d × %d", img.Bounds(), w, h)
	}
	return img
}

// TestPNGIsCanonical holds a PNG at 1:1 against the canvas, over paper and without:
// what is transparent has the canonical pixels again once it is multiplied.
func TestPNGIsCanonical(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	for _, size := range [][2]int32{{240, 240}, {300, 1 + 3*stripRows}, {641, 2 * stripRows}} {
		w, h := size[0], size[1]
		p, c := painted(t, r, w, h, 30)
		all := core.Rect{X1: w, Y1: h}
		want := make([]byte, w*h*4)
		c.WritePaper(want, all, 0xf4e9d8)
		img := encoded(t, p, 1, 0xf4e9d8)
		for i := range w * h {
			r, g, b, a := img.At(int(i%w), int(i/w)).RGBA()
			if got := [4]byte{byte(r >> 8), byte(g >> 8), byte(b >> 8), byte(a >> 8)}; got != [4]byte(want[4*i:]) {
				t.Fatalf("seed %d: %d × %d over paper: pixel %d, %d is %v, want %v", seed, w, h, i%w, i/w, got, want[4*i:4*i+4])
			}
		}
		c.WriteRGBA(want, all)
		bare := encoded(t, p, 1, None).(*image.NRGBA)
		for i := range w * h {
			q := bare.Pix[4*i:]
			got := [4]byte{times(q[0], q[3]), times(q[1], q[3]), times(q[2], q[3]), q[3]}
			if got != [4]byte(want[4*i:]) {
				t.Fatalf("seed %d: %d × %d, transparent: pixel %d, %d is %v, want %v", seed, w, h, i%w, i/w, got, want[4*i:4*i+4])
			}
		}
	}
}

func times(c, a byte) byte { return byte((int(c)*int(a) + 127) / 255) }

// TestPNGEnlarged: twice as large, strokes are those of twice the points and width
// to the bit, and the mean of each four pixels is about the one at 1:1.
func TestPNGEnlarged(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 1))
	p, _ := painted(t, r, 250, 240, 24)
	bare := &Picture{Width: p.Width, Height: p.Height, strokes: p.strokes}
	for n := int32(2); n <= ScaleMax; n++ {
		wide, high := (n*p.Width+63)/64, (n*p.Height+63)/64
		tiles := make([]*raster.Tile, wide*high)
		for _, s := range p.strokes {
			k := *s
			k.Points = nil
			for _, q := range s.Points {
				k.Points = append(k.Points, core.Point{X: n * q.X, Y: n * q.Y, Pressure: q.Pressure})
			}
			k.Brush.Width *= uint16(n)
			raster.Draw(tiles, n*p.Width, n*p.Height, &k, raster.View{Zoom: n})
		}
		img := encoded(t, bare, int(n), White)
		for i, tile := range tiles {
			var want [64 * 64 * 4]byte
			raster.PaperTile(want[:], tile, uint32(White), 0)
			for k := range 64 * 64 {
				x, y := int32(i)%wide*64+int32(k%64), int32(i)/wide*64+int32(k/64)
				r, g, b, _ := img.At(int(x), int(y)).RGBA()
				if x < n*p.Width && y < n*p.Height && [3]byte{byte(r >> 8), byte(g >> 8), byte(b >> 8)} != [3]byte(want[4*k:]) {
					t.Fatalf("seed %d: %d times: pixel %d, %d is not that of an enlarged stroke", seed, n, x, y)
				}
			}
		}
		whole, small := encoded(t, p, int(n), White), encoded(t, p, 1, White)
		sum := 0
		for y := range int(p.Height) {
			for x := range int(p.Width) {
				want, _, _, _ := small.At(x, y).RGBA()
				got := 0
				for k := range n * n {
					v, _, _, _ := whole.At(x*int(n)+int(k%n), y*int(n)+int(k/n)).RGBA()
					got += int(v >> 8)
				}
				d := got/int(n*n) - int(want>>8)
				sum += max(d, -d)
			}
		}
		if mean := float64(sum) / float64(p.Width*p.Height); mean > 6 {
			t.Errorf("seed %d: %d times: it differs from the picture by %.2f of 255 on average", seed, n, mean)
		}
	}
}

// TestBaseIsEnlargedSmoothly: an even base stays what it is up to its edges, and
// between two colours lie those between.
func TestBaseIsEnlargedSmoothly(t *testing.T) {
	p := &Picture{Width: 240, Height: 240, base: raster.New(240, 240)}
	s := &core.Stroke{ID: core.StrokeID{Actor: 1, N: 1}, Brush: core.Brush{Kind: core.Pen, Version: 1, Color: 0x204080, Width: core.WidthMax, Opacity: 200}}
	s.Points = []core.Point{{X: -170 * 32, Y: 0, Pressure: 255}, {X: -170 * 32, Y: 240 * 32, Pressure: 255}} // up to x = 86
	p.base.Place(s)
	p.base.Flatten(s)
	img := encoded(t, p, 3, None).(*image.NRGBA)
	last := color.NRGBA{A: 255}
	for x := range 720 {
		c := img.NRGBAAt(x, 333)
		if c.A > last.A {
			t.Fatalf("at %d the base becomes denser again: %v after %v", x, c, last)
		}
		if x < 250 && c != img.NRGBAAt(0, 719) {
			t.Fatalf("at %d the even base is %v, want %v", x, c, img.NRGBAAt(0, 719))
		}
		last = c
	}
	if a := img.NRGBAAt(0, 0).A; a != 200 || last.A != 0 {
		t.Errorf("alpha goes from %d to %d, want 200 to 0", a, last.A)
	}
}

// A step longer than core/raster computes with is cut, and stays where it was.
func TestLongSteps(t *testing.T) {
	p := &Picture{Width: 4096, Height: 240}
	p.strokes = []*core.Stroke{{Brush: core.Brush{Kind: core.Pen, Version: 1, Width: 640, Opacity: 255}, Points: []core.Point{
		{X: -4000 * 32, Y: 10 * 32, Pressure: 0}, {X: 8000 * 32, Y: 230 * 32, Pressure: 255},
	}}}
	one, four := encoded(t, p, 1, White), encoded(t, p, ScaleMax, White)
	differ := 0
	for y := range 240 {
		for x := range 4096 {
			a, _, _, _ := one.At(x, y).RGBA()
			b, _, _, _ := four.At(4*x+2, 4*y+2).RGBA()
			if a>>8 < 20 && b>>8 > 128 || a>>8 > 235 && b>>8 < 128 {
				differ++
			}
		}
	}
	if differ > 0 {
		t.Errorf("%d pixels of the stroke lie elsewhere when it is enlarged", differ)
	}
}

// TestPNGBounds checks each bound at it and past it.
func TestPNGBounds(t *testing.T) {
	largest := &Picture{Width: core.SideMax, Height: core.SideMax}
	for _, tt := range []struct {
		p     *Picture
		scale int
		say   string
	}{
		{largest, 2, ""}, {largest, 3, "at most 67,108,864"}, {largest, 0, "1 to 4 times"},
		{&Picture{Width: 2048, Height: 2048}, ScaleMax, ""}, {&Picture{Width: 2049, Height: 2048}, ScaleMax, "would have 67,141,632 pixels"},
		{&Picture{Width: 240, Height: 240}, ScaleMax + 1, "not 5"},
	} {
		_, err := NewPNG(io.Discard, tt.p, tt.scale, White)
		var said FormatError
		if tt.say == "" && err != nil || tt.say != "" && (!errors.As(err, &said) || !strings.Contains(err.Error(), tt.say)) {
			t.Errorf("%d × %d, %d times: %v, want %q", tt.p.Width, tt.p.Height, tt.scale, err, tt.say)
		}
	}
}

// failing takes so many bytes.
type failing int

func (f *failing) Write(b []byte) (int, error) {
	if *f -= failing(len(b)); *f < 0 {
		return 0, io.ErrShortWrite
	}
	return len(b), nil
}

// TestWriteErrors: what cannot be written is told, wherever it ends.
func TestWriteErrors(t *testing.T) {
	p, _ := painted(t, rand.New(rand.NewPCG(1, 2)), 240, 300, 12)
	for _, write := range []func(w io.Writer) error{
		func(w io.Writer) error { return WritePNG(w, p, 1, None) },
		func(w io.Writer) error { return WriteSVG(w, p, White) },
	} {
		var whole bytes.Buffer
		if err := write(&whole); err != nil {
			t.Fatal(err)
		}
		for n := 0; n < whole.Len(); n += 1 + whole.Len()/50 {
			if f := failing(n); write(&f) == nil {
				t.Fatalf("%d of %d bytes were taken for all", n, whole.Len())
			}
		}
	}
}

// TestSVG checks what a picture becomes: an element for each visible stroke in
// order, the base as a picture below them, and numbers of at most two digits.
func TestSVG(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	p, _ := painted(t, r, 320, 240, 30, core.Pen, core.Ink)
	even := &core.Stroke{Brush: core.Brush{Kind: core.Pen, Version: 1, Color: 0xaa3300, Width: 160, Opacity: 128}}
	even.Points = []core.Point{{X: 320, Y: 320, Pressure: 255}, {X: 336, Y: 320, Pressure: 255}, {X: 320, Y: 352, Pressure: 255}}
	p.strokes = append(p.strokes, even)
	var out bytes.Buffer
	if err := WriteSVG(&out, p, White); err != nil {
		t.Fatal(err)
	}
	want := `<path fill="none" stroke-width="10" d="M10 10l.5 0-.5 1" stroke="#a30" stroke-opacity=".502"/>`
	if !strings.Contains(out.String(), want) {
		t.Errorf("a line of even width is not %s", want)
	}
	var names []string
	dec := xml.NewDecoder(bytes.NewReader(out.Bytes()))
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := tok.(xml.StartElement); ok {
			names = append(names, e.Name.Local)
			for _, a := range e.Attr {
				if e.Name.Local == "image" && a.Name.Local == "href" {
					sameBase(t, a.Value, p)
				}
			}
		}
	}
	if names[0] != "svg" || names[1] != "rect" || names[2] != "g" || names[3] != "image" || len(names) != 4+len(p.strokes) {
		t.Errorf("the elements are %v, want svg, rect, g, image and %d strokes", names, len(p.strokes))
	}
	if long := regexp.MustCompile(`d="[^"]*\.\d{3}`).FindString(out.String()); long != "" {
		t.Errorf("a number has more than two digits after the point: %s", long)
	}
	var bare bytes.Buffer
	if err := WriteSVG(&bare, &Picture{Width: 240, Height: 240}, None); err != nil || strings.Contains(bare.String(), "rect") {
		t.Errorf("an empty piece without paper becomes %s, %v", bare.String(), err)
	}
}

// sameBase checks that a data URI holds the base.
func sameBase(t *testing.T, uri string, p *Picture) {
	t.Helper()
	data, ok := strings.CutPrefix(uri, "data:image/png;base64,")
	img, err := png.Decode(base64.NewDecoder(base64.StdEncoding, strings.NewReader(data)))
	if !ok || err != nil {
		t.Fatalf("the base is not a PNG: %v", err)
	}
	want := make([]byte, p.Width*p.Height*4)
	p.base.WriteRGBA(want, core.Rect{X1: p.Width, Y1: p.Height})
	for i := range p.Width * p.Height {
		q := img.(*image.NRGBA).Pix[4*i:]
		if got := [4]byte{times(q[0], q[3]), times(q[1], q[3]), times(q[2], q[3]), q[3]}; got != [4]byte(want[4*i:]) {
			t.Fatalf("pixel %d of the base is %v, want %v", i, got, want[4*i:4*i+4])
		}
	}
}

// TestSVGOfPaint checks what becomes of brushes without an outline: each run of
// them is a picture, at its place and with just its pixels; what the eraser took is
// masked; and what is below too many masks is painted.
func TestSVGOfPaint(t *testing.T) {
	at := func(kind core.BrushKind, n uint32, x int32) *core.Stroke {
		return &core.Stroke{ID: core.StrokeID{Actor: 1, N: n}, Done: true, Brush: core.Brush{Kind: kind, Version: 1, Color: 0x3060a0, Width: 320, Opacity: 255},
			Points: []core.Point{{X: x * 32, Y: 40 * 32, Pressure: 200}, {X: (x + 60) * 32, Y: 200 * 32, Pressure: 255}}}
	}
	p := &Picture{Width: 400, Height: 240, strokes: []*core.Stroke{
		at(core.OilFlat, 1, 150), at(core.DryBrush, 2, 180), at(core.Pen, 3, 20), at(core.Eraser, 4, 170), at(core.Eraser, 5, 20), at(core.Airbrush, 6, 300)}}
	var out bytes.Buffer
	if err := WriteSVG(&out, p, White); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	for what, want := range map[string]int{"<image ": 2, "<mask ": 1, `mask="url(#e1)"`: 1, `fill="#000"`: 2, `<image x="128" y="0"`: 1, `<image x="256" y="0"`: 1} {
		if got := strings.Count(text, what); got != want {
			t.Errorf("%q is there %d times, want %d", what, got, want)
		}
	}
	if strings.Count(text, "<g") != strings.Count(text, "</g>") {
		t.Error("groups begin and end differently often")
	}
	_, data, _ := strings.Cut(text, "base64,")
	data, _, _ = strings.Cut(data, `"`)
	img, err := png.Decode(base64.NewDecoder(base64.StdEncoding, strings.NewReader(data)))
	if err != nil {
		t.Fatal(err)
	}
	whole := encoded(t, &Picture{Width: p.Width, Height: p.Height, strokes: p.strokes[:2]}, 1, None)
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if got, want := img.At(x, y), whole.At(x+128, y); got != want {
				t.Fatalf("pixel %d, %d of the paint is %v, want %v", x, y, got, want)
			}
		}
	}
	// Many erasers, with ink between.
	for i := range uint32(3 * masksMax) {
		p.strokes = append(p.strokes, at(core.Pen, 10+2*i, int32(i)), at(core.Eraser, 11+2*i, int32(2*i)))
	}
	out.Reset()
	if err := WriteSVG(&out, p, White); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out.String(), "<mask "); n != masksMax {
		t.Errorf("%d masks, want %d", n, masksMax)
	}
	if strings.Count(out.String(), "<g") != strings.Count(out.String(), "</g>") {
		t.Error("groups begin and end differently often")
	}
}

// TestSVGOfSmudge: what lies beneath a smudge is one picture, as the canvas has it; what
// comes later are shapes.
func TestSVGOfSmudge(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 21))
	p, _ := painted(t, r, 300, 240, 30, core.Pen, core.Smudge)
	last := 0
	for i, s := range p.strokes {
		if wet(s) {
			last = i + 1
		}
	}
	p.strokes = append(p.strokes[:last:last], &core.Stroke{ID: core.StrokeID{Actor: 1, N: 99}, Done: true, Points: []core.Point{{X: 100, Y: 100, Pressure: 255}},
		Brush: core.Brush{Kind: core.Pen, Version: 1, Width: 80, Opacity: 255}})
	var out bytes.Buffer
	if err := WriteSVG(&out, p, None); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	if strings.Count(text, "<image ") != 1 || strings.Count(text, "<circle ") != 1 || strings.Contains(text, "<path ") {
		t.Errorf("seed %d: it has %d images, %d circles, %d paths; want 1, 1 and none", seed, strings.Count(text, "<image "), strings.Count(text, "<circle "), strings.Count(text, "<path "))
	}
	_, data, _ := strings.Cut(text, "base64,")
	data, _, _ = strings.Cut(data, `"`)
	img, err := png.Decode(base64.NewDecoder(base64.StdEncoding, strings.NewReader(data)))
	if err != nil {
		t.Fatal(err)
	}
	want := encoded(t, &Picture{Width: 300, Height: 240, base: p.base, strokes: p.strokes[:last]}, 1, None)
	for y := range 240 {
		for x := range 300 {
			if img.At(x, y) != want.At(x, y) {
				t.Fatalf("seed %d: pixel %d, %d is %v, want %v", seed, x, y, img.At(x, y), want.At(x, y))
			}
		}
	}
}
