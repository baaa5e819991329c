package artist

import "slices"

// A home is where in a picture things are.
type home uint8

const (
	onTheGround home = iota
	inTheDeep
	onTheWater
	upInTheAir
	onABranch
	onTheStreet
	inAThicket
	onTheSheet
	onTheTable
	visiting // a scene that is about something else
)

// homeOf returns where a thing is at home, as placed has it.
func homeOf(d *sketch) home {
	is := func(kind string) bool { return has(" "+d.tags+" ", kind) }
	switch {
	case has(inWater, d.name):
		return inTheDeep
	case has(onWater, d.name):
		return onTheWater
	case has(inAir, d.name):
		return upInTheAir
	case has(onBranch, d.name):
		return onABranch
	case has(onStreet, d.name):
		return onTheStreet
	case has(faces, d.name):
		return inAThicket
	case has(onSheet, d.name) || is("smileys") || is("people") && !whole(d.name):
		return onTheSheet
	case is("animals") || is("travel") || is("people"):
		return onTheGround
	}
	return onTheTable
}

// shared returns the home of a whole cast: that of its first, where the others can be.
func shared(cast []role) home {
	var homes []home
	for i := range cast {
		homes = append(homes, homeOf(&cast[i].d))
	}
	if slices.Contains(homes, onTheGround) {
		for i := range cast { // who plays outside has the ball there
			if homes[i] == onTheTable && has(" "+cast[i].d.tags+" ", "activities") {
				homes[i] = onTheGround
			}
		}
	}
	at := homes[0]
	for _, other := range homes[1:] {
		at = at.with(other)
	}
	return at
}

// with returns the home of things of two homes, which is a sheet of studies where they have none in common.
func (k home) with(other home) home {
	outside := func(k home) bool { return k <= inAThicket && k != inTheDeep && k != onTheWater }
	switch {
	case k == other:
		return k
	case outside(k) && outside(other):
		if k == inAThicket || other == inAThicket {
			return inAThicket
		}
		return onTheGround
	case k == upInTheAir && other == onTheWater, k == onTheWater && other == upInTheAir:
		return onTheWater
	case k == onTheTable && (other == upInTheAir || other == onTheSheet), other == onTheTable && (k == upInTheAir || k == onTheSheet):
		return onTheTable
	}
	return onTheSheet
}

// gathering returns the layers of a piece about several things: the place that they share, and each of them.
func gathering(cast []role, c *chance) []layer {
	g := party{cast, shared(cast), c.next(), nil}
	var all []layer
	for i, r := range cast {
		all = append(all, layer{"subject", "drawing the " + plain(r.d.name), r.enters(i, g.home), g.of(i)})
	}
	around := func(before []layer, after ...layer) []layer { return append(append(before, all...), after...) }
	hills := []layer{skyLayer, sunLayer, cloudLayer, farHillsLayer}
	switch g.home {
	case inTheDeep:
		return around([]layer{deepLayer}, weedsLayer)
	case onTheWater:
		return around([]layer{skyLayer, sunLayer, cloudLayer, waterLayer, glitLayer})
	case upInTheAir:
		return around(hills)
	case onABranch:
		return around([]layer{skyLayer, sunLayer, farHillsLayer, perchLayer}, leavesLayer)
	case onTheStreet:
		return around([]layer{skyLayer, sunLayer, cloudLayer, housesLayer, laidRoadLayer})
	case inAThicket:
		return around([]layer{sparse(thicketLayer, 60)}, sparse(hidingLayer, 70))
	case onTheTable:
		return around([]layer{tableLayer})
	case onTheSheet:
		return around([]layer{tonedLayer, backdropLayer})
	}
	return around([]layer{skyLayer, sunLayer, cloudLayer, hillLayer}, sparse(foregroundLayer, 50))
}

// looking returns a cast that looks out of a thicket: only the faces of those that there are drawings of so.
func looking(cast []role) []role {
	cast = slices.Clone(cast)
	for i := range cast {
		if face, score := find(cast[i].d.name + "-face"); score > exactly {
			cast[i].d = face
		}
	}
	return cast
}

// sparse is a layer with so many percent of its things, behind many others.
func sparse(l layer, percent int32) layer {
	paint := l.paint
	l.paint = func(h *hand, s *setting) {
		few := *s
		few.busy = s.busy * percent / 100
		paint(h, &few)
	}
	return l
}

// enters is what the artist says when it comes to a thing.
func (r *role) enters(i int, at home) string {
	name := plain(r.d.name)
	switch {
	case r.n > 1:
		return "Now " + numerals[r.n] + ": no two alike, and each in a place of its own."
	case i > 0 || at == visiting:
		return "And here the " + name + ", beside the rest."
	}
	return "The " + name + " first; the others find their places by it."
}

