package tidy

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A source is a parsed package without its tests, with what the type checker
// found out from that package alone. Imports are hollow: types of other packages
// are unknown, objects of this one are not.
type source struct {
	path  string
	fset  *token.FileSet
	files []*ast.File
	pkg   *types.Package
	info  *types.Info
}

// at returns a position as "core/apply.go:12".
func (s source) at(pos token.Pos) string {
	p := s.fset.Position(pos)
	return fmt.Sprintf("%s/%s:%d", s.path, filepath.Base(p.Filename), p.Line)
}

// sources parses packages, as this machine sees them.
func sources(t *testing.T, patterns ...string) []source {
	t.Helper()
	var all []source
	for _, p := range list(t, nil, patterns...) {
		s := source{path: p.path(), fset: token.NewFileSet()}
		for _, name := range p.GoFiles {
			s.parse(t, filepath.Join(p.Dir, name), nil)
		}
		s.check()
		all = append(all, s)
	}
	return all
}

// sourceOf parses one file given as text.
func sourceOf(t *testing.T, text string) source {
	t.Helper()
	s := source{path: "given", fset: token.NewFileSet()}
	s.parse(t, "given.go", text)
	s.check()
	return s
}

func (s *source) parse(t *testing.T, name string, text any) {
	t.Helper()
	f, err := parser.ParseFile(s.fset, name, text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	s.files = append(s.files, f)
}

func (s *source) check() {
	s.info = &types.Info{
		Types:      map[ast.Expr]types.TypeAndValue{},
		Uses:       map[*ast.Ident]types.Object{},
		Defs:       map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
	}
	conf := types.Config{Importer: hollow{}, Error: func(error) {}, FakeImportC: true}
	s.pkg, _ = conf.Check(s.path, s.fset, s.files, s.info) // errors are of the hollow imports
}

// hollow imports every package as an empty one.
type hollow struct{}

func (hollow) Import(path string) (*types.Package, error) {
	name := path[strings.LastIndex(path, "/")+1:]
	p := types.NewPackage(path, name)
	p.MarkComplete()
	return p, nil
}

// A finding is a place in the source and what is wrong with it.
type finding struct{ at, what string }

// find walks the files of a package and collects what look returns.
func (s source) find(look func(ast.Node) string) []finding {
	var all []finding
	for _, f := range s.files {
		ast.Inspect(f, func(n ast.Node) bool {
			if n == nil {
				return false
			}
			if what := look(n); what != "" {
				all = append(all, finding{s.at(n.Pos()), what})
			}
			return true
		})
	}
	return all
}

// floats finds what computes with floats (rule R1).
func (s source) floats() []finding {
	return s.find(func(n ast.Node) string {
		switch n := n.(type) {
		case *ast.Ident:
			switch n.Name {
			case "float32", "float64", "complex64", "complex128":
				return n.Name
			}
		case *ast.BasicLit:
			if n.Kind == token.FLOAT || n.Kind == token.IMAG {
				return "the constant " + n.Value
			}
		case *ast.ImportSpec:
			if n.Path.Value == `"math"` {
				return "package math"
			}
		}
		return ""
	})
}

// concurrent finds goroutines and what they talk through.
func (s source) concurrent() []finding {
	return s.find(func(n ast.Node) string {
		switch n := n.(type) {
		case *ast.GoStmt:
			return "a go statement"
		case *ast.ChanType:
			return "a channel"
		case *ast.SelectStmt:
			return "a select"
		case *ast.SendStmt:
			return "a send"
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				return "a receive"
			}
		}
		return ""
	})
}

// mapOrder finds loops over maps.
func (s source) mapOrder() []finding {
	return s.find(func(n ast.Node) string {
		loop, ok := n.(*ast.RangeStmt)
		if !ok {
			return ""
		}
		typ := s.info.Types[loop.X].Type
		if typ == nil {
			return ""
		}
		if _, ok := typ.Underlying().(*types.Map); ok {
			return "a loop over " + types.ExprString(loop.X)
		}
		return ""
	})
}

// state finds init functions, and package variables that change after they are
// made: assigned, counted, written into, or told to change themselves. An address
// may be taken, as large tables are read through one.
func (s source) state() []finding {
	return s.find(func(n ast.Node) string {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Recv == nil && n.Name.Name == "init" {
				return "an init function"
			}
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				return s.changed("assigns to", n.Lhs...)
			}
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN {
				return s.changed("assigns to", n.Key, n.Value)
			}
		case *ast.IncDecStmt:
			return s.changed("counts", n.X)
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.Ident); ok && len(n.Args) > 0 && slices.Contains([]string{"copy", "clear", "delete"}, f.Name) {
				return s.changed("writes into", n.Args[0])
			}
		case *ast.SelectorExpr:
			return s.pointerMethod(n)
		}
		return ""
	})
}

// changed names the first expression that is part of a package variable, of this
// package or of another.
func (s source) changed(verb string, exprs ...ast.Expr) string {
	for _, e := range exprs {
		if name := s.packageVar(e); name != "" {
			return verb + " the package variable " + name
		}
	}
	return ""
}

// pointerMethod finds calls that take the address of a package variable silently.
func (s source) pointerMethod(n *ast.SelectorExpr) string {
	sel := s.info.Selections[n]
	if sel == nil || sel.Kind() != types.MethodVal {
		return ""
	}
	recv := sel.Obj().Type().(*types.Signature).Recv()
	if recv == nil {
		return ""
	}
	_, byPointer := recv.Type().(*types.Pointer)
	if _, isPointer := sel.Recv().(*types.Pointer); !byPointer || isPointer {
		return ""
	}
	return s.changed("calls a method with a pointer to", n.X)
}

// packageVar returns the name of the package variable that an expression is, or
// is a part of, and "" for all others.
func (s source) packageVar(e ast.Expr) string {
	for {
		switch x := e.(type) {
		case *ast.ParenExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.SliceExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.SelectorExpr:
			if id, ok := x.X.(*ast.Ident); ok {
				if _, ok := s.info.Uses[id].(*types.PkgName); ok {
					return id.Name + "." + x.Sel.Name
				}
			}
			e = x.X
		case *ast.Ident:
			if v, ok := s.info.Uses[x].(*types.Var); ok && v.Parent() == s.pkg.Scope() {
				return x.Name
			}
			return ""
		default:
			return ""
		}
	}
}
