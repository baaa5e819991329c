package artist

import (
	"strings"

	"easel.example/core"
)

// Where things of the sketchbook are at home, by their names; others by what they are.
const (
	inWater  = " fish tropical-fish blowfish whale spouting-whale dolphin shark octopus squid jellyfish turtle seal crab lobster shrimp coral spiral-shell oyster fish-bone scuba-diving scuba-mask submarine person-swimming man-swimming woman-swimming woman-merpeople man-merpeople person-merpeople diving-mask otter "
	onWater  = " sailboat ship passenger-ship ferry speedboat motor-boat canoe kayak jetski duck swan goose person-rowing-boat man-rowing-boat woman-rowing-boat person-surfing man-surfing woman-surfing ship-cargo hippopotamus "
	inAir    = " airplane small-airplane helicopter parachute kite balloon hot-air-balloon air-balloon zeppelin butterfly honeybee eagle bat flying-saucer rocket cloud rainbow star comet shooting-star lady-beetle fly mosquito plane plane-tilt drone satellite ringed-planet crescent-moon full-moon sun sun-with-face tornado snowflake person-superhero man-superhero woman-superhero person-fairy woman-fairy fireworks "
	onBranch = " owl parrot bird blackbird dove sloth squirrel chipmunk canary peacock dodo orangutan bat nest-with-eggs empty-nest birdhouse chameleon "
	onStreet = " automobile taxi bus minibus tram trolleybus police-car ambulance fire-engine racing-car motorcycle motor-scooter bicycle kick-scooter delivery-truck articulated-lorry pickup-truck sport-utility-vehicle oncoming-automobile oncoming-police-car train locomotive light-rail metro bullet-train high-speed-train auto-rickshaw person-biking woman-biking vertical-traffic-light horizontal-traffic-light bike car firetruck moped scooter skateboard roller-skate "
	faces    = " fox lion bear wolf panda koala hamster frog cat-face dog-face polar-bear monkey-face mouse-face pig-face rabbit-face horse-face tiger-face cow-face unicorn raccoon moose boar dragon-face front-facing-baby-chick baby-chick chicken deer-face "
	onSheet  = " brain anatomical-heart eye eyes ear nose mouth tooth lungs tongue red-heart gear atom key compass feather snowflake maple-leaf dna mask performing-arts skull leaf flower mermaid "
)

var (
	deepLayer       = layer{"water", "painting the deep", "Water from within: light above, dark below, and rays that slant through it.", deep}
	weedsLayer      = layer{"detail", "growing weeds", "Weeds in front, and bubbles, so that one is down there with it.", weeds}
	farHillsLayer   = layer{"land", "placing far hills", "Low hills far away, in the colour of the air.", lowHills}
	perchLayer      = layer{"land", "reaching a branch in", "A branch across the picture, strong enough for who is to sit there.", perch}
	leavesLayer     = layer{"detail", "hanging leaves", "Leaves before and beside it.", leaves}
	housesLayer     = layer{"land", "drawing houses behind", "Houses behind, in one soft tone.", skyline}
	laidRoadLayer   = layer{"land", "laying the road", "The road, grey with a little of every colour.", street}
	thicketLayer    = layer{"land", "painting the thicket", "A thicket, dark within, a little light from above.", thicket}
	hidingLayer     = layer{"detail", "putting leaves in front", "Leaves in front, so that it is hidden a little.", hiding}
	foregroundLayer = layer{"detail", "letting grass grow", "Grass in front of it, so that it stands in the meadow, not on it.", foreground}
	backdropLayer   = layer{"detail", "laying fields of colour", "Large fields of colour behind, so that it has a place.", backdrop}
)

