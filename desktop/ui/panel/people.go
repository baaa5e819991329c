package panel

import (
	"fmt"
	"slices"
	"strings"

	"easel.example/core"
	"easel.example/desktop/app"
	"easel.example/desktop/ui/widget"
)

// findFrom is how many people there are before one is found by name.
const findFrom = 9

// can says what a role may.
func can(r core.Role) string {
	switch {
	case r == core.Owner:
		return "owner"
	case r.Draws():
		return "draws"
	}
	return "watches"
}

// people lists who is here, and for owners all who have come.
func (p *Panels) people(st *app.State) {
	u := p.UI
	var here []app.Member
	for _, m := range st.Members {
		if m.Online && strings.Contains(strings.ToLower(m.Name), strings.ToLower(strings.TrimSpace(p.find))) {
			here = append(here, m)
		}
	}
	many := len(st.Members) >= findFrom
	p.dialog("people", "People here", 440, 8, func(c *widget.Column) {
		if many {
			p.find = u.Field("people/find", c.Row(38), widget.Field{Text: p.find, Hint: "Find by name"}).Text
		}
		list := c.Row(min(float64(len(here))*44, 8*44))
		u.Rows("people/list", list.Pad(-8, 0), len(here), 44, func(i int, at widget.Rect) {
			m := here[i]
			row := at.Pad(8, 0)
			p.avatar(row.Left(34).Centre(32, 32), m)
			row.Left(10)
			if m.Me {
				p.do(u.Button("people/me", row.Right(98).Centre(98, 32), widget.Button{Text: "You: change", Small: true}), app.CmdMe)
				row.Right(8)
			}
			f := p.bold(14)
			role := can(m.Role)
			if m.ID == app.ArtistMember {
				role = "paints here"
			}
			u.Label(row.Left(min(u.Type.Width(m.Name, f)+1, row.W-70)), m.Name, f, u.Theme.Text, widget.AtLeft)
			row.Left(8)
			u.Label(row, role, p.font(widget.Small), u.Theme.Soft, widget.AtLeft)
		})
		if len(here) == 0 {
			u.Words(c, "Nobody has a name like that.", p.font(widget.Body), u.Theme.Soft, widget.AtLeft, 0)
		}
		if h := p.app.Studio().Sharing(); st.Owner && len(h.People) > 0 {
			p.persons(c, st, h)
		}
	})
}

// me is one's name and colour, while they are being changed.
type me struct {
	open  bool
	name  string
	color app.Color
}

func (p *Panels) meDialog(s *app.Studio, st *app.State) {
	u := p.UI
	if !p.me.open {
		p.me.open = true
		for _, m := range st.Members {
			if m.Me {
				p.me.name, p.me.color = m.Name, m.Color
			}
		}
	}
	name := strings.TrimSpace(p.me.name)
	take := func() {
		s.Rename(name, p.me.color)
		p.app.Show(app.NoSheet)
	}
	p.dialog("me", "Your name and colour", 430, 14, func(c *widget.Column) {
		row := c.Row(40)
		p.avatar(row.Left(40), app.Member{Name: p.me.name, Color: p.me.color})
		row.Left(12)
		e := u.Field("me/name", row, widget.Field{Text: p.me.name, Most: core.NameChars, Hint: "Your name"})
		p.me.name = e.Text
		if e.Entered && name != "" {
			take()
		}
		faces := app.Faces()
		for i := 0; i < len(faces); i += 6 {
			for j, cell := range c.Row(40).Cells(6, 8) {
				if i+j < len(faces) {
					f := faces[i+j]
					if u.Swatch(widget.ID("me/face/"+f.Name), cell, widget.RGB(uint32(f.Color)), f.Color == p.me.color, f.Name) {
						p.me.color = f.Color
					}
				}
			}
		}
		if u.Button("me/take", c.Row(38).Centre(c.W, 38), widget.Button{Text: "Take them", Style: widget.Primary, Off: name == ""}) {
			take()
		}
		u.Words(c, "Others see both beside your pen and in the list of people.", p.font(widget.Body), u.Theme.Soft, widget.AtLeft, 0)
	})
}

// share is a link that is being made.
type share struct {
	role   int
	name   string
	copied string // the link that was
	sure   widget.ID
	agents bool // those that are not here are listed, too
}

// shareDialog makes links, and lists those that there are.
func (p *Panels) shareDialog(s *app.Studio, st *app.State) {
	u, h := p.UI, s.Sharing()
	roles := []core.Role{core.Painter, core.Viewer, core.Owner}
	p.dialog("share", "Share", 500, 10, func(c *widget.Column) {
		if st.File != "" {
			p.upload(c)
			return
		}
		p.heading(c, "Whoever opens the link")
		p.share.role = u.Either("share/role", c.Row(34), []string{"can draw", "can watch", "owns this with you"}, p.share.role)
		row := c.Row(38)
		b := widget.Button{Text: "Make a link", Style: widget.Primary}
		button := row.Right(u.ButtonWidth(b))
		row.Right(8)
		e := u.Field("share/name", row, widget.Field{Text: p.share.name, Hint: "What it is for, if you like", Most: core.NameChars})
		p.share.name = e.Text
		if u.Button("share/make", button, b) || e.Entered {
			h.MakeLink(roles[p.share.role], strings.TrimSpace(p.share.name))
			p.share.name = ""
		}
		if h.Made != "" {
			p.made(c, h.Made)
		}
		p.links(c, h)
	})
}

