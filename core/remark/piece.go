package remark

import (
	"slices"

	"easel.example/core"
)

// A Piece is how the artist's piece stands.
type Piece struct {
	Number  uint32
	Style   core.Style
	Prompt  string
	Begun   bool // the artist has
	Done    bool
	Strokes uint64 // of the artist
}

// early is how many strokes a piece has that has just begun.
const early = 60

// Suggest returns at most n things that one might say to the artist, without those that were said already: these
// are in lower case. Where it has not begun they are what it might paint.
func (p Piece) Suggest(said []string, n int) []string {
	fit := func(when string) []string { return p.fresh(fitting(when, p.Style, p.Prompt, said), said) }
	switch {
	case !p.Begun:
		return first(p.fresh(ideas(p.Style), said), n)
	case p.Done:
		return first(fit("d"), n)
	case p.Strokes < early:
		return first(fit("e"), n)
	}
	return first(append(first(fit("l"), n-1), "finish it"), n)
}

func ideas(style core.Style) []string {
	if style != core.Paint {
		return []string{"a city of thin lines", "a fern, leaf by leaf", "waves, one line each", "an old bicycle", "mountains in contour lines", "a cat asleep"}
	}
	return []string{"a quiet harbour at dusk", "an old apple tree in bloom", "an owl at night", "lemons on a kitchen table", "rain over a small town", "a lighthouse in a storm"}
}

// fresh returns what of a list was not said, from another place on for each piece.
func (p Piece) fresh(list, said []string) []string {
	rest := slices.DeleteFunc(list, func(s string) bool { return slices.Contains(said, s) })
	if len(rest) == 0 {
		return nil
	}
	from := int(p.Number % uint32(len(rest)))
	return append(rest[from:len(rest):len(rest)], rest[:from]...)
}

func first(list []string, n int) []string {
	return list[:min(len(list), max(n, 0))]
}