// cleared returns a scene without what would be in the way of several visitors, or be taken for more of them.
func cleared(scene []layer, cast []role, word string) []layer {
	is := func(where home) bool {
		return slices.ContainsFunc(cast, func(r role) bool { return homeOf(&r.d) == where && total(cast) > 1 })
	}
	scene = slices.Clone(scene)
	for i, l := range scene {
		if total(cast) > 2 && (l.doing == treeLayer.doing || l.doing == pineLayer.doing) {
			scene[i] = sparse(l, 60)
		}
	}
	return slices.DeleteFunc(scene, func(l layer) bool {
		return l.doing == cactusLayer.doing && slices.ContainsFunc(cast, func(r role) bool { return r.d.name == "cactus" }) || l.doing == birdLayer.doing && is(onABranch) || afloat(l) && is(onTheWater) && !has(countable, word)
	})
}

// visitors are the layers of things in a scene that is about something else.
func visitors(cast []role, c *chance) (all []layer) {
	if total(cast) == 1 {
		d := cast[0].d
		return []layer{{"subject", "drawing the " + plain(d.name), "And here, where the eye rests, the " + plain(d.name) + ".", visits(d)}}
	}
	g := party{cast, visiting, c.next(), nil}
	for i, r := range cast {
		all = append(all, layer{"subject", "drawing the " + plain(r.d.name), r.enters(i, visiting), g.of(i)})
	}
	return all
}

// visits has a thing in a scene that is about something else.
func visits(d sketch) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		t := h.u(270) * s.scale / 100
		p := at{h.wide(pick(&h.chance, []int32{h.between(280, 370), h.between(620, 720)})), h.high((s.horizon + 1000) / 2)}
		switch {
		case has(inAir, d.name):
			p.y = h.high(s.horizon / 2)
		case has(onWater, d.name):
			p.y = h.high(s.horizon+130) - d.foot()*t/400
		default:
			h.shadow(s, at{p.x + t/10, p.y + d.foot()*t/192}, t*4/10, t/18)
		}
		flip := h.one(2)
		for spare := range int32(spareMost) {
			drawn := *h
			drawn.spare = spare
			if drawn.sketched(s, d, p, t, flip, 0); int32(len(drawn.marks)-len(h.marks)) <= visitStrokes || spare == spareMost-1 {
				*h = drawn
				return
			}
		}
	}
}

// visitStrokes is how many strokes a visitor has at most, as far as that can be: the scene has many of its own.
const visitStrokes = 180

// zone returns where in a picture things of a kind share the room.
func (g party) zone(h *hand, s *setting, kind home) (z zone) {
	switch {
	case g.on != nil:
		return g.on.zone(h, s)
	case g.home == visiting && kind == upInTheAir:
		return h.zone(s, 60, 50, 940, s.horizon-50, 200)
	case g.home == visiting && kind == onTheWater:
		z = h.zone(s, 60, s.horizon-40, 940, 900, 270)
	case g.home == visiting:
		z = h.zone(s, 60, (s.horizon+1000)/2-40, 900, 950, 270)
	case g.home == inTheDeep:
		return h.zone(s, 60, 60, 940, 880, 500)
	case g.home == onTheSheet:
		return h.zone(s, 60, 70, 940, 910, 600)
	case g.home == inAThicket: // up to three in a row, their chins in the leaves or in the snow
		z = h.zone(s, 60, 110, 940, 850, 540)
		z.rows, z.even = (total(g.cast)+2)/3, s.snow
		switch {
		case s.snow:
			z.box.Y1 = h.high(driftHigh - 18)
		case z.rows > 1:
			z.box.Y1 = h.high(810)
		}
		return z
	case kind == upInTheAir && g.home == upInTheAir:
		return h.zone(s, 60, 60, 940, s.horizon+200, 420)
	case kind == upInTheAir:
		return h.zone(s, 60, 50, 940, s.horizon-60, 220)
	case kind == onTheWater:
		z = h.zone(s, 60, s.horizon-110, 940, 890, 460)
	case g.home == onABranch:
		z = h.zone(s, 80, 200, 920, 742, 460)
		z.rows, z.even = 1, true
	case g.home == onTheStreet:
		z = h.zone(s, 50, 500, 950, 950, 520)
		z.rows, z.even = 1, true
	case g.home == onTheTable:
		z = h.zone(s, 60, 590, 940, 930, 440)
		z.rows = 2
	default:
		z = h.zone(s, 60, s.horizon-160, 940, 905, 560)
	}
	z.feet = true
	return z
}
