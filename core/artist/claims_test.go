package artist

import (
	"slices"
	"strings"
	"testing"

	"easel.example/core"
)

// claims are nudges, and what is said where they are not heeded.
var claims = []string{"more blue", "less blue", "bigger", "smaller", "less busy", "more detail", "leave the sky empty", "darker", "brighter", "warmer", "softer", "more contrast", "more colour",
	"add a bird", "add a red balloon", "add two dogs", "add a boat", "add clouds", "make it snow", "more sky", "bigger waves", "no clouds", "add a mountain", "more trees", "calmer"}

// refusals are parts of what is said where nothing is done.
var refusals = []string{"cannot", "There is no", "I leave it out", "I leave them out", "already", "I had none", "too late", "one ink", "takes nothing back", "Of another size"}

// TestClaims: what is said to a nudge is done: where it does not say that it cannot, what comes is other than it would have
// been; and where it says so, nothing is painted for it.
func TestClaims(t *testing.T) {
	places := []string{"a harbour", "a meadow at night", "a fox in winter", "a bowl of fruit", "a portrait", "a forest in fog", "circles", "a storm at sea", "a cat at dusk", "a city in autumn",
		"a cat on a roof", "a cat in a window at night", "a mouse under a table", "two dogs on a bench in the snow", "an owl on a fence", "a fox on a wall by the sea"}
	for i, prompt := range places {
		for style := core.Paint; style.Valid(); style++ {
			if skipped(i) {
				continue
			}
			for n, say := range claims {
				if (n+i/2+int(style))%2 > 0 {
					continue
				}
				b := Brief{prompt, style, 640, 480, uint64(i)}
				p := New(b)
				for range []int{1, 5, 40}[(n+i)%3] {
					p.Next()
				}
				before, layers, bare := p.coming(), len(p.plan.layers), p.plan.setting.bareTo
				p.Nudge(say)
				answer := p.said[len(p.said)-1].Thought
				refused := slices.ContainsFunc(refusals, func(r string) bool { return strings.Contains(answer, r) })
				done := p.coming() != before || p.plan.setting.bareTo != bare
				if !done && !refused {
					t.Errorf("%s, %q, %q: it says %q, and does nothing", style, prompt, say, answer)
				}
				if refused && len(p.plan.layers) > layers && !strings.Contains(answer, "I see where") {
					t.Errorf("%s, %q, %q: it says %q, and adds %q", style, prompt, say, answer, p.plan.layers[layers].doing)
				}
				for s, ok := p.Next(); ok; s, ok = p.Next() {
					if style == core.Plotter && s.Doing != listening && slices.ContainsFunc([]string{"colour", "tone over", "wash", "glaze", "knife", "brush"}, func(w string) bool { return strings.Contains(s.Thought+s.Doing, w) }) {
						t.Errorf("%q, %q: with one pen it says %q", prompt, say, s.Thought)
					}
					if added := s.Doing != "naming the piece" && s.Doing != "resting" && s.Doing != listening && !strings.HasPrefix(s.Doing, "leaving out"); added && len(s.Marks) == 0 {
						t.Errorf("%s, %q, %q: it is %q, and draws nothing", style, prompt, say, s.Doing)
					}
				}
			}
		}
	}
}
