package app

import (
	"fmt"
	"math"
	"slices"

	"easel.example/core"
	"easel.example/core/client"
)

// A Tool is what a pointer is, on the sheet.
type Tool uint8

// The tools.
const (
	ToolBrush  Tool = iota // paints
	ToolRubber             // takes paint away
	ToolEraser             // takes whole strokes
	ToolSelect
	ToolBucket
	ToolPicker
	ToolHand // moves the sheet
)

// Bounds of a brush's size, in px.
const (
	SizeMin = 1
	SizeMax = core.WidthMax / core.WidthUnit
)

// PlotterPen is the one pen of a plotter piece, in px.
const PlotterPen = 2.5

// A Symmetry repeats strokes about the middle of the sheet.
type Symmetry struct {
	Name   string
	Folds  int32
	Mirror bool
}

// Symmetries returns them as people choose them; the first is none.
func Symmetries() []Symmetry {
	list := []Symmetry{{"none", 1, false}, {"mirror", 1, true}}
	for _, n := range [...]int32{2, 3, 4, 5, 6, 8, 12} {
		list = append(list, Symmetry{fmt.Sprintf("%d turns", n), n, false})
	}
	for _, n := range [...]int32{2, 3, 4, 6, 8, 12} {
		list = append(list, Symmetry{fmt.Sprintf("%d, mirrored", n), n, true})
	}
	return list
}

// A Hand is the tool, brush and color that one paints with, the same in every studio.
// Its methods read; App's change.
type Hand struct {
	p        *HandPrefs
	changed  func() // told of each change
	tool     Tool
	colors   int            // taken so far, also one that was in hand already: what is selected may have another
	inHand   core.BrushKind // the brush of the shelf, or the rubber
	size     float64
	opacity  int
	shape    client.Shape
	symmetry int // index
	last     int // the symmetry that was used last
	even     bool
	taken    string // name of the own brush that was chosen last: two may be alike
}

func newHand(p *HandPrefs, changed func()) *Hand {
	h := &Hand{p: p, changed: changed, inHand: p.Kind, last: 1}
	g := h.grip(p.Kind)
	h.size, h.opacity = g.Size, g.Opacity
	return h
}

// Tool returns the tool in hand.
func (h *Hand) Tool() Tool { return h.tool }

// Kind returns the brush of the shelf that is chosen.
func (h *Hand) Kind() core.BrushKind { return h.p.Kind }

// Size returns the size of what is in hand, in px.
func (h *Hand) Size() float64 { return h.size }

// Opacity returns the opacity of what is in hand, in %.
func (h *Hand) Opacity() int { return h.opacity }

// Color returns the color in use, and Other the one that was put down last.
func (h *Hand) Color() Color { return h.p.Color }

// Other returns the color that was put down last.
func (h *Hand) Other() Color { return h.p.Other }

// Steady returns how much a line is smoothed, 0…100.
func (h *Hand) Steady() int { return h.p.Steady }

// Shape returns whether strokes are free, lines or ellipses.
func (h *Hand) Shape() client.Shape { return h.shape }

// Symmetry returns the index of the symmetry in use.
func (h *Hand) Symmetry() int { return h.symmetry }

// RecentColors returns those that were painted with, the newest first.
func (h *Hand) RecentColors() []Color { return h.p.Recent }

// Palette returns the index of the palette in use; one beyond the ready ones is one's own.
func (h *Hand) Palette() int { return h.p.Palette }

// Paints returns the paints of the palette in use.
func (h *Hand) Paints() []Paint {
	if list := Palettes(); h.p.Palette < len(list) {
		return list[h.p.Palette].Paints
	}
	list := make([]Paint, len(h.p.Paints))
	for i, c := range h.p.Paints {
		list[i] = Paint{c.String(), c}
	}
	return list
}

// Brush returns what is in hand as the core has it.
func (h *Hand) Brush() core.Brush { return h.brush(h.inHand, h.size, h.opacity) }

// Swatch returns a brush of the shelf as it would be taken, to show it by.
func (h *Hand) Swatch(k core.BrushKind) core.Brush {
	g := h.grip(k)
	return h.brush(k, g.Size, g.Opacity)
}

func (h *Hand) brush(k core.BrushKind, size float64, opacity int) core.Brush {
	return core.Brush{
		Kind: k, Version: core.BrushVersion, Color: uint32(h.p.Color) & 0xffffff,
		Width:   uint16(min(max(math.Round(size*core.WidthUnit), 1), core.WidthMax)),
		Opacity: uint8(math.Round(float64(opacity) * 2.55)),
	}
}

// guides returns what helps the hand.
func (h *Hand) guides() client.Guides {
	g := client.Guides{Folds: 1, Even: h.even}
	if h.tool == ToolBrush {
		s := Symmetries()[h.symmetry]
		g.Shape, g.Folds, g.Mirror = h.shape, s.Folds, s.Mirror
	}
	return g
}

// grip returns how a brush is held when it is taken.
func (h *Hand) grip(k core.BrushKind) Held {
	if k == h.inHand && h.size > 0 {
		return Held{k, h.size, h.opacity}
	}
	if i := slices.IndexFunc(h.p.Held, func(o Held) bool { return o.Kind == k }); i >= 0 {
		return h.p.Held[i]
	}
	p := core.PresetOf(k)
	return Held{k, float64(p.Size), presetOpacity(p)}
}

