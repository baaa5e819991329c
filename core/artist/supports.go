package artist

import "easel.example/core"

// A support is what things in a picture may be on, under or in. Places are in ‰ of the sheet, as they are where its side
// is 1.
type support struct {
	name     string // with the word that says where things are
	words    string // between spaces, as preps
	preps    string
	doing    string
	thought  string
	color    uint32 // that it has of its own
	foot     int32  // how far down things stand
	top      int32  // how high they reach at most
	from, to int32  // between which they are
	size     int32  // of one, in thousandths of the sheet's middle size
	deep     bool   // so that they throw shadows on it
	hides    bool   // who has but an upper part looks over it
	solid    bool   // what is behind it is not seen
	before   []layer
	after    []layer
	paint    func(h *hand, s *setting, st *station)
}

// What is done where a support is painted that others speak of.
const (
	roofing   = "laying the roof"
	walling   = "building the wall"
	fencing   = "putting up the fence"
	bridging  = "building the bridge"
	benching  = "putting up the bench"
	windowing = "opening the window"
	tabling   = "putting up the table"
	desking   = "putting up the desk"
	chairing  = "putting up the chair"
)

// Words that say where things are.
const (
	over      = " on onto upon atop across "
	upon      = over + "along "
	beneathIt = " under beneath below underneath "
)

var (
	roofsLayer = layer{"land", "drawing roofs behind", "Other roofs behind, pale: it is a town of them.", roofsBehind}
	parkLayer  = layer{"land", "placing the land behind", "Land behind, and a few trees, so that there is a far and a near.", landBehind(40, 260)}
	viewLayer  = layer{"land", parkLayer.doing, parkLayer.thought, landBehind(290, 390)} // through a window
	openAir    = []layer{skyLayer, sunLayer, cloudLayer, parkLayer}
)

