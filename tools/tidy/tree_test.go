package tidy

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const module = "easel.example"

// root is the top of the tree as seen from this package, where tests run.
const root = "../.."

// A tracked is one file that git tracks, as it is in the work tree.
type tracked struct {
	path string // from the root, with slashes
	data []byte
}

// trackedFiles returns what git tracks. A file that is deleted and not yet
// committed is left out. A tree that is no checkout has nothing to say.
func trackedFiles(t *testing.T) []tracked {
	t.Helper()
	if _, err := os.Stat(filepath.Join(root, ".git")); errors.Is(err, fs.ErrNotExist) {
		t.Skip("this tree is not a git checkout")
	}
	var all []tracked
	for path := range strings.SplitSeq(strings.TrimSuffix(command(t, nil, "git", "ls-files", "-z"), "\x00"), "\x00") {
		data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(path)))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, tracked{path, data})
	}
	return all
}

// command runs a program at the root and returns what it prints.
func command(t *testing.T, env []string, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), env...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, stderr.Bytes())
	}
	return string(out)
}

// A listed is what go list tells of a package.
type listed struct {
	Dir, ImportPath, Name              string
	Imports, TestImports, XTestImports []string
	GoFiles                            []string
}

// path returns the package's path below the module: "core/wire".
func (p listed) path() string { return below(p.ImportPath) }

// below returns an import path without the module, and "" for other modules'.
func below(importPath string) string {
	path, ok := strings.CutPrefix(importPath, module+"/")
	if !ok {
		return ""
	}
	return path
}

// list asks go list about patterns, as seen by a target: nil is this machine.
func list(t *testing.T, env []string, patterns ...string) []listed {
	t.Helper()
	args := append([]string{"list", "-e", "-json=Dir,ImportPath,Name,Imports,TestImports,XTestImports,GoFiles"}, patterns...)
	var all []listed
	for d := json.NewDecoder(strings.NewReader(command(t, env, "go", args...))); ; {
		var p listed
		err := d.Decode(&p)
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if len(all) == 0 {
		t.Fatalf("go list %v found no package", patterns)
	}
	return all
}

var browser = []string{"GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0"}
