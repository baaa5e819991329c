package artist

import (
	"slices"

	"easel.example/core"
)

// Words of the weather, and of the seasons that are seen in the air.
const (
	snowWords   = " snow snowy snowing snowfall snowflakes blizzard "
	winterWords = " winter wintry december january "
	rainWords   = " rain rainy raining rains drizzle downpour shower showers "
	fogWords    = " fog foggy mist misty haze hazy "
	autumnWords = " autumn autumnal october november "
	springWords = " spring april "
)

var (
	rainLayer = layer{"detail", "letting it rain", "Rain over all of it, thin and slanting.", rain}
	snowLayer = layer{"detail", "letting it snow", "Snow, flakes of all sizes, over everything.", snow}
	fogLayer  = layer{"detail", "letting fog in", "Fog between the far and the near: what is behind it goes pale.", mist}
)

const drifting = "letting snow drift"

// driftHigh is how far down the snow begins behind which heads look out, in ‰ of the height.
const driftHigh = 760

// told reports whether one of some words is in a set.
func told(set string, list []string) bool {
	return slices.ContainsFunc(list, func(w string) bool { return has(set, w) })
}

// wear has the land wear what the weather leaves on it, in the light of any hour: snow is white at night, too,
// and in a fog what is far is hardly there.
func (s *setting) wear(list []string) {
	s.snow = told(snowWords, list) || told(winterWords, list) || told(inSnow, list)
	s.fog = told(fogWords, list)
	if told(" blossoming ", list) {
		s.leaf, s.leaf2 = blend(0xdf8fb0, s.low, 40), blend(0xf8d3e0, s.low, 30)
	}
	if s.fog {
		s.far, s.mid = blend(s.far, s.low, 150), blend(s.mid, s.low, 90)
	}
	if !told(snowWords, list) {
		return
	}
	white := lighter(blend(s.low, 0xf4f8fc, 190), 60)
	if s.night || light(s.low) < 110 {
		white = blend(0xb9c8e4, s.high, 36)
	}
	on := func(c uint32, part int32) uint32 { return blend(c, white, part) }
	s.far, s.mid, s.close, s.ground = on(s.far, 110), on(s.mid, 190), on(s.close, 220), on(s.ground, 200)
	s.leaf2 = on(s.leaf2, 170)
	if !s.night {
		s.high, s.low = darker(s.high, 44), blend(s.low, darker(s.high, 30), 90) // flakes are seen before it
	}
}

// shows reports whether a plan has a layer.
func (p *plan) shows(l layer) bool {
	return slices.ContainsFunc(p.layers, func(k layer) bool { return k.doing == l.doing })
}

// falls adds what falls or drifts through the air.
func (p *plan) falls(list []string) {
	if p.setting.fog {
		i := slices.IndexFunc(p.layers, func(l layer) bool { return l.tag == "subject" })
		if !p.shows(gladeLayer) { // among trunks it has its own place
			p.layers = slices.Insert(p.layers, max(i, 0), fogLayer)
		}
	}
	if p.setting.snow {
		for i, l := range p.layers {
			switch l.doing {
			case thicketLayer.doing:
				p.layers[i] = sparse(l, 75)
			case foregroundLayer.doing, bloomLayer.doing:
				p.layers[i] = layer{"detail", drifting, "Snow in front, to stand in: its shade is blue.", drift(905)}
			case hidingLayer.doing:
				p.layers[i] = layer{"detail", drifting, "Snow in front, to look out from: its shade is blue.", drift(driftHigh)}
			}
		}
	}
	switch {
	case told(rainWords, list):
		p.layers = append(p.layers, rainLayer)
	case told(snowWords, list):
		p.layers = append(p.layers, snowLayer)
	case told(winterWords, list):
		p.layers = append(p.layers, sparse(snowLayer, 60))
	case told(autumnWords, list):
		p.layers = append(p.layers, layer{"detail", "letting leaves fall", "A few leaves in the wind: it is that time of the year.", blown})
	case told(springWords, list):
		p.layers = append(p.layers, layer{"detail", "letting petals fall", "Some petals in the air, from a tree that is not in the picture.", petals})
	}
}

