package tidy

import "testing"

// A law is what core keeps out, and why.
type law struct {
	name string
	find func(source) []finding
	why  string
}

var laws = []law{
	{
		name: "floats", find: source.floats,
		why: "floats differ between machines, and replicas would differ with them (rule R1); use int32 and int64",
	}, {
		name: "concurrency", find: source.concurrent,
		why: "core is a function of what it is told; goroutines belong to the edge that calls it",
	}, {
		name: "map order", find: source.mapOrder,
		why: "the order of a map is random, and order shows in digests, frames and pixels; keep a slice, or sort",
	}, {
		name: "global state", find: source.state,
		why: "two replicas in one program must not know of each other; make it a field, or a table made where it is declared",
	},
}

// TestCoreIsAPureFunction checks the laws in all of core without its tests.
func TestCoreIsAPureFunction(t *testing.T) {
	core := sources(t, "./core/...")
	for _, l := range laws {
		t.Run(l.name, func(t *testing.T) {
			for _, s := range core {
				for _, f := range l.find(s) {
					t.Errorf("%s: %s: %s", f.at, f.what, l.why)
				}
			}
		})
	}
}

// TestLawsFind checks each law on code that breaks it, and on code that does not.
func TestLawsFind(t *testing.T) {
	for _, c := range []struct {
		name, text string
		law        func(source) []finding
		want       int
	}{
		{"types", "var a float32; func f(x float64) {}", source.floats, 2},
		{"literals", "const a, b = 1.5, 2i", source.floats, 2},
		{"import", `import "math"`, source.floats, 1},
		{"integers", `import "math/bits"; const a, b = 0x1e4, 1_000; var c int32 = 3`, source.floats, 0},

		{"goroutine", "func f() { go f() }", source.concurrent, 1},
		{"channel", "func f(c chan int) { c <- <-c }", source.concurrent, 3},
		{"select", "func f() { select {} }", source.concurrent, 1},

		{"map", "func f(m map[int]int) { for range m {} }", source.mapOrder, 1},
		{"named map", "type m map[int]int; type s struct { of m }; func (s s) f() { for range s.of {} }", source.mapOrder, 1},
		{"slice", "func f(m []int) { for range m {} }", source.mapOrder, 0},

		{"init", "func init() {}", source.state, 1},
		{"method init", "type s struct{}; func (s) init() {}", source.state, 0},
		{"assigned", "var a int; func f() { a = 1; a += 2 }", source.state, 2},
		{"counted", "var a int; func f() { a++ }", source.state, 1},
		{"in a loop", "var a int; func f() { for a = range 3 {} }", source.state, 1},
		{"element", "var a [4]int; func f() { a[1] = 2 }", source.state, 1},
		{"field", "var a struct{ b []int }; func f() { (a.b)[1] = 2 }", source.state, 1},
		{"through a pointer", "var a *int; func f() { *a = 2 }", source.state, 1},
		{"read by address", "var a int; func f() *int { return &a }", source.state, 0},
		{"copy", "var a [4]int; func f() { copy(a[:], a[1:]); clear(a[:]) }", source.state, 2},
		{"pointer method", "type s struct{}; func (*s) f() {}; var a s; func g() { a.f() }", source.state, 1},
		{"value method", "type s struct{}; func (s) f() {}; var a s; func g() { a.f() }", source.state, 0},
		{"other package", `import "x/core"; func f() { core.A = 1 }`, source.state, 1},
		{"local of that name", "var a int; func f() { a := 1; a = 2; _ = a }", source.state, 0},
		{"table", "var a = make1(); func make1() []int { return nil }; func f(i int) int { return a[i] }", source.state, 0},
		{"field of a parameter", "type s struct{ a int }; var a int; func f(x *s) { x.a = 1 }", source.state, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := c.law(sourceOf(t, "package given;"+c.text))
			if len(got) != c.want {
				t.Errorf("%d findings %v in %q, want %d", len(got), got, c.text, c.want)
			}
		})
	}
}
