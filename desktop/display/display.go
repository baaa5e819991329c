// Package display looks for a display before anything else does: Ebiten panics while
// it is being initialised where there is none. A program imports this package for
// that alone. It imports nothing that is initialised late, and so comes first: Go
// initialises packages in the order of their paths, as soon as what they import is
// (see the language's section on program initialization), and what Ebiten needs
// to find a display includes all that this package needs, but for what comes before it by name.
package display

import (
	"os"
	"runtime"
	"strings"
	"syscall"

	"easel.example/desktop/option"
)

// Missing is the exit code of a program that finds no display.
const Missing = 3

// Looked is true: a display was found, or it is another system's to say.
var Looked = look(os.Getenv, os.Args, os.Exit)

// Why says why there is no display, empty if there is one.
func Why(getenv func(string) string) string {
	switch runtime.GOOS {
	case "windows", "darwin", "js", "android", "ios":
		return ""
	}
	name := getenv("DISPLAY")
	switch {
	case name == "" && getenv("WAYLAND_DISPLAY") != "":
		return "Easel needs an X display, and here is only Wayland: install Xwayland, or set DISPLAY."
	case name == "":
		return "Easel needs a display, and there is none: DISPLAY is not set."
	case !answers(name):
		return "Easel needs a display, and DISPLAY=" + name + " does not answer."
	}
	return ""
}

// look ends a program that has no display, once it has answered what needs none. A test has nothing to
// test then, and says so.
func look(getenv func(string) string, args []string, exit func(int)) bool {
	why := Why(getenv)
	if why == "" {
		return true
	}
	if len(args) > 0 && (strings.HasSuffix(args[0], ".test") || strings.HasSuffix(args[0], ".test.exe")) {
		os.Stdout.WriteString("skipped, all of this package: " + why + "\n") //nolint:errcheck // nobody is left to tell
		exit(0)
		return false
	}
	if len(args) > 0 && option.Answer(args[1:], os.Stdout, os.Stderr) {
		exit(0)
		return false
	}
	os.Stderr.WriteString(why + "\n") //nolint:errcheck // nobody is left to tell
	exit(Missing)
	return false
}

// answers reports whether a display of this machine takes connections; of another machine
// only trying it tells.
func answers(name string) bool {
	number, ok := strings.CutPrefix(name, ":")
	if !ok {
		number, ok = strings.CutPrefix(name, "unix:")
	}
	if !ok {
		return true
	}
	number, _, _ = strings.Cut(number, ".")
	for _, path := range []string{"@/tmp/.X11-unix/X" + number, "/tmp/.X11-unix/X" + number} {
		if connects(path) {
			return true
		}
	}
	return false
}

func connects(path string) bool {
	fd, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err != nil {
		return false
	}
	defer syscall.Close(fd)
	return syscall.Connect(fd, &syscall.SockaddrUnix{Name: path}) == nil
}
