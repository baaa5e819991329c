package artist

import (
	"cmp"
	"slices"

	"easel.example/core"
)

// renumbered returns a scene with n of what another one is about, if it has that, too.
func renumbered(scene, other []layer, n int32) []layer {
	if n == 0 {
		return scene
	}
	scene = slices.Clone(scene)
	for _, l := range other {
		i := slices.IndexFunc(scene, func(k layer) bool { return k.doing == l.doing || afloat(k) && afloat(l) })
		if i >= 0 && l.tag == "subject" {
			scene[i] = l
		}
	}
	return scene
}

// countable are words of scenes of which there can be so many, and more than one of each.
const countable = " lighthouse boat boats ship ships sail sails sailboat tree trees pines pine firs fir cottage house farm village barn cabin home rose roses tulip tulips peonies sunflowers blossoms flower flowers wildflowers poppies daisies fruit fruits apples pears oranges portrait face woman man girl boy head person lady gentleman mother father sister brother friend "

// Of alone there is one where no other number is said, but an article; adjectives, which are words of scenes as well, leave
// the number to what they are said of.
const (
	alone      = " boat ship sailboat tree fir pine rose tulip "
	adjectives = " fishing sailing "
)

// sceneOf returns which scene a word names, -1 if none.
func sceneOf(w string) int {
	named := func(w string) int {
		return slices.IndexFunc(subjects, func(s subject) bool { return has(s.words, w) })
	}
	k := named(w)
	if k < 0 {
		k = named(plurals[w])
	}
	for _, one := range singular(w) {
		if k < 0 && has(" cottage house farm village barn cabin home portrait face lighthouse man woman girl boy lady gentleman mother father sister brother friend ", one) {
			k = named(one)
		}
	}
	return k
}

// numbered returns the scene of a word with so many of what it names; 0 is as many as it likes.
func numbered(w string, n int32, list []string) []layer {
	scene := subjects[sceneOf(w)].layers
	if n == 0 {
		return ofFruit(scene, list)
	}
	n = min(n, countMost)
	waters := func(w string) bool { return has(" lake sea ocean bay coast water ", w) }
	switch {
	case has(" flowers wildflowers poppies daisies ", w):
		scene = subjects[sceneOf("vase")].layers
	case has(" boat boats ship ships ", w) && slices.ContainsFunc(list, waters): // with no town behind
		scene = subjects[sceneOf("sea")].layers
	}
	scene = slices.Clone(scene)
	l := &scene[slices.IndexFunc(scene, func(l layer) bool { return l.tag == "subject" })]
	switch l.doing {
	case "painting the boats", "painting the sails":
		sails := !has(" boat boats ship ships ", w) || slices.ContainsFunc(list, func(w string) bool { return has(" sail sails sailing ", w) })
		*l = layer{"subject", "painting the boats", "The boats, " + numerals[n] + " of them, the nearest the largest.", fleet(sails, n, depth(scene))}
	case treeLayer.doing, pineLayer.doing:
		l.paint = stand(l.doing == pineLayer.doing, n)
	case "building the cottage":
		l.paint = hamlet(n)
		for i := range scene {
			if scene[i].doing == treeLayer.doing {
				scene[i] = sparse(treeLayer, 50)
			}
		}
	case "painting the fruit":
		scene = ofFruit(scene, list)
		scene[slices.IndexFunc(scene, func(l layer) bool { return l.tag == "subject" })].paint = fruits(w, n, slices.Contains(list, "bowl"))
	case "arranging the flowers":
		l.paint = func(h *hand, s *setting) { h.vase(s, n, w) }
	case "building the lighthouse":
		l.paint = lights(n)
	case finding:
		l.paint = heads(make([]sitter, min(n, headsMost)), 0)
	}
	return scene
}

// scene ends what was said of a scene's word, and returns how many there are to be: 0 if that was not said.
func (k *count) scene(c *chance, w string) (n int32) {
	if has(adjectives, w) {
		return 0
	}
	n = k.n
	if n == 0 && k.named && has(alone, w) {
		n = 1
	}
	*k = count{}
	one := cmp.Or(plurals[w], w)
	for _, form := range singular(w) {
		if sceneOf(form) >= 0 && !has(countable, w) {
			one = form
		}
	}
	switch {
	case !has(countable, one):
		return 0
	case n == 0 && (w == "village" || one != w):
		return c.between(3, 5)
	}
	return n
}

// alike returns so many equal frames.
func alike(f core.Rect, n int32) []core.Rect { return slices.Repeat([]core.Rect{f}, int(n)) }

