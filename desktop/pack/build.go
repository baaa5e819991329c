package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// program is the name of the app's program.
const program = "easel-desktop"

// A builder builds one version of the app.
type builder struct {
	version string
	from    string // the package of the app
}

// flags are the linker's: the version, no symbols, and on Windows no console.
func (b *builder) flags(t target) string {
	flags := "-s -w -X easel.example/desktop/option.version=" + b.version
	if t.os == "windows" {
		flags += " -H windowsgui"
	}
	return flags
}

// build builds the program for t, into the file name.
func (b *builder) build(t target, name string) error {
	if t.os == "windows" {
		syso, err := b.resources(t)
		if err != nil {
			return err
		}
		defer os.Remove(syso) // the next target has another one
	}
	cgo := "1"
	if t.os == "windows" {
		cgo = "0"
	}
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags", b.flags(t), "-o", name, b.from)
	cmd.Env = append(os.Environ(), "GOOS="+t.os, "GOARCH="+t.arch, "CGO_ENABLED="+cgo)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("build %s for %s: %w", b.from, t, err)
	}
	return nil
}

// pack builds for t, and returns the name of the package.
func (b *builder) pack(t target, out string) (string, error) {
	dir, err := os.MkdirTemp("", "easel-pack")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	binary := filepath.Join(dir, program)
	if err := b.build(t, binary); err != nil {
		return "", err
	}
	files, err := b.layout(t, binary)
	if err != nil {
		return "", err
	}
	system := map[string]string{"darwin": "macos"}[t.os]
	if system == "" {
		system = t.os
	}
	name := filepath.Join(out, fmt.Sprintf("easel-%s-%s-%s", b.version, system, t.arch))
	if t.os == "linux" {
		return name + ".tar.gz", writeTar(name+".tar.gz", filepath.Base(name), files)
	}
	return name + ".zip", writeZip(name+".zip", files)
}

// install builds for this machine, and puts what there is below a folder.
func (b *builder) install(prefix string) error {
	t := here()
	if t.os != "linux" {
		return fmt.Errorf("-install is for Linux; on %s the package is opened by a click", t.os)
	}
	dir, err := os.MkdirTemp("", "easel-pack")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := b.build(t, filepath.Join(dir, program)); err != nil {
		return err
	}
	files, err := b.layout(t, filepath.Join(dir, program))
	if err != nil {
		return err
	}
	for _, f := range files {
		to := filepath.Join(prefix, filepath.FromSlash(f.name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return fmt.Errorf("install %s: %w", f.name, err)
		}
		_ = os.Remove(to) // a program that runs cannot be written over
		if err := os.WriteFile(to, f.data, f.mode); err != nil {
			return fmt.Errorf("install %s: %w", f.name, err)
		}
		fmt.Println(to)
	}
	// Who has these programs shows the launcher and knows the files at once; others do after the next login.
	for _, c := range [][]string{{"update-desktop-database", "share/applications"}, {"update-mime-database", "share/mime"}, {"gtk-update-icon-cache", "-qtf", "share/icons/hicolor"}} {
		last := len(c) - 1
		c[last] = filepath.Join(prefix, filepath.FromSlash(c[last]))
		if path, err := exec.LookPath(c[0]); err == nil {
			if text, err := exec.Command(path, c[1:]...).CombinedOutput(); err != nil {
				fmt.Printf("%s: %v: %s\n", c[0], err, strings.TrimSpace(string(text)))
			}
		}
	}
	return nil
}
