// Command pack builds the desktop app and makes what people install of it.
//
//	go run ./desktop/pack                          for this machine and for Windows, into bin/packages
//	go run ./desktop/pack linux/amd64              for these systems alone
//	go run ./desktop/pack -install ~/.local        on this machine (Linux)
//
// Linux: a tar.gz whose folders go below /usr/local or ~/.local: the program, the launcher's entry, the icon
// and the MIME type of Easel files. Windows: a zip with the program, which has its icon, version and
// manifest in it (github.com/tc-hib/winres, 0BSD: the library below go-winres, of 2023 and complete; only this
// command imports it). macOS: a zip with Easel.app.
//
// Ebiten is pure Go on Windows, so that is built anywhere. Linux needs a C compiler for the processor and the
// headers of X11 (make deps installs those of this machine). macOS needs a Mac with Xcode's tools: its SDK
// may not be had elsewhere. Whoever gives the .app to others signs and notarises it there, too: without that
// a Mac opens it only after a click with Ctrl.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

func main() {
	out := flag.String("out", filepath.Join("bin", "packages"), "folder for the packages")
	version := flag.String("version", "", "of the app; empty: what git says")
	prefix := flag.String("install", "", "install below this folder, and make no packages")
	from := flag.String("source", "./desktop", "package of the app")
	flag.Parse()
	if err := run(*out, *version, *prefix, *from, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

func run(out, version, prefix, from string, names []string) error {
	if version == "" {
		version = described()
	}
	b := builder{version: version, from: from}
	if prefix != "" {
		return b.install(prefix)
	}
	targets, err := targetsOf(names)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return fmt.Errorf("make the folder for packages: %w", err)
	}
	for _, t := range targets {
		name, err := b.pack(t, out)
		if err != nil {
			return fmt.Errorf("pack for %s: %w", t, err)
		}
		info, err := os.Stat(name)
		if err != nil {
			return err
		}
		fmt.Printf("%s\t%d bytes\n", name, info.Size())
	}
	return nil
}

// described returns what git calls the tree, or "dev".
func described() string {
	b, err := exec.Command("git", "describe", "--tags", "--always", "--dirty").Output()
	if v := strings.TrimSpace(string(b)); err == nil && v != "" {
		return v
	}
	return "dev"
}

// A target is a system to build for.
type target struct{ os, arch string }

func (t target) String() string { return t.os + "/" + t.arch }

// targets are those that there are packages for.
var targets = []target{{"linux", "amd64"}, {"linux", "arm64"}, {"windows", "amd64"}, {"windows", "arm64"}, {"darwin", "amd64"}, {"darwin", "arm64"}}

// lacks returns why a target cannot be built on this machine, or "".
func (t target) lacks() string {
	switch {
	case t.os == "windows", t.os == runtime.GOOS && t.arch == runtime.GOARCH:
		return ""
	case t.os == "darwin" && runtime.GOOS == "darwin":
		return "" // Xcode's compiler builds for both
	case t.os == "darwin":
		return "it needs a Mac: Ebiten is built with Apple's SDK there"
	case t.os == runtime.GOOS && os.Getenv("CC") != "":
		return "" // for that processor, as one may hope
	}
	return "it needs a C compiler for " + t.String() + ", named in CC, or such a machine"
}

// targetsOf returns the targets of these names: of none, all that this machine can build.
func targetsOf(names []string) (list []target, err error) {
	for _, t := range targets {
		if len(names) == 0 {
			if why := t.lacks(); why != "" {
				fmt.Printf("%s is left out: %s\n", t, why)
				continue
			}
			list = append(list, t)
		}
	}
	for _, name := range names {
		system, arch, _ := strings.Cut(name, "/")
		t := target{system, arch}
		why := "there are no packages for it"
		for _, known := range targets {
			if t == known {
				why = t.lacks()
			}
		}
		if why != "" {
			return nil, fmt.Errorf("%s cannot be packed: %s", name, why)
		}
		list = append(list, t)
	}
	return list, nil
}
