// Package pagetest opens the studio's page in a headless browser, for tests in which an app and a page are members of one
// workspace. The page is driven by web/e2e/member.mjs; where node, what npm installs or a browser is not there, the test is
// skipped, and says which.
package pagetest

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// patience is how long a page may take to draw what it is told, and to have it saved.
const patience = 3 * time.Minute

// A Page is a page that has opened a workspace.
type Page struct {
	in      io.Writer
	answers chan answer // the one that is waited for
}

// A State is what a page holds once all it has is saved.
type State struct {
	Digest  string `json:"state"`  // of the piece: 16 hex digits
	Raster  string `json:"raster"` // of the core's pixels: 16 hex digits
	Seq     uint64 `json:"seq"`
	Strokes int    `json:"strokes"`
	Pixels  string `json:"pixels"` // SHA-256, in hex, of the RGBA bytes that the page's canvas shows
}

type answer struct {
	State
	Lacks string `json:"lacks"` // what no page can be opened without
	Error string `json:"error"`
	err   error
}

// lackError is what a machine lacks.
type lackError string

func (e lackError) Error() string { return string(e) }

// Open opens a link until the test ends.
func Open(t testing.TB, link string) *Page {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("there is no node, which drives a browser")
	}
	script := member(t)
	if _, err := os.Stat(filepath.Join(filepath.Dir(script), "..", "node_modules", "playwright-core")); err != nil {
		t.Skip("what drives a browser is not installed: make deps")
	}
	cmd := exec.CommandContext(t.Context(), node, script, link)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Cancel = in.Close // it closes its browser, then ends
	cmd.WaitDelay = 10 * time.Second
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p := &Page{in: in, answers: make(chan answer, 1)}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		defer close(p.answers)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			var a answer
			a.err = json.Unmarshal(lines.Bytes(), &a)
			p.answers <- a
		}
	}()
	t.Cleanup(func() {
		_ = in.Close()
		for range p.answers {
		}
		<-ended
		_ = cmd.Wait() // how it ended is no matter any more
	})
	if _, err := p.hear(); err != nil {
		if lack, ok := errors.AsType[lackError](err); ok {
			t.Skip(lack)
		}
		t.Fatalf("open the page: %v", err)
	}
	return p
}

// Draw draws strokes with the page's pointer, each a way through places in px of the piece, waits until they are saved, and
// returns what the page then holds. It may be called by one goroutine at a time, which need not be the test's.
func (p *Page) Draw(strokes ...[][2]float64) (State, error) {
	line, err := json.Marshal(map[string]any{"strokes": strokes})
	if err != nil {
		return State{}, err
	}
	if _, err := p.in.Write(append(line, '\n')); err != nil {
		return State{}, err
	}
	return p.hear()
}

// State returns what the page holds once all of it is saved.
func (p *Page) State(t testing.TB) State {
	t.Helper()
	s, err := p.Draw()
	if err != nil {
		t.Fatalf("the page: %v", err)
	}
	return s
}

func (p *Page) hear() (State, error) {
	select {
	case a, ok := <-p.answers:
		switch {
		case !ok:
			return State{}, errors.New("it has ended")
		case a.err != nil:
			return State{}, a.err
		case a.Lacks != "":
			return State{}, lackError(a.Lacks)
		case a.Error != "":
			return State{}, errors.New(a.Error)
		}
		return a.State, nil
	case <-time.After(patience):
		return State{}, errors.New("it does not answer")
	}
}

// member returns where the script is, from the test's own folder up.
func member(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		script := filepath.Join(dir, "web", "e2e", "member.mjs")
		if _, err := os.Stat(script); err == nil {
			return script
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("web/e2e/member.mjs is in no folder above this")
		}
	}
}
