package tidy

import (
	"path"
	"slices"
	"strings"
	"testing"
)

// A place says what the packages of one folder may import of this module, and
// why. A pattern that ends in /... covers what is below, too. The first place
// that a package matches is its own.
type place struct {
	of  string
	may []string
	why string
}

// mayImport is the tree of DESIGN as arrows: they only go down.
var mayImport = []place{
	{"core", nil, "core is the vocabulary; what it imported could not use its words"},
	{"core/deflate", nil, "a writer of streams knows no nouns"},
	{"core/limit", []string{"core"}, leaf},
	{"core/path", []string{"core"}, leaf},
	{"core/ink", []string{"core"}, leaf},
	{"core/remark", []string{"core"}, leaf},
	{"core/pack", []string{"core", "core/deflate"}, leaf},
	{"core/raster", []string{"core", "core/deflate"}, leaf},
	{"core/wire", []string{"core"}, leaf},
	{"core/snapshot", []string{"core", "core/pack", "core/wire"}, "a snapshot is packed strokes and frames, no rules"},
	{"core/predict", rules, "predict is told what the server sent; it knows neither pixels nor the server"},
	{"core/authority", append([]string{"core/path"}, rules...), "the authority decides without pixels, pens and clients"},
	{"core/artist", append([]string{"core/path", "core/raster", "core/export"}, rules...), "the artist paints with what a person has"},
	{"core/export", []string{"core", "core/path", "core/pack", "core/raster", "core/replay", "core/snapshot", "core/wire"}, "export turns a piece into a file; it takes part in nothing"},
	{"core/replay", []string{"core", "core/raster", "core/snapshot", "core/wire"}, "a replay shows what is there; it takes part in nothing"},
	{"core/client", append([]string{"core/path", "core/ink", "core/raster", "core/predict"}, rules...), "a client predicts by core's rules and never sees the authority's state"},
	{"core/sim", []string{"core/..."}, "a simulation has both sides, and no edge"},
	{"wasm/...", []string{"core/...", "wasm/..."}, edge},
	{"desktop/app", []string{"core/...", "desktop/say"}, "the app is told what a window, a server and a file do, so that it is tested without any of them"},
	{"desktop/guest", []string{"core/..."}, "who comes to a server with a link knows nothing of windows"},
	{"desktop/...", []string{"core/...", "desktop/..."}, edge},
	{"server/...", []string{"core/...", "server/..."}, edge},
	{"tools/...", []string{"core/...", "server/...", "tools/...", "desktop/guest"}, "tools may drive the core and the server, and come to one as the desktop does; the other edges are programs, not libraries"},
}

const (
	leaf = "a leaf knows core's nouns and no other leaf, so that it can be read alone and used alone"
	edge = "wasm, desktop and server share core only; what two of them need belongs there"
)

// rules is what the two sides of the one rule may use.
var rules = []string{"core", "core/limit", "core/pack", "core/snapshot", "core/wire"}

// outside is what core may import of other modules, by package.
var outside = map[string][]string{
	"core/wire": {"github.com/vmihailenco/msgpack/v5"},
}

// banned is what core does not import of the standard library, and why.
var banned = map[string]string{
	"context":       "core is told when to stop; it has nothing to cancel",
	"encoding/json": "reflection costs the page 0.3 MB; frames are msgpack",
	"fmt":           "it costs the page 0.15 MB and reflects; use strconv, or return a value that the edge prints",
	"log":           "core returns what is worth a log line; the edge writes it",
	"log/slog":      "core returns what is worth a log line; the edge writes it",
	"maps":          "its order is random, and order shows in digests and frames",
	"math":          "floats differ between machines (rule R1); math/bits is fine",
	"math/rand":     "randomness comes in as an argument, or as a hash of the stroke (rule R1)",
	"math/rand/v2":  "randomness comes in as an argument, or as a hash of the stroke (rule R1)",
	"net":           "sockets belong to the edge",
	"net/http":      "sockets belong to the edge",
	"os":            "files, flags and the environment belong to the edge",
	"reflect":       "what it does is seen only at run time, and it is slow in wasm",
	"runtime":       "what the machine is must not show in what core computes",
	"sync":          "core has no goroutines, so nothing to lock",
	"sync/atomic":   "core has no goroutines, so nothing to share",
	"syscall":       "the machine belongs to the edge",
	"syscall/js":    "the browser belongs to wasm",
	"time":          "core does not ask what time it is; now comes in as milliseconds",
	"unsafe":        "sizes and byte order differ between machines",
}

// welcome is what of banned one package of core may import all the same, and why.
var welcome = map[string]map[string]string{
	"core/export": {"encoding/json": "it reads the files of others, in a wasm of its own that is loaded only for that"},
}

