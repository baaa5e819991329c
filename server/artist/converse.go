package artist

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"easel.example/core"
	"easel.example/core/wire"
	"easel.example/server/artist/model"
)

// Bounds of a conversation.
const (
	// roundsMost is how often a turn asks its model: it looks at its picture a dozen times
	// in a piece, and draws in between.
	roundsMost = 48
	// idleMost is how often it is told that the piece is not finished when it only talks.
	idleMost = 2
	// picturesKept is how many of the newest pictures stay in the conversation: each is a
	// thousand tokens or more, and old ones show what is no longer so.
	picturesKept = 4
	// critiqueTokens bounds what a critic says.
	critiqueTokens = 1000
)

// converse has a turn with a model.
func (t *turn) converse(ctx context.Context, m model.Model) error {
	ask := t.r.all.cfg.Retry
	ask.Model, ask.Say = m, func(s string) { t.note(wire.Note{Kind: wire.Notice, Text: s}) }
	req := model.Request{System: t.orders(), Tools: t.toolList()}
	first, err := t.opening(ctx)
	if err != nil {
		return err
	}
	req.Messages = []model.Message{first}
	for round, idle := uint32(1), 0; round <= roundsMost; round++ {
		t.r.mu.Lock()
		t.r.round = round
		t.r.mu.Unlock()
		t.does("thinking")
		reply, err := ask.Reply(ctx, req, t.hear)
		t.voice.end()
		spent := t.spend(used(reply.Usage))
		if err != nil {
			return err
		}
		t.replied()
		answer := t.answer(ctx, reply)
		t.save(func(*state) {})
		if err := errors.Join(ctx.Err(), answer.err); err != nil {
			return err
		}
		if t.over() {
			return nil
		}
		if spent != nil {
			return spent
		}
		parts := append(answer.results, t.words()...)
		if len(reply.Calls()) == 0 && len(parts) == 0 {
			if idle++; idle > idleMost {
				return nil // it has said what it wanted to say: a nudge wakes it again
			}
			parts = []model.Part{model.Text("The piece is not finished. Go on painting, or have it judged by critique, name it, sign it and finish it.")}
		} else {
			idle = 0
		}
		if len(reply.Parts) > 0 {
			req.Messages = append(req.Messages, model.Message{Role: model.Assistant, Parts: reply.Parts})
			req.Messages = append(req.Messages, model.Message{Role: model.User, Parts: parts})
		} else {
			last := &req.Messages[len(req.Messages)-1]
			last.Parts = append(last.Parts, parts...)
		}
		forgetPictures(req.Messages)
	}
	t.note(wire.Note{Kind: wire.Notice, Text: "This turn has become long. I pause here; nudge me, and I go on."})
	return nil
}

// used is what of the budget a reply takes: what is read from a cache costs a tenth.
func used(u model.Usage) usage {
	return usage{Tokens: uint64(max(u.In+u.Out+u.CacheWrite+u.CacheRead/10, 0))}
}

// hear takes what arrives of a reply.
func (t *turn) hear(d model.Delta) {
	switch {
	case d.Restart:
		t.voice.end()
	case d.Text != "":
		t.voice.add(d.Text)
	}
}

// over reports whether the piece is finished.
func (t *turn) over() (yes bool) {
	t.with(func(st *state) { yes = st.Done })
	return yes
}

// An answering is what came of the calls of a reply.
type answering struct {
	results []model.Part
	err     error // the turn ends with
}

// answer does what a reply calls for, in order. Each call gets its result, whatever
// happens, so that the conversation stays one.
func (t *turn) answer(ctx context.Context, reply model.Reply) (a answering) {
	for _, c := range reply.Calls() {
		res := Result{Text: "It was not done: the turn has ended.", Failed: true}
		switch {
		case a.err != nil || ctx.Err() != nil:
		case c.Broken:
			res = wrong("The input was cut off. Call again with less at once.")
		default:
			res = t.tools.Do(ctx, c.Name, c.Input)
			a.err = res.Err
		}
		a.results = append(a.results, model.Result{ID: c.ID, Text: res.Text, Images: res.Images, Failed: res.Failed})
	}
	return a
}

// words returns what people have said meanwhile. It is read when the model has replied to it, so a
// turn that fails before leaves it to the next one.
func (t *turn) words() (parts []model.Part) {
	t.with(func(st *state) {
		if t.r.cut { // they are for the turn that follows
			return
		}
		for _, n := range st.Nudges {
			parts = append(parts, model.Text("Somebody says to you: "+n.Text))
		}
		if t.reading = len(st.Nudges); t.reading > 0 {
			st.Wanted = false // this turn reads them: none is needed for them
		}
	})
	return parts
}

// replied takes note that the model has replied to the words that it was told last.
func (t *turn) replied() {
	if t.reading > 0 {
		t.save(func(st *state) { st.Nudges = st.Nudges[min(t.reading, len(st.Nudges)):] })
		t.reading = 0
	}
}

// forgetPictures takes all but the newest pictures out of a conversation.
func forgetPictures(list []model.Message) {
	left := picturesKept
	for i := len(list) - 1; i >= 0; i-- {
		parts := list[i].Parts
		for k := len(parts) - 1; k >= 0; k-- {
			switch p := parts[k].(type) {
			case model.Image:
				if left--; left < 0 {
					parts[k] = model.Text("(an earlier picture)")
				}
			case model.Result:
				if left -= len(p.Images); left < 0 && len(p.Images) > 0 {
					p.Images = nil
					p.Text += " (The picture that came with it is left out; view_canvas shows how it is now.)"
					parts[k] = p
				}
			}
		}
	}
}