var supports = []support{
	{name: "on a chimney", words: " chimney chimneys smokestack ", preps: upon, doing: roofing, thought: "A roof with a wide chimney, brick over brick.", color: 0xb5563c,
		foot: 540, top: 50, from: 345, to: 655, size: 380, solid: true, hides: true, before: []layer{skyLayer, sunLayer, cloudLayer, sparse(roofsLayer, 60)}, paint: chimney},
	{name: "on a roof", words: " roof roofs rooftop rooftops housetop ", preps: upon, doing: roofing, thought: "The roof in front, row over row, and its ridge to stand on.", color: 0xb5563c,
		foot: 640, top: 70, from: 120, to: 730, size: 450, solid: true, hides: true, before: []layer{skyLayer, sunLayer, cloudLayer, roofsLayer}, paint: roof},
	{name: "on a wall", words: " wall walls ", preps: upon, doing: walling, thought: "A wall across the picture, stone on stone, with flat ones on top.", color: 0xa89a86,
		foot: 650, top: 70, from: 110, to: 890, size: 440, solid: true, hides: true, before: openAir, paint: wall},
	{name: "on a fence", words: " fence fences railing ", preps: upon, doing: fencing, thought: "A fence, plank beside plank, with a broad rail on top.", color: 0x9a734c,
		foot: 630, top: 70, from: 110, to: 890, size: 430, hides: true, before: openAir, after: []layer{sparse(foregroundLayer, 40)}, paint: fence},
	{name: "on a bridge", words: " bridge bridges footbridge ", preps: upon, doing: bridging, thought: "A bridge of stone, and what flows beneath it seen through the arch.", color: 0xa39a8c,
		foot: 590, top: 60, from: 140, to: 860, size: 400, hides: true, before: []layer{skyLayer, sunLayer, cloudLayer, parkLayer, {"water", "letting water through", "Water below, that goes under it.", brook}}, paint: bridge},
	{name: "on a bench", words: " bench benches ", preps: upon, doing: benching, thought: "A bench: planks to sit on, planks to lean on, and legs of iron.", color: 0x96653c,
		foot: 715, top: 90, from: 200, to: 800, size: 460, before: openAir, after: []layer{sparse(foregroundLayer, 40)}, paint: bench},
	{name: "on a branch", words: " branch branches bough ", preps: upon, doing: perchLayer.doing, thought: perchLayer.thought,
		foot: 742, top: 200, from: 80, to: 920, size: 430, before: []layer{skyLayer, sunLayer, farHillsLayer}, after: []layer{leavesLayer}, paint: func(h *hand, s *setting, _ *station) { perch(h, s) }},
	{name: "in a tree", words: " tree treetop ", preps: " in up ", doing: perchLayer.doing, thought: perchLayer.thought,
		foot: 742, top: 200, from: 80, to: 920, size: 430, before: []layer{skyLayer, sunLayer, farHillsLayer}, after: []layer{leavesLayer}, paint: func(h *hand, s *setting, _ *station) { perch(h, s) }},
	{name: "on a table", words: " table tables tabletop ", preps: over, doing: tabling, thought: "The table: its top, seen a little from above, and its legs.", color: 0xa8744a,
		foot: 755, top: 90, from: 120, to: 880, size: 440, hides: true, deep: true, before: []layer{roomLayer}, paint: table},
	{name: "on a desk", words: " desk desks ", preps: over, doing: desking, thought: "The desk, with drawers at both sides, and books and a plant on it.", color: 0x8a5a3a,
		foot: 755, top: 90, from: 60, to: 690, size: 440, hides: true, deep: true, before: []layer{roomLayer}, paint: desk},
	{name: "under a table", words: " table tables ", preps: beneathIt, doing: tabling, thought: "The table from below: its edge above, its legs to both sides, and the floor.", color: 0xa8744a,
		foot: 895, top: 290, from: 200, to: 800, size: 470, deep: true, before: []layer{roomLayer}, paint: tableAbove},
	{name: "under a desk", words: " desk desks ", preps: beneathIt, doing: desking, thought: "The desk from below: its edge above, drawers to both sides, and the floor.", color: 0x8a5a3a,
		foot: 895, top: 290, from: 225, to: 775, size: 470, deep: true, before: []layer{roomLayer}, paint: tableAbove},
	{name: "on a chair", words: " chair chairs armchair stool ", preps: " on onto upon atop in ", doing: chairing, thought: "A chair, large, for who is to sit on it.", color: 0xa06a3e,
		foot: 660, top: 70, from: 320, to: 680, size: 440, before: []layer{roomLayer}, paint: chair},
	{name: "in a window", words: " window windows windowsill windowsills ", preps: " on onto upon atop across in at by near beside behind before through from inside ", doing: windowing, thought: "The window: a wall around it, its bars and its sill. What is outside stays outside.", color: 0xe9e2d2,
		foot: 835, top: 150, from: 210, to: 790, size: 430, solid: true, deep: true, before: []layer{skyLayer, sunLayer, cloudLayer, viewLayer}, paint: window},
}

// landBehind is land behind a support, and some trees on it, so far in ‰ from one side or from the other.
func landBehind(from, to int32) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		far, near := h.ridge(s.horizon+30, 90, 300), h.ridge(s.horizon+110, 60, 420)
		if h.plots() {
			h.slopes(far, 0)
			h.slopes(near, 1)
		} else {
			h.area(blend(s.far, s.mid, 90), grain{core.DryBrush, 20, h.u(48), h.u(380), 9, false}, below(far, h.high(s.horizon+160)))
			h.area(blend(s.mid, s.close, 90), grain{core.DryBrush, -30, h.u(64), h.u(460), 12, false}, below(near, h.high(1010)))
		}
		for i := range s.many(2) {
			x := pick(&h.chance, []int32{h.between(from, to), 1000 - h.between(from, to)})
			h.tree(s, at{h.wide(x), h.high(s.horizon + 110 + 30*min(i, 4))}, h.u(200+70*min(i, 3)))
		}
	}
}

// roofsBehind are of houses far off.
func roofsBehind(h *hand, s *setting) {
	haze := blend(s.far, s.low, 110)
	line := h.ridge(s.horizon+40, 70, 260)
	if h.plots() {
		h.cover(below(line, h.high(840)))
		h.line(look{}, h.wobble(line, h.u(1))...)
	} else {
		h.area(haze, grain{core.DryBrush, 0, h.u(60), h.u(500), 6, false}, below(line, h.high(840)))
	}
	for row := 2 - min(s.many(2), 2); row < 2; row++ {
		for x := h.between(-90, -20); x < 1000; {
			wide := h.between(120, 200) + 10*row
			foot := s.horizon + 55 + 75*row + h.between(0, 25)
			h.gable(s, h.wide(x), h.wide(x+wide), h.high(foot), h.high(foot+110), 150-60*row)
			x += wide + h.between(20, 110)
		}
	}
}

