package sketch

import (
	"errors"
	"fmt"
	"strings"

	"go.starlark.net/resolve"
	"go.starlark.net/starlark"
	"go.starlark.net/syntax"
)

// Bounds of what is told of a fault.
const (
	faultsMax  = 5 // of a program that was not begun
	callsMax   = 3 // that led to the place
	sourceMax  = 120
	messageMax = 600
)

// fault returns what is wrong with a program, with the line and the source of it.
func fault(err error, source string) string {
	var (
		eval   *starlark.EvalError
		parse  syntax.Error
		faults resolve.ErrorList
	)
	switch {
	case errors.As(err, &eval):
		return evalFault(eval, source)
	case errors.As(err, &parse):
		return at(parse.Pos, parse.Msg, source)
	case errors.As(err, &faults):
		var lines []string
		for i, f := range faults {
			if i == faultsMax {
				lines = append(lines, fmt.Sprintf("and %d more faults", len(faults)-i))
				break
			}
			lines = append(lines, at(f.Pos, f.Msg, source))
		}
		return strings.Join(lines, "\n")
	}
	return cut(err.Error(), messageMax)
}

// evalFault tells of a program that was stopped: where, and by which calls it came there.
func evalFault(err *starlark.EvalError, source string) string {
	text := strings.TrimPrefix(err.Msg, "Starlark computation cancelled: ")
	var places []syntax.Position
	for i := range err.CallStack {
		if f := err.CallStack.At(i); f.Pos.Filename() == fileName {
			places = append(places, f.Pos)
		}
	}
	if len(places) == 0 {
		return cut(text, messageMax)
	}
	text = at(places[0], text, source)
	for _, p := range places[1:min(len(places), callsMax+1)] {
		text += fmt.Sprintf("\n  called from line %d", p.Line)
	}
	return text
}

// at returns a fault with its line, column and source.
func at(p syntax.Position, text, source string) string {
	s := fmt.Sprintf("line %d, column %d: %s", p.Line, p.Col, cut(text, messageMax))
	if lines := strings.Split(source, "\n"); p.Line >= 1 && int(p.Line) <= len(lines) {
		s += "\n    " + cut(strings.TrimSpace(lines[p.Line-1]), sourceMax)
	}
	return s
}

func cut(s string, bytes int) string {
	if len(s) <= bytes {
		return s
	}
	return strings.ToValidUTF8(s[:bytes], "") + "…"
}