// placed returns the layers of a piece about things of the sketchbook: the place that they are at home
// in, the things themselves, and what is in front of them.
func placed(cast []role, c *chance, snow bool) []layer {
	if total(cast) > 1 || snow && homeOf(&cast[0].d) == inAThicket {
		return gathering(cast, c)
	}
	d := cast[0].d
	name := plain(d.name)
	subject := func(doing, thought string, paint func(h *hand, s *setting)) layer {
		return layer{"subject", doing, strings.ReplaceAll(thought, "$", name), paint}
	}
	is := func(kind string) bool { return has(" "+d.tags+" ", kind) }
	flip := c.one(2)
	switch {
	case has(inWater, d.name):
		return []layer{deepLayer,
			subject("drawing the "+name, "The $ comes through the light, large; others follow far off.", swims(d, flip)),
			weedsLayer}
	case has(onWater, d.name):
		return []layer{skyLayer, sunLayer, cloudLayer, waterLayer, glitLayer, subject("drawing the "+name, "The $ on the water, a little off the middle, and its reflection, broken.", floats(d, flip)), birdLayer}
	case has(inAir, d.name):
		return []layer{skyLayer, sunLayer, cloudLayer, farHillsLayer, subject("drawing the "+name, "The $, high up, where the sky is widest.", flies(d, flip))}
	case has(onBranch, d.name):
		return []layer{skyLayer, sunLayer, farHillsLayer, perchLayer,
			subject("drawing the "+name, "The $ on the branch, large against the sky.", stands(d, flip, 740, 500)), leavesLayer}
	case has(onStreet, d.name):
		return []layer{skyLayer, sunLayer, cloudLayer, housesLayer, laidRoadLayer, subject("drawing the "+name, "The $, large, its wheels on the road.", stands(d, flip, 950, 560))}
	case has(faces, d.name):
		return []layer{thicketLayer, subject("drawing the "+name, "The $ looks out of it, straight at us, large.", hangs(d, flip)), hidingLayer}
	case has(onSheet, d.name) || is("smileys"):
		return []layer{tonedLayer, backdropLayer, subject("drawing the "+name, "The $, large: paint first, then a line that comes and goes.", hangs(d, flip))}
	case is("animals") || is("travel") || is("people") && whole(d.name):
		return []layer{skyLayer, sunLayer, cloudLayer, hillLayer, subject("drawing the "+name, "The $, in front, standing on its own shadow.", stands(d, flip, 900, 560)), foregroundLayer}
	case is("people"):
		return []layer{tonedLayer, {"detail", "laying fields of colour", "Large fields of colour behind, so that it has a place.", fields}, subject("drawing the "+name, "The $: planes of light and shade, then the line.", hangs(d, flip))}
	case is("food") || is("objects") || is("activities") || !c.one(3):
		return []layer{tableLayer, subject("drawing the "+name, "The $ on the table, with one light from the side.", stands(d, flip, 860, 500)), {"detail", "setting small things beside it", "A few small things beside it, to give it company.", company}}
	}
	return []layer{tonedLayer, backdropLayer, subject("drawing many of them", "Many of them, each a little different, as in a book of studies.", scatter(d))}
}

// whole reports whether a person is drawn from head to foot.
func whole(name string) bool {
	for _, part := range []string{"running", "walking", "dancing", "cartwheel", "bouncing", "climbing", "golfing", "kneeling", "standing", "biking", "fencing", "handball", "lotus", "skier", "snowboarder", "horse-racing"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// foot returns how far below the middle a drawing ends, in 1/192 of its size.
func (d *sketch) foot() int32 {
	low := int32(96)
	for _, l := range d.lines {
		for _, q := range l.pts {
			low = max(low, int32(q[1]))
		}
	}
	return low - 96
}

// stands has a thing stand on the ground, so many ‰ of the height down.
func stands(d sketch, flip bool, base, size int32) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		t := min(h.u(size)*s.scale/100, h.high(base-60))
		p := at{h.wide(500+s.aside) + h.u(h.between(-70, 70)), h.high(base)}
		h.shadow(s, at{p.x + h.lee(s, p.x)*t/8, p.y - t/60}, t*46/100, t/18)
		h.sketched(s, d, at{p.x, p.y - d.foot()*t/192}, t, flip, 0)
	}
}

// hangs has a thing in the middle of the sheet.
func hangs(d sketch, flip bool) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		h.sketched(s, d, at{h.wide(500+s.aside) + h.u(h.between(-40, 40)), h.high(500) + h.u(h.between(-20, 20))}, h.u(600)*s.scale/100, flip, 0)
	}
}

// floats has a thing on the water.
func floats(d sketch, flip bool) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		t := h.u(460) * s.scale / 100
		p := at{h.wide(pick(&h.chance, []int32{h.between(400, 460), h.between(540, 600)}) + s.aside*7/10), h.high(s.horizon + 200)}
		if !h.plots() {
			for k := range int32(12) { // its reflection
				y := p.y + t*k/34
				l := t * (46 - 3*k) / 100
				x := p.x + h.between(-t/20, t/20)
				h.line(look{core.OilFilbert, h.near(blend(s.tinted(d.tone()), s.water, 90+12*k), 10), t / 26, 190, swell}, h.wobble(along(at{x - l, y}, at{x + l, y}, 8), t/60)...)
			}
		}
		h.sketched(s, d, at{p.x, p.y - d.foot()*t/192 + t/40}, t, flip, 0)
		for k := range int32(7) { // water before it
			x := p.x + h.between(-t/2, t/2)
			l := t * h.between(8, 20) / 100
			h.line(look{core.OilFilbert, h.near(lighter(s.water, 60+10*k), 8), t / 40, 210, swell}, h.wobble(along(at{x - l, p.y + t/50}, at{x + l, p.y + t/50}, 6), t/80)...)
		}
	}
}

