package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// A bar shows how far a command is: as a bar on a terminal, elsewhere only what
// is said once.
type bar struct {
	out  io.Writer
	b    *progressbar.ProgressBar // nil where there is no terminal
	said map[string]bool
}

// newBar returns a bar of so many steps.
func newBar(out io.Writer, total int, about string) *bar {
	b := &bar{out: out, said: map[string]bool{}}
	if f, ok := out.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		b.b = progressbar.NewOptions(total,
			progressbar.OptionSetWriter(out), progressbar.OptionSetDescription(about), progressbar.OptionShowCount(),
			progressbar.OptionSetPredictTime(true), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
	return b
}

// add takes n steps.
func (b *bar) add(n int) {
	if b.b != nil {
		_ = b.b.Add(n) // a bar that cannot be drawn stops nothing
	}
}

// about says what is going on. It belongs to the bar, and is not said elsewhere.
func (b *bar) about(text string) {
	if b.b != nil {
		b.b.Describe(text)
	}
}

// once says something that matters without a bar, too, the first time.
func (b *bar) once(text string) {
	if b.said[text] {
		return
	}
	b.said[text] = true
	b.end()
	fmt.Fprintln(b.out, "easel:", text)
}

// end takes the bar off the terminal.
func (b *bar) end() {
	if b.b != nil {
		_ = b.b.Clear() // as in add
	}
}
