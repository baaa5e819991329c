package paths

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"easel.example/core"
)

// WidthMin and WidthMax bound a width, in px.
const (
	WidthMin = 1. / core.WidthUnit
	WidthMax = float64(core.WidthMax / core.WidthUnit)
)

// A Look is how an entry is to be drawn. What is nil is left to the brush: its usual
// width and opacity. The zero Look is a black pen.
type Look struct {
	Brush   *string  // see [BrushNamed]
	Color   *string  // see [ParseColor]
	Width   *float64 // px; 0 is no line, where there is a fill
	Opacity *float64 // 0 (nothing is seen) to 1
	Fill    *string  // none, nonzero, evenodd, or a colour
}

// Check returns what is wrong with l and what is allowed, or nil.
func (l Look) Check() error {
	_, err := l.paint(core.Paint)
	return err
}

// A paint is what a look means in a piece of some style.
type paint struct {
	line, fill    core.Brush
	lined, filled bool
	around        bool // the line goes all around what is filled, or would be
	notes         []string
}

func (l Look) paint(style core.Style) (p paint, err error) {
	preset := core.PresetOf(core.Pen)
	if l.Brush != nil {
		k, ok := BrushNamed(*l.Brush)
		if !ok {
			return p, fmt.Errorf("there is no brush %s; there are %s", quoted(*l.Brush), strings.Join(Brushes(), ", "))
		}
		preset = core.PresetOf(k)
	}
	b := core.Brush{Kind: preset.Kind, Version: core.BrushVersion, Width: uint16(preset.Size * core.WidthUnit), Opacity: preset.Opacity}
	if l.Color != nil {
		if b.Color, err = color("color", *l.Color); err != nil {
			return p, err
		}
	}
	if l.Opacity != nil {
		if !(*l.Opacity >= 0 && *l.Opacity <= 1) {
			return p, fmt.Errorf("opacity is %v; it goes from 0 to 1", *l.Opacity)
		}
		b.Opacity = uint8(math.Round(*l.Opacity * 255))
	}
	p.line, p.lined = b, true
	if err := p.widen(l); err != nil {
		return p, err
	}
	if err := p.pour(l); err != nil {
		return p, err
	}
	if !p.lined && !p.filled {
		return p, fmt.Errorf("width is 0, which draws nothing without a fill; it goes from %v to %v px", WidthMin, WidthMax)
	}
	if style == core.Plotter {
		p.plot()
	}
	return p, nil
}

// widen sets the width of the line. 0 means that there is none.
func (p *paint) widen(l Look) error {
	if l.Width == nil {
		return nil
	}
	w := *l.Width
	switch {
	case !(w >= 0) || math.IsInf(w, 0):
		return fmt.Errorf("width is %v; it goes from %v to %v px, and may be 0 where there is a fill", w, WidthMin, WidthMax)
	case w == 0:
		p.lined = false
		return nil
	case w > WidthMax:
		p.notes = append(p.notes, fmt.Sprintf("width %v is more than the most, and was made %v px", w, WidthMax))
	case w < WidthMin:
		p.notes = append(p.notes, fmt.Sprintf("width %v is less than the least, and was made %v px", w, WidthMin))
	}
	p.line.Width = uint16(max(math.Round(min(w, WidthMax)*core.WidthUnit), 1))
	return nil
}

// pour sets what is filled. With a rule that is the whole of it, in the entry's colour;
// with a colour a line goes around if the entry says how it looks.
func (p *paint) pour(l Look) error {
	if l.Fill == nil || *l.Fill == "none" {
		return nil
	}
	p.fill = core.Brush{Kind: core.Pen, Version: core.BrushVersion, Color: p.line.Color, Width: core.WidthUnit, Opacity: 255, Fill: core.FillNonzero}
	if l.Opacity != nil {
		p.fill.Opacity = p.line.Opacity
	}
	if p.line.Kind == core.Eraser {
		p.fill.Kind = core.Eraser
	}
	p.filled, p.around = true, true
	switch *l.Fill {
	case "nonzero":
		p.lined = false
	case "evenodd":
		p.lined, p.fill.Fill = false, core.FillEvenOdd
	default:
		c, ok := ParseColor(*l.Fill)
		if !ok {
			return fmt.Errorf("fill is %s; it may be none, nonzero or evenodd (both in color), or a colour: #rgb, #rrggbb or a CSS name", quoted(*l.Fill))
		}
		p.fill.Color = c
		p.lined = p.lined && (l.Color != nil || l.Width != nil || l.Brush != nil)
	}
	return nil
}

// plot makes of p what a plotter can do: its one pen, and erasers, without fills.
func (p *paint) plot() {
	if p.filled {
		p.notes = append(p.notes, "a plotter has no fill, and draws the outline")
	}
	p.lined, p.filled = true, false
	if p.line.Kind != core.Eraser {
		p.line = core.Brush{Kind: core.Fineliner, Version: core.BrushVersion, Color: core.PlotterInk, Width: core.PlotterWidth, Opacity: 255}
	}
}

func color(what, text string) (uint32, error) {
	c, ok := ParseColor(text)
	if !ok {
		return 0, errors.New(what + " is " + quoted(text) + "; it may be #rgb, #rrggbb or a CSS name such as teal")
	}
	return c, nil
}
