package panel

import (
	"fmt"

	"easel.example/core"
	"easel.example/desktop/app"
	"easel.example/desktop/ui/widget"
)

// own is a brush that is being kept under a name.
type own struct {
	naming  bool
	name    string
	colored bool
}

// shelf shows all brushes, by a stroke of each, beside the settings.
func (p *Panels) shelf(st *app.State) {
	if st.Style != core.Paint {
		return
	}
	u := p.UI
	w := 300.0
	if p.wide == phone {
		w = u.W - 16
	}
	high := u.Height(w-20, 8, p.shelfRows) + 20
	at := widget.Rect{X: settingsLeft + settingsWide + 10, W: w, H: min(high, u.H-2*76)}
	at.Y = (u.H - at.H) / 2
	if p.wide == phone {
		at.X, at.Y = 8, u.H-84-at.H
	} else if p.wide == tablet {
		at.X = min(at.X, u.W-w-edge)
	}
	at = at.Round(1)
	u.Solid("shelf", at)
	u.Scroll("shelf/all", at.Inset(2), high-4, func(all widget.Rect) {
		c := widget.Column{Rect: all.Inset(8), Gap: 8}
		p.shelfRows(&c)
	})
	if u.Outside("shelf") && u.Outside("settings") {
		p.app.Show(app.NoSheet)
	}
}

func (p *Panels) shelfRows(c *widget.Column) {
	u, h := p.UI, p.app.Hand()
	var kinds []core.Preset
	for _, k := range core.Presets() {
		if k.Kind != core.Eraser {
			kinds = append(kinds, k)
		}
	}
	taken := h.OwnInHand()
	for i := 0; i < len(kinds); i += 2 {
		for j, cell := range c.Row(60).Cells(2, 8) {
			if i+j < len(kinds) {
				k := kinds[i+j]
				on := taken < 0 && h.Kind() == k.Kind
				if p.sampleButton(widget.ID("shelf/"+k.Name), cell, h.Swatch(k.Kind), k.Name, on, "") {
					h.Choose(k.Kind)
				}
			}
		}
	}
	u.Rule(c.Row(9))
	u.Label(c.Row(20), "Your own", p.bold(widget.Body), u.Theme.Text, widget.AtLeft)
	list := h.Own()
	for i := 0; i < len(list); i += 2 {
		for j, cell := range c.Row(60).Cells(2, 8) {
			if i+j < len(list) {
				p.ownBrush(cell, i+j, list[i+j], i+j == taken)
			}
		}
	}
	p.keepBrush(c)
}

func (p *Panels) ownBrush(at widget.Rect, i int, b app.OwnBrush, on bool) {
	h := p.app.Hand()
	brush := core.Brush{Kind: b.Kind, Version: core.BrushVersion, Color: uint32(h.Color()), Width: uint16(b.Size * core.WidthUnit), Opacity: uint8(b.Opacity * 255 / 100)}
	if b.Color != nil {
		brush.Color = uint32(*b.Color)
	}
	id := widget.ID(fmt.Sprint("shelf/own", i))
	if p.sampleButton(id, at, brush, b.Name, on, "") {
		h.TakeOwn(i)
	}
	if p.UI.Tool(id+"/off", widget.Rect{X: at.X + at.W - 24, Y: at.Y + 2, W: 22, H: 22}, widget.Tool{Icon: widget.CloseIcon, Name: "Take off the shelf"}) {
		p.app.RemoveOwn(i)
	}
}

// keepBrush keeps what is in hand under a name.
func (p *Panels) keepBrush(c *widget.Column) {
	u, h, o := p.UI, p.app.Hand(), &p.own
	if !o.naming {
		if u.Button("shelf/keep", c.Row(34), widget.Button{Text: "Keep what is in hand", Icon: widget.MoreIcon, Small: true}) {
			*o = own{naming: true, name: h.SuggestName()}
			u.Focus("shelf/name")
		}
		return
	}
	e := u.Field("shelf/name", c.Row(36), widget.Field{Text: o.name, Hint: "Its name"})
	o.name = e.Text
	o.colored = u.Switch("shelf/colored", c.Row(30), "With its colour", o.colored)
	why := h.Unfit(o.name, -1)
	if why != "" {
		u.Words(c, why, p.font(widget.Small), u.Theme.Accent, widget.AtLeft, 2)
	}
	cells := c.Row(34).Cells(2, 8)
	if u.Button("shelf/take", cells[0], widget.Button{Text: "Keep", Style: widget.Primary, Off: why != ""}) || e.Entered && why == "" {
		h.KeepBrush(o.name, o.colored)
		o.naming = false
	}
	if u.Button("shelf/leave", cells[1], widget.Button{Text: "Leave it"}) {
		o.naming = false
	}
}
