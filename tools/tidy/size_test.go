package tidy

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write smaller sizes, and what is gone, into ratchet.txt")

// Lines above which a reader loses the thread. A message switch or an inner loop
// may be longer: it has its size in ratchet.txt, which may only shrink.
const (
	functionLines = 70
	fileLines     = 400
)

const ratchetFile = "ratchet.txt"

// TestSizes compares the long functions and files with the ratchet.
func TestSizes(t *testing.T) {
	text, err := os.ReadFile(ratchetFile)
	if err != nil {
		t.Fatal(err)
	}
	allowed := parseRatchet(t, string(text))
	long := map[string]int{}
	for _, f := range trackedFiles(t) {
		if strings.HasSuffix(f.path, ".go") && !strings.HasSuffix(f.path, "_test.go") {
			maps.Copy(long, longParts(t, f))
		}
	}
	problems, tightened := turn(allowed, long)
	if *update {
		if err := os.WriteFile(ratchetFile, ratchetText(string(text), tightened), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range problems {
		if *update && p.tightens {
			continue
		}
		t.Error(p.text)
	}
}

// A problem is a difference between the ratchet and the tree; one that tightens
// is mended by -update.
type problem struct {
	text     string
	tightens bool
}

// turn compares what is allowed with what is long. It returns the ratchet turned
// one tooth: never larger, and without what is gone.
func turn(allowed, long map[string]int) ([]problem, map[string]int) {
	var problems []problem
	tightened := map[string]int{}
	for _, name := range slices.Sorted(maps.Keys(long)) {
		is := long[name]
		may, listed := allowed[name]
		switch {
		case !listed:
			problems = append(problems, problem{text: fmt.Sprintf("%s has %d lines, over %d for a function or %d for a file: split it where it has two ideas", name, is, functionLines, fileLines)})
			continue
		case is > may:
			problems = append(problems, problem{text: fmt.Sprintf("%s has grown from %d to %d lines: split it where it has two ideas", name, may, is)})
		case is < may:
			problems = append(problems, problem{fmt.Sprintf("%s has shrunk from %d to %d lines: keep that, by go test ./tools/tidy -run TestSizes -update", name, may, is), true})
		}
		tightened[name] = min(is, may)
	}
	for _, name := range slices.Sorted(maps.Keys(allowed)) {
		if _, ok := long[name]; !ok {
			problems = append(problems, problem{fmt.Sprintf("%s is no longer long: keep that, by go test ./tools/tidy -run TestSizes -update", name), true})
		}
	}
	return problems, tightened
}

// longParts returns the functions and the file that are over their limit.
func longParts(t *testing.T, f tracked) map[string]int {
	t.Helper()
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, f.path, f.data, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	long := map[string]int{}
	if n := bytes.Count(f.data, []byte("\n")); n > fileLines && !ast.IsGenerated(tree) {
		long[f.path] = n
	}
	for _, d := range tree.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		if n := fset.Position(fn.End()).Line - fset.Position(fn.Pos()).Line + 1; n > functionLines {
			long[f.path+":"+functionName(fn)] = n
		}
	}
	return long
}

// functionName returns "Apply", or "Piece.Apply" for a method.
func functionName(fn *ast.FuncDecl) string {
	if fn.Recv == nil {
		return fn.Name.Name
	}
	typ := fn.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	if generic, ok := typ.(*ast.IndexExpr); ok {
		typ = generic.X
	}
	if id, ok := typ.(*ast.Ident); ok {
		return id.Name + "." + fn.Name.Name
	}
	return fn.Name.Name
}

// parseRatchet reads lines of a size and a name; # begins a comment.
func parseRatchet(t *testing.T, text string) map[string]int {
	t.Helper()
	allowed := map[string]int{}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		var size int
		var name string
		if _, err := fmt.Sscanf(line, "%d %s", &size, &name); err != nil {
			t.Fatalf("%s: %q is not a size and a name", ratchetFile, line)
		}
		allowed[name] = size
	}
	return allowed
}

// ratchetText keeps the comments at the head of the file and writes the sizes anew.
func ratchetText(old string, sizes map[string]int) []byte {
	var b bytes.Buffer
	for line := range strings.Lines(old) {
		if line[0] != '#' {
			break
		}
		b.WriteString(line)
	}
	for _, name := range slices.Sorted(maps.Keys(sizes)) {
		fmt.Fprintf(&b, "%d %s\n", sizes[name], name)
	}
	return b.Bytes()
}

// TestRatchetTurnsOneWay checks that sizes never grow, with -update or without.
func TestRatchetTurnsOneWay(t *testing.T) {
	for _, c := range []struct {
		name          string
		allowed, long map[string]int
		problems      int
		want          map[string]int
	}{
		{"same", map[string]int{"a": 80}, map[string]int{"a": 80}, 0, map[string]int{"a": 80}},
		{"new", nil, map[string]int{"a": 80}, 1, map[string]int{}},
		{"grown", map[string]int{"a": 80}, map[string]int{"a": 81}, 1, map[string]int{"a": 80}},
		{"shrunk", map[string]int{"a": 80}, map[string]int{"a": 79}, 1, map[string]int{"a": 79}},
		{"gone", map[string]int{"a": 80}, nil, 1, map[string]int{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			problems, got := turn(c.allowed, c.long)
			if len(problems) != c.problems || !maps.Equal(got, c.want) {
				t.Errorf("turn(%v, %v) = %v, %v; want %d problems, %v", c.allowed, c.long, problems, got, c.problems, c.want)
			}
		})
	}
}
