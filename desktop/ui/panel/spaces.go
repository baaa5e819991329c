package panel

import (
	"fmt"
	"strings"

	"easel.example/core"
	"easel.example/desktop/app"
	"easel.example/desktop/ui/widget"
)

// spaces is a workspace that is being named.
type spaces struct{ name string }

// spacesDialog lists the workspaces that one is a member of.
func (p *Panels) spacesDialog(s *app.Studio, st *app.State) {
	u, h := p.UI, s.Sharing()
	p.dialog("spaces", "Workspaces", 480, 10, func(c *widget.Column) {
		for i, w := range h.Spaces {
			row := c.Row(52)
			id := widget.ID(fmt.Sprint("spaces/", i))
			if u.Surface(id, row.Pad(-10, 0), 10, "").Clicked && !w.Here {
				p.app.Join(w.Link) //nolint:errcheck // Trouble says it
			}
			if w.Here {
				u.Label(row.Right(40), "here", p.font(widget.Small), u.Theme.Accent, widget.AtRight)
			} else if p.careful(id+"/leave", row.Right(84).Centre(84, 32), widget.Button{Text: "Leave"}, "Really?") {
				h.LeaveSpace(w.No)
			}
			row.Right(8)
			name, title := w.Name, w.Title
			if name == "" {
				name = fmt.Sprint("Workspace ", w.No)
			}
			if title == "" {
				title = "Untitled"
			}
			p.twoLines(row, name, title+" · "+can(w.Role))
		}
		if len(h.Spaces) == 0 {
			u.Words(c, map[bool]string{true: "Looking them up…", false: "This link knows of no others."}[h.Loading], p.font(widget.Body), u.Theme.Soft, widget.AtLeft, 0)
		}
		if !h.May {
			return
		}
		p.heading(c, "Another one")
		row := c.Row(38)
		b := widget.Button{Text: "Make it", Style: widget.Primary}
		button := row.Right(u.ButtonWidth(b))
		row.Right(8)
		e := u.Field("spaces/name", row, widget.Field{Text: p.spaces.name, Hint: "Its name", Most: core.NameChars})
		p.spaces.name = e.Text
		if u.Button("spaces/make", button, b) || e.Entered {
			h.MakeSpace(strings.TrimSpace(p.spaces.name))
			p.spaces.name = ""
		}
	})
}
