package widget

import (
	"strings"
	"testing"
)

// A bench is a window of a few widgets under test: it does what a host does.
type bench struct {
	t    testing.TB
	ui   *UI
	show func(u *UI)
	in   Input
	next Next
}

func newBench(t testing.TB, show func(u *UI)) *bench {
	t.Helper()
	f, err := NewTypeface()
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{t: t, ui: New(Light(), f), show: show}
	b.ui.Board = &board{}
	b.ui.Still = true
	b.run()
	return b
}

type board struct{ text string }

func (b *board) ReadText() string      { return b.text }
func (b *board) WriteText(text string) { b.text = text }

// run builds frames until nothing asks for another.
func (b *bench) run() {
	b.t.Helper()
	for range 20 {
		b.ui.Begin(b.in, 400, 300)
		b.show(b.ui)
		b.next = b.ui.End()
		b.in.Keys, b.in.Text, b.in.Wheel = nil, "", Spot{}
		if !b.next.Again {
			return
		}
	}
	b.t.Fatal("frames never end")
}

func (b *bench) wait(ms int64) { b.in.Now += ms; b.run() }

func (b *bench) move(x, y float64) { b.in.At = Spot{x, y}; b.run() }

func (b *bench) down(x, y float64) { b.move(x, y); b.in.Down = true; b.run() }

func (b *bench) up() { b.in.Down = false; b.run() }

func (b *bench) click(x, y float64) { b.down(x, y); b.up() }

// key presses keys: "Tab", "Shift Tab", "Ctrl a".
func (b *bench) key(names ...string) {
	for _, name := range names {
		mods, key := "", name
		if i := strings.LastIndex(name[:len(name)-1], " "); i >= 0 {
			mods, key = name[:i], name[i+1:]
		}
		b.in.Keys = []Press{{Key: key, Ctrl: strings.Contains(mods, "Ctrl"), Shift: strings.Contains(mods, "Shift")}}
		b.run()
	}
}

func (b *bench) typed(text string) { b.in.Text = text; b.run() }

// texts returns what is written in the frame.
func (b *bench) texts() string {
	var all []string
	for _, i := range b.ui.Items {
		if i.Kind == TextItem {
			all = append(all, i.Text)
		}
	}
	return strings.Join(all, "|")
}

// count returns how many items a test finds.
func (b *bench) count(is func(i Item) bool) (n int) {
	for _, i := range b.ui.Items {
		if is(i) {
			n++
		}
	}
	return n
}
