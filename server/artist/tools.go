package artist

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"easel.example/core"
	"easel.example/core/wire"
	"easel.example/server/artist/model"
	"easel.example/server/artist/paths"
	"easel.example/server/artist/sketch"
	"easel.example/server/hub"
)

// Tools are what an artist or an agent acts through: a hand on one piece of one workspace,
// and nothing else (rule A3). They are for one goroutine.
type Tools struct {
	all       *Artists
	hand      *hub.Hand
	workspace int64
	turn      *turn                  // of the artist; nil for an agent
	seen      map[core.StrokeID]bool // strokes of others that were described
	after     uint32                 // its own strokes are the hand's after that number
}

// A Result is what came of a tool.
type Result struct {
	Text   string
	Say    string // what people read of it, where that is not Text
	Images []model.Image
	Err    error // it has failed, and Text says why in a plain sentence; of other things than the tool's input, a turn ends
	Failed bool
}

// Bounds of what a tool is given and gives, beyond those of packages paths and sketch.
const (
	// showMost is how many strokes draw_paths may draw and still show the picture at once.
	showMost = 160
	// inputShown and outputShown bound what the notebook shows of a call.
	inputShown  = 600
	outputShown = 600
	// undoMost is how many strokes undo_mine takes back at once.
	undoMost = 200
)

func newTools(a *Artists, hand *hub.Hand, workspace int64, t *turn) *Tools {
	return &Tools{all: a, hand: hand, workspace: workspace, turn: t, seen: map[core.StrokeID]bool{}}
}

// A tool is one thing that Tools do.
type tool struct {
	name  string
	doing string // what people read while it runs
	about string // for who calls it
	input string // JSON schema
	agent bool   // agents have it, too
	do    func(*Tools, context.Context, json.RawMessage) Result
}

func (t *Tools) list() []tool {
	list := []tool{
		{"draw_paths", "drawing", "Draws strokes. " + paths.Help(), `{"type":"object","properties":{"paths":` + string(paths.SchemaJSON()) + `},"required":["paths"]}`, true, (*Tools).drawPaths},
		{"run_sketch", "computing strokes", sketch.Help(), `{"type":"object","properties":{"program":{"type":"string","description":"Starlark"},"seed":{"type":"integer"}},"required":["program"]}`, true, (*Tools).runSketch},
		{"view_canvas", "looking at the picture", "Shows the picture as it is, or a region of it, with a grid of px if you like.", `{"type":"object","properties":{"region":{"type":"object","properties":{"x":{"type":"number"},"y":{"type":"number"},"width":{"type":"number"},"height":{"type":"number"}},"required":["x","y","width","height"]},"grid":{"type":"integer","description":"px from line to line, at least 20; 0 is none"}}}`, true, (*Tools).view},
		{"describe_canvas", "reading the strokes", "Lists the strokes as text: brushes, colours, bounds, and what is new from people since you last asked.", `{"type":"object","properties":{}}`, true, (*Tools).describe},
		{"undo_mine", "taking strokes back", "Takes back your newest strokes, so many of them. An agent's are those of its session.", `{"type":"object","properties":{"count":{"type":"integer","minimum":1,"maximum":200}},"required":["count"]}`, true, (*Tools).undo},
		t.critic(),
		{"name_piece", "naming the piece", "Gives the piece its title, at most 100 characters.", `{"type":"object","properties":{"title":{"type":"string"}},"required":["title"]}`, false, (*Tools).name},
		{"sign", "signing", "Signs the piece.", `{"type":"object","properties":{"position":{"enum":["bottom_right","bottom_left","bottom_center"]},"size":{"enum":["small","medium","large"]},"color":{"type":"string"}}}`, false, (*Tools).sign},
		{"finish", "finishing", "Ends the piece: it is done.", `{"type":"object","properties":{}}`, false, (*Tools).finish},
	}
	if t.all.cfg.Imager != nil {
		list = append(list, tool{"imagine", "imagining", "Makes a reference picture for you to look at. It does not come onto the canvas.", `{"type":"object","properties":{"prompt":{"type":"string"}},"required":["prompt"]}`, false, (*Tools).imagine})
	}
	return list
}

// critic returns the critique: the artist's, which opens its gate, or that of an agent, which has none.
func (t *Tools) critic() tool {
	if t.turn == nil {
		return tool{"critique", "", "Measures the picture: coverage, balance, contrast, and whether others' strokes are left to be seen. Says what to mend.", `{"type":"object","properties":{}}`, true, (*Tools).measured}
	}
	return tool{"critique", "judging the picture", "Has the picture judged by somebody else. It must pass before name_piece, sign and finish.", `{"type":"object","properties":{"brief":{"type":"string","description":"what the picture is meant to be"}},"required":["brief"]}`, false, (*Tools).critique}
}

// Do runs a tool, and tells of it as an event with an id of its own.
func (t *Tools) Do(ctx context.Context, name string, input json.RawMessage) Result {
	for _, u := range t.list() {
		if u.name != name || t.turn == nil && !u.agent {
			continue
		}
		id := uint32(0)
		if t.turn != nil {
			t.turn.does(u.doing)
			id = t.turn.begun(u.doing, told(name, string(input)))
		}
		res := u.do(t, ctx, input)
		if t.turn != nil {
			err := res.Err
			if res.Failed && err == nil {
				err = errors.New(res.Text)
			}
			t.turn.ended(id, cmp.Or(res.Say, res.Text), err)
		}
		return res
	}
	return wrong("There is no tool %q.", name)
}

