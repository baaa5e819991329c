package artist

import (
	"fmt"
	"strings"
	"testing"

	"easel.example/core"
)

// TestLettersOnTheSheet: words have room on the sheet, however many and long they are.
func TestLettersOnTheSheet(t *testing.T) {
	for i, words := range []string{"hi", "Ann & Bob", "slow down", "to be or not to be", "incomprehensibilities", strings.Repeat("many words ", 8)} {
		for style := core.Paint; style.Valid(); style++ {
			for _, size := range [][2]int32{{1600, 1200}, {2400, 800}, {1200, 1600}, {240, 1200}} {
				t.Run(fmt.Sprint(words, style, size), func(t *testing.T) {
					p, drawn := New(Brief{fmt.Sprintf("the words %q", words), style, size[0], size[1], uint64(i)}), 0
					for s, ok := p.Next(); ok; s, ok = p.Next() {
						if s.Doing != "lettering" {
							continue
						}
						for _, m := range s.Marks {
							drawn++
							for _, q := range m.Points {
								if x, y := q.X/core.Unit, q.Y/core.Unit; x < 0 || y < 0 || x > size[0] || y > size[1] {
									t.Fatalf("a letter goes to %d, %d", x, y)
								}
							}
						}
					}
					if drawn == 0 {
						t.Error("there are no letters")
					}
				})
			}
		}
	}
}

// TestDrawable: what the pen has no letter for takes no room, and accents are left off.
func TestDrawable(t *testing.T) {
	for text, want := range map[string]string{"Café": "CAFE", "Straße’s": "STRASSE'S", "hi 🙂 you": "HI  YOU", "Ça va?": "CA VA?", "你好": ""} {
		if got := drawable(text); got != want {
			t.Errorf("%q is drawn as %q, want %q", text, got, want)
		}
	}
	if got := wrapped("hi 🙂 you", 100, 600); len(got) != 1 || got[0] != "HI YOU" {
		t.Errorf("the lines are %q", got)
	}
}
