package artist

// bearers are what takes a colour of its own, beside the things of the sketchbook.
const bearers = boating + fruity + " bowl "

const (
	boating = " boat boats ship ships sailboat sailboats yacht "
	fruity  = " apple apples pear pears orange oranges fruit fruits "
)

// beforeThings are words that may stand between a colour and what it is of.
const beforeThings = " big small little large old young tiny huge great round "

// blackLeast is how much lighter than ink a thing is that is black: or its eyes would be lost.
const blackLeast = 36

// A tint is the colour that a prompt gives to a thing.
type tint struct {
	of    string // the word for it
	color uint32
}

// owned returns the colours that a prompt gives to things, as in "a blue balloon"; those that are of nothing alone, as in
// "blue hour", are of the whole.
func owned(list []string) (own []tint, whole []uint32) {
	for i, w := range list {
		color, ok := hues[w]
		if !ok {
			continue
		}
		rest := list[i+1:]
		for len(rest) > 1 && has(beforeThings, rest[0]) {
			rest = rest[1:]
		}
		if len(rest) > 0 && takesColor(rest[0]) {
			own = append(own, tint{rest[0], color})
		} else {
			whole = append(whole, color)
		}
	}
	return own, whole
}

// takesColor reports whether a word is of a thing that a colour before it is of.
func takesColor(w string) bool {
	if has(bearers, w) {
		return true
	}
	if hues[w] != 0 || has(idle, w) || has(scenic, w) || sceneOf(w) >= 0 {
		return false
	}
	_, score := leafFor([]string{w})
	return score > 20
}

// in returns a role in the colour that was told of it.
func (r role) in(s *setting) role {
	if color := s.ownOf(" " + r.said + " "); color != 0 {
		if light(color) < blackLeast {
			color = lighter(color, blackLeast)
		}
		r.d = r.d.in(color)
		r.d.told = true
	}
	return r
}

// afloatIn has boats painted in a colour.
func afloatIn(color uint32, paint func(h *hand, s *setting)) func(h *hand, s *setting) {
	return func(h *hand, s *setting) {
		v := *s
		v.accents = make([]uint32, len(s.accents))
		for i := range v.accents {
			v.accents[i] = color
		}
		paint(h, &v)
	}
}

// ownOf returns the colour that was told first of one of some words, or 0.
func (s *setting) ownOf(some string) uint32 {
	for _, t := range s.own {
		if has(some, t.of) {
			return t.color
		}
	}
	return 0
}
