package app

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"easel.example/core"
)

// prefsVersion is the version of the preferences that is written. A file of a newer
// one is left alone.
const prefsVersion = 1

// Bounds of what is kept. What is beyond could not be found again in a list.
const (
	recentMost   = 12 // workspaces and files
	waysMost     = 64
	colorsMost   = 8  // recent colors
	paintsMost   = 24 // on one's own palette
	brushesMost  = 24 // of one's own
	brushNameMax = 40 // characters
)

// Prefs is what stays from one start to the next, in one JSON file.
type Prefs struct {
	Version  int       `json:"version"`
	Theme    Theme     `json:"theme"`
	Calm     bool      `json:"calm"` // less motion
	Notebook Folding   `json:"notebook"`
	Window   Window    `json:"window"`
	Recent   []Recent  `json:"recent"` // the newest first
	Hand     HandPrefs `json:"hand"`
	Ways     []Way     `json:"ways"` // the newest first
}

// A Way is a link and the place that it has turned out to lead to: what is kept of a place is
// found again by whichever link one comes.
type Way struct {
	Link string `json:"link"`
	To   string `json:"to"` // the link by which members come in
}

// A Theme is light or dark; "" follows the system.
type Theme string

// The themes.
const (
	SystemTheme Theme = ""
	Light       Theme = "light"
	Dark        Theme = "dark"
)

// A Folding says whether the notebook is folded to a tab; "" is as it fits.
type Folding string

// The foldings.
const (
	AsItFits Folding = ""
	Folded   Folding = "folded"
	Unfolded Folding = "unfolded"
)

// A Window is where the window was.
type Window struct {
	X, Y, Width, Height int // logical px; a width of 0 is not known
	Maximised, Full     bool
}

// A Recent is a place where one was.
type Recent struct {
	Link   string `json:"link,omitempty"`
	File   string `json:"file,omitempty"`
	Title  string `json:"title"`
	Opened int64  `json:"opened"` // ms since 1970
}

// HandPrefs is how brushes and colors were left.
type HandPrefs struct {
	Kind    core.BrushKind `json:"kind"`
	Color   Color          `json:"color"`
	Other   Color          `json:"other"`
	Steady  int            `json:"steady"`  // 0…100: how much a line is smoothed
	Held    []Held         `json:"held"`    // how each brush was held last
	Own     []OwnBrush     `json:"own"`     // brushes kept under a name
	Recent  []Color        `json:"recent"`  // the newest first
	Palette int            `json:"palette"` // one beyond the ready ones is one's own
	Paints  []Color        `json:"paints"`  // of one's own palette
}

// A Held is how a brush is held.
type Held struct {
	Kind    core.BrushKind `json:"kind"`
	Size    float64        `json:"size"`    // px, 1…512
	Opacity int            `json:"opacity"` // %, 1…100
}

// An OwnBrush is a brush of the shelf as it is held, kept under a name that no other has.
type OwnBrush struct {
	Name string `json:"name"`
	Held
	Steady int    `json:"steady"`
	Color  *Color `json:"color,omitempty"` // nil: whatever is in use
}

// DefaultPrefs returns the preferences of a first start.
func DefaultPrefs() Prefs {
	return Prefs{Version: prefsVersion, Hand: HandPrefs{
		Kind: core.Pen, Color: Palettes()[0].Paints[0].Color, Other: 0xffffff, Steady: 30,
		Held: []Held{{core.Pen, 6, 100}},
	}}
}

// parsePrefs reads preferences. What is not fit in them is as at a first start; an error
// says that nothing of them could be read.
func parsePrefs(data []byte) (Prefs, error) {
	p := DefaultPrefs()
	p.Hand.Held = nil
	err := json.Unmarshal(data, &p)
	if err == nil && p.Version != prefsVersion {
		err = fmt.Errorf("they are of version %d, and this is %d", p.Version, prefsVersion)
	}
	if err != nil {
		return DefaultPrefs(), err
	}
	p.mend()
	return p, nil
}

// mend makes of every value one that can be.
func (p *Prefs) mend() {
	first := DefaultPrefs()
	if p.Theme != Light && p.Theme != Dark {
		p.Theme = SystemTheme
	}
	if p.Notebook != Folded && p.Notebook != Unfolded {
		p.Notebook = AsItFits
	}
	if w := &p.Window; w.Width < 200 || w.Height < 200 || w.Width > 1<<15 || w.Height > 1<<15 {
		*w = Window{}
	}
	p.Recent = slices.DeleteFunc(p.Recent, func(r Recent) bool { return (r.Link == "") == (r.File == "") })
	p.Recent = p.Recent[:min(len(p.Recent), recentMost)]
	p.Ways = p.Ways[:min(len(p.Ways), waysMost)]
	p.Hand.mend(first.Hand)
}

func (h *HandPrefs) mend(first HandPrefs) {
	if !onShelf(h.Kind) {
		h.Kind = first.Kind
	}
	h.Color, h.Other = h.Color&0xffffff, h.Other&0xffffff
	h.Steady = min(max(h.Steady, 0), 100)
	var held []Held
	for _, k := range h.Held {
		if isBrush(k.Kind) && !slices.ContainsFunc(held, func(o Held) bool { return o.Kind == k.Kind }) {
			held = append(held, k.mended())
		}
	}
	h.Held = held
	var own []OwnBrush
	for _, b := range h.Own {
		b.Name = brushName(b.Name)
		taken := slices.ContainsFunc(own, func(o OwnBrush) bool { return o.Name == b.Name })
		if b.Name == "" || taken || !onShelf(b.Kind) || len(own) == brushesMost {
			continue
		}
		b.Held, b.Steady = b.mended(), min(max(b.Steady, 0), 100)
		own = append(own, b)
	}
	h.Own = own
	h.Recent = h.Recent[:min(len(h.Recent), colorsMost)]
	h.Paints = h.Paints[:min(len(h.Paints), paintsMost)]
	if h.Palette < 0 || h.Palette > len(Palettes()) {
		h.Palette = 0
	}
}

func (h Held) mended() Held {
	p := core.PresetOf(h.Kind)
	if !(h.Size >= SizeMin && h.Size <= SizeMax) {
		h.Size = float64(p.Size)
	}
	if h.Opacity < 1 || h.Opacity > 100 {
		h.Opacity = presetOpacity(p)
	}
	return h
}

func isBrush(k core.BrushKind) bool {
	return slices.ContainsFunc(core.Presets(), func(p core.Preset) bool { return p.Kind == k })
}

// onShelf reports whether a kind is a brush to paint with: the eraser is a tool.
func onShelf(k core.BrushKind) bool { return isBrush(k) && k != core.Eraser }

func presetOpacity(p core.Preset) int { return int(p.Opacity) * 100 / 255 }

// brushName returns a name as it is kept: in one line, without spaces at its ends, and
// not too long.
func brushName(text string) string {
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.C, r) }), " ")
	if r := []rune(text); len(r) > brushNameMax {
		text = strings.TrimSpace(string(r[:brushNameMax]))
	}
	return text
}
