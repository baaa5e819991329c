package tidy

import (
	"bytes"
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// topLevel is what may lie at the top: the folders of the design and what a
// project's tools look for there.
var topLevel = []string{
	"core", "wasm", "web", "server", "desktop", "tools",
	"go.mod", "go.sum", "Makefile", "README.md", "LICENSE",
	".ci", ".github", ".editorconfig", ".gitattributes", ".gitignore", ".nvmrc",
}

func TestTopLevel(t *testing.T) {
	for _, f := range trackedFiles(t) {
		if top, _, _ := strings.Cut(f.path, "/"); !slices.Contains(topLevel, top) {
			t.Errorf("%s lies at the top level, which holds only %s: move it where it belongs", f.path, strings.Join(topLevel, " "))
		}
	}
}

// fileBytes is the size above which a file is data: it is fetched by everybody
// who clones, for ever.
const fileBytes = 1 << 20

func TestFilesAreSmallSources(t *testing.T) {
	for _, f := range trackedFiles(t) {
		if len(f.data) > fileBytes {
			t.Errorf("%s has %d bytes, over %d: generate it, or let a test skip without it", f.path, len(f.data), fileBytes)
		}
		if kind := program(f.data); kind != "" {
			t.Errorf("%s is a built program (%s): the build makes it, git does not keep it", f.path, kind)
		}
	}
}

// program names the kind of program that bytes are, and "" for all else.
func program(data []byte) string {
	for _, magic := range []struct{ bytes, kind string }{
		{"\x7fELF", "ELF"},
		{"\x00asm", "wasm"},
		{"MZ\x90\x00", "Windows"},
		{"\xcf\xfa\xed\xfe", "macOS"},
		{"\xca\xfe\xba\xbe", "macOS"},
		{"!<arch>\n", "archive"},
	} {
		if bytes.HasPrefix(data, []byte(magic.bytes)) {
			return magic.kind
		}
	}
	return ""
}

// A leak is text that says where a file was made, and so holds only there.
type leak struct {
	name    string
	pattern *regexp.Regexp
	why     string
	inTests bool // allowed in tests
}

// The patterns are put together from parts so that this file does not hold them.
var leaks = []leak{
	{
		name: "machine path", pattern: regexp.MustCompile(`(^|[^\w.\-/*])/(work|root)/\w|(^|[^\w.\-*])/(home|Users)/[a-z]\w+/`),
		why: "it is a folder of one machine; use a path from the root of the tree, or t.TempDir",
	}, {
		name: "folder beside the checkout", pattern: regexp.MustCompile(`\.\./` + `shared\b`), inTests: true,
		why: "a clone has nothing beside it; only tests may look there, and skip without it",
	}, {
		name: "registry", pattern: regexp.MustCompile(strings.Join([]string{
			`proxy\.golang` + `\.org`, `sum\.golang` + `\.org`, `registry\.npmjs` + `\.org`, `registry\.yarnpkg` + `\.com`,
			`deb\.debian` + `\.org`, `security\.debian` + `\.org`, `archive\.ubuntu` + `\.com`,
		}, "|")),
		why: "which registry serves packages is a setting of the machine; name the package only",
	},
}

func TestNothingOfOneMachine(t *testing.T) {
	for _, f := range trackedFiles(t) {
		if bytes.IndexByte(f.data, 0) >= 0 {
			continue
		}
		for _, l := range leaks {
			if l.inTests && isTest(f.path) {
				continue
			}
			for n, line := range bytes.Split(f.data, []byte("\n")) {
				if found := l.pattern.Find(line); found != nil {
					t.Errorf("%s:%d holds %q (%s): %s", f.path, n+1, found, l.name, l.why)
				}
			}
		}
	}
}

// isTest reports whether a file only serves tests.
func isTest(name string) bool {
	base := path.Base(name)
	return strings.HasSuffix(base, "_test.go") || strings.Contains(base, ".test.") || strings.Contains(base, ".spec.") ||
		slices.ContainsFunc(strings.Split(name, "/"), func(dir string) bool { return dir == "e2e" || dir == "test" || dir == "testdata" })
}

// TestLockFilesNameNoHost checks that npm asks whichever registry is set.
func TestLockFilesNameNoHost(t *testing.T) {
	for _, f := range trackedFiles(t) {
		if path.Base(f.path) != "package-lock.json" {
			continue
		}
		var lock struct {
			Packages map[string]struct{ Resolved string }
		}
		if err := json.Unmarshal(f.data, &lock); err != nil {
			t.Errorf("%s: %v", f.path, err)
		}
		for name, p := range lock.Packages {
			if strings.Contains(p.Resolved, "://") {
				t.Errorf("%s: %s is resolved to a host: run npm install with omit-lockfile-registry-resolved", f.path, name)
			}
		}
	}
}

// TestLeaksFind checks the patterns on text that they must find or leave alone.
func TestLeaksFind(t *testing.T) {
	for _, c := range []struct {
		text, want string
	}{
		{"cd /" + "work/main", "machine path"},
		{`"/` + `root/go"`, "machine path"},
		{"open /" + "home/ann/a.png", "machine path"},
		{"see ../" + "shared/testdata", "folder beside the checkout"},
		{"https://registry.npmjs" + ".org/x", "registry"},
		{"framework/parts and net/work/x, a GET /w/abc", ""},
		{"https://example.com/root/x and /homeward/", ""},
		{"golang.org/x/sync", ""},
		{"../sharedness", ""},
	} {
		var got string
		for _, l := range leaks {
			if l.pattern.MatchString(c.text) {
				got = l.name
			}
		}
		if got != c.want {
			t.Errorf("%q is found as %q, want %q", c.text, got, c.want)
		}
	}
	for data, want := range map[string]string{"\x00asm\x01\x00\x00\x00": "wasm", "\x7fELF\x02": "ELF", "package main": "", "": ""} {
		if got := program([]byte(data)); got != want {
			t.Errorf("program(%q) = %q, want %q", data, got, want)
		}
	}
}