// gable is the upper part of a house, faint as what is far.
func (h *hand) gable(s *setting, x0, x1, y0, y1, faint int32) {
	mid, rise := (x0+x1)/2, (x1-x0)*h.between(34, 52)/100
	far := blend(s.far, s.low, 60)
	wall := blend(blend(lighter(s.ground, 90), pick(&h.chance, s.accents), h.between(10, 70)), far, faint)
	tiles := blend(s.tinted(pick(&h.chance, []uint32{0xa8583f, 0x8c5a4c, 0x6f6a72})), far, faint)
	if s.snow {
		tiles = lighter(tiles, 170)
	}
	shape := []at{{x0, y1}, {x0, y0}, {x1, y0}, {x1, y1}}
	top := []at{{x0 - (x1-x0)/14, y0}, {mid - (x1-x0)/7, y0 - rise}, {mid + (x1-x0)/7, y0 - rise}, {x1 + (x1-x0)/14, y0}}
	h.board(wall, 900, (x1-x0)/2, shape)
	h.board(tiles, 0, rise/2, top)
	if h.plots() && h.one(2) {
		h.hatch(0x909090, 600, top)
	}
	for i := range int32(2) {
		x := x0 + (x1-x0)*(2+3*i)/7
		win := darker(wall, 70)
		if s.night || h.one(3) {
			win = blend(s.sun, s.accents[1], h.between(0, 150))
		}
		h.line(look{core.Knife, win, (x1 - x0) / 9, 235, even}, at{x, y0 + (y1-y0)/5}, at{x, y0 + (y1-y0)/2})
	}
}

// board is a part of something built: with a pen it has its outline, and paper within.
func (h *hand) board(color uint32, turn, step int32, shape []at) {
	if h.plots() {
		h.cover(shape)
		h.line(look{}, h.wobble(append(append([]at{}, shape...), shape[0]), h.u(1))...)
		return
	}
	h.area(color, grain{core.OilFlat, turn, max(step, h.u(8)), 0, 9, false}, shape)
}

// box is a rectangle in ‰ of the sheet.
func (h *hand) box(x0, y0, x1, y1 int32) []at {
	return []at{{h.wide(x0), h.high(y0)}, {h.wide(x1), h.high(y0)}, {h.wide(x1), h.high(y1)}, {h.wide(x0), h.high(y1)}}
}

// rim is a line of shade, or of light, along something built.
func (h *hand) rim(color uint32, wide int32, a, b at) {
	h.line(look{core.DryBrush, color, h.u(wide), 215, even}, h.wobble(along(a, b, 16), h.u(2))...)
}

// roof is rows of tiles below a ridge, a chimney at one side, and an end at the other.
func roof(h *hand, s *setting, st *station) {
	c := h.tiled(s, st, st.foot-12, 60)
	h.stack(s, st, st.x(840), st.foot+60, st.foot-190, 84)
	h.ridged(c, st, st.foot-12, 60, 770)
	h.ridged(c, st, st.foot-12, 915, 1030)
	x := h.wide(st.x(840))
	h.line(look{core.Watercolour, lighter(s.far, 120), h.u(38), 150, swell}, curve(at{x, h.high(st.foot - 210)}, at{x + h.u(40), h.high(st.foot - 280)}, at{x - h.u(30), h.high(st.foot - 340)}, at{x + h.u(70), h.high(st.foot - 470)}, 12)...)
}

// chimney is a roof with a chimney that is wide enough to stand on.
func chimney(h *hand, s *setting, st *station) {
	c := h.tiled(s, st, 780, -60)
	h.ridged(c, st, 780, -60, 1060)
	h.stack(s, st, 500, 860, st.foot-14, 330)
}

