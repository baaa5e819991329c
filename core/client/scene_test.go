package client

import (
	"bytes"
	"image/png"
	"slices"
	"testing"

	"easel.example/core"
	"easel.example/core/export"
)

// easelFile returns the piece of a client as an Easel file, enlarged scale times.
func easelFile(t *testing.T, c *Client, scale int) []byte {
	t.Helper()
	view := c.View()
	p, err := export.Open(view)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	g, err := export.NewPNG(&out, p, scale, export.White)
	if err == nil {
		err = g.Embed(view)
	}
	for done, of := 0, 1; err == nil && done < of; {
		done, of, err = g.Step()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestEaselFile: a picture that others show as one holds the piece, from which it
// is drawn again as it was; and its strokes, with their brushes, come onto another
// piece. Cut or changed it ends in a sentence.
func TestEaselFile(t *testing.T) {
	d := newDesk(t, 1)
	d.meet()
	for i, p := range core.Presets() {
		b := core.Brush{Kind: p.Kind, Version: core.BrushVersion, Color: uint32(i) * 0x0f0a11, Width: uint16(p.Size * core.WidthUnit / 2), Opacity: p.Opacity}
		y := int32(15 * (i + 1) * core.Unit)
		d.c.Draw(b, []core.Point{{X: -20 * core.Unit, Y: y, Pressure: 90}, {X: 120 * core.Unit, Y: y + 300, Pressure: 200}, {X: 120 * core.Unit, Y: y + 300, Pressure: 250}, {X: 230 * core.Unit, Y: y, Pressure: 255}}, 1000)
	}
	d.c.Fill(2, 238, 1000)
	file := easelFile(t, d.c, 1)
	if _, err := png.Decode(bytes.NewReader(file)); err != nil {
		t.Fatalf("others cannot read it: %v", err)
	}
	p, err := export.OpenScene(file)
	if err != nil {
		t.Fatal(err)
	}
	var again, plain bytes.Buffer
	first, _ := export.Open(d.c.View())
	if export.WritePNG(&again, p, 1, export.White) != nil || export.WritePNG(&plain, first, 1, export.White) != nil || !bytes.Equal(again.Bytes(), plain.Bytes()) {
		t.Error("it is drawn otherwise when it is opened again")
	}
	drawing, err := export.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	strokes, smaller := drawing.Place(240, 240)
	have := d.c.Replica().Piece().Strokes()
	if smaller || len(strokes) != len(have) || len(drawing.Left) > 0 {
		t.Fatalf("%d strokes of %d are read, smaller: %t, left out: %v", len(strokes), len(have), smaller, drawing.Left)
	}
	for i, s := range strokes {
		if s.Brush != have[i].Brush || !slices.Equal(s.Points, have[i].Points) {
			t.Errorf("stroke %d is %+v of %d points, want %+v of %d", i, s.Brush, len(s.Points), have[i].Brush, len(have[i].Points))
		}
	}
	large := easelFile(t, d.c, 2)
	if shown, err := png.Decode(bytes.NewReader(large)); err != nil || shown.Bounds().Dx() != 480 {
		t.Errorf("twice as large it is a picture of %v, %v", shown, err)
	}
	if p, err := export.OpenScene(large); err != nil || p.Width != 240 {
		t.Errorf("twice as large it opens as %v, %v", p, err)
	} else if again.Reset(); export.WritePNG(&again, p, 1, export.White) != nil || !bytes.Equal(again.Bytes(), plain.Bytes()) {
		t.Error("the piece within a larger picture is another one")
	}
	for n := 0; n < len(file); n += 1 + n/40 {
		export.Read(file[:n]) // to no harm
	}
	for n := 40; n < len(file); n += 1 + n/60 {
		bad := slices.Clone(file)
		bad[n] ^= 0x55
		export.Read(bad)
	}
	if _, err := export.OpenScene(plain.Bytes()); err == nil {
		t.Error("a plain picture was opened")
	}
	if _, err := export.OpenScene(file[:60]); err == nil {
		t.Error("a part of a file was opened")
	}
}
