package panel

import (
	"fmt"
	"math"

	"easel.example/core"
	"easel.example/core/client"
	"easel.example/desktop/app"
	"easel.example/desktop/ui/widget"
)

// The settings of the brush.
const (
	settingsLeft = 72
	settingsWide = 196
	settingsGap  = 12
)

// settings shows what is in hand, beside the rail.
func (p *Panels) settings(st *app.State) {
	u := p.UI
	rows := func(c *widget.Column) { p.settingRows(c, st) }
	high := u.Height(settingsWide-24, settingsGap, rows) + 24
	most := u.H - 2*76
	at := widget.Rect{X: settingsLeft, W: settingsWide, H: min(high, most)}
	at.Y = float64(int((u.H - at.H) / 2))
	u.Float("settings", at)
	p.scrolled("settings/all", at, high-24, rows)
	if p.mixing {
		p.mixer(at)
	}
}

// scrolled shows rows in a panel, with a bar if they are more than it holds.
func (p *Panels) scrolled(id widget.ID, at widget.Rect, high float64, rows func(c *widget.Column)) {
	p.UI.Scroll(id, at.Pad(2, 2), high+20, func(all widget.Rect) {
		c := widget.Column{Rect: all.Pad(10, 10), Gap: settingsGap}
		rows(&c)
	})
}

// settingsSheet shows the settings on a phone, above its bar.
func (p *Panels) settingsSheet(st *app.State) {
	u := p.UI
	rows := func(c *widget.Column) { p.settingRows(c, st) }
	w := u.W - 16
	high := u.Height(w-24, settingsGap, rows) + 24
	at := widget.Rect{X: 8, W: w, H: min(high, u.H-160)}
	at.Y = u.H - 84 - at.H + 20*(1-u.Rise("settings/rise"))
	u.Solid("settings", at)
	p.scrolled("settings/all", at, high-24, rows)
	if p.mixing {
		p.mixer(at)
	}
}

func (p *Panels) settingRows(c *widget.Column, st *app.State) {
	u, h := p.UI, p.app.Hand()
	t := h.Tool()
	plotter := st.Style != core.Paint
	erases := t == app.ToolRubber || t == app.ToolEraser
	switch {
	case t == app.ToolSelect:
		p.selected(c, st)
	case erases:
		on := 0
		if t == app.ToolEraser {
			on = 1
		}
		if n := u.Either("settings/erase", c.Row(32), []string{"Paint", "Whole strokes"}, on); n != on {
			h.SetTool([]app.Tool{app.ToolRubber, app.ToolEraser}[n])
		}
	case plotter:
		u.Words(c, "This piece is a plotter's: one pen, in one ink.", p.font(widget.Body), u.Theme.Soft, widget.AtLeft, 0)
	default:
		p.inHand(c)
	}
	if (!plotter || erases) && t != app.ToolSelect {
		p.amounts(c)
	}
	if !plotter {
		p.colors(c)
	}
	if t == app.ToolBrush {
		p.guides(c)
	}
}

// inHand shows the brush by a stroke of it; pressed, it shows them all.
func (p *Panels) inHand(c *widget.Column) {
	h := p.app.Hand()
	at := c.Row(62)
	name := core.PresetOf(h.Kind()).Name
	if i := h.OwnInHand(); i >= 0 {
		name = h.Own()[i].Name
	}
	p.do(p.sampleButton("settings/brush", at, h.Brush(), name, false, "Choose a brush"), app.CmdShelf)
}

// sampleButton is a brush to choose, on paper.
func (p *Panels) sampleButton(id widget.ID, at widget.Rect, b core.Brush, name string, on bool, tip string) bool {
	u := p.UI
	u.Fill(at, widget.ButtonRadius, widget.RGB(0xffffff))
	if on {
		u.Ring(at.Inset(-1), widget.ButtonRadius+1, 2, u.Theme.Accent)
	} else {
		u.Ring(at, widget.ButtonRadius, 1, u.Theme.Edge)
	}
	in := at.Inset(4)
	words := in.Bottom(18)
	w, ht := math.Floor(in.W), math.Floor(in.H)
	u.Image(widget.Rect{X: math.Round(in.X), Y: math.Round(in.Y), W: w, H: ht}, p.look.swatch(b, int(w), int(ht), p.Scale), 6, 1)
	u.Label(words, name, p.font(widget.Small), widget.RGB(0x3b342e), widget.AtMiddle)
	return u.Surface(id, at, widget.ButtonRadius, tip).Clicked
}