// opening is what the model is told at the start of a turn: the prompt, people's words, and
// the picture as it is.
func (t *turn) opening(ctx context.Context) (model.Message, error) {
	var st state
	t.with(func(s *state) { st = *s })
	s, err := t.hand.See(ctx)
	if err != nil {
		return model.Message{}, err
	}
	var b strings.Builder
	switch {
	case st.Prompt != "":
		fmt.Fprintf(&b, "Paint: %s\n", st.Prompt)
	default:
		b.WriteString("Paint what you like. Surprise us.\n")
	}
	b.WriteString(describe(s, t.hand.Size[0], t.hand.Size[1], t.hand.Style, t.tools.mine, t.tools.seen))
	if h := st.Gate.History; len(h) > 0 {
		fmt.Fprintf(&b, "\nThe last critique said: %s", h[len(h)-1])
	}
	parts := []model.Part{model.Text(b.String())}
	parts = append(parts, t.words()...)
	if len(s.Strokes) > 0 {
		img, err := picture(ctx, t.r.all.cfg.Hub, s, region{}, 0)
		if err != nil {
			return model.Message{}, err
		}
		parts = append(parts, img)
	}
	return model.Message{Role: model.User, Parts: parts}, nil
}

func (t *turn) toolList() (list []model.Tool) {
	for _, u := range t.tools.list() {
		list = append(list, model.Tool{Name: u.name, Description: u.about, Schema: json.RawMessage(u.input)})
	}
	return list
}

// orders is what the model is told of its work.
func (t *turn) orders() string {
	style := "Style: paint. All brushes and colours are yours."
	if t.hand.Style == core.Plotter {
		style = "Style: plotter. One pen of one width and one dark ink: tone comes from hatching. Colours, widths and brushes that you ask for are ignored."
	}
	return fmt.Sprintf(`You are a painter at a shared canvas of %d × %d px, origin at the top left, white paper. People watch you paint stroke by stroke and may draw on the same canvas while you work.
%s

How you work:
- Think aloud in short, plain sentences before you draw: what you see, what you want next. No lists, no code, no coordinates in what you say.
- Compose first: where the light comes from, the large shapes, one centre of interest off the middle. Then from the back to the front, from large brushes to small ones, from thin to thick. Leave rest areas.
- Draw in portions of 10 to 80 strokes with draw_paths, or compute them with run_sketch where there are many alike. Look at what you made (view_canvas) and mend what does not work; undo_mine takes back your newest strokes.
- Strokes of people are part of the picture: answer them, continue them, frame them, and do not paint over them.
- When somebody says something to you, do it, and say so.
- When the picture holds together, call critique. If it passes, name_piece, sign, finish, in this order. If it does not, work on what it says.
A piece usually has 100 to 500 strokes of yours.`, t.hand.Size[0], t.hand.Size[1], style)
}

// judge has the picture judged: by a model that has not painted it, where there is one,
// and by measure otherwise.
func (t *Tools) judge(ctx context.Context, brief string, history []string) (pass bool, text string, err error) {
	if t.all.cfg.Model == nil {
		found, err := t.measure(ctx, core.Rect{})
		if err != nil || len(found) == 0 {
			return err == nil, holds, err
		}
		return false, found[0].Text, nil
	}
	img, err := t.image(ctx, region{}, 0)
	if err != nil {
		return false, "", err
	}
	words := "The picture is meant to be: " + brief
	for _, h := range history {
		words += "\nAn earlier critique said: " + h
	}
	ask := t.all.cfg.Retry
	ask.Model = t.all.cfg.Model
	reply, err := ask.Reply(ctx, model.Request{
		System:    "You are a strict and kind art critic. You see a picture that somebody else has painted, and what it is meant to be. Judge composition, values, colour, edges, and whether one sees what it is about. Begin with one word alone on the first line, PASS or FAIL. Then say in at most five sentences what to change first, or why it holds together.",
		Messages:  []model.Message{{Role: model.User, Parts: []model.Part{model.Text(words), img}}},
		MaxTokens: critiqueTokens,
	}, nil)
	if over := t.turn.spend(used(reply.Usage)); err == nil {
		err = over
	}
	if err != nil {
		return false, "", err
	}
	for _, p := range reply.Parts {
		if s, ok := p.(model.Text); ok {
			text += string(s)
		}
	}
	pass, text = verdict(text)
	return pass, text, nil
}

// verdict reads what a critic said. Without a verdict it has not passed.
func verdict(text string) (pass bool, rest string) {
	first, rest, _ := strings.Cut(strings.TrimSpace(text), "\n")
	word := strings.ToUpper(strings.Trim(strings.TrimSpace(first), "*_#.:! "))
	switch {
	case word == "PASS":
		return true, strings.TrimSpace(rest)
	case word == "FAIL":
		return false, strings.TrimSpace(rest)
	case strings.HasPrefix(word, "PASS"):
		return true, strings.TrimSpace(text)
	}
	return false, strings.TrimSpace(text)
}
