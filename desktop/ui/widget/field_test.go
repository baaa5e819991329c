package widget

import (
	"strings"
	"testing"

	"golang.org/x/image/font/gofont/gomono"
)

// A writer is a bench with one text entry.
func newWriter(t testing.TB, f Field) (b *bench, last *Entry) {
	last = &Entry{}
	b = newBench(t, func(u *UI) {
		e := u.Field("f", Rect{10, 10, 200, 200}, f)
		f.Text = e.Text
		if e.Changed || e.Entered || e.Left {
			*last = e
		}
	})
	b.key("F6")
	return b, last
}

func TestFieldKeys(t *testing.T) {
	for _, c := range []struct {
		name, text string
		keys       []string
		want       string
	}{
		{"typed", "", []string{"'x"}, "x"},
		{"typed over all", "abc", []string{"'x"}, "x"},
		{"appended", "abc", []string{"End", "'d"}, "abcd"},
		{"prepended", "abc", []string{"Home", "'x"}, "xabc"},
		{"letters of other scripts", "", []string{"'é水"}, "é水"},
		{"backspace takes a letter", "aé水", []string{"End", "Backspace", "Backspace"}, "a"},
		{"backspace at the start", "a", []string{"Home", "Backspace"}, "a"},
		{"delete takes a letter", "水a", []string{"Home", "Delete"}, "a"},
		{"delete at the end", "a", []string{"End", "Delete"}, "a"},
		{"a word back", "two words", []string{"End", "Ctrl Backspace"}, "two "},
		{"a word ahead", "two words", []string{"Home", "Ctrl Delete"}, " words"},
		{"left and right", "ab", []string{"Home", "ArrowRight", "'x", "ArrowLeft", "'y"}, "ayxb"},
		{"left leaves a selection at its start", "ab", []string{"ArrowLeft", "'x"}, "xab"},
		{"right leaves it at its end", "ab", []string{"ArrowRight", "'x"}, "abx"},
		{"selected by Shift", "abcd", []string{"Home", "Shift ArrowRight", "Shift ArrowRight", "'x"}, "xcd"},
		{"selected to the end", "abcd", []string{"Home", "ArrowRight", "Shift End", "Delete"}, "a"},
		{"all", "abcd", []string{"End", "Ctrl a", "Backspace"}, ""},
		{"cut and pasted twice", "ab", []string{"Ctrl a", "Ctrl x", "Ctrl v", "Ctrl v"}, "abab"},
		{"copied", "ab", []string{"Ctrl a", "Ctrl c", "End", "Ctrl v"}, "abab"},
		{"keys of tools are letters here", "", []string{"b", "'b"}, "b"},
		{"a line feed is a space", "", []string{"'a\nb"}, "a b"},
		{"control letters are dropped", "", []string{"'a\x00\x1bb"}, "ab"},
		{"broken UTF-8 is dropped", "", []string{"'a\xffb"}, "ab"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, last := newWriter(t, Field{Text: c.text})
			last.Text = c.text
			for _, k := range c.keys {
				if text, ok := strings.CutPrefix(k, "'"); ok {
					b.typed(text)
				} else {
					b.key(k)
				}
			}
			if last.Text != c.want {
				t.Errorf("%q after %v is %q, want %q", c.text, c.keys, last.Text, c.want)
			}
			if !b.next.Typing {
				t.Error("letters are not the entry's any more")
			}
		})
	}
}

func TestFieldEnds(t *testing.T) {
	b, last := newWriter(t, Field{Text: "a", Most: 3})
	b.key("End")
	b.typed("水bcd")
	if last.Text != "a水b" {
		t.Errorf("of 3 letters at most it has %q", last.Text)
	}
	b.key("Enter")
	if !last.Entered || b.ui.Typing() {
		t.Errorf("after Enter: entered %v, typing %v", last.Entered, b.ui.Typing())
	}
	b.key("F6", "Escape")
	if !last.Left || b.ui.Focused() != "" {
		t.Error("Esc does not leave it")
	}
	b.click(50, 100)
	if b.ui.Focused() != "f" {
		t.Error("a click does not enter it")
	}
	b.click(300, 280)
	if b.ui.Focused() != "" || !last.Left {
		t.Error("a click elsewhere does not leave it")
	}
}

