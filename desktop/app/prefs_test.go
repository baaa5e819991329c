package app

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"easel.example/core"
)

// fresh starts an app with a folder of its own.
func fresh(t *testing.T, dir string) *App {
	t.Helper()
	n := uint64(0)
	a := New(Config{Dir: dir, Random: func() uint64 { n++; return n }}, midday)
	t.Cleanup(a.Close)
	return a
}

// TestPrefs checks that what is chosen is there at the next start.
func TestPrefs(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "easel")
	a := fresh(t, dir)
	h := a.Hand()
	h.Choose(core.Watercolour)
	h.SetSize(77)
	h.SetOpacity(40)
	h.SetColor(0x123456)
	h.SetSteady(80)
	h.KeepBrush("  my\twash ", true)
	h.SetPalette(len(Palettes()))
	h.TogglePaint(0xabcdef)
	h.used()
	a.SetTheme(Dark)
	a.SetCalm(true)
	a.SetWindow(Window{X: 5, Y: -6, Width: 900, Height: 700, Maximised: true})
	a.remember(Place{Link: "http://h/#w=a", Title: "one"})
	a.remember(Place{File: "/x.png", Title: "two"})
	a.remember(Place{Link: "http://h/#w=a"})
	want := a.prefs
	a.Close()
	b := fresh(t, dir)
	if !reflect.DeepEqual(b.prefs, want) {
		t.Errorf("the preferences are %+v, want %+v", b.prefs, want)
	}
	if r := b.Recent(); len(r) != 2 || r[0].Title != "one" || r[1].File != "/x.png" {
		t.Errorf("the recent places are %+v", r)
	}
	if h := b.Hand(); h.Size() != 77 || h.Opacity() != 40 || h.Kind() != core.Watercolour || h.Own()[0].Name != "my wash" || h.OwnInHand() != 0 {
		t.Errorf("the hand has %v px of %v", h.Size(), h.Kind())
	}
	if len(b.Toasts()) != 0 {
		t.Errorf("it says %+v", b.Toasts())
	}
	info, err := os.Stat(b.prefsPath())
	if err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("the file, which has links in it: %v, %v", info, err)
	}
	b.Forget(b.Recent()[0])
	if len(b.Recent()) != 1 {
		t.Errorf("a place is not forgotten: %+v", b.Recent())
	}
}

// TestPrefsDamaged checks that a file that cannot be read is kept, and people are told.
func TestPrefsDamaged(t *testing.T) {
	for name, text := range map[string]string{
		"empty": "", "cut short": `{"version": 1, "the`, "another kind": `[1, 2]`, "newer": `{"version": 2}`, "a wrong color": `{"version":1,"hand":{"color":"red"}}`,
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			file := filepath.Join(dir, "preferences.json")
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			a := fresh(t, dir)
			if said := a.Toasts(); len(said) != 1 || !strings.HasPrefix(said[0].Text, "Your preferences could not be read.") || !reflect.DeepEqual(a.prefs, DefaultPrefs()) {
				t.Errorf("it says %+v, and has %+v", said, a.prefs)
			}
			if kept, err := os.ReadFile(file + ".unread"); err != nil || string(kept) != text {
				t.Errorf("the file is %q, %v", kept, err)
			}
			a.SetTheme(Light)
			a.Close()
			if b := fresh(t, dir); b.Theme() != Light || len(b.Toasts()) != 0 {
				t.Errorf("the next start: %q, %+v", b.Theme(), b.Toasts())
			}
		})
	}
}

// TestPrefsMended checks each bound, and one past it.
func TestPrefsMended(t *testing.T) {
	p := DefaultPrefs()
	p.Theme, p.Notebook, p.Window = "purple", "half", Window{Width: 3, Height: 100}
	for i := range recentMost + 1 {
		p.Recent = append(p.Recent, Recent{Link: fmt.Sprint("http://h/", i)})
	}
	p.Recent[0].File = "both"
	p.Ways = make([]Way, waysMost+1)
	h := &p.Hand
	h.Kind, h.Steady, h.Palette = core.Eraser, 101, len(Palettes())+1
	h.Held = []Held{{core.Pen, 0.5, 0}, {core.Pen, 3, 3}, {core.Marker, 512, 100}, {200, 3, 3}}
	for i := range brushesMost + 2 {
		h.Own = append(h.Own, OwnBrush{Name: fmt.Sprint("n", max(i, 1)), Held: Held{core.Ink, 513, 101}, Steady: -1})
	}
	for range colorsMost + 1 {
		h.Recent = append(h.Recent, 1)
	}
	for range paintsMost + 1 {
		h.Paints = append(h.Paints, 1)
	}
	data, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	got, err := parsePrefs(data)
	if err != nil {
		t.Fatal(err)
	}
	if got.Theme != SystemTheme || got.Notebook != AsItFits || got.Window != (Window{}) || len(got.Recent) != recentMost || len(got.Ways) != waysMost || got.Recent[0].File != "" {
		t.Errorf("mended: %+v", got)
	}
	g := got.Hand
	if g.Kind != core.Pen || g.Steady != 100 || g.Palette != 0 || len(g.Recent) != colorsMost || len(g.Paints) != paintsMost {
		t.Errorf("mended: %+v", g)
	}
	if want := []Held{{core.Pen, 6, 100}, {core.Marker, 512, 100}}; !reflect.DeepEqual(g.Held, want) {
		t.Errorf("brushes are held as %+v, want %+v", g.Held, want)
	}
	if len(g.Own) != brushesMost || g.Own[0].Size != 10 || g.Own[0].Opacity != 100 || g.Own[0].Steady != 0 {
		t.Errorf("%d own brushes, the first %+v", len(g.Own), g.Own[0])
	}
}
