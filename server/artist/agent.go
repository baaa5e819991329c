package artist

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"easel.example/core"
	"easel.example/core/artist"
	"easel.example/core/authority"
	"easel.example/server/hub"
)

// Agent returns the tools of somebody else's program, which paints along as a member of
// its own by that hand, within the rate of people. Its own are the member's strokes after that
// number: whoever was the member before may have been another one.
func (a *Artists) Agent(hand *hub.Hand, workspace int64, after uint32) *Tools {
	t := newTools(a, hand, workspace, nil)
	t.after = after
	return t
}

// An AgentTool is a tool that agents have, as they are told of it.
type AgentTool struct {
	Name, About string
	Schema      json.RawMessage
	Draws       bool // it changes the piece
}

// AgentTools lists what [Tools.Do] does for agents.
func AgentTools() (list []AgentTool) {
	for _, u := range (&Tools{all: &Artists{}}).list() {
		if u.agent {
			draws := u.name != "view_canvas" && u.name != "describe_canvas" && u.name != "critique"
			list = append(list, AgentTool{u.name, u.about, json.RawMessage(u.input), draws})
		}
	}
	return list
}

// drawAsAgent draws what fits into the rate before ctx ends. Where that is not all it
// says when to go on.
func (t *Tools) drawAsAgent(ctx context.Context, marks []artist.Mark, waited *time.Duration) (n int, say string, err error) {
	list := make([]authority.Ink, len(marks))
	for i, m := range marks {
		list[i] = authority.Ink{Brush: m.Brush, Points: m.Points}
	}
	drawn, err := t.hand.Draw(ctx, list, func(d time.Duration) { *waited += d })
	var later *hub.LaterError
	if errors.As(err, &later) {
		why := "The strokes of a member in a minute are bounded, and those that wait to be shown."
		if later.Why == core.Full {
			why = "The piece has no room at the moment."
		}
		say = fmt.Sprintf(" The last %d of the list were not drawn. %s Send them again in %d s.", len(marks)-later.Taken, why, int(later.Wait/time.Second)+1)
		err = nil
	}
	return len(drawn), say, err
}
