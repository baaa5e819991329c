package raster

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"
)

// TestIntegersOnly is rule R1: floating point rounds differently on different
// targets (a fused multiply-add here, none there), so canonical pixels must not
// see any.
func TestIntegersOnly(t *testing.T) {
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	allowed := map[string]bool{
		`"easel.example/core"`: true, `"math/bits"`: true, `"slices"`: true,
		`"bytes"`: true, `"compress/flate"`: true, `"io"`: true, `"easel.example/core/deflate"`: true, // the base's bytes
	}
	n := 0
	for _, file := range files {
		if !strings.HasSuffix(file.Name(), ".go") || strings.HasSuffix(file.Name(), "_test.go") {
			continue
		}
		n++
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, file.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range f.Imports {
			if !allowed[i.Path.Value] {
				t.Errorf("%s imports %s: what draws may use only what is the same everywhere", fset.Position(i.Pos()), i.Path.Value)
			}
		}
		for _, bad := range floats(f) {
			t.Errorf("%s: floating point: it rounds differently on other targets", fset.Position(bad))
		}
	}
	if n < 5 {
		t.Errorf("%d files were read", n)
	}
}

// floats returns where f names a floating-point type or writes such a number.
func floats(f *ast.File) (at []token.Pos) {
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			switch n.Name {
			case "float32", "float64", "complex64", "complex128":
				at = append(at, n.Pos())
			}
		case *ast.BasicLit:
			if n.Kind == token.FLOAT || n.Kind == token.IMAG {
				at = append(at, n.Pos())
			}
		}
		return true
	})
	return at
}

func TestFloatsAreFound(t *testing.T) {
	for src, want := range map[string]int{
		"var a = 1.5":              1,
		"var a float64":            1,
		"func f(a, b float32) {}":  1,
		"var a = complex64(2i)":    2,
		"var a = 15; const b = 07": 0,
	} {
		f, err := parser.ParseFile(token.NewFileSet(), "", "package p\n"+src, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(floats(f)); got != want {
			t.Errorf("%q: %d found, want %d", src, got, want)
		}
	}
}