// depth returns how far down a scene is under water, in ‰ of the height: up to the land in front.
func depth(scene []layer) int32 {
	low := int32(900)
	for _, l := range scene {
		switch l.doing {
		case shoreLayer.doing:
			low = 835
		case beachLayer.doing:
			low = 755
		}
	}
	return low
}

// fleet is so many boats, none before another.
func fleet(sails bool, n, low int32) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		z := h.zone(s, 50, s.horizon-170, 940, low, 300)
		z.feet = true
		for i, p := range h.shared(z, alike(core.Rect{X0: -100, Y0: -224, X1: 114, Y1: 24}, n), s.filled()) {
			h.boat(s, p.c, p.size, sails, s.accents[int(i)%len(s.accents)])
		}
	}
}

// stand is so many trees.
func stand(pines bool, n int32) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		z := h.zone(s, 40, max(s.horizon-330, 60), 960, 880, 480)
		z.feet = true
		for _, p := range h.shared(z, alike(core.Rect{X0: -80, Y0: -196, X1: 80, Y1: 2}, n), s.filled()) {
			if pines {
				h.pine(s, p.c, p.size)
			} else {
				h.tree(s, p.c, p.size)
			}
		}
	}
}

// lights are so many lighthouses, each on a rock of its own.
func lights(n int32) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		z := h.zone(s, 60, s.horizon-290, 940, s.horizon+180, 330)
		z.feet = true
		for _, p := range h.shared(z, alike(core.Rect{X0: -134, Y0: -192, X1: 134, Y1: 32}, n), s.filled()) {
			h.lighthouse(s, p.c, p.size)
		}
	}
}

// hamlet is so many cottages.
func hamlet(n int32) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		z := h.zone(s, 40, s.horizon-110+s.coast, 960, s.horizon+300+s.coast/2, 170)
		z.feet = true
		for i, p := range h.shared(z, alike(core.Rect{X0: -220, Y0: -350, X1: 270, Y1: 0}, n), s.filled()) {
			h.cottage(s, p.c, p.size, s.accents[i*2%len(s.accents)])
		}
	}
}

// ofFruit returns a scene with the fruit that is named, if it is one of fruit.
func ofFruit(scene []layer, list []string) []layer {
	i := slices.IndexFunc(scene, func(l layer) bool { return l.doing == "painting the fruit" })
	k := slices.IndexFunc(list, func(w string) bool { return has(" apples pears oranges ", w) })
	if i < 0 || k < 0 {
		return scene
	}
	scene = slices.Clone(scene)
	scene[i].thought = "Round forms, one light. Each " + list[k][:len(list[k])-1] + " has its own shadow side."
	scene[i].paint = func(h *hand, s *setting) { h.fruit(s, list[k]) }
	return scene
}

// fruits are so many of one kind on the table, or in the bowl.
func fruits(w string, n int32, bowl bool) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		z := h.zone(s, 80, 590, 920, 930, 300)
		z.feet, z.rows = true, 2
		pear := func(i int32) bool { return w == "pears" || has(" fruit fruits ", w) && i%3 == 1 }
		if bowl {
			h.bowl(s, at{h.wide(500 + s.aside/2), h.high(830)}, h.u(148)*s.scale/100, n, func(i int32) uint32 { return h.skin(s, w, i) }, pear)
			return
		}
		for i, p := range h.shared(z, alike(core.Rect{X0: -96, Y0: -170, X1: 96, Y1: 96}, n), s.filled()) {
			r := p.size / 2
			h.shadow(s, at{p.c.x + r/3, p.c.y + r*8/10}, r, r/5)
			h.apple(s, p.c, r, h.skin(s, w, int32(i)), pear(int32(i)))
		}
	}
}

// skin is the colour of a fruit.
func (h *hand) skin(s *setting, w string, i int32) uint32 {
	if color := cmp.Or(s.ownOf(" "+w+" "), s.ownOf(fruity)); color != 0 {
		return h.near(s.tinted(color), 12)
	}
	list := []uint32{0xc23b3b, 0xd9a23c, 0xa8b04a}
	switch w {
	case "apples":
		list = []uint32{0xc23b3b, 0xb8323a, 0xa9b545, 0xcf5a3c}
	case "pears":
		list = []uint32{0xb9b84c, 0xcfae4a, 0x9fae52}
	case "oranges":
		list = []uint32{0xe88a2e, 0xe2792a, 0xf0a040}
	}
	return h.near(s.tinted(list[i%int32(len(list))]), 12)
}

// headsMost is how many faces have room: more are too small for so many lines.
const headsMost = 3