// begun tells that a tool is used, and returns the id of the event.
func (t *turn) begun(doing, input string) uint32 {
	text := doing
	if input != "" && input != doing {
		text += "\n" + clip(input, inputShown)
	}
	return t.note(wire.Note{Kind: wire.ToolBegun, Text: text})
}

// ended tells what came of it.
func (t *turn) ended(id uint32, output string, err error) {
	n := wire.Note{ID: id, Kind: wire.ToolEnded, More: true}
	switch {
	case err == nil, errors.Is(err, errNudged):
	case errors.Is(err, errSpent):
		output = strings.TrimPrefix(output+", then the budget was used up", ", then ")
	case errors.Is(err, context.Canceled), errors.Is(err, errPaused):
		output = strings.TrimPrefix(output+", then paused", ", then ") // no fault of its own
	default:
		n.Kind = wire.ToolFailed
	}
	if output != "" {
		n.Text = "\n" + clip(output, outputShown)
	}
	t.note(n)
}

// wrong is a result that says what was wrong with the input.
func wrong(format string, args ...any) Result {
	return Result{Text: fmt.Sprintf(format, args...), Failed: true}
}

// broken is a result of what is not the caller's fault.
func broken(err error) Result {
	text := "It could not be done."
	var refused core.Refusal
	var later *hub.LaterError
	switch {
	case errors.As(err, &later):
		return wrong("There is no room for more at the moment. Try again in %d s.", int(later.Wait/time.Second)+1)
	case errors.Is(err, hub.ErrPieceGone):
		text = "The piece is not being painted on any more."
	case errors.Is(err, errSpent):
		text = "The budget is used up."
	case errors.Is(err, hub.ErrBusy):
		return wrong("Too many pictures are being drawn at the moment. Try again.")
	case errors.As(err, &refused):
		return wrong("The piece did not take it: %s", refused.Error())
	}
	return Result{Text: text, Err: err, Failed: true}
}

// read reads a tool's input.
func read(input json.RawMessage, v any) error {
	if len(input) == 0 {
		input = json.RawMessage("{}")
	}
	if err := json.Unmarshal(input, v); err != nil {
		return Sentence("The input is not of the form that the tool's schema describes.")
	}
	return nil
}

func (t *Tools) image(ctx context.Context, r region, grid int32) (model.Image, error) {
	s, err := t.hand.See(ctx)
	if err != nil {
		return model.Image{}, err
	}
	return picture(ctx, t.all.cfg.Hub, s, r, grid)
}

func (t *Tools) view(ctx context.Context, input json.RawMessage) Result {
	var in struct {
		Region *region `json:"region"`
		Grid   int32   `json:"grid"`
	}
	if err := read(input, &in); err != nil {
		return wrong("%v", err)
	}
	if in.Grid != 0 && in.Grid < gridMin {
		return wrong("A grid has at least %d px from line to line, or is 0 for none.", gridMin)
	}
	r := region{}
	if in.Region != nil {
		r = *in.Region
	}
	img, err := t.image(ctx, r, in.Grid)
	var part regionError
	if errors.As(err, &part) {
		return wrong("%v", err)
	}
	if err != nil {
		return broken(err)
	}
	return Result{Text: fmt.Sprintf("The piece is %d × %d px.", t.hand.Size[0], t.hand.Size[1]), Images: []model.Image{img}}
}

func (t *Tools) mine(s *core.Stroke) bool { return s.ID.Actor == t.hand.Actor() && s.ID.N > t.after }

func (t *Tools) describe(ctx context.Context, _ json.RawMessage) Result {
	s, err := t.hand.See(ctx)
	if err != nil {
		return broken(err)
	}
	return Result{Text: describe(s, t.hand.Size[0], t.hand.Size[1], t.hand.Style, t.mine, t.seen)}
}

func (t *Tools) undo(ctx context.Context, input json.RawMessage) Result {
	var in struct {
		Count int `json:"count"`
	}
	if err := read(input, &in); err != nil {
		return wrong("%v", err)
	}
	if in.Count < 1 || in.Count > undoMost {
		return wrong("count is %d; it may be 1 to %d.", in.Count, undoMost)
	}
	s, err := t.hand.See(ctx)
	if err != nil {
		return broken(err)
	}
	var list []core.StrokeID
	for i := len(s.Strokes) - 1; i >= 0 && len(list) < in.Count; i-- {
		if o := s.Strokes[i]; t.mine(o) && o.Hidden == 0 {
			list = append(list, o.ID)
		}
	}
	hidden, err := t.hand.Hide(ctx, list)
	if t.turn != nil {
		t.turn.with(func(st *state) { st.Gate.marked(len(hidden)) })
	}
	if err != nil {
		return broken(err)
	}
	return Result{Text: fmt.Sprintf("%d of your strokes were taken back.", len(hidden))}
}