// TestImportsGoDown checks every arrow between packages of the module, in tests
// too, natively and for the browser.
func TestImportsGoDown(t *testing.T) {
	for name, packages := range targets(t) {
		t.Run(name, func(t *testing.T) {
			for _, p := range packages {
				at := placeOf(p.path())
				if at == nil {
					t.Errorf("%s is not in the table mayImport: give it a place, with a reason", p.path())
					continue
				}
				for _, imp := range p.Imports {
					if to := below(imp); to != "" && !matchesAny(at.may, to) {
						t.Errorf("%s imports %s: %s", p.path(), to, at.why)
					}
				}
				for _, imp := range slices.Concat(p.TestImports, p.XTestImports) {
					if to := below(imp); to != "" && !mayTestImport(p.path(), to) {
						t.Errorf("a test of %s imports %s: %s", p.path(), to, edge)
					}
				}
			}
		})
	}
}

// TestCoreImportsLittle checks what core takes from outside the module.
func TestCoreImportsLittle(t *testing.T) {
	for name, packages := range targets(t) {
		t.Run(name, func(t *testing.T) {
			for _, p := range packages {
				if !matches("core/...", p.path()) {
					continue
				}
				for _, imp := range p.Imports {
					switch why, ban := banned[imp]; {
					case ban && welcome[p.path()][imp] == "":
						t.Errorf("%s imports %s: %s", p.path(), imp, why)
					case !standard(imp) && below(imp) == "" && !slices.Contains(outside[p.path()], imp):
						t.Errorf("%s imports %s: core is the standard library alone, so that it runs and is the same everywhere", p.path(), imp)
					}
				}
			}
		})
	}
}

// TestAppImportsLittle checks that the desktop's app knows no window: then it would need a
// display to be tested.
func TestAppImportsLittle(t *testing.T) {
	for _, p := range list(t, nil, "./desktop/...") {
		if p.path() != "desktop/app" {
			continue
		}
		for _, imp := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			if !standard(imp) && below(imp) == "" {
				t.Errorf("desktop/app imports %s: windows, sockets and files of others are for the packages beside it", imp)
			}
		}
	}
}

// TestPackageNames checks that a package is named for what it is.
func TestPackageNames(t *testing.T) {
	for _, p := range list(t, nil, "./...") {
		switch name := path.Base(p.path()); name {
		case "util", "utils", "common", "types", "helper", "helpers", "misc", "shared", "base":
			t.Errorf("package %s says nothing of what is in it: name the noun that it holds", p.path())
		}
	}
}

// targets lists the module as this machine sees it and as the browser does.
func targets(t *testing.T) map[string][]listed {
	t.Helper()
	return map[string][]listed{
		"native": list(t, nil, "./..."),
		"js":     list(t, browser, "./core/...", "./wasm/..."),
	}
}

func placeOf(pkg string) *place {
	for i := range mayImport {
		if matches(mayImport[i].of, pkg) {
			return &mayImport[i]
		}
	}
	return nil
}

// mayTestImport reports whether a test may import a package: a test of core any
// other of core, a test of an edge what the edge itself may.
func mayTestImport(pkg, to string) bool {
	if matches("core/...", pkg) {
		return matches("core/...", to)
	}
	at := placeOf(pkg)
	return at != nil && matchesAny(at.may, to)
}

func matchesAny(patterns []string, pkg string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return matches(p, pkg) })
}

// matches reports whether a package is the pattern's, or below it if that ends in /...
func matches(pattern, pkg string) bool {
	top, deep := strings.CutSuffix(pattern, "/...")
	return pkg == top || deep && strings.HasPrefix(pkg, top+"/")
}

// standard reports whether a path is of the standard library: its first element
// has no dot.
func standard(imp string) bool {
	first, _, _ := strings.Cut(imp, "/")
	return !strings.Contains(first, ".")
}

// TestMatches checks the patterns of this file: a table that matched everything
// would find nothing.
func TestMatches(t *testing.T) {
	for _, c := range []struct {
		pattern, pkg string
		want         bool
	}{
		{"core", "core", true},
		{"core", "core/wire", false},
		{"core/...", "core", true},
		{"core/...", "core/wire", true},
		{"core/...", "corelike", false},
		{"core/wire", "core/wiretap", false},
	} {
		if got := matches(c.pattern, c.pkg); got != c.want {
			t.Errorf("matches(%q, %q) = %v, want %v", c.pattern, c.pkg, got, c.want)
		}
	}
	for imp, want := range map[string]bool{"math/bits": true, "C": true, "github.com/a/b": false, module + "/core": false} {
		if got := standard(imp); got != want {
			t.Errorf("standard(%q) = %v, want %v", imp, got, want)
		}
	}
}