// tone returns the colour of a drawing's first shape.
func (d *sketch) tone() uint32 {
	for _, l := range d.lines {
		if l.kind == shapeEdge {
			return l.color
		}
	}
	return 0x505860
}

// flies has a thing in the sky, and smaller ones further off.
func flies(d sketch, flip bool) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		x, t := pick(&h.chance, []int32{h.between(380, 440), h.between(560, 620)}), h.u(420)*s.scale/100
		away := int32(1)
		if x > 500 {
			away = -1
		}
		for i := range s.many(2) {
			if i > 4 {
				break
			}
			h.sketched(s, d, at{h.wide(x + away*(270+110*i)), h.high(150 + 130*i + h.between(-30, 30))}, t*(26-7*min(i, 2))/100, flip, 110+30*min(i, 2))
		}
		h.sketched(s, d, at{h.wide(x + s.aside*7/10), h.high(400)}, t, flip, 0)
	}
}

// swims has a thing in the water, and others behind it.
func swims(d sketch, flip bool) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		t := h.u(500) * s.scale / 100
		for i := range s.many(4) {
			h.sketched(s, d, at{h.wide(h.between(80, 920)), h.high(pick(&h.chance, []int32{h.between(120, 240), h.between(720, 860)}))}, t*h.between(12, 22)/100, flip, 120+25*min(i, 3))
		}
		h.sketched(s, d, at{h.wide(500+s.aside) + h.u(h.between(-60, 60)), h.high(470)}, t, flip, 0)
	}
}

// scatter has small ones of a drawing all over the sheet.
func scatter(d sketch) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		cols, rows := int32(4), int32(3)
		for j := range rows {
			for i := range cols {
				if i == cols-1 && j == rows-1 {
					break // the signature's
				}
				c := at{h.wide(1000*(2*i+1)/(2*cols) + h.between(-22, 22)), h.high(1000*(2*j+1)/(2*rows) + h.between(-22, 22))}
				h.sketched(s, d, c, h.u(h.between(150, 215))*s.scale/100, h.one(2), h.between(0, 40))
			}
		}
	}
}

// deep is water from within.
func deep(h *hand, s *setting) {
	top, low := lighter(blend(s.water, 0x2f9fb0, 120), 70), darker(blend(s.water, 0x14506a, 150), 70)
	if h.plots() {
		for i := range s.many(16) {
			y := h.high(40 + 920*i/s.many(16))
			x := h.wide(h.between(0, 700))
			h.line(look{}, h.wobble(along(at{x, y}, at{x + h.wide(h.between(120, 320)), y}, 14), h.u(5))...)
		}
		return
	}
	h.fill(blend(top, low, 120), 255, []at{{0, 0}, {h.wide(1000), 0}, {h.wide(1000), h.high(1000)}, {0, h.high(1000)}})
	n := int32(13)
	thick := h.high(1000) / n
	for i := range n {
		y, cut := thick*i+thick/2, h.wide(h.between(250, 750))
		for _, part := range [][2]int32{{-h.wide(40), cut + h.wide(60)}, {cut - h.wide(60), h.wide(1040)}} {
			h.line(look{core.OilFlat, h.near(blend(top, low, 255*i/(n-1)), 8), thick * 160 / 100, 225, even}, h.wobble(along(at{part[0], y}, at{part[1], y + h.u(h.between(-12, 12))}, 10), thick/5)...)
		}
	}
	for range int32(6) { // rays
		x, l := h.between(-100, 900), h.between(350, 720)
		h.line(look{core.DryBrush, lighter(top, 110), h.u(h.between(30, 80)), 80, release}, h.wobble(along(at{h.wide(x), -h.u(20)}, at{h.wide(x + l/4), h.high(l)}, 10), h.u(10))...)
	}
}

