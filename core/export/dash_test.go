package export

import (
	"fmt"
	"testing"
)

func TestDashes(t *testing.T) {
	dashed := func(attributes string) string {
		return `<svg stroke="red"><path d="M0 0h20" fill="none" ` + attributes + `/></svg>`
	}
	const a = "#ff0000 w2 "
	const whole = a + "0,0–20,0"
	seenAre(t, [][3]string{
		{"ends that are cut are shorter by the pen", dashed(`stroke-width="2" stroke-dasharray="6 4"`), a + "1,0–5,0 " + a + "11,0–15,0"},
		{"round ends", dashed(`stroke-width="2" stroke-dasharray="6,4" stroke-linecap="round"`), a + "0,0–6,0 " + a + "10,0–16,0"},
		{"an odd number goes round twice", dashed(`stroke-width="2" style="stroke-dasharray: 6px; stroke-linecap: round"`), a + "0,0–6,0 " + a + "12,0–18,0"},
		{"an offset", dashed(`stroke-width="2" stroke-dasharray="6 4" stroke-dashoffset="3" stroke-linecap="round"`), a + "0,0–3,0 " + a + "7,0–13,0 " + a + "17,0–20,0"},
		{"an offset the other way", dashed(`stroke-width="2" stroke-dasharray="6 4" stroke-dashoffset="-12" stroke-linecap="round"`), a + "2,0–8,0 " + a + "12,0–18,0"},
		{"dots", dashed(`stroke-width="2" stroke-dasharray="0 8" stroke-linecap="round"`), a + "0,0–0,0 " + a + "8,0–8,0 " + a + "16,0–16,0"},
		{"dots without ends", dashed(`stroke-width="2" stroke-dasharray="0 8"`), "There are no strokes in the file."},
		{"a length of its own", dashed(`stroke-width="2" pathLength="100" stroke-dasharray="30 20" stroke-linecap="round"`), a + "0,0–6,0 " + a + "10,0–16,0"},
		{"scaled", `<svg stroke="red" stroke-dasharray="6 4" stroke-linecap="round"><path d="M0 0h10" fill="none" transform="scale(2)"/></svg>`, a + "0,0–12,0"},
		{"round a corner", `<svg stroke="red" stroke-dasharray="12 100" stroke-linecap="round" stroke-width="2"><path d="M0 0h10v10" fill="none"/></svg>`, a + "0,0–10,2"},
		{"a circle begins at its right", `<svg><circle r="10" fill="none" stroke="red" stroke-width="2" pathLength="4" stroke-dasharray="1 9" stroke-linecap="round"/></svg>`, a + "0,0–10,10"},
		{"none", dashed(`stroke-width="2" stroke-dasharray="none"`), whole},
		{"zeros", dashed(`stroke-width="2" stroke-dasharray="0 0"`), whole},
		{"less than nothing", dashed(`stroke-width="2" stroke-dasharray="6 -4"`), whole + " (1 × dash pattern that cannot be read)"},
		{"nonsense", dashed(`stroke-width="2" stroke-dasharray="6 x"`), whole + " (1 × dash pattern that cannot be read)"},
		{"very fine", dashed(`stroke-width="2" stroke-dasharray=".001"`), whole + " (1 × line of many dashes, drawn whole)"},
		{"finer than can be told", dashed(`stroke-width="2" stroke-dasharray="1e-9"`), whole + " (1 × line of many dashes, drawn whole)"},
	})
}

// TestDashesAreBounded: of one file come so many dashes, and a pattern has so many parts.
func TestDashesAreBounded(t *testing.T) {
	for n, want := range map[int]int{DashesMax: DashesMax, DashesMax + 1: 1} {
		d := read(t, fmt.Sprintf(`<svg><path d="M0 0h%d" fill="none" stroke="red" stroke-dasharray=".5" stroke-linecap="round"/></svg>`, n))
		if len(d.Strokes) != want || len(d.Left) != 1-want/DashesMax {
			t.Errorf("%d dashes are %d strokes, want %d; left out %v", n, len(d.Strokes), want, d.Left)
		}
	}
	for n, want := range map[int]int{dashParts: 1, dashParts + 1: 0} {
		list := ""
		for range n {
			list += "100 "
		}
		d := read(t, `<svg><path d="M0 0h300" fill="none" stroke="red" stroke-dasharray="`+list+`"/></svg>`)
		if len(d.Strokes) != 1+want || len(d.Left) != 1-want {
			t.Errorf("of %d parts are %d strokes, want %d; left out %v", n, len(d.Strokes), 1+want, d.Left)
		}
	}
}
