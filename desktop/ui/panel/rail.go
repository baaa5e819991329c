package panel

import (
	"fmt"
	"math"

	"easel.example/core"
	"easel.example/desktop/app"
	"easel.example/desktop/ui/widget"
)

// edge is how far panels are from the window's edge.
const edge = 12

// eraserName returns what the eraser's button does next.
func eraserName(t app.Tool) string {
	switch t {
	case app.ToolRubber:
		return "Eraser; again: of whole strokes"
	case app.ToolEraser:
		return "Eraser of whole strokes; again: of paint"
	}
	return "Eraser"
}

// rail shows the tools, at the left.
func (p *Panels) rail(st *app.State) {
	u, t := p.UI, p.app.Hand().Tool()
	plotter := st.Style != core.Paint
	type entry struct {
		icon      widget.Icon
		name, key string
		on, off   bool
		does      app.Command
	}
	list := []entry{
		{widget.BrushIcon, "Brush", "B", t == app.ToolBrush, false, app.CmdBrush},
		{widget.EraserIcon, eraserName(t), "E", t == app.ToolRubber || t == app.ToolEraser, false, app.CmdEraser},
		{widget.BucketIcon, "Fill", "G", t == app.ToolBucket, plotter, app.CmdBucket},
		{widget.PipetteIcon, "Pick a colour", "I", t == app.ToolPicker, plotter, app.CmdPicker},
		{widget.SelectIcon, "Select strokes", "V", t == app.ToolSelect, false, app.CmdSelect},
		{widget.HandIcon, "Move the sheet", "H or Space", t == app.ToolHand, false, app.CmdHand},
	}
	n := len(list)
	if p.wide < broad {
		n++
	}
	at := widget.Rect{X: edge, W: 50, H: float64(n)*44 + 6}
	at.Y = float64(int((u.H - at.H) / 2))
	u.Float("rail", at)
	c := widget.Column{Rect: at.Inset(5), Gap: 4}
	for _, e := range list {
		tool := widget.Tool{Icon: e.icon, Name: e.name, Key: e.key, On: e.on, Off: e.off}
		p.do(u.Tool(widget.ID("rail/"+string(e.does)), c.Row(widget.ToolSize), tool), e.does)
	}
	if p.wide < broad {
		p.swatchButton("rail/swatch", c.Row(widget.ToolSize))
	}
}

// swatchButton opens the settings, and shows the colour in use.
func (p *Panels) swatchButton(id widget.ID, at widget.Rect) {
	u := p.UI
	open := p.drawer == settingsOpen
	if u.Surface(id, at, widget.ButtonRadius, "Colour and size").Clicked {
		p.drawer = settingsOpen
		if open {
			p.drawer = shut
		}
	}
	round := at.Centre(26, 26)
	u.Fill(round.Inset(-1.5), 14.5, u.Theme.Soft)
	u.Fill(round, 13, u.Theme.Solid)
	u.Fill(round.Inset(2), 11, widget.RGB(uint32(p.app.Hand().Color())))
}

// corner shows undo and zoom, at the lower left.
func (p *Panels) corner(s *app.Studio, st *app.State) {
	u := p.UI
	at := widget.Rect{X: edge, Y: u.H - edge - 50, W: 10 + 6*widget.ToolSize + 13 + 62, H: 50}
	u.Float("corner", at)
	row := at.Inset(5)
	button := func(icon widget.Icon, name, key string, off bool, does app.Command) {
		tool := widget.Tool{Icon: icon, Name: name, Key: p.key(key), Off: off}
		p.do(u.Tool(widget.ID("corner/"+string(does)), row.Left(widget.ToolSize), tool), does)
	}
	zoom := s.View().Zoom
	button(widget.UndoIcon, "Undo", "Ctrl Z", !st.CanUndo, app.CmdUndo)
	button(widget.RedoIcon, "Redo", "Ctrl Shift Z", !st.CanRedo, app.CmdRedo)
	u.Rule(row.Left(13).Centre(1, 24))
	button(widget.FewerIcon, "Zoom out", "−", zoom <= app.ZoomMin, app.CmdZoomOut)
	percent := row.Left(62)
	p.do(u.Surface("corner/full", percent, widget.ButtonRadius, "100 % (1)").Clicked, app.CmdFull)
	u.Label(percent, fmt.Sprintf("%.0f %%", math.Round(100*zoom)), p.font(widget.Body), u.Theme.Text, widget.AtMiddle)
	button(widget.MoreIcon, "Zoom in", "+", zoom >= app.ZoomMax, app.CmdZoomIn)
	button(widget.FitIcon, "Fit the sheet", "0", false, app.CmdFit)
	button(widget.HelpIcon, "Keys", "?", false, app.CmdHelp)
}