// amounts shows how large and how strong.
func (p *Panels) amounts(c *widget.Column) {
	u, h := p.UI, p.app.Hand()
	size := math.Sqrt((h.Size() - app.SizeMin) / (app.SizeMax - app.SizeMin))
	s := widget.Slider{Name: "Size", Value: size, Shown: fmt.Sprintf("%.0f px", h.Size()), Step: 0.02}
	if v := u.Slider("settings/size", c.Row(widget.SliderHigh), s); v != size {
		h.SetSize(math.Round(app.SizeMin + (app.SizeMax-app.SizeMin)*v*v))
	}
	o := float64(h.Opacity()) / 100
	s = widget.Slider{Name: "Opacity", Value: o, Shown: fmt.Sprintf("%d %%", h.Opacity()), Step: 0.05}
	if v := u.Slider("settings/opacity", c.Row(widget.SliderHigh), s); v != o {
		h.SetOpacity(max(int(math.Round(100*v)), 1))
	}
}

// colors shows the palette, what was used of late, and the way to any colour.
func (p *Panels) colors(c *widget.Column) {
	u, h := p.UI, p.app.Hand()
	var names []string
	for _, l := range app.Palettes() {
		names = append(names, l.Name)
	}
	names = append(names, "my own")
	if n := u.Choice("settings/palette", c.Row(30), names, h.Palette()); n != h.Palette() {
		h.SetPalette(n)
	}
	paints := h.Paints()
	if len(paints) == 0 {
		u.Words(c, "Choose any colour below, and add it.", p.font(widget.Small), u.Theme.Soft, widget.AtLeft, 0)
	}
	p.paints("settings/paint", c, paints)
	if recent := h.RecentColors(); len(recent) > 0 {
		var list []app.Paint
		for _, r := range recent[:min(len(recent), p.across())] {
			list = append(list, app.Paint{Name: "Used of late: " + r.String(), Color: r})
		}
		u.Rule(c.Row(1))
		p.paints("settings/recent", c, list)
	}
	row := c.Row(34)
	if a := u.Surface("settings/mix", row, 8, ""); a.Clicked {
		p.mixing = !p.mixing
	}
	in := row.Pad(2, 0)
	other := in.Right(26).Centre(26, 26)
	both := widget.Rect{X: other.X - 16, Y: other.Y, W: 26, H: 26}
	u.Fill(other.Inset(2), 7, widget.RGB(uint32(h.Other())))
	u.Ring(other.Inset(2), 7, 1, u.Theme.Text.Fade(0.25))
	u.Fill(both, 8, widget.RGB(uint32(h.Color())))
	u.Ring(both, 8, 1, u.Theme.Text.Fade(0.25))
	u.Label(in, "Any colour", p.font(widget.Body), u.Theme.Text, widget.AtLeft)
	if h.Palette() == len(app.Palettes()) {
		p.ownPaint(c)
	}
}

// across is how many paints lie side by side.
func (p *Panels) across() int {
	if p.wide == phone {
		return 8
	}
	return 4
}

func (p *Panels) paints(id widget.ID, c *widget.Column, list []app.Paint) {
	h := p.app.Hand()
	n := p.across()
	gap, high := 7.0, 37.0
	if p.wide == phone {
		high = 34
	}
	for i := 0; i < len(list); i += n {
		g := c.Gap
		if i > 0 {
			c.Gap = 7
		}
		cells := c.Row(high).Cells(n, gap)
		c.Gap = g
		for j, paint := range list[i:min(i+n, len(list))] {
			name := widget.ID(fmt.Sprint(id, i+j))
			if p.UI.Swatch(name, cells[j], widget.RGB(uint32(paint.Color)), paint.Color == h.Color(), paint.Name) {
				h.SetColor(paint.Color)
			}
		}
	}
}

// ownPaint puts the colour in use on one's own palette, or takes it off.
func (p *Panels) ownPaint(c *widget.Column) {
	h := p.app.Hand()
	text := "Add this colour"
	for _, paint := range h.Paints() {
		if paint.Color == h.Color() {
			text = "Take this colour off"
		}
	}
	if p.UI.Button("settings/own", c.Row(32), widget.Button{Text: text, Small: true}) {
		h.TogglePaint(h.Color())
	}
}

