package widget

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goitalic"
	"golang.org/x/image/font/gofont/gomedium"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// A Typeface is the letters of all text: the Go fonts, and for what they lack the
// fonts that it was given, in their order.
type Typeface struct {
	own    [Mono + 1]*sfnt.Font
	others []*sfnt.Font
	more   func() [][]byte // more others, asked for once when a letter is lacking; or nil
	faces  map[face][]font.Face
	widths map[measured]float64
	wraps  map[wrapped][]Span
	buf    sfnt.Buffer
}

type face struct {
	size   float64 // device px
	weight Weight
}

type measured struct {
	text string
	font Font
}

type wrapped struct {
	measured
	width float64
}

// memoryMax is how many measures are remembered; then they are forgotten.
const memoryMax = 4096

// NewTypeface returns the Go fonts, with others for what they lack: the bytes of
// font files, or of collections, whose first font counts. A file that is no font
// is an error.
func NewTypeface(others ...[]byte) (*Typeface, error) {
	t := &Typeface{faces: map[face][]font.Face{}, widths: map[measured]float64{}, wraps: map[wrapped][]Span{}}
	for w, ttf := range map[Weight][]byte{Regular: goregular.TTF, Medium: gomedium.TTF, Bold: gobold.TTF, Italic: goitalic.TTF, Mono: gomono.TTF} {
		f, err := opentype.Parse(ttf)
		if err != nil {
			return nil, fmt.Errorf("read the Go fonts: %w", err)
		}
		t.own[w] = f
	}
	for i, b := range others {
		if err := t.add(b); err != nil {
			return nil, fmt.Errorf("read font %d: %w", i, err)
		}
	}
	return t, nil
}

func (t *Typeface) add(font []byte) error {
	list, err := opentype.ParseCollection(font)
	if err != nil {
		return err
	}
	f, err := list.Font(0)
	if err != nil {
		return err
	}
	t.others = append(t.others, f)
	return nil
}

// More has the typeface ask for further fonts when it meets a letter that it lacks: to read
// them takes a while, and most people never need them. What is no font is left out.
func (t *Typeface) More(fonts func() [][]byte) { t.more = fonts }

// ask takes the further fonts, once. What was measured without them may be wrong.
func (t *Typeface) ask() {
	fonts := t.more()
	t.more = nil
	for _, b := range fonts {
		_ = t.add(b) // left out
	}
	clear(t.faces)
	clear(t.widths)
	clear(t.wraps)
}

// Faces returns the faces of a font at a scale, the first to be asked first.
func (t *Typeface) Faces(f Font, scale float64) []font.Face {
	key := face{f.Size * scale, f.Weight}
	if list, ok := t.faces[key]; ok {
		return list
	}
	var list []font.Face
	for _, s := range append([]*sfnt.Font{t.own[f.Weight]}, t.others...) {
		ff, err := opentype.NewFace(s, &opentype.FaceOptions{Size: key.size, DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			panic("widget: a face of a parsed font: " + err.Error()) // it has no other errors
		}
		list = append(list, ff)
	}
	t.faces[key] = list
	return list
}

// faceOf returns which of the faces has a letter; the first, if none has.
func (t *Typeface) faceOf(r rune, w Weight) int {
	for i, s := range append([]*sfnt.Font{t.own[w]}, t.others...) {
		if n, err := s.GlyphIndex(&t.buf, r); err == nil && n != 0 {
			return i
		}
	}
	if t.more != nil {
		t.ask()
		return t.faceOf(r, w)
	}
	return 0
}

// Runs cuts text where another face has its letters.
func (t *Typeface) Runs(s string, w Weight, run func(part string, face int)) {
	from, was := 0, -1
	for i, r := range s {
		n := was
		if r > unicode.MaxASCII || was != 0 {
			n = t.faceOf(r, w)
		}
		if was >= 0 && n != was {
			run(s[from:i], was)
			from = i
		}
		was = n
	}
	if from < len(s) {
		run(s[from:], was)
	}
}

// Width returns how wide a line of text is.
func (t *Typeface) Width(s string, f Font) float64 {
	key := measured{s, f}
	if w, ok := t.widths[key]; ok {
		return w
	}
	var sum fixed.Int26_6
	t.Runs(s, f.Weight, func(part string, n int) { sum += font.MeasureString(t.Faces(f, 1)[n], part) })
	if len(t.widths) >= memoryMax {
		clear(t.widths)
	}
	w := float64(sum) / 64
	t.widths[key] = w
	return w
}

// Cut returns text that is no wider than w, with an ellipsis where it was cut.
func (t *Typeface) Cut(s string, f Font, w float64) string {
	if t.Width(s, f) <= w {
		return s
	}
	runes := []rune(s)
	low, high := 0, len(runes)
	for low < high {
		mid := (low + high + 1) / 2
		if t.Width(strings.TrimRight(string(runes[:mid]), " ")+"…", f) <= w {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return strings.TrimRight(string(runes[:low]), " ") + "…"
}

// A Span is a line of wrapped text, in bytes. The space or the line feed at which
// it was broken is in none.
type Span struct{ From, To int }

// Wrap breaks text into lines that are no wider than w: between words, and within
// one that is wider. It has at least one line. The spans are the typeface's own.
func (t *Typeface) Wrap(s string, f Font, w float64) []Span {
	key := wrapped{measured{s, f}, w}
	if lines, ok := t.wraps[key]; ok {
		return lines
	}
	var lines []Span
	from := 0
	for part := range strings.SplitSeq(s, "\n") {
		lines = t.wrapLine(lines, s, Span{from, from + len(part)}, f, w)
		from += len(part) + 1
	}
	if len(t.wraps) >= memoryMax {
		clear(t.wraps)
	}
	t.wraps[key] = lines
	return lines
}

func (t *Typeface) wrapLine(lines []Span, s string, all Span, f Font, w float64) []Span {
	from, space := all.From, -1 // where the line begins; its last space
	wide := 0.0
	for i, r := range s[all.From:all.To] {
		i += all.From
		letter := t.Width(string(r), f)
		if r == ' ' {
			space = i
		} else if wide+letter > w && i > from {
			if space > from {
				lines = append(lines, Span{from, space})
				from = space + 1
			} else {
				lines = append(lines, Span{from, i})
				from = i
			}
			space, wide = -1, t.sum(s[from:i], f)
		}
		wide += letter
	}
	return append(lines, Span{from, all.To})
}

func (t *Typeface) sum(s string, f Font) (w float64) {
	for _, r := range s {
		w += t.Width(string(r), f)
	}
	return w
}
