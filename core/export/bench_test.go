package export

import (
	"math/rand/v2"
	"strings"
	"testing"

	"easel.example/core"
)

// busy is a piece of 10,000 strokes of 32 points.
func busy() *Picture {
	r := rand.New(rand.NewPCG(1, 1))
	p := &Picture{Width: 1600, Height: 1200}
	for range 10_000 {
		s := &core.Stroke{Brush: core.Brush{Kind: core.Pen, Version: 1, Color: r.Uint32() & 0xffffff, Width: uint16(32 + r.IntN(200)), Opacity: 255}}
		s.Points = make([]core.Point, 32)
		pen(r, s.Points, 1600, 1200)
		p.strokes = append(p.strokes, s)
	}
	return p
}

type counted int

func (c *counted) Write(b []byte) (int, error) {
	*c += counted(len(b))
	return len(b), nil
}

func BenchmarkPNG(b *testing.B) {
	p := busy()
	for _, n := range []int{1, 2} {
		b.Run([]string{"", "canonical", "twice"}[n], func(b *testing.B) {
			for b.Loop() {
				var size counted
				if err := WritePNG(&size, p, n, White); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(size), "bytes")
			}
		})
	}
}

func BenchmarkSVG(b *testing.B) {
	p := busy()
	for b.Loop() {
		var size counted
		if err := WriteSVG(&size, p, White); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(size)/(32*10_000), "bytes/point")
	}
}

func BenchmarkReadSVG(b *testing.B) {
	file := []byte(`<svg><g fill="none" stroke="#123456" transform="scale(2)">` + strings.Repeat(`<path id="p" class="a b" style="stroke-width:2px" d="M10 10c1 2 3 4 5 6l4 4"/><g/>`, 10_000) + `</g></svg>`)
	for b.Loop() {
		if _, err := Read(file); err != nil {
			b.Fatal(err)
		}
	}
}
