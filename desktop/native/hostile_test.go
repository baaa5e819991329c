//go:build !windows && !darwin

package native

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestChildren: a program that leaves a child with our pipe behind is not waited for.
func TestChildren(t *testing.T) {
	const child = `/bin/sleep 20 & echo $! >"$0.pid"; wait`
	kill := func(dir, name string) {
		b, _ := os.ReadFile(filepath.Join(dir, name+".pid"))
		if pid, err := strconv.Atoi(strings.TrimSpace(string(b))); err == nil {
			if p, err := os.FindProcess(pid); err == nil {
				_ = p.Kill() // it is over by itself, too
			}
		}
	}
	t.Run("dialog", func(t *testing.T) {
		dir := fake(t, map[string]string{"zenity": child})
		defer kill(dir, "zenity")
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		begun := time.Now()
		if _, err := OpenFile(ctx, Choice{}); !errors.Is(err, context.DeadlineExceeded) || time.Since(begun) > 10*time.Second {
			t.Errorf("it says %v after %v", err, time.Since(begun))
		}
	})
	t.Run("paste", func(t *testing.T) {
		dir := fake(t, map[string]string{"xclip": child})
		defer kill(dir, "xclip")
		t.Setenv("DISPLAY", ":0")
		begun := time.Now()
		if got := PasteText(t.Context()); got != "" || time.Since(begun) > 10*time.Second {
			t.Errorf("it pastes %q after %v", got, time.Since(begun))
		}
	})
}

// TestEndlessPaste: of a clipboard without an end no more is held than can be pasted.
func TestEndlessPaste(t *testing.T) {
	fake(t, map[string]string{"xclip": "exec /bin/cat /dev/zero"})
	t.Setenv("DISPLAY", ":0")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if got := PasteText(t.Context()); got != "" {
		t.Errorf("it pastes %d bytes", len(got))
	}
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > 16*textMost {
		t.Errorf("%d MiB were taken", n>>20)
	}
}

// TestNames: a name is never taken for an option.
func TestNames(t *testing.T) {
	fake(t, map[string]string{"kdialog": `echo "$*"`})
	got, err := SaveFile(t.Context(), Choice{Title: "-x", Folder: ".", Name: "--help; $(reboot)`reboot`.png"})
	if err != nil || strings.Contains(got, " --help") || !strings.Contains(got, "/--help; $(reboot)`reboot`.png") {
		t.Errorf("kdialog is told %q, %v", got, err)
	}
}