// mixer shows where any colour is mixed, beside the settings or above them.
func (p *Panels) mixer(beside widget.Rect) {
	u, h := p.UI, p.app.Hand()
	const w = 232
	at := widget.Rect{X: beside.X + beside.W + 10, W: w + 24, H: widget.PickerHigh(w) + 24}
	at.Y = min(max(beside.Y+beside.H-at.H, edge), u.H-edge-at.H)
	if p.wide == phone {
		at.X = (u.W - at.W) / 2
		at.Y = max(beside.Y-at.H-8, edge)
	}
	at = at.Round(1)
	u.Solid("mixer", at)
	c := h.Color()
	if got := app.Color(u.Picker("mixer/pick", at.Inset(12), &p.picker, uint32(c))); got != c {
		h.SetColor(got)
	}
	if u.Outside("mixer") && u.Outside("settings") {
		p.mixing = false
	}
}

// guides shows what helps the hand.
func (p *Panels) guides(c *widget.Column) {
	u, h := p.UI, p.app.Hand()
	steady := float64(h.Steady()) / 100
	s := widget.Slider{Name: "Steadiness", Value: steady, Shown: fmt.Sprintf("%d %%", h.Steady()), Step: 0.05}
	if v := u.Slider("settings/steady", c.Row(widget.SliderHigh), s); v != steady {
		h.SetSteady(int(math.Round(100 * v)))
	}
	on := int(h.Shape())
	if n := u.Either("settings/shape", c.Row(30), []string{"Free", "Line", "Ellipse"}, on); n != on {
		h.SetShape(client.Shape(n))
	}
	var names []string
	for _, y := range app.Symmetries() {
		names = append(names, y.Name)
	}
	row := c.Row(30)
	u.Label(row.Left(74), "Symmetry", p.font(widget.Body), u.Theme.Text, widget.AtLeft)
	if n := u.Choice("settings/symmetry", row, names, h.Symmetry()); n != h.Symmetry() {
		h.SetSymmetry(n)
	}
}

// selected shows what can be done with what is selected.
func (p *Panels) selected(c *widget.Column, st *app.State) {
	u, s := p.UI, p.app.Studio()
	on := 1
	if st.Lasso {
		on = 0
	}
	if n := u.Either("settings/lasso", c.Row(32), []string{"Lasso", "Box"}, on); n != on {
		s.SetLasso(n == 0)
	}
	if st.Selected == 0 {
		u.Words(c, "Draw around strokes of your own, or click one. Shift adds.", p.font(widget.Body), u.Theme.Soft, widget.AtLeft, 0)
		if u.Button("settings/all-mine", c.Row(32), widget.Button{Text: "Select all of mine", Small: true}) {
			s.SelectAll()
		}
		return
	}
	text := fmt.Sprintf("%d strokes selected", st.Selected)
	if st.Selected == 1 {
		text = "1 stroke selected"
	}
	u.Label(c.Row(20), text, p.bold(widget.Body), u.Theme.Text, widget.AtLeft)
	for _, row := range [...][2]struct {
		name string
		does func()
	}{
		{{"Larger", func() { s.Grow(true) }}, {"Smaller", func() { s.Grow(false) }}},
		{{"Turn left", func() { s.Spin(false) }}, {"Turn right", func() { s.Spin(true) }}},
	} {
		for i, cell := range c.Row(32).Cells(2, 6) {
			if u.Button(widget.ID("settings/"+row[i].name), cell, widget.Button{Text: row[i].name, Small: true}) {
				row[i].does()
			}
		}
	}
	cells := c.Row(32).Cells(2, 6)
	if u.Button("settings/duplicate", cells[0], widget.Button{Text: "Duplicate", Small: true}) {
		s.Duplicate()
	}
	if u.Button("settings/delete", cells[1], widget.Button{Text: "Delete", Small: true, Style: widget.Danger}) {
		s.RemoveSelected()
	}
	u.Words(c, "A colour below paints them anew.", p.font(widget.Small), u.Theme.Soft, widget.AtLeft, 0)
}