// keep remembers how what is in hand is held.
func (h *Hand) keep() {
	g := Held{h.inHand, h.size, h.opacity}
	if i := slices.IndexFunc(h.p.Held, func(o Held) bool { return o.Kind == h.inHand }); i >= 0 {
		h.p.Held[i] = g
	} else {
		h.p.Held = append(h.p.Held, g)
	}
	h.changed()
}

// take takes a brush, or the rubber, in hand: each has its own size and opacity.
func (h *Hand) take(k core.BrushKind) {
	if k == h.inHand {
		return
	}
	h.keep()
	g := h.grip(k)
	h.inHand, h.size, h.opacity = k, g.Size, g.Opacity
}

// SetTool takes another tool.
func (h *Hand) SetTool(t Tool) {
	h.tool = t
	switch t {
	case ToolBrush:
		h.take(h.p.Kind)
	case ToolRubber:
		h.take(core.Eraser)
	}
	h.changed()
}

// Choose takes a brush from the shelf.
func (h *Hand) Choose(k core.BrushKind) {
	if !onShelf(k) {
		return
	}
	h.p.Kind = k
	h.SetTool(ToolBrush)
}

// SetSize sets the size of what is in hand, in px.
func (h *Hand) SetSize(px float64) {
	h.size = min(max(px, SizeMin), SizeMax)
	h.keep()
}

// SetOpacity sets the opacity of what is in hand, in %.
func (h *Hand) SetOpacity(percent int) {
	h.opacity = min(max(percent, 1), 100)
	h.keep()
}

// SetSteady sets how much a line is smoothed, 0…100.
func (h *Hand) SetSteady(n int) {
	h.p.Steady = min(max(n, 0), 100)
	h.changed()
}

// SetColor takes a color to paint with, to fill with, or for what is selected. Who holds
// a tool that knows no color wants the brush.
func (h *Hand) SetColor(c Color) {
	h.p.Color = c & 0xffffff
	h.colors++
	switch h.tool {
	case ToolBrush, ToolBucket, ToolSelect:
	default:
		h.SetTool(ToolBrush)
	}
	h.changed()
}

// Swap takes up the color that was put down last.
func (h *Hand) Swap() {
	h.p.Color, h.p.Other = h.p.Other, h.p.Color
	h.colors++
	h.changed()
}

// SetShape takes the brush, to draw in a shape.
func (h *Hand) SetShape(s client.Shape) {
	h.shape = s
	h.SetTool(ToolBrush)
}

// toggleShape takes a shape, or puts it away.
func (h *Hand) toggleShape(s client.Shape) {
	if h.shape == s && h.tool == ToolBrush {
		s = client.Free
	}
	h.SetShape(s)
}

// SetSymmetry takes the brush, to draw with a symmetry.
func (h *Hand) SetSymmetry(i int) {
	if i < 0 || i >= len(Symmetries()) {
		return
	}
	if h.symmetry = i; i != 0 {
		h.last = i
	}
	h.SetTool(ToolBrush)
}

// toggleSymmetry turns symmetry off, or on as it was last.
func (h *Hand) toggleSymmetry() {
	if h.symmetry != 0 {
		h.SetSymmetry(0)
	} else {
		h.SetSymmetry(h.last)
	}
}

// SetPalette lays out a palette; one beyond the ready ones is one's own.
func (h *Hand) SetPalette(i int) {
	if i >= 0 && i <= len(Palettes()) {
		h.p.Palette = i
		h.changed()
	}
}

// TogglePaint puts a color on one's own palette, where the oldest makes room, or takes
// it off.
func (h *Hand) TogglePaint(c Color) {
	if i := slices.Index(h.p.Paints, c); i >= 0 {
		h.p.Paints = slices.Delete(h.p.Paints, i, i+1)
	} else {
		h.p.Paints = append(h.p.Paints, c)
		h.p.Paints = h.p.Paints[max(len(h.p.Paints)-paintsMost, 0):]
	}
	h.changed()
}

// used tells that a stroke was drawn: its color is the newest of the recent ones, unless
// it lies among the paints.
func (h *Hand) used() {
	c := h.p.Color
	if slices.ContainsFunc(h.Paints(), func(p Paint) bool { return p.Color == c }) || len(h.p.Recent) > 0 && h.p.Recent[0] == c {
		return
	}
	list := slices.DeleteFunc(slices.Clone(h.p.Recent), func(o Color) bool { return o == c })
	list = append([]Color{c}, list...)
	h.p.Recent = list[:min(len(list), colorsMost)]
	h.changed()
}

// StepSize returns the next size up or down: steps grow with the size.
func StepSize(size float64, up bool) float64 {
	step := func(below func(float64) bool) float64 {
		switch {
		case below(10):
			return 1
		case below(40):
			return 4
		case below(120):
			return 10
		}
		return 32
	}
	if up {
		size += step(func(n float64) bool { return size < n })
	} else {
		size -= step(func(n float64) bool { return size <= n })
	}
	return min(max(size, SizeMin), SizeMax)
}