// tiled covers what is below a ridge at y, which begins at x, and returns its colour.
func (h *hand) tiled(s *setting, st *station, y, x int32) uint32 {
	c := st.tone(s)
	if s.snow {
		c = blend(c, lighter(s.close, 150), 215)
	}
	end := func(v int32) int32 { return x - 150*(v-y)/(1010-y) }
	h.board(c, 0, 0, []at{{h.wide(st.x(x)), h.high(y)}, {h.wide(st.x(1030)), h.high(y)}, {h.wide(st.x(1030)), h.high(1010)}, {h.wide(st.x(end(1010))), h.high(1010)}})
	for row, v := int32(0), y+24; v < 1010; row++ {
		deep := 34 + 4*row // the nearer the larger
		wide := 36 + 5*row
		for range 5 {
			p := at{h.wide(st.x(h.between(max(end(v), 0)+20, 980))), h.high(v + deep/2)}
			tone := h.near(blend(lighter(c, 50), darker(c, 60), h.between(0, 255)), 14)
			if !h.plots() {
				h.line(look{core.OilFlat, tone, h.wide(wide) * 8 / 10, 205, swell}, at{p.x, p.y - h.high(deep)/3}, at{p.x, p.y + h.high(deep)/3})
			}
		}
		var pen []at
		for from := end(v) - wide*(row%2)/2; from < 1020; from += wide {
			for i := range int32(5) {
				if _, dip := turned(h.high(deep)/3, 450*i); from+wide*i/4 > end(v)+5 {
					pen = append(pen, at{h.wide(st.x(from + wide*i/4)), h.high(v) + dip})
				}
			}
		}
		h.line(look{core.Ink, darker(c, 100), h.u(4), 225, even}, h.wobble(pen, h.u(1))...)
		v += deep
	}
	return c
}

// ridged lays the caps of a ridge from one place to another.
func (h *hand) ridged(c uint32, st *station, y, from, to int32) {
	h.board(lighter(c, 40), 0, h.u(12), []at{{h.wide(st.x(from)), h.high(y)}, {h.wide(st.x(to)), h.high(y)}, {h.wide(st.x(to)), h.high(y + 28)}, {h.wide(st.x(from)), h.high(y + 28)}})
	for x := from + 45; x < to; x += 62 {
		h.line(look{core.Ink, darker(c, 90), h.u(4), 220, even}, curve(at{h.wide(st.x(x)), h.high(y)}, at{h.wide(st.x(x + 12)), h.high(y + 8)}, at{h.wide(st.x(x + 12)), h.high(y + 20)}, at{h.wide(st.x(x)), h.high(y + 28)}, 5)...)
	}
	h.rim(darker(c, 110), 5, at{h.wide(st.x(from)), h.high(y + 29)}, at{h.wide(st.x(to)), h.high(y + 29)})
}

// stack is a chimney of bricks around x, so wide, from its foot to its top.
func (h *hand) stack(s *setting, st *station, x, foot, top, wide int32) {
	c := s.tinted(0x9c5442)
	h.board(c, 0, h.u(26), h.box(x-wide/2, top, x+wide/2, foot))
	joint := lighter(c, 110)
	long := max(60, wide/4)
	for row, y := int32(0), top+60; y < foot-14; row, y = row+1, y+long*6/10 {
		h.line(look{core.Ink, joint, h.u(4), 240, even}, h.wobble(along(at{h.wide(x - wide/2), h.high(y)}, at{h.wide(x + wide/2), h.high(y)}, 6), h.u(1))...)
		for k := x - wide/2 + long*(1+row%2)/2; k < x+wide/2-8; k += long {
			h.line(look{core.Ink, joint, h.u(4), 240, even}, at{h.wide(k), h.high(y)}, at{h.wide(k), h.high(min(y+long*6/10, foot))})
		}
	}
	cap := darker(c, 50)
	if s.snow {
		cap = lighter(s.close, 150)
	}
	h.board(cap, 0, h.u(12), h.box(x-wide/2-12, top, x+wide/2+12, top+32))
	h.rim(darker(c, 110), 5, at{h.wide(x - wide/2), h.high(top + 34)}, at{h.wide(x + wide/2), h.high(top + 34)})
}

