//go:build !windows && !darwin

package native

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// fake puts programs into an otherwise empty path: each is a script.
func fake(t *testing.T, scripts map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range scripts {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+text+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"WAYLAND_DISPLAY", "DISPLAY", "XDG_CURRENT_DESKTOP"} {
		t.Setenv(name, "")
	}
	t.Setenv("PATH", dir)
	return dir
}

var choice = Choice{Title: "Save “it”", Folder: "/a folder", Name: "x.png", Filters: []Filter{{"Pictures", []string{"*.png", "*.svg"}}}}

// TestDialogs: what the programs are told, and what comes of what they say.
func TestDialogs(t *testing.T) {
	for _, c := range []struct {
		name    string
		desktop string
		scripts map[string]string
		want    string
		err     error
	}{
		{"none", "", nil, "", ErrNoDialog},
		{"zenity", "", map[string]string{"zenity": `echo "$*"`}, "--file-selection --title=Save “it” --filename=/a folder/x.png --save --confirm-overwrite --file-filter=Pictures | *.png *.svg", nil},
		{"kdialog", "", map[string]string{"kdialog": `echo "$*"`}, "--title Save “it” --getsavefilename /a folder/x.png Pictures (*.png *.svg)", nil},
		{"zenity before kdialog", "GNOME", map[string]string{"kdialog": "echo k", "zenity": "echo z"}, "z", nil},
		{"kdialog in KDE", "KDE", map[string]string{"kdialog": "echo k", "zenity": "echo z"}, "k", nil},
		{"cancelled", "", map[string]string{"zenity": "exit 1"}, "", ErrCancelled},
		{"nothing chosen", "", map[string]string{"zenity": "exit 0"}, "", ErrCancelled},
	} {
		t.Run(c.name, func(t *testing.T) {
			fake(t, c.scripts)
			t.Setenv("XDG_CURRENT_DESKTOP", c.desktop)
			if got, err := SaveFile(t.Context(), choice); got != c.want || !errors.Is(err, c.err) {
				t.Errorf("%q, %v; want %q, %v", got, err, c.want, c.err)
			}
		})
	}
	t.Run("broken", func(t *testing.T) {
		fake(t, map[string]string{"zenity": "echo bad >&2; exit 5"})
		if _, err := OpenFile(t.Context(), Choice{}); err == nil || errors.Is(err, ErrCancelled) {
			t.Errorf("it says %v", err)
		}
	})
	t.Run("given up", func(t *testing.T) {
		fake(t, map[string]string{"zenity": "exec /bin/sleep 60"})
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		if _, err := OpenFile(ctx, Choice{}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("it says %v", err)
		}
	})
}

// TestClipboard: the right program for the display, and a sentence where there is none.
func TestClipboard(t *testing.T) {
	both := map[string]string{"xclip": `/bin/cat >"$0.got"; echo "x $*" >>"$0.got"`, "wl-copy": `/bin/cat >"$0.got"; echo "w $*" >>"$0.got"`}
	for _, c := range []struct{ name, wayland, x, program, want string }{
		{"X11", "", ":0", "xclip", "PNGx -selection clipboard -t image/png -i\n"},
		{"Wayland", "wayland-0", ":0", "wl-copy", "PNGw --type image/png\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := fake(t, both)
			t.Setenv("WAYLAND_DISPLAY", c.wayland)
			t.Setenv("DISPLAY", c.x)
			if err := CopyPicture(t.Context(), []byte("PNG")); err != nil {
				t.Fatal(err)
			}
			if got, _ := os.ReadFile(filepath.Join(dir, c.program+".got")); string(got) != c.want {
				t.Errorf("%s got %q, want %q", c.program, got, c.want)
			}
		})
	}
	t.Run("none", func(t *testing.T) {
		fake(t, nil)
		t.Setenv("DISPLAY", ":0")
		if err := CopyText(t.Context(), "x"); !errors.Is(err, ErrNoCopy) {
			t.Errorf("it says %v", err)
		}
		if got := PasteText(t.Context()); got != "" {
			t.Errorf("it pastes %q", got)
		}
	})
	t.Run("paste", func(t *testing.T) {
		fake(t, map[string]string{"xclip": `printf 'hello é\377'`})
		t.Setenv("DISPLAY", ":0")
		got := ""
		for tries := 0; got == "" && tries < 5; tries++ { // a busy machine may not begin the program in time
			got = PasteText(t.Context())
		}
		if got != "hello é" {
			t.Errorf("it pastes %q", got)
		}
	})
	t.Run("silent", func(t *testing.T) {
		fake(t, map[string]string{"xclip": "exec /bin/sleep 60"})
		t.Setenv("DISPLAY", ":0")
		begun := time.Now()
		if got := PasteText(t.Context()); got != "" || time.Since(begun) > 20*pasteWait {
			t.Errorf("it pastes %q after %v", got, time.Since(begun))
		}
	})
	t.Run("long", func(t *testing.T) {
		for n, want := range map[int]int{textMost: textMost, textMost + 1: 0} {
			fake(t, map[string]string{"xclip": "exec /usr/bin/head -c " + strconv.Itoa(n) + " /dev/zero"})
			t.Setenv("DISPLAY", ":0")
			got := PasteText(t.Context())
			for tries := 0; len(got) != want && tries < 5; tries++ {
				got = PasteText(t.Context())
			}
			if len(got) != want {
				t.Errorf("of %d bytes %d are pasted", n, len(got))
			}
		}
	})
}
