package main

import (
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"

	"easel.example/desktop/app"
	"easel.example/desktop/desk"
	"easel.example/desktop/link"
	"easel.example/desktop/local"
)

// find reads links of workspaces.
func find(text string) (app.Place, error) { return link.Config{Random: rand.Float64}.Find(text) }

// files are the pieces of this machine. What cannot be kept where it belongs is rescued below dir, and
// said to out: the window may be gone by then.
func files(dir string, out io.Writer) local.Files {
	return local.Files{Config: local.Config{
		Rescue: rescue(dir),
		Log:    slog.New(slog.NewTextHandler(out, nil)),
		Ended:  func(err error) { fmt.Fprintln(out, "easel:", err) }, //nolint:errcheck // nobody is left to tell
	}}
}

func rescue(dir string) string { return filepath.Join(dir, "rescued") }

// remind says what was rescued by an earlier app, for as long as it lies there.
func remind(a *app.App, dir string) {
	list, err := os.ReadDir(rescue(dir))
	if err == nil && len(list) > 0 {
		a.Say(fmt.Sprintf("%d of your pieces could not be kept in their files. They are in %s; open them from there, or move them.", len(list), rescue(dir)))
	}
}

func newDesk(a *app.App, f local.Files) *desk.Desk {
	return desk.New(desk.Config{App: a, Files: f, Find: find, Random: rand.Uint64})
}
