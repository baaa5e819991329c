package export

import (
	"encoding/xml"
	"slices"
	"strings"
)

// Bounds of style sheets.
const (
	SheetBytes = 4 << 20 // of all sheets of a file
	RulesMax   = 1 << 14 // of different selectors
	StyleBytes = 1 << 10 // of one value: each element that has it reads it
)

// A sheet has what the style sheets of a file say, by selectors of one element: *, name, .class, #id,
// name.class and name#id. All that one selector has is in one place, so that what an element costs
// is given by the number of its classes, and not by that of the rules.
type sheet map[string]*style

// A style has a value for each of the properties, or "".
type style [len(properties)]declaration

// A declaration is a value with how strong it is: the stronger one counts, of equals the later.
type declaration struct {
	value string
	rank  uint64
}

// Ranks, in the order of CSS Cascading 4, section 6.1. An attribute has none, and in a sheet there is
// room for specificity below them, and for the order below that.
const (
	important = 1 << 63
	inline    = 1 << 62
	byID      = 1 << 61
	byClass   = 1 << 60
	byName    = 1 << 59
)

// put sets a property, if that is known and nothing stronger has.
func (s *style) put(k, v string, rank uint64) (known bool) {
	for i, name := range properties {
		if name == k {
			if v != "" && rank >= s[i].rank {
				s[i] = declaration{v, rank}
			}
			return true
		}
	}
	return false
}

// add puts all of t.
func (s *style) add(t *style) {
	if t == nil {
		return
	}
	for i, d := range t {
		if d.value != "" && d.rank >= s[i].rank {
			s[i] = d
		}
	}
}

// cascade returns what counts of the attributes of an element, of the sheets and of its style.
func (r *svgReader) cascade(e xml.StartElement) (own style) {
	name, id, classes, styled := e.Name.Local, "", "", ""
	for _, a := range e.Attr {
		switch {
		case a.Name.Space != "" || a.Name.Local == "transform":
		case a.Name.Local == "id":
			id = a.Value
		case a.Name.Local == "class":
			classes = a.Value
		case a.Name.Local == "style":
			styled = a.Value
		default:
			own.put(a.Name.Local, strings.TrimSpace(a.Value), 0)
		}
	}
	if len(r.sheet) > 0 {
		own.add(r.sheet["*"])
		own.add(r.sheet[name])
		for class := range strings.FieldsSeq(classes) {
			own.add(r.sheet["."+class])
			own.add(r.sheet[name+"."+class])
		}
		if id != "" {
			own.add(r.sheet["#"+id])
			own.add(r.sheet[name+"#"+id])
		}
	}
	for part := range strings.SplitSeq(uncommented(styled), ";") {
		k, v, rank := parseDeclaration(part)
		if known := own.put(k, v, rank|inline); !known && slices.Contains(shaping, k) {
			r.leave(k + " in a style")
		}
	}
	return own
}

// shaping are properties that give a shape its form, as its attributes do.
var shaping = []string{"d", "cx", "cy", "r", "rx", "ry", "translate", "rotate", "scale"}

// parseDeclaration reads "name: value" with or without "!important".
func parseDeclaration(s string) (k, v string, rank uint64) {
	k, v, _ = strings.Cut(s, ":")
	if value, mark, ok := strings.Cut(v, "!"); ok && strings.EqualFold(strings.TrimSpace(mark), "important") {
		v, rank = value, important
	}
	return strings.ToLower(strings.TrimSpace(k)), strings.TrimSpace(v), rank
}

// uncommented returns CSS without its comments.
func uncommented(s string) string {
	if !strings.Contains(s, "/*") {
		return s
	}
	var out strings.Builder
	for more := true; more; {
		var text string
		text, s, more = strings.Cut(s, "/*")
		out.WriteString(text)
		_, s, _ = strings.Cut(s, "*/")
	}
	return out.String()
}

// parse reads a style sheet, and tells leave what it does not take of it.
func (sh sheet) parse(css string, leave func(string)) {
	css = uncommented(css)
	for order := uint64(1); ; order++ {
		css = strings.TrimSpace(css)
		i := strings.IndexAny(css, "{;")
		switch {
		case css == "":
			return
		case css[0] == '@':
			leave(css[:len(css)-len(strings.TrimLeft(css, "@-abcdefghijklmnopqrstuvwxyz"))] + " in a style sheet")
			if i >= 0 && css[i] == ';' {
				css = css[i+1:]
				continue
			}
		case i < 0 || css[i] == ';':
			i = strings.IndexByte(css, '{')
		}
		if i < 0 {
			if css[0] != '@' {
				leave("style rule for " + css[:min(len(css), kindChars)])
			}
			return
		}
		selectors, body := css[:i], ""
		body, css = block(css[i+1:])
		if !strings.HasPrefix(selectors, "@") { // it may be empty
			sh.rule(selectors, sh.body(body, leave), order, leave)
		}
	}
}

// block returns what is up to the brace that closes, and what comes behind that.
func block(css string) (body, rest string) {
	depth := 1
	for i := range len(css) {
		switch css[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return css[:i], css[i+1:]
			}
		}
	}
	return css, ""
}

// body reads the declarations of a rule. Rules within it are none of its own.
func (sh sheet) body(css string, leave func(string)) *style {
	var s style
	for css != "" {
		i := strings.IndexAny(css, ";{")
		if i >= 0 && css[i] == '{' {
			leave("style rule for " + strings.TrimSpace(css[:min(i, kindChars)]))
			_, css = block(css[i+1:])
			continue
		}
		var part string
		part, css, _ = strings.Cut(css, ";")
		k, v, rank := parseDeclaration(part)
		switch {
		case k == "":
		case len(v) > StyleBytes:
			leave(k[:min(len(k), kindChars)] + " in a style sheet, too long")
		case k == "transform" || !s.put(k, v, rank):
			leave(k[:min(len(k), kindChars)] + " in a style sheet")
		}
	}
	return &s
}

// rule adds a body to the style of each of the selectors.
func (sh sheet) rule(selectors string, body *style, order uint64, leave func(string)) {
	for selector := range strings.SplitSeq(selectors, ",") {
		selector = strings.TrimSpace(selector)
		rank, ok := specificity(selector)
		s := sh[selector]
		switch {
		case !ok:
			leave("style rule for " + selector[:min(len(selector), kindChars)])
			continue
		case s == nil && len(sh) == RulesMax:
			leave("style rule beyond the " + thousands(RulesMax) + "th")
			continue
		case s == nil:
			s = &style{}
			sh[selector] = s
		}
		for i, d := range body {
			if d.value != "" && d.rank|rank|order >= s[i].rank {
				s[i] = declaration{d.value, d.rank | rank | order}
			}
		}
	}
}

// specificity returns how strong a selector is, and whether it is one of those that are known.
func specificity(s string) (rank uint64, ok bool) {
	name := s
	if i := strings.IndexAny(s, ".#"); i >= 0 {
		rank, name = byClass, s[i+1:]
		if s[i] == '#' {
			rank = byID
		}
		if i > 0 {
			rank |= byName
			ok = word(s[:i])
			return rank, ok && word(name)
		}
	} else if s == "*" {
		return 0, true
	} else {
		rank = byName
	}
	return rank, word(name)
}

// word reports whether s is a name, of an element or a class.
func word(s string) bool {
	for _, c := range s {
		if !(c == '-' || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c > 127) {
			return false
		}
	}
	return s != ""
}
