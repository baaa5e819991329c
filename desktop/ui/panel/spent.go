package panel

import (
	"fmt"
	"strconv"
	"strings"

	"easel.example/core/wire"
	"easel.example/desktop/app"
	"easel.example/desktop/ui/widget"
)

// A budget is what an owner lets the artist use, while it is being changed.
type budget struct {
	changing               bool
	slip                   bool // what was to be set is no budget
	turns, strokes, tokens string
}

// spent shows how much of its budget the artist has used; pressed, of what.
func (p *Panels) spent(c *widget.Column, s *app.Studio, st *app.State) {
	u, a := p.UI, st.Artist
	if !a.Begun && !st.Owner {
		return
	}
	row := c.Row(28)
	if u.Surface("book/budget", row.Pad(-6, 0), 8, "").Clicked {
		p.spend = !p.spend
		p.budget = budget{}
	}
	u.Label(row.Left(48), "Budget", p.font(widget.Small+0.5), u.Theme.Soft, widget.AtLeft)
	row.Left(10)
	words := "no limit"
	if a.Share >= 0 {
		words = fmt.Sprintf("%.0f %% used", 100*a.Share)
	}
	u.Label(row.Right(u.Type.Width(words, p.font(widget.Small+0.5))), words, p.font(widget.Small+0.5), u.Theme.Soft, widget.AtRight)
	row.Right(10)
	if a.Share >= 0 {
		u.Meter(row, a.Share)
	}
	if p.spend {
		p.spentRows(c, s, st)
	}
}

func (p *Panels) spentRows(c *widget.Column, s *app.Studio, st *app.State) {
	u, a := p.UI, st.Artist
	parts := []struct {
		name  string
		spent wire.Spent
		text  *string
	}{{"Turns on this piece", a.Turns, &p.budget.turns}, {"Strokes on this piece", a.Strokes, &p.budget.strokes}, {"Tokens today", a.Tokens, &p.budget.tokens}}
	if a.Unpaid {
		parts = parts[:2]
	}
	f := p.font(widget.Small + 0.5)
	for _, part := range parts {
		row := c.Row(22)
		if p.budget.changing {
			row = c.Row(10)
			row.Y -= 22
			row.H = 30
			e := u.Field(widget.ID("book/budget/"+part.name), row.Right(110), widget.Field{Text: *part.text, Hint: "no limit", Most: 12})
			*part.text = e.Text
		} else {
			words := fmt.Sprintf("%d, no limit", part.spent.Used)
			if part.spent.Most > 0 {
				words = fmt.Sprintf("%d of %d", part.spent.Used, part.spent.Most)
			}
			u.Label(row.Right(150), words, f, u.Theme.Text, widget.AtRight)
		}
		u.Label(row, part.name, f, u.Theme.Soft, widget.AtLeft)
	}
	if !st.Owner {
		return
	}
	if p.budget.slip {
		u.Label(c.Row(22), "Whole numbers only; empty is no limit.", f, u.Theme.Bad, widget.AtLeft)
	}
	row := c.Row(32)
	if !p.budget.changing {
		if u.Button("book/budget/change", row.Left(84), widget.Button{Text: "Change", Small: true}) {
			p.budget = budget{changing: true, turns: number(a.Turns.Most), strokes: number(a.Strokes.Most), tokens: number(a.Tokens.Most)}
		}
		return
	}
	if u.Button("book/budget/set", row.Left(84), widget.Button{Text: "Set", Small: true, Style: widget.Primary}) {
		if b, ok := p.budget.parsed(); ok {
			s.SetBudget(b)
			p.budget = budget{}
		} else {
			p.budget.slip = true
		}
	}
	row.Left(8)
	if u.Button("book/budget/leave", row.Left(84), widget.Button{Text: "Leave it", Small: true}) {
		p.budget = budget{}
	}
}

func number(v uint64) string {
	if v == 0 {
		return ""
	}
	return strconv.FormatUint(v, 10)
}

// parsed returns the budget that is written. What is no number is a slip, and never no limit.
func (b *budget) parsed() (out app.Budget, ok bool) {
	for _, part := range []struct {
		text string
		to   *uint64
	}{{b.turns, &out.Turns}, {b.strokes, &out.Strokes}, {b.tokens, &out.DayTokens}} {
		text := strings.ReplaceAll(part.text, " ", "")
		if text == "" {
			continue
		}
		v, err := strconv.ParseUint(text, 10, 62)
		if err != nil {
			return app.Budget{}, false
		}
		*part.to = v
	}
	return out, true
}
