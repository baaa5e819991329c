package artist

import (
	"slices"
	"strings"
	"testing"

	"easel.example/core"
)

// TestPhrases: words that mean something else together are taken for that.
func TestPhrases(t *testing.T) {
	for _, c := range []struct{ prompt, means string }{
		{"", ""},
		{"a cat", "a cat"},
		{"northern lights over a lake", "aurora over a lake"},
		{"the northern coast", "the northern coast"},
		{"my grandmother's kitchen", "my teapot and bread and egg"},
		{"my dog's portrait", "my dog s portrait"},
		{"the cat's", "the cat s"},
		{"a bowl of ramen", "a ramen"},
		{"a bowl of fruit", "a bowl of fruit"},
		{"a bowl of", "a bowl of"},
		{"a glass of wine", "a wine"},
		{"a tulip field", "a field"},
		{"tulips", "tulips"},
		{"a hot air balloon festival", "a five hot-air-balloons"},
		{"a koi pond", "a four tropical-fish"},
		{"a man walking his dog", "a man-walking his dog"},
		{"a girl dancing", "a woman-dancing"},
		{"people running", "some person-running"},
		{"three people running", "three person-running"},
		{"a woman reading", "a woman reading"},
		{"a dog running", "a dog running"},
		{"two people dancing", "woman-dancing and man-dancing"},
		{"cherry blossoms", "blossoming trees spring"},
	} {
		if got := strings.Join(phrased(words(c.prompt)), " "); got != c.means {
			t.Errorf("%q means %q, want %q", c.prompt, got, c.means)
		}
	}
	for said, want := range map[string]string{"person running": "people running", "woman dancing": "women dancing", "fox": "foxes", "earring": "earrings"} {
		if got := manyOf(said); got != want {
			t.Errorf("several of a %s are %q, want %q", said, got, want)
		}
	}
	for from, to := range phrases {
		if n := len(strings.Fields(from)); n > phraseMost {
			t.Errorf("%q has %d words, %d are looked at", from, n, phraseMost)
		}
		for _, w := range strings.Fields(to) {
			if _, score := find(w); sceneOf(w) < 0 && score < exactly-10 && !has(idle, w) && numbers[w] == 0 && !slices.ContainsFunc(moods, func(m mood) bool { return has(m.words, w) }) {
				t.Errorf("%q means %q, which names nothing", from, w)
			}
		}
	}
}

// TestWonders: what is in the sky or the sand of a prompt is in the picture, in both styles, and before it what else is named.
func TestWonders(t *testing.T) {
	for _, c := range []struct {
		prompt     string
		with, less []string
	}{
		{"northern lights over a lake", []string{auroraLayer.doing, waterLayer.doing, "pricking stars"}, []string{sunLayer.doing, hillLayer.doing}},
		{"a lake under the northern lights", []string{auroraLayer.doing, waterLayer.doing}, nil},
		{"a rainbow over hills", []string{rainbowLayer.doing, hillLayer.doing}, nil},
		{"a rainbow over a lake", []string{rainbowLayer.doing, waterLayer.doing}, []string{hillLayer.doing}},
		{"planets in space", []string{spaceLayer.doing, planetLayer.doing}, nil},
		{"a rocket in space", []string{spaceLayer.doing, "drawing the rocket"}, []string{planetLayer.doing}},
		{"a desert", []string{dunesLayer.doing, cactusLayer.doing}, nil},
		{"a desert with a cactus", []string{dunesLayer.doing, "drawing the cactus"}, []string{cactusLayer.doing}},
		{"a train in the mountains", []string{farLayer.doing, "drawing the locomotive"}, nil},
		{"a christmas tree", []string{"drawing the christmas tree"}, []string{treeLayer.doing}},
	} {
		t.Run(c.prompt, func(t *testing.T) {
			for style := core.Paint; style.Valid(); style++ {
				p := New(Brief{c.prompt, style, 1600, 1200, 3})
				var done []string
				for _, l := range p.plan.layers {
					done = append(done, l.doing)
				}
				if water := slices.Index(done, waterLayer.doing); water >= 0 && water < max(slices.Index(done, rainbowLayer.doing), slices.Index(done, auroraLayer.doing)) {
					t.Errorf("the light is before the water, in %q", done)
				}
				for _, d := range c.with {
					if !slices.Contains(done, d) {
						t.Errorf("it is not %s, in %q", d, done)
					}
				}
				for _, d := range c.less {
					if slices.Contains(done, d) {
						t.Errorf("it is %s, in %q", d, done)
					}
				}
				if marks, _, _ := paint(t, p); len(marks) < strokesLeast || len(marks) > strokesMost {
					t.Errorf("%s: %d strokes", style, len(marks))
				}
			}
		})
	}
}