// weather adds what falls from the sky, and takes the sun away where there is none.
func (p *plan) weather(list []string) {
	if !p.shows(skyLayer) {
		if p.shows(gladeLayer) || p.shows(thicketLayer) {
			p.falls(list)
		}
		return
	}
	if p.setting.name == palettes["storm"].name {
		for i := range p.layers {
			if p.layers[i].doing == cloudLayer.doing {
				p.layers[i] = layer{"sky", "piling up clouds", "Clouds pile up, dark above, and torn where the light breaks through.", stormClouds}
			}
		}
		if i := slices.IndexFunc(p.layers, func(l layer) bool { return l.doing == waterLayer.doing }); i >= 0 {
			p.layers = slices.Insert(p.layers, i+1, layer{"water", "raising the waves", "The sea rises. Each wave has a back, a crest and foam.", breakers})
		}
		p.layers = slices.DeleteFunc(p.layers, func(l layer) bool { return l.doing == sunLayer.doing || l.doing == glitLayer.doing })
	}
	if p.setting.fog {
		p.layers = slices.DeleteFunc(p.layers, func(l layer) bool { return l.doing == glitLayer.doing })
	}
	if p.setting.night {
		at := max(slices.IndexFunc(p.layers, func(l layer) bool { return l.doing == sunLayer.doing }), 0)
		p.layers = slices.Insert(p.layers, at+1, p.starry(list))
		p.layers = slices.DeleteFunc(p.layers, func(l layer) bool { return l.doing == cloudLayer.doing })
	}
	p.falls(list)
}

// starry is the stars, of which there are more where they are asked for.
func (p *plan) starry(list []string) layer {
	l := layer{"sky", "pricking stars", "Stars. Not too many, or they count for nothing.", stars}
	if told(" star stars starry ", list) {
		l = sparse(l, 230)
		l.thought = "Stars, large and small, from one end of the sky to the other."
	}
	return l
}

// mist lies in banks on the land, and a thin veil before what is behind. A pen leaves out what is in it.
func mist(h *hand, s *setting) { h.mist(s, s.horizon-40, s.horizon+170) }

func (h *hand) mist(s *setting, from, to int32) {
	n := int32(7)
	for i := range n {
		y := from + (to-from)*i/(n-1)
		x, l := h.between(-150, 500), h.between(380, 760)
		tall := h.between(14, 26)
		bank := h.wobble(ring(at{h.wide(x + l/2), h.high(y)}, h.wide(l/2), h.high(tall), 0, 40), h.u(8))
		if h.plots() {
			h.cover(bank)
			if i%2 == 0 {
				h.line(look{}, h.wobble(along(at{h.wide(x + l/6), h.high(y)}, at{h.wide(x + l*5/6), h.high(y)}, 24), h.u(7))...)
			}
			continue
		}
		c := h.near(lighter(s.low, 40+10*i), 4)
		h.line(look{core.Airbrush, c, h.high(tall * 5), 150, swell}, h.wobble(along(at{h.wide(x), h.high(y)}, at{h.wide(x + l), h.high(y)}, 10), h.u(14))...)
	}
}

// blown are leaves that a wind has taken.
func blown(h *hand, s *setting) {
	for range s.many(22) {
		p := at{h.wide(h.between(20, 940)), h.high(h.between(60, 960))}
		h.leaf(p, h.u(h.between(16, 34)), h.between(0, 3599), h.near(blend(pick(&h.chance, s.accents), s.leaf, 120), 14))
	}
}

// petals are of a blossoming tree.
func petals(h *hand, s *setting) {
	for range s.many(26) {
		h.petal(at{h.wide(h.between(20, 940)), h.high(h.between(60, 960))}, h.u(h.between(9, 17)), h.between(0, 3599), lighter(s.accents[0], h.between(40, 170)))
	}
}

// drift is snow in front, in which things stand or behind which they look out.
func drift(base int32) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		line := h.ridge(base, 46, 340)
		white := lighter(s.close, 90)
		h.cover(below(line, h.high(1010)))
		if h.plots() {
			h.line(look{}, h.wobble(line, h.u(2))...)
		} else {
			h.fill(white, 255, below(line, h.high(1010)))
		}
		for k := range s.many(26) { // the wind's traces, in the shade's blue
			x := h.between(0, int32(len(line))-16)
			deep := h.high(1000-base) * (k + 1) / s.many(26)
			var pen []at
			for _, p := range line[x : x+h.between(8, 15)] {
				pen = append(pen, at{p.x, p.y + deep})
			}
			if h.plots() && k%3 > 0 {
				continue // paper is snow enough
			}
			h.line(look{core.DryBrush, h.near(blend(white, s.high, h.between(20, 110)), 6), h.u(h.between(9, 24)), 190, swell}, h.wobble(pen, h.u(3))...)
		}
	}
}