// wall is of stones, in rows, with ivy at one side.
func wall(h *hand, s *setting, st *station) {
	c := st.tone(s)
	h.board(darker(c, 90), 0, 0, h.box(-20, st.foot, 1020, 1010))
	for row, y := int32(0), st.foot+20; y < 1000; row++ {
		high := 76 + 8*row
		for x := -20 - 40*(row%2); x < 1010; {
			wide := h.between(110, 180)
			h.stone(c, x+4, y+4, x+wide-4, y+high-4)
			x += wide
		}
		y += high
	}
	h.coping(s, c, st.foot-16, 34)
	for range s.many(14) {
		p := at{h.wide(st.x(1000 - h.between(0, 13)*h.between(0, 13))), h.high(st.foot - 20 + h.between(0, 330))}
		h.leaf(p, h.u(h.between(30, 58)), h.between(300, 1500), blend(darker(s.leaf, 40), s.leaf2, h.between(0, 220)))
	}
}

// coping is the flat stones on a wall.
func (h *hand) coping(s *setting, c uint32, y, high int32) {
	top := lighter(c, 60)
	if s.snow {
		top = lighter(s.close, 150)
	}
	for x := h.between(-80, -30); x < 1010; {
		wide := h.between(150, 230)
		h.board(h.near(top, 8), 0, h.u(14), h.box(x+2, y, x+wide-2, y+high))
		x += wide
	}
	h.rim(darker(c, 120), 6, at{-h.u(10), h.high(y + high + 3)}, at{h.wide(1010), h.high(y + high + 3)})
}

// stone is one of a wall, its corners worn.
func (h *hand) stone(c uint32, x0, y0, x1, y1 int32) {
	dx, dy := (x1-x0)/6, (y1-y0)/4
	shape := h.wobble([]at{{h.wide(x0 + dx), h.high(y0)}, {h.wide(x1 - dx), h.high(y0)}, {h.wide(x1), h.high(y0 + dy)}, {h.wide(x1), h.high(y1 - dy)}, {h.wide(x1 - dx), h.high(y1)}, {h.wide(x0 + dx), h.high(y1)}, {h.wide(x0), h.high(y1 - dy)}, {h.wide(x0), h.high(y0 + dy)}}, h.u(4))
	if h.plots() {
		h.line(look{}, append(shape, shape[0])...)
		if h.one(4) {
			h.hatch(0x909090, 450, shape)
		}
		return
	}
	tone := h.near(blend(lighter(c, 40), darker(c, 50), h.between(0, 255)), 12)
	h.fill(tone, 255, shape)
	y := (y0*2 + y1) / 3
	h.line(look{core.OilFlat, lighter(tone, 40), h.high(y1-y0) / 4, 190, swell}, h.wobble(along(at{h.wide(x0 + dx), h.high(y)}, at{h.wide(x1 - dx*2), h.high(y)}, 5), h.u(3))...)
}

// fence is planks side by side below a rail.
func fence(h *hand, s *setting, st *station) {
	c := st.tone(s)
	for _, y := range []int32{st.foot + 110, st.foot + 250} {
		h.board(darker(c, 60), 0, h.u(12), h.box(-20, y, 1020, y+30))
	}
	for x := int32(-10); x < 1010; x += 66 {
		top, lean := st.foot+14, h.between(-3, 3)
		low := h.between(945, 965)
		shape := []at{{h.wide(x), h.high(top)}, {h.wide(x + 48), h.high(top)}, {h.wide(x + 48 + lean), h.high(low)}, {h.wide(x + lean), h.high(low)}}
		tone := h.near(blend(lighter(c, 30), darker(c, 40), h.between(0, 255)), 10)
		h.board(tone, 900, h.wide(22), shape)
		h.line(look{core.Ink, darker(tone, 90), h.u(3), 190, release}, h.wobble(along(at{h.wide(x + h.between(14, 34)), h.high(top + 30)}, at{h.wide(x + h.between(14, 34)), h.high(h.between(760, 900))}, 8), h.u(3))...)
	}
	top := lighter(c, 50)
	if s.snow {
		top = lighter(s.close, 150)
	}
	h.board(top, 0, h.u(14), h.box(-20, st.foot-14, 1020, st.foot+26))
	h.rim(darker(c, 110), 6, at{-h.u(10), h.high(st.foot + 29)}, at{h.wide(1010), h.high(st.foot + 29)})
}
