package artist

import (
	"strings"

	"easel.example/core"
)

// A medium is what a prompt wants a piece to be made in, within the style of it: with paint there is every brush.
type medium struct {
	phrases string // between bars
	says    string
	kind    core.BrushKind // of lines, or of what else would be oil
	lines   bool           // as a pen draws: lines, and hatching where it is dark
	color   uint32         // of lines
	wide    int32          // in thousandths of the sheet's middle size
	paper   uint32
}

// mediums by what people call them. Words that name things, too, count only where they are said of a picture: a pencil
// may lie on a table.
var mediums = []medium{
	{phrases: "|watercolour|watercolours|watercolor|watercolors|aquarelle|", says: "In watercolour: thin washes, light over light.", kind: core.Watercolour},
	{phrases: "|pencil drawing|pencil sketch|pencil study|pencil portrait|pencil on paper|in pencil|with pencil|graphite|", says: "In pencil, on paper that is not quite white.", kind: core.Pencil, lines: true, color: 0x34343a, wide: 4, paper: 0xf4efe3},
	{phrases: "|charcoal drawing|charcoal sketch|charcoal study|charcoal portrait|charcoal on paper|charcoal of|in charcoal|with charcoal|", says: "In charcoal, on a warm paper.", kind: core.Charcoal, lines: true, color: 0x2b2826, wide: 8, paper: 0xe8dfcf},
	{phrases: "|pen and ink|pen ink|ink drawing|ink sketch|in ink|with ink|line drawing|line art|in lines|plotter drawing|plotter|ballpoint|", says: "In ink, on cream paper.", kind: core.Ink, lines: true, color: 0x1d2033, wide: 4, paper: 0xfaf6ea},
	{phrases: "|pastel drawing|pastel painting|pastel of|in pastel|in pastels|crayon drawing|in crayon|in crayons|with crayons|", says: "In pastel: soft, and broken where the paper is rough.", kind: core.Charcoal},
	{phrases: "|oil painting|oil on canvas|oils on canvas|in oil|in oils|painted in oil|", says: "In oil, of course."},
}

// mediumOf returns the medium that words ask for, nil for none, and the words without it.
func mediumOf(list []string) (*medium, []string) {
	for n := 3; n > 0; n-- {
		for i := range len(list) - n + 1 {
			phrase := "|" + strings.Join(list[i:i+n], " ") + "|"
			if i > 0 && has(without, list[i-1]) {
				continue
			}
			for k := range mediums {
				if strings.Contains(mediums[k].phrases, phrase) {
					return &mediums[k], append(list[:i:i], list[i+n:]...)
				}
			}
		}
	}
	return nil, list
}

// medium returns what a piece is made in, nil for what its style has.
func (b Brief) medium() *medium {
	if b.Style == core.Plotter || quoted(b.Prompt) != "" {
		return nil
	}
	m, _ := mediumOf(words(b.Prompt))
	return m
}

// made has a piece be made in a medium, as far as its style allows.
func (p *plan) made(b Brief, m *medium) {
	switch {
	case m == nil || quoted(b.Prompt) != "":
		return
	case b.Style == core.Plotter && (!m.lines || m.kind == core.Charcoal):
		p.tell("This piece has one pen: what brushes do I can only do in lines.")
		return
	case b.Style == core.Plotter:
		return
	case m.lines:
		p.layers = append([]layer{m.sheet()}, p.layers...)
	}
	p.tell(m.says)
}

// lined reports whether a piece is of lines in one ink.
func (b Brief) lined() bool {
	m := b.medium()
	return b.Style == core.Plotter || m != nil && m.lines
}

// sheet is the layer of a drawing's paper.
func (m *medium) sheet() layer {
	return layer{"land", "choosing the paper", "A paper for it first: white would be too loud.", func(h *hand, _ *setting) { h.paper() }}
}

// paper covers the whole sheet, in its own colour.
func (h *hand) paper(part ...at) {
	if len(part) == 0 {
		part = []at{{0, 0}, {h.wide(1000), 0}, {h.wide(1000), h.high(1000)}, {0, h.high(1000)}}
	}
	m := Mark{Brush: core.Brush{Kind: core.Pen, Version: core.BrushVersion, Color: h.medium.paper, Width: core.WidthUnit, Opacity: 255, Fill: core.FillNonzero}}
	for _, p := range part {
		m.Points = append(m.Points, h.point(p, 255))
	}
	h.marks = append(h.marks, m)
}

// brush returns a brush as the medium of a piece has it.
func (h *hand) brush(b core.Brush) core.Brush {
	m := h.medium
	switch {
	case h.style == core.Plotter:
		return core.Brush{Kind: core.Fineliner, Version: core.BrushVersion, Color: core.PlotterInk, Width: core.PlotterWidth, Opacity: 255}
	case m == nil || m.kind == 0:
	case m.lines:
		b.Kind, b.Color, b.Opacity = m.kind, m.color, 235
		b.Width = uint16(max(h.u(m.wide)*core.WidthUnit/core.Unit, core.WidthUnit))
	case b.Fill != core.FillNone:
		b.Color = lighter(b.Color, 40)
	case b.Kind == core.OilFlat, b.Kind == core.OilFilbert, b.Kind == core.OilRound, b.Kind == core.DryBrush, b.Kind == core.Knife:
		b.Kind, b.Opacity = m.kind, uint8(int(b.Opacity)*7/10)
	}
	return b
}