// weeds grow from the ground of the water, and bubbles rise.
func weeds(h *hand, s *setting) {
	floor := h.ridge(940, 60, 300)
	h.area(darker(blend(s.ground, 0x3a6a70, 140), 60), grain{core.DryBrush, 0, h.u(30), h.u(260), 12, false}, below(floor, h.high(1020)))
	for i := range s.many(20) {
		x := pick(&h.chance, []int32{h.between(-10, 240), h.between(760, 1010), h.between(0, 1000)})
		p := at{h.wide(x), h.high(h.between(945, 1000))}
		tall := h.u(h.between(90, 300))
		if x > 240 && x < 760 {
			tall /= 3
		}
		sway := h.u(h.between(-40, 40))
		c := h.near(blend(darker(s.leaf, 60), blend(s.accents[0], s.leaf2, 150), 255*(i%5)/4), 14)
		h.line(look{core.Ink, c, h.u(h.between(7, 15)), 245, release}, curve(p, at{p.x + sway, p.y - tall/3}, at{p.x - sway, p.y - tall*2/3}, at{p.x + sway/2, p.y - tall}, 14)...)
	}
	for range s.many(16) {
		p := at{h.wide(h.between(120, 900)), h.high(h.between(80, 850))}
		r := h.u(h.between(4, 13))
		h.line(look{core.Ink, lighter(s.water, 170), h.u(3), 220, even}, h.wobble(ring(p, r, r, h.between(0, 3599), 16)[:14], h.u(1))...)
	}
}

// foreground is grass along the foot of the picture, in front of all.
func foreground(h *hand, s *setting) {
	for range s.many(30) {
		p := at{h.wide(h.between(-10, 1010)), h.high(h.between(900, 1015))}
		tall := h.u(h.between(30, 100))
		lean := tall * h.between(-45, 45) / 100
		c := h.near(blend(darker(s.close, 40), s.leaf2, h.between(0, 220)), 14)
		h.line(look{core.Ink, c, h.u(h.between(4, 9)), 240, release}, curve(p, at{p.x, p.y - tall/2}, at{p.x + lean/3, p.y - tall*8/10}, at{p.x + lean, p.y - tall}, 7)...)
	}
	for range s.many(7) {
		p := at{h.wide(h.between(10, 860)), h.high(h.between(900, 980))}
		h.flower(p, h.u(h.between(8, 17)), h.near(pick(&h.chance, s.accents), 14), blend(s.sun, s.accents[1], 150), pick(&h.chance, []int32{0, 1, 4}))
	}
}

// company is small things on a table: fruit, a leaf, petals.
func company(h *hand, s *setting) {
	side := pick(&h.chance, []int32{-1, 1})
	for i := range s.many(2) {
		p := at{h.wide(500) + side*h.u(330+90*i), h.high(905 - 25*i)}
		r := h.u(h.between(46, 60))
		h.shadow(s, at{p.x + r/3, p.y + r*8/10}, r, r/5)
		h.apple(s, p, r, h.near(s.accents[i%int32(len(s.accents))], 12), i == 1)
	}
	for range s.many(4) {
		p := at{h.wide(500) - side*h.u(h.between(240, 460)), h.high(h.between(800, 950))}
		h.leaf(p, h.u(h.between(40, 70)), h.between(0, 3599), blend(s.leaf, s.leaf2, h.between(0, 255)))
	}
}

// lowHills are far, in the colour of the air.
func lowHills(h *hand, s *setting) {
	far := h.ridge(s.horizon+110, 110, 300)
	near := h.ridge(s.horizon+240, 90, 420)
	if h.plots() {
		h.slopes(far, 0)
		h.slopes(near, 1)
		return
	}
	h.area(blend(s.far, s.low, 70), grain{core.DryBrush, 20, h.u(34), h.u(260), 9, false}, below(far, h.high(1010)))
	h.area(blend(s.mid, s.low, 40), grain{core.DryBrush, -30, h.u(38), h.u(280), 10, false}, below(near, h.high(1010)))
}

