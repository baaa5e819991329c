package job

import (
	"bytes"
	"context"
	"errors"
	"image/gif"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"easel.example/core"
	"easel.example/core/export"
	"easel.example/core/snapshot"
	"easel.example/core/wire"
)

// view is a piece with some strokes.
func view(t testing.TB) []byte {
	t.Helper()
	p := core.NewPiece(1, 320, 240, core.Paint, core.DefaultLimits())
	var j core.Journal
	p.Apply(core.Batch{Ops: []core.Op{{Kind: core.Join, Stroke: core.StrokeID{Actor: 1}, Replica: 5, Member: 1}}}, 1, &j)
	for n := range uint32(6) {
		id := core.StrokeID{N: n + 1}
		p.Apply(core.Batch{Actor: 1, Num: n + 1, Ops: []core.Op{
			{Kind: core.Begin, Stroke: id, Brush: core.Brush{Kind: core.Pen, Version: core.BrushVersion, Width: 128, Opacity: 255, Color: 0x3060a0}},
			{Kind: core.Extend, Stroke: id, Points: []core.Point{{X: 320 * int32(n+1), Y: 640, Pressure: 200}, {X: 5000, Y: 900 * int32(n+1), Pressure: 255}}},
			{Kind: core.End, Stroke: id},
		}}, int64(n)*500, &j)
	}
	if len(p.Strokes()) != 6 {
		t.Fatalf("%d strokes", len(p.Strokes()))
	}
	var w wire.Writer
	var c snapshot.Cache
	m := wire.Snapshot{Seq: 7, Time: 3000}
	c.Take(&m, p, nil)
	return w.Frozen(nil, [][]byte{w.Snapshot(nil, m)})
}

// TestWrite: each form is one that others read.
func TestWrite(t *testing.T) {
	v := view(t)
	for _, c := range []struct {
		e     Export
		check func(b []byte) error
	}{
		{Export{Kind: PNG}, wide(320)},
		{Export{Kind: PNG, Scale: 2, Bare: true}, wide(640)},
		{Export{Kind: Easel, Scale: 2}, func(b []byte) error { _, err := export.OpenScene(b); return errors.Join(err, wide(320)(b)) }},
		{Export{Kind: SVG}, func(b []byte) error { _, err := export.Read(b); return err }},
		{Export{Kind: GIF}, func(b []byte) error { _, err := gif.DecodeAll(bytes.NewReader(b)); return err }},
	} {
		t.Run(string(c.e.Kind), func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "x"+c.e.Ext())
			last, steps := 0, 0
			if err := Write(t.Context(), path, v, c.e, func(done, of int) {
				if steps++; done < last || done > of || of == 0 {
					t.Errorf("%d of %d after %d", done, of, last)
				}
				last = done
			}); err != nil {
				t.Fatal(err)
			}
			b, err := os.ReadFile(path)
			if err == nil {
				err = c.check(b)
			}
			if err != nil || steps == 0 {
				t.Errorf("%d bytes, %d steps: %v", len(b), steps, err)
			}
			if list, _ := os.ReadDir(dir); len(list) != 1 {
				t.Errorf("beside it: %v", list)
			}
		})
	}
}

func wide(px int) func([]byte) error {
	return func(b []byte) error {
		c, err := png.DecodeConfig(bytes.NewReader(b))
		if err == nil && c.Width != px {
			err = errors.New("it has another size")
		}
		return err
	}
}

// TestInterrupted: who gives up leaves what was there.
func TestInterrupted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.png")
	if err := os.WriteFile(path, []byte("before"), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	if err := Write(ctx, path, view(t), Export{Kind: PNG}, func(int, int) { cancel() }); !errors.Is(err, context.Canceled) {
		t.Errorf("it ends with %v", err)
	}
	if b, _ := os.ReadFile(path); string(b) != "before" {
		t.Errorf("there is %q", b)
	}
	if list, _ := os.ReadDir(filepath.Dir(path)); len(list) != 1 {
		t.Errorf("beside it: %v", list)
	}
}

// TestSentences: what goes wrong is told in a sentence.
func TestSentences(t *testing.T) {
	for _, c := range []struct {
		path string
		view []byte
		e    Export
		want string
	}{
		{filepath.Join(t.TempDir(), "none", "x.png"), view(t), Export{Kind: PNG}, "There is no folder"},
		{filepath.Join(t.TempDir(), "x.png"), view(t), Export{Kind: PNG, Scale: export.ScaleMax + 1}, "A picture is saved at 1 to 4 times"},
		{filepath.Join(t.TempDir(), "x.doc"), view(t), Export{Kind: "doc"}, "“x.doc” could not be made"},
		{filepath.Join(t.TempDir(), "x.png"), []byte("nothing"), Export{Kind: PNG}, "“x.png” could not be made"},
	} {
		if err := Write(t.Context(), c.path, c.view, c.e, nil); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v: %v, want %q", c.e, err, c.want)
		}
	}
}

func TestRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.svg")
	if err := os.WriteFile(path, []byte(`<svg xmlns="http://www.w3.org/2000/svg"><path d="M10 10L900 10" stroke="#f00" stroke-width="4"/><text>no</text></svg>`), 0o644); err != nil {
		t.Fatal(err)
	}
	i, err := Read(path, 320, 240)
	if err != nil || len(i.Strokes) != 1 || !i.Smaller {
		t.Fatalf("%+v, %v", i, err)
	}
	if got, want := i.Told(1), "One stroke was put onto the sheet, made smaller to fit. Left out: 1 × text."; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	if got, want := (Import{Strokes: make([]*core.Stroke, 5)}).Told(3), "3 strokes were put onto the sheet, 2 were not: there is no room for more at once."; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	if _, err := Read(path+"x", 320, 240); err == nil || !strings.Contains(err.Error(), "cannot be read") {
		t.Errorf("of none: %v", err)
	}
}