// made shows a link to be handed over.
func (p *Panels) made(c *widget.Column, link string) {
	u := p.UI
	row := c.Row(38)
	b := widget.Button{Text: "Copy", Icon: widget.CopyIcon}
	if p.share.copied == link {
		b = widget.Button{Text: "Copied", Icon: widget.CheckIcon}
	}
	button := row.Right(96)
	row.Right(8)
	u.Field("share/made", row, widget.Field{Text: link})
	if u.Button("share/copy", button, b) {
		p.shell.CopyText(link)
		p.share.copied = link
	}
}

func (p *Panels) links(c *widget.Column, h *app.Sharing) {
	u := p.UI
	p.heading(c, "Links")
	if len(h.Links) == 0 {
		u.Words(c, map[bool]string{true: "Looking them up…", false: "There are none yet."}[h.Loading], p.font(widget.Body), u.Theme.Soft, widget.AtLeft, 0)
	}
	list := c.Row(min(float64(len(h.Links))*44, 4*44))
	u.Rows("share/links", list.Pad(-8, 0), len(h.Links), 44, func(i int, at widget.Rect) {
		l := h.Links[i]
		name := l.Name
		if name == "" {
			name = fmt.Sprint("Link ", l.No)
		}
		row := at.Pad(8, 0)
		if p.careful(widget.ID(fmt.Sprint("share/revoke", l.No)), row.Right(104).Centre(104, 32), widget.Button{Text: "Withdraw"}, "Really?") {
			h.RevokeLink(l.No)
		}
		row.Right(8)
		p.twoLines(row, name, fmt.Sprintf("%s, made %s", can(l.Role), date(l.Created)))
	})
}

// persons lists all who have come. Agents that are not here, of which there may be many, are
// behind one line.
func (p *Panels) persons(c *widget.Column, st *app.State, h *app.Sharing) {
	u := p.UI
	p.heading(c, "Who has come")
	people, absent := present(h.People, st.Members)
	if p.share.agents {
		people = h.People
	}
	list := c.Row(min(float64(len(people))*48, 4*48))
	if absent > 0 {
		b := widget.Button{Text: agentsWords(absent, p.share.agents), Small: true}
		row := c.Row(32)
		if u.Button("share/agents", row.Left(u.ButtonWidth(b)), b) {
			p.share.agents = !p.share.agents
		}
	}
	u.Rows("share/people", list.Pad(-8, 0), len(people), 48, func(i int, at widget.Rect) {
		m := people[i]
		row := at.Pad(8, 0)
		p.avatar(row.Left(34).Centre(32, 32), app.Member{Name: m.Name, Color: m.Color})
		row.Left(10)
		id := widget.ID(fmt.Sprint("share/person", m.No))
		switch {
		case m.Own:
		case m.Removed != 0:
			if u.Button(id, row.Right(104).Centre(104, 32), widget.Button{Text: "Let in again", Small: true}) {
				h.ReadmitPerson(m.No)
			}
		case p.careful(id, row.Right(104).Centre(104, 32), widget.Button{Text: "Remove"}, "Really?"):
			h.RemovePerson(m.No)
		}
		row.Right(8)
		what := can(m.Role)
		if m.Removed != 0 {
			what = "removed"
		} else if m.Own {
			what += ", you"
		}
		p.twoLines(row, m.Name, what)
	})
}

// present returns the people without agents that are not here, and how many those are.
func present(people []app.Person, members []app.Member) (list []app.Person, absent int) {
	for _, m := range people {
		if m.Agent && !slices.ContainsFunc(members, func(o app.Member) bool { return o.Online && o.ID == m.No }) {
			absent++
			continue
		}
		list = append(list, m)
	}
	return list, absent
}

// agentsWords says what is behind the line of agents that are not here.
func agentsWords(n int, open bool) string {
	does, what := "Show", "agents that are"
	if open {
		does = "Hide"
	}
	if n == 1 {
		what = "agent that is"
	}
	return fmt.Sprintf("%s %d %s not here", does, n, what)
}

func (p *Panels) twoLines(at widget.Rect, name, what string) {
	text := at.Centre(at.W, 36)
	p.UI.Label(text.Top(19), name, p.bold(14), p.UI.Theme.Text, widget.AtLeft)
	p.UI.Label(text, what, p.font(widget.Small), p.UI.Theme.Soft, widget.AtLeft)
}

// careful is a button that asks once more before it acts.
func (p *Panels) careful(id widget.ID, at widget.Rect, b widget.Button, sure string) bool {
	b.Small = true
	asked := p.share.sure == id
	if asked {
		b.Text, b.Style = sure, widget.Danger
	}
	if !p.UI.Button(id, at, b) {
		if asked && p.UI.Outside(id) {
			p.share.sure = ""
		}
		return false
	}
	if p.share.sure = id; asked {
		p.share.sure = ""
	}
	return asked
}

// upload asks where a file on this machine is to be shared.
func (p *Panels) upload(c *widget.Column) {
	u := p.UI
	u.Words(c, "This drawing is a file on this machine. To share it, it goes to a server as a new piece. Paste the link of a workspace that you own.", p.font(widget.Body), u.Theme.Soft, widget.AtLeft, 0)
	row := c.Row(40)
	b := widget.Button{Text: "Send", Style: widget.Primary, Off: strings.TrimSpace(p.share.name) == ""}
	button := row.Right(80)
	row.Right(8)
	e := u.Field("share/upload", row, widget.Field{Text: p.share.name, Hint: "Link of a workspace"})
	p.share.name = e.Text
	if u.Button("share/send", button, b) || e.Entered && !b.Off {
		p.shell.Upload(strings.TrimSpace(e.Text))
		p.share.name = ""
		p.app.Show(app.NoSheet)
	}
}
