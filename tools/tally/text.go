package main

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// What test runners of Node close with: the one of Node itself a line for each
// kind ("# pass 3" or "ℹ pass 3"), Vitest one for all ("Tests  3 passed | 1 skipped (4)").
var (
	nodeCount   = regexp.MustCompile(`^(?:#|ℹ) (pass|fail|cancelled) (\d+)$`)
	nodeSkip    = regexp.MustCompile(`^\s*(?:ok \d+ - |﹣ )(.+?)(?: \([\d.]+ms\))? # (?:SKIP|TODO)\s*(.*)$`)
	vitestTotal = regexp.MustCompile(`^\s*Tests\s+(.*\(\d+\))$`)
	vitestCount = regexp.MustCompile(`(\d+) (passed|failed|skipped|todo)`)
	colours     = regexp.MustCompile("\x1b\\[[0-9;]*m")
)

// readText prints what a program prints and looks for the counts of a test runner.
func readText(in io.Reader, out io.Writer) (result, error) {
	var r result
	for lines := bufio.NewReader(in); ; {
		line, err := lines.ReadString('\n')
		fmt.Fprint(out, line)
		r.text(strings.TrimRight(colours.ReplaceAllString(line, ""), "\r\n"))
		if err == io.EOF {
			return r, nil
		}
		if err != nil {
			return r, err
		}
	}
}

func (r *result) text(line string) {
	if m := nodeCount.FindStringSubmatch(line); m != nil {
		r.count(m[1], m[2])
	}
	if m := nodeSkip.FindStringSubmatch(line); m != nil {
		r.skip(m[1], m[2])
	}
	if m := vitestTotal.FindStringSubmatch(line); m != nil {
		for _, c := range vitestCount.FindAllStringSubmatch(m[1], -1) {
			r.count(c[2], c[1])
		}
	}
}

// count adds what a runner calls a kind of outcome.
func (r *result) count(kind, digits string) {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return
	}
	r.counted = true
	switch kind {
	case "pass", "passed":
		r.Passed += n
	case "fail", "failed", "cancelled":
		r.Failed += n
	case "skipped", "todo":
		for range n {
			r.skip("a test of Vitest", "")
		}
	}
}

func (r *result) skip(what, why string) {
	if why == "" {
		why = "it gives no reason"
	}
	r.Skipped = append(r.Skipped, skip{what, why})
}
