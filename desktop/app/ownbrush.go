package app

import (
	"fmt"
	"math"
	"slices"

	"easel.example/core"
)

// Own returns the brushes that are kept under a name.
func (h *Hand) Own() []OwnBrush { return h.p.Own }

// OwnInHand returns the index of the own brush that is in hand as it was kept, or -1: a
// change of size or color is not it any more.
func (h *Hand) OwnInHand() int {
	best := -1
	held := h.held()
	for i, b := range h.p.Own {
		alike := b.Held == held && b.Steady == h.p.Steady && (b.Color == nil || *b.Color == h.p.Color)
		if alike && (best < 0 || b.Name == h.taken) {
			best = i
		}
	}
	return best
}

// held returns the brush of the shelf as it is held, in whole px.
func (h *Hand) held() Held {
	g := h.grip(h.p.Kind)
	g.Size = math.Round(g.Size)
	return g
}

// SuggestName returns a name for what is in hand that no own brush has.
func (h *Hand) SuggestName() string {
	g := h.held()
	plain := brushName(fmt.Sprintf("%s %.0f", core.PresetOf(g.Kind).Name, g.Size))
	name := plain
	for n := 2; h.ownNamed(name) >= 0; n++ {
		name = fmt.Sprintf("%s (%d)", plain, n)
	}
	return name
}

func (h *Hand) ownNamed(name string) int {
	return slices.IndexFunc(h.p.Own, func(b OwnBrush) bool { return b.Name == name })
}

// Unfit says why own brush i, or a new one for -1, cannot have a name; empty if it can.
func (h *Hand) Unfit(text string, i int) string {
	name := brushName(text)
	at := h.ownNamed(name)
	switch {
	case name == "":
		return fmt.Sprintf("Write a name of 1 to %d characters.", brushNameMax)
	case at >= 0 && at != i:
		return "You have a brush of that name."
	case i < 0 && len(h.p.Own) >= brushesMost:
		return fmt.Sprintf("There is room for %d brushes of your own. Take one off the shelf first.", brushesMost)
	}
	return ""
}

// KeepBrush keeps what is in hand under a name, with its color or without. It returns why
// not, or "".
func (h *Hand) KeepBrush(text string, colored bool) string {
	if why := h.Unfit(text, -1); why != "" {
		return why
	}
	b := OwnBrush{Name: brushName(text), Held: h.held(), Steady: h.p.Steady}
	if colored {
		c := h.p.Color
		b.Color = &c
	}
	h.p.Own, h.taken = append(h.p.Own, b), b.Name
	h.changed()
	return ""
}

// TakeOwn takes own brush i in hand.
func (h *Hand) TakeOwn(i int) {
	if i < 0 || i >= len(h.p.Own) {
		return
	}
	b := h.p.Own[i]
	h.taken = b.Name
	if b.Color != nil {
		h.SetColor(*b.Color)
	}
	h.p.Steady = b.Steady
	h.Choose(b.Kind)
	h.size, h.opacity = b.Size, b.Opacity
	h.keep()
}

// RenameOwn gives own brush i another name. It returns why not, or "".
func (h *Hand) RenameOwn(i int, text string) string {
	if i < 0 || i >= len(h.p.Own) {
		return "There is no such brush."
	}
	why := h.Unfit(text, i)
	if why == "" {
		if h.taken == h.p.Own[i].Name {
			h.taken = brushName(text)
		}
		h.p.Own[i].Name = brushName(text)
		h.changed()
	}
	return why
}

// removeOwn takes own brush i off the shelf, and returns what puts it back.
func (h *Hand) removeOwn(i int) (name string, back func()) {
	b := h.p.Own[i]
	h.p.Own = slices.Delete(slices.Clone(h.p.Own), i, i+1)
	h.changed()
	return b.Name, func() {
		if h.Unfit(b.Name, -1) == "" {
			h.p.Own = slices.Insert(slices.Clone(h.p.Own), min(i, len(h.p.Own)), b)
			h.changed()
		}
	}
}