// TestFieldLeavesCommands: what saves or quits does so from a text entry, too; what would undo a
// stroke does not.
func TestFieldLeavesCommands(t *testing.T) {
	b, last := newWriter(t, Field{Text: "a"})
	for key, want := range map[string]bool{"q": true, "s": true, "o": true, "F11": true, "z": false, "d": false, "b": false} {
		b.in.Keys = []Press{{Key: key, Ctrl: key != "b"}}
		b.ui.Begin(b.in, 400, 300)
		b.show(b.ui)
		if got := len(b.ui.End().Keys) == 1; got != want {
			t.Errorf("%s is the host's: %v, want %v", key, got, want)
		}
	}
	if last.Changed {
		t.Errorf("the text is %q", last.Text)
	}
}

func TestFieldPointer(t *testing.T) {
	b, last := newWriter(t, Field{Text: "some words here"})
	f := Field{}.font()
	x := func(s string) float64 { return 10 + fieldPad + b.ui.Type.Width(s, f) }
	b.down(x("some "), 110)
	b.move(x("some words"), 110)
	b.up()
	b.typed("X")
	if last.Text != "some X here" {
		t.Errorf("over what was dragged it wrote %q", last.Text)
	}
	b.wait(1000)
	b.click(x("so"), 110)
	b.wait(50)
	b.click(x("so"), 110)
	b.typed("Y")
	if last.Text != "Y X here" {
		t.Errorf("over a word of two clicks it wrote %q", last.Text)
	}
}

func TestFieldOfLines(t *testing.T) {
	b, last := newWriter(t, Field{Text: "", Lines: 4, Hint: "Say something"})
	if got := b.texts(); got != "Say something|" {
		t.Errorf("empty it shows %q", got)
	}
	b.typed("one two three four five six seven eight nine ten")
	lines := b.ui.Type.Wrap(last.Text, Field{}.font(), 180)
	if len(lines) < 2 || len(lines) > 4 {
		t.Fatalf("it has %d lines", len(lines))
	}
	b.key("ArrowUp", "Home")
	b.typed("X")
	if want := lines[len(lines)-2].From; strings.IndexByte(last.Text, 'X') != want {
		t.Errorf("up and home is %d, want the start of the line above, %d", strings.IndexByte(last.Text, 'X'), want)
	}
	b.key("Ctrl End", "Shift Enter")
	if !strings.HasSuffix(last.Text, "ten\n") || last.Entered {
		t.Errorf("Shift and Enter make %q", last.Text)
	}
	b.key("Enter")
	if !last.Entered {
		t.Error("Enter alone does not enter it")
	}
}

// TestMoreFontsWhenTheyAreNeeded: further fonts are asked for once, by the first letter that lacks.
func TestMoreFontsWhenTheyAreNeeded(t *testing.T) {
	f, err := NewTypeface()
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	f.More(func() [][]byte { asked++; return [][]byte{[]byte("no font"), gomono.TTF} })
	body := Font{Body, Regular}
	f.Width("Latin, Ελληνικά, Кириллица", body)
	if asked != 0 {
		t.Error("they are asked for though nothing lacks")
	}
	f.Width("水", body)
	f.Width("土", body)
	if asked != 1 {
		t.Errorf("they are asked for %d times, want once", asked)
	}
	if n := len(f.Faces(body, 1)); n != 2 {
		t.Errorf("there are %d faces, want 2: what is no font is left out", n)
	}
}

func TestWrap(t *testing.T) {
	f, err := NewTypeface()
	if err != nil {
		t.Fatal(err)
	}
	body := Font{Body, Regular}
	for _, text := range []string{"", "a", "one two three four", "averyveryverylongwordwithoutanyspace", "two\n\nlines", "水水水水水水水水 and more", "  spaces  "} {
		last := 0
		for _, l := range f.Wrap(text, body, 60) {
			if l.From < last || l.To < l.From || l.To > len(text) {
				t.Errorf("%q: span %v after %d", text, l, last)
			}
			if w := f.Width(text[l.From:l.To], body); w > 62 { // kerning may add a little
				t.Errorf("%q: %q is %v wide, of 60", text, text[l.From:l.To], w)
			}
			if lost := strings.Trim(text[last:l.From], " \n"); lost != "" {
				t.Errorf("%q: %q is on no line", text, lost)
			}
			last = l.To
		}
		if last != len(text) {
			t.Errorf("%q: what is after %d is on no line", text, last)
		}
	}
	if got := f.Cut("a rather long sentence", body, 60); !strings.HasSuffix(got, "…") || f.Width(got, body) > 60 {
		t.Errorf("cut to 60 px it is %q", got)
	}
	if _, err := NewTypeface([]byte("no font")); err == nil {
		t.Error("bytes that are no font are taken for one")
	}
}
