package tidy

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const specFile = "core/SPEC.md"

// A rule is defined in bold at the head of its paragraph, and cited behind the
// word rule or alone in brackets: (rule X1), (X1, Y2), "rules X1 and Y2".
var (
	ruleDefined = regexp.MustCompile(`(?m)^[-*\s]*\*\*([SLRHA]\d+)\*\*`)
	ruleCited   = regexp.MustCompile(`\b[Rr]ules?\s+(` + ruleList + `)|[(\[](` + ruleList + `)[)\]]`)
	ruleNumber  = regexp.MustCompile(`[SLRHA]\d+`)
)

const ruleList = `[SLRHA]\d+(?:(?:,\s*|\s+and\s+|\s+or\s+|,\s+and\s+|…|–|-)[SLRHA]\d+)*`

// TestRulesExist checks that every rule that is cited stands in the SPEC.
func TestRulesExist(t *testing.T) {
	files := trackedFiles(t)
	i := slices.IndexFunc(files, func(f tracked) bool { return f.path == specFile })
	if i < 0 {
		t.Fatalf("%s is gone: the rules are cited by its numbers", specFile)
	}
	defined := map[string]bool{}
	for _, m := range ruleDefined.FindAllStringSubmatch(string(files[i].data), -1) {
		if defined[m[1]] {
			t.Errorf("%s defines rule %s twice: a number means one rule", specFile, m[1])
		}
		defined[m[1]] = true
	}
	if len(defined) == 0 {
		t.Fatalf("%s defines no rule", specFile)
	}
	for _, f := range files {
		if !citesRules(f.path) {
			continue
		}
		for n, line := range strings.Split(string(f.data), "\n") {
			for _, number := range cited(line) {
				if !defined[number] {
					t.Errorf("%s:%d cites rule %s, which %s does not define: rules are numbered there", f.path, n+1, number, specFile)
				}
			}
		}
	}
}

// citesRules reports whether a file is of ours to cite rules in. Tidy itself has
// made-up ones.
func citesRules(name string) bool {
	switch path.Ext(name) {
	case ".go", ".ts", ".tsx", ".mjs", ".js", ".md":
		return !strings.HasPrefix(name, "tools/tidy/rules_test")
	}
	return false
}

// cited returns the numbers of the rules that a line cites.
func cited(line string) []string {
	var all []string
	for _, m := range ruleCited.FindAllString(line, -1) {
		all = append(all, ruleNumber.FindAllString(m, -1)...)
	}
	return all
}

func TestCited(t *testing.T) {
	for _, c := range []struct {
		line string
		want []string
	}{
		{"// it is acknowledged (S3)", []string{"S3"}},
		{"// (rule L7), and rule S11 too", []string{"L7", "S11"}},
		{"rules S1, S4 and L2", []string{"S1", "S4", "L2"}},
		{"[R1]", []string{"R1"}},
		{"(L1, L3)", []string{"L1", "L3"}},
		{"an A4 page, S3 storage and L1 of the cache", nil},
		{"f(S3, x)", nil},
	} {
		if got := cited(c.line); !slices.Equal(got, c.want) {
			t.Errorf("cited(%q) = %v, want %v", c.line, got, c.want)
		}
	}
}
