// Package option reads what the desktop program is told when it is started. It is apart from the program
// because what needs no window is answered before a display is looked for (see desktop/display), and
// imports nothing of Ebiten's.
package option

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// version is which one this is: desktop/pack says so to the linker.
var version = "dev"

// Name returns the program's name and version.
func Name() string { return "easel " + version }

// Options are what the program is told.
type Options struct {
	Dir   string // of the preferences and of kept ink
	Stats bool
	Bench time.Duration
	Open  string // a link or a file

	Version bool // say which one it is, and nothing else
}

// Parse reads the arguments after the program's name. What is wrong with them, and the help that was
// asked for (flag.ErrHelp), goes to out.
func Parse(args []string, out io.Writer) (Options, error) {
	var o Options
	set := flag.NewFlagSet("easel-desktop", flag.ContinueOnError)
	set.SetOutput(out)
	set.Usage = func() {
		fmt.Fprintln(out, "usage: easel-desktop [flags] [link or file]") //nolint:errcheck // nobody is left to tell
		set.PrintDefaults()
	}
	set.StringVar(&o.Dir, "dir", "", "`folder` of the preferences and of ink that is not on a server yet (default: easel in the user's config folder)")
	set.BoolVar(&o.Stats, "stats", false, "write figures of the frames at the end, one JSON object")
	set.DurationVar(&o.Bench, "bench", 0, "paint by itself for so long on a piece of 100,000 strokes, and write figures")
	set.BoolVar(&o.Version, "version", false, "write which version this is")
	if err := set.Parse(args); err != nil || o.Version {
		return o, err
	}
	switch set.NArg() {
	case 0:
	case 1:
		o.Open = set.Arg(0)
	default:
		return o, fmt.Errorf("%d things to open; say one link or file", set.NArg())
	}
	if o.Dir == "" && o.Bench == 0 {
		dir, err := os.UserConfigDir()
		if err != nil {
			return o, fmt.Errorf("find the config folder, say -dir: %w", err)
		}
		o.Dir = filepath.Join(dir, "easel")
	}
	return o, nil
}

// Answer answers what needs no window, which are the help and the version, and reports whether that was
// asked for.
func Answer(args []string, out, errs io.Writer) bool {
	o, err := Parse(args, io.Discard)
	switch {
	case errors.Is(err, flag.ErrHelp):
		_, _ = Parse(args, errs) // which says it
	case err == nil && o.Version:
		fmt.Fprintln(out, Name()) //nolint:errcheck // nobody is left to tell
	default:
		return false
	}
	return true
}
