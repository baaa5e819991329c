package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// An event is one line of go test -json.
type event struct {
	Action, Package, Test, Output, ImportPath string
	Elapsed                                   float64
}

// goTests reads the events of one go test.
type goTests struct {
	out      io.Writer
	result   result
	packages map[string]*goPackage
}

// A goPackage is a package whose tests run.
type goPackage struct {
	output         map[string][]string // by test that has not ended; "" is the package's own
	passed, failed int
}

// readGo counts the tests of go test -json and prints what failed with its output,
// and a line for each package. Only tests at the top are counted, as one each;
// parts that are skipped are told all the same.
func readGo(in io.Reader, out io.Writer) (result, error) {
	g := goTests{out: out, packages: map[string]*goPackage{}}
	g.result.counted = true
	for lines := bufio.NewReader(in); ; {
		line, err := lines.ReadString('\n')
		if line != "" {
			g.line(line)
		}
		if err == io.EOF {
			return g.result, nil
		}
		if err != nil {
			return g.result, err
		}
	}
}

// line takes one line; what is no event is printed, as it comes from the go
// command itself.
func (g *goTests) line(line string) {
	var e event
	if line[0] != '{' || json.Unmarshal([]byte(line), &e) != nil {
		fmt.Fprint(g.out, line)
		return
	}
	p := g.packages[e.Package]
	if p == nil {
		p = &goPackage{output: map[string][]string{}}
		g.packages[e.Package] = p
	}
	switch {
	case e.Action == "build-output":
		fmt.Fprint(g.out, e.Output)
	case e.Action == "output":
		p.output[e.Test] = append(p.output[e.Test], e.Output)
	case e.Test != "":
		g.test(p, e)
	case e.Action == "pass" || e.Action == "fail":
		g.packageDone(p, e)
	}
}

// test takes the end of one test, or of a part of one.
func (g *goTests) test(p *goPackage, e event) {
	part := strings.Contains(e.Test, "/")
	switch e.Action {
	case "pass":
		if !part {
			p.passed++
		}
	case "fail":
		if !part {
			p.failed++
		}
		g.print(p.output[e.Test])
	case "skip":
		s := skip{What: e.Package + " " + e.Test, Why: reason(p.output[e.Test])}
		g.result.Skipped = append(g.result.Skipped, s)
	default:
		return
	}
	delete(p.output, e.Test)
}

// packageDone takes the end of a package. One that failed without a failed test
// did not build, panicked or ran out of time: what is left of its output says which.
func (g *goTests) packageDone(p *goPackage, e event) {
	if e.Action == "fail" {
		for _, test := range slices.Sorted(maps.Keys(p.output)) {
			g.print(p.output[test])
		}
		p.failed = max(p.failed, 1)
	}
	g.result.Passed += p.passed
	g.result.Failed += p.failed
	if p.passed+p.failed > 0 {
		mark := "ok  "
		if p.failed > 0 {
			mark = "FAIL"
		}
		fmt.Fprintf(g.out, "%s %s: %d of %d in %.1f s\n", mark, e.Package, p.passed, p.passed+p.failed, e.Elapsed)
	}
	delete(g.packages, e.Package)
}

func (g *goTests) print(lines []string) {
	for _, l := range lines {
		if !strings.HasPrefix(l, "=== ") {
			fmt.Fprint(g.out, l)
		}
	}
}

// logged is the head of what a test logs: its file and line.
var logged = regexp.MustCompile(`^\s+\w+\.go:\d+: `)

// reason returns what a skipped test said last.
func reason(lines []string) string {
	for _, l := range slices.Backward(lines) {
		if at := logged.FindStringIndex(l); at != nil {
			return strings.TrimSpace(l[at[1]:])
		}
	}
	return "it gives no reason"
}
