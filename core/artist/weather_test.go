package artist

import (
	"slices"
	"testing"

	"easel.example/core"
)

// TestWeather: what a prompt says of the weather and of the season is in the picture, wherever it is under the sky.
func TestWeather(t *testing.T) {
	const storm, waves, letsSnow, letsRain = "piling up clouds", "raising the waves", "letting it snow", "letting it rain"
	for _, c := range []struct {
		prompt        string
		with, without []string
	}{
		{"two foxes in the snow", []string{letsSnow, drifting}, []string{hidingLayer.doing}},
		{"a cat in the snow", []string{letsSnow, drifting}, []string{foregroundLayer.doing}},
		{"a cat in a blizzard", []string{letsSnow, drifting}, nil},
		{"a meadow in winter", []string{letsSnow, drifting}, []string{bloomLayer.doing}},
		{"a forest in the snow", []string{letsSnow}, nil},
		{"a fox in the rain", []string{letsRain}, nil},
		{"a forest in the rain", []string{letsRain}, nil},
		{"a rainy village", []string{letsRain, storm}, nil},
		{"a harbour in fog", []string{fogLayer.doing}, []string{storm, waves, glitLayer.doing}},
		{"mist over the sea", []string{fogLayer.doing}, []string{storm, waves}},
		{"hills in autumn", []string{"letting leaves fall"}, nil},
		{"hills in spring", []string{"letting petals fall"}, nil},
		{"a teapot in winter", nil, []string{letsSnow}}, // indoors
		{"a cat", nil, []string{letsSnow, letsRain, fogLayer.doing, drifting}},
	} {
		t.Run(c.prompt, func(t *testing.T) {
			var doings []string
			for _, l := range read(Brief{c.prompt, core.Paint, 800, 600, 3}).layers {
				doings = append(doings, l.doing)
			}
			for _, w := range c.with {
				if !slices.Contains(doings, w) {
					t.Errorf("it is not %s, in %q", w, doings)
				}
			}
			for _, w := range c.without {
				if slices.Contains(doings, w) {
					t.Errorf("it is %s, in %q", w, doings)
				}
			}
		})
	}
}

// TestSnowyGround: snow is the lightest of the land, at any hour; fog takes the far land's contrast.
func TestSnowyGround(t *testing.T) {
	of := func(prompt string) setting { return read(Brief{prompt, core.Paint, 800, 600, 3}).setting }
	for _, hour := range []string{"", " at night", " at dusk", " in autumn"} {
		bare, snowy := of("hills"+hour), of("snow on the hills"+hour)
		if light(snowy.close) < light(bare.close)+60 && light(snowy.close) < 200 || light(snowy.close) <= light(snowy.high) {
			t.Errorf("hills%s are %06x without snow, %06x with it", hour, bare.close, snowy.close)
		}
	}
	for _, hour := range []string{"", " at night"} {
		clear, fog := of("hills"+hour), of("fog on the hills"+hour)
		if unlike(fog.far, fog.low) >= unlike(clear.far, clear.low) {
			t.Errorf("hills%s are %06x in clear air, and %06x in fog", hour, clear.far, fog.far)
		}
	}
}

// TestSlanting: rain falls in slanting lines in both styles, and snow in flakes.
func TestSlanting(t *testing.T) {
	for style := core.Paint; style.Valid(); style++ {
		p := New(Brief{"hills in the rain", style, 800, 600, 3})
		slant := 0
		for _, m := range p.layer(len(p.plan.layers) - 1).marks {
			a, b := m.Points[0], m.Points[len(m.Points)-1]
			if b.X > a.X && b.Y > a.Y+(b.X-a.X) {
				slant++
			}
		}
		if slant < 50 {
			t.Errorf("%s: %d lines slant", style, slant)
		}
		p = New(Brief{"hills in the snow", style, 800, 600, 3})
		if n := len(p.layer(len(p.plan.layers) - 1).marks); n < 35 {
			t.Errorf("%s: %d flakes", style, n)
		}
	}
}

// TestSignedInSnow: the signature is seen on it.
func TestSignedInSnow(t *testing.T) {
	for _, prompt := range []string{"two foxes in the snow", "a cat in the snow at night"} {
		p := read(Brief{prompt, core.Paint, 800, 600, 3})
		if d := unlike(p.signs(), lighter(p.setting.close, 90)); d < 200 {
			t.Errorf("%q is signed with %06x on %06x", prompt, p.signs(), lighter(p.setting.close, 90))
		}
	}
}

// TestLooksOut: who has only a head looks out from behind the snow, on a sheet of any shape: eyes and all.
func TestLooksOut(t *testing.T) {
	for _, prompt := range []string{"a fox in the snow", "two foxes in the snow", "three bears in winter"} {
		for _, size := range [][2]int32{{1600, 1200}, {900, 1600}, {1600, 600}} {
			p := New(Brief{prompt, core.Paint, size[0], size[1], 5})
			h := newHand(p.brief, 1, "")
			g := party{p.plan.cast, inAThicket, 1, nil}
			for _, q := range g.spots(h, &p.plan.setting)[0] {
				box := q.box(p.plan.cast[0].d.frame())
				hidden := (box.Y1 - h.high(driftHigh-18)) * 100 / (box.Y1 - box.Y0)
				if hidden < 3 || hidden > 30 {
					t.Errorf("%q, %v: %d %% are in the snow", prompt, size, hidden)
				}
			}
		}
	}
}
