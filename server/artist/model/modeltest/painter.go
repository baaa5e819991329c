package modeltest

import (
	"fmt"
	"strings"
	"time"
)

// PainterStrokes are those that [Painter] draws in a piece: its own, not those that it
// draws at a person's word.
const PainterStrokes = 20 + 7 + 6 + 4

// PainterTitle is what it calls the piece.
const PainterTitle = "A field at noon"

// Painter is the script of an artist that paints a small piece from beginning to end,
// by all tools that a model is given: it thinks aloud, draws with one wrong entry among
// right ones, computes strokes, looks, calls one tool twice at once, is judged, fails, mends,
// passes, and names, signs and ends the piece. Whatever somebody says to it is answered by a
// red stroke. pace is how long it thinks before each reply.
//
// The piece has at least 500 × 400 px. It goes by what a request holds alone, so a request that is sent again is answered as before.
func Painter(pace time.Duration) Script {
	return func(_ int, r Request) Answer {
		a := Answer{usage: Usage{In: 1200, Out: 300}}
		if pace > 0 {
			a = a.Stall(pace)
		}
		if len(r.Tools) == 0 {
			return a.judge(r)
		}
		if _, said, ok := strings.Cut(r.Last().Text, "Somebody says to you: "); ok {
			return a.Say("You say “", said, "”: ", "I do that.").Call("draw_paths", pathsOf(line(200, 40*(len(r.Turns)%20), "#c0392b")))
		}
		step := 0
		for _, t := range r.Turns {
			if t.Role == "assistant" && !strings.HasPrefix(t.Text, "You say ") {
				step++
			}
		}
		return a.step(step)
	}
}

// judge is what an independent critic says: FAIL at first, and PASS to who has mended.
func (a Answer) judge(r Request) Answer {
	if strings.Contains(r.Last().Text, "An earlier critique said: ") {
		return a.Say("PASS", "\nThe foreground leads into the picture now.")
	}
	return a.Say("FAIL", "\nThe foreground is empty.")
}

// step is what the painter does after so many replies.
func (a Answer) step(n int) Answer {
	switch n {
	case 0:
		return a.Say("The light is ", "high. ", "I begin with the field, ", "from the back to the front.").Call("draw_paths", field())
	case 1:
		return a.Say("Seven trees against the sky.").Call("run_sketch", `{"program":"for i in range(7):\n    line(80 + 60 * i, 168, 84 + 60 * i, 72 + 8 * (i % 3), brush=\"pen\", color=\"#2f4f2f\", width=4)\n"}`)
	case 2:
		return a.Say("What is there so far?").Call("view_canvas", `{"grid":200}`)
	case 3:
		return a.Call("draw_paths", pathsOf(line(500, 120, "#f1c40f"), line(560, 140, "#f1c40f"), line(620, 120, "#f1c40f"))).
			Call("draw_paths", pathsOf(line(700, 160, "#e67e22"), line(760, 140, "#e67e22"), line(820, 160, "#e67e22")))
	case 4:
		return a.Say("It may be judged.").Call("critique", `{"brief":"a field at noon"}`)
	case 5:
		return a.Say("The foreground, then.").Call("draw_paths", pathsOf(line(100, 900, "#3e5f3e"), line(400, 920, "#3e5f3e"), line(700, 900, "#3e5f3e"), line(1000, 920, "#3e5f3e")))
	case 6:
		return a.Call("critique", `{"brief":"a field at noon"}`)
	case 7:
		return a.Say("It holds together.").Call("name_piece", `{"title":"`+PainterTitle+`"}`).Call("sign", `{"position":"bottom_left","size":"small"}`).Call("finish", `{}`)
	}
	return a.Say("There is nothing more to do.")
}

// field is twenty strokes, and one that no tool can draw.
func field() string {
	list := []string{`{"type":"spiral","points":[[1,1],[2,2]]}`}
	for i := range 20 {
		y := 200 + 8*i
		list = append(list, fmt.Sprintf(`{"type":"polyline","points":[[24,%d],[160,%d,0.9],[320,%d],[456,%d,0.3]],"brush":"watercolour","color":"#7d9b4%d","width":10}`, y, y-5, y+4, y-2, i%10))
	}
	return pathsOf(list...)
}

func line(x, y int, color string) string {
	return fmt.Sprintf(`{"type":"line","points":[[%d,%d],[%d,%d]],"brush":"pen","color":"%s","width":6}`, x*2/5, y*2/5, x*2/5+64, y*2/5+20, color)
}

func pathsOf(list ...string) string { return `{"paths":[` + strings.Join(list, ",") + `]}` }