// perch is a branch across the picture, on which something may sit at 740 ‰.
func perch(h *hand, s *setting) {
	bark := s.trunk
	if s.night {
		bark = lighter(bark, 110)
	}
	edge := func(dy int32) []at {
		return h.wobble(curve(at{-h.wide(20), h.high(800) + dy*2}, at{h.wide(300), h.high(735) + dy}, at{h.wide(620), h.high(730) + dy}, at{h.wide(1020), h.high(690) + dy/3}, 24), h.u(5))
	}
	top, low := edge(0), edge(h.u(44))
	shape := append([]at{}, top...)
	for i := range low {
		shape = append(shape, low[len(low)-1-i])
	}
	h.area(bark, grain{}, shape)
	if !h.plots() {
		for i := range int32(9) {
			line := edge(h.u(44) * i / 9)
			from := h.between(0, 6)
			h.line(look{core.DryBrush, h.near(blend(lighter(bark, 70), darker(bark, 90), 255*i/8), 9), h.u(11), 220, swell}, line[from:h.between(from+8, 25)]...)
		}
	}
	for i := range int32(5) { // twigs
		p := top[3+i*4]
		side := int32(-1)
		if i%2 == 1 {
			side = 1
			p = low[3+i*4]
		}
		h.line(look{core.Ink, bark, h.u(11), 250, release}, curve(p, at{p.x + h.u(30), p.y + side*h.u(20)}, at{p.x + h.u(50), p.y + side*h.u(60)}, at{p.x + h.u(h.between(50, 110)), p.y + side*h.u(h.between(70, 120))}, 9)...)
	}
}

// leaves hang from the branch, and from above.
func leaves(h *hand, s *setting) {
	for range s.many(26) {
		p := at{h.wide(pick(&h.chance, []int32{h.between(-10, 270), h.between(720, 1000)})), h.high(h.between(640, 880))}
		h.leaf(p, h.u(h.between(44, 84)), h.between(200, 1600), blend(s.leaf, s.leaf2, h.between(0, 255)))
	}
	for range s.many(14) {
		p := at{h.wide(h.between(0, 420)), h.high(h.between(-20, 110))}
		h.leaf(p, h.u(h.between(50, 92)), h.between(300, 1500), darker(blend(s.leaf, s.leaf2, h.between(0, 255)), 30))
	}
}

// thicket is leaves over leaves, the light ones where the light comes in.
func thicket(h *hand, s *setting) {
	dark := darker(s.leaf, 120)
	if !h.plots() {
		h.thick(dark)
	}
	n := s.many(120)
	if h.plots() {
		n = s.many(36)
	}
	if s.snow {
		h.twigs(s, n/4)
		return
	}
	for i := range n {
		p := at{h.wide(h.between(-20, 1000)), h.high(h.between(-20, 1000))}
		bright := max(0, 150-abs(p.x-h.wide(s.sunX))/h.u(6)-p.y/h.u(9)) + 90*i/n
		h.leaf(p, h.u(h.between(50, 120)), h.between(100, 1700), blend(darker(s.leaf, 90), lighter(s.leaf2, 30), min(bright, 230)))
	}
}

// twigs are what a thicket is in winter: bare, and dark against the snow behind.
func (h *hand) twigs(s *setting, n int32) {
	for range n {
		p := at{h.wide(h.between(-20, 1020)), h.high(h.between(250, 900))}
		tall, lean := h.u(h.between(160, 420)), h.between(-30, 30)
		l := look{core.Ink, h.near(blend(s.trunk, s.high, h.between(0, 150)), 10), h.u(h.between(3, 7)), 235, release}
		tip := at{p.x + tall*lean/100, p.y - tall}
		h.line(l, h.wobble(along(p, tip, 6), h.u(4))...)
		for k := range int32(3) {
			from := at{p.x + (tip.x-p.x)*(4+2*k)/10, p.y + (tip.y-p.y)*(4+2*k)/10}
			side := 1 - 2*(k&1)
			l.width = h.u(h.between(2, 4))
			h.line(l, h.wobble(along(from, at{from.x + side*tall/5, from.y - tall/5}, 4), h.u(2))...)
		}
	}
}

// thick is a whole sheet in one tone, worked over.
func (h *hand) thick(color uint32) {
	h.area(color, grain{core.OilFlat, 300, h.u(90), h.u(340), 12, false}, []at{{0, 0}, {h.wide(1000), 0}, {h.wide(1000), h.high(1000)}, {0, h.high(1000)}})
}

// hiding is leaves and blades before who looks out.
func hiding(h *hand, s *setting) {
	for range s.many(30) {
		x := pick(&h.chance, []int32{h.between(-20, 260), h.between(720, 1000), h.between(100, 850)})
		p := at{h.wide(x), h.high(h.between(800, 1010))}
		h.leaf(p, h.u(h.between(90, 190)), h.between(2300, 3000), blend(darker(s.leaf, 40), s.leaf2, h.between(0, 255)))
	}
}
