//go:build !windows

package ui

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// systemDark reports whether the system prefers dark windows; where it does not say, it does not.
func systemDark() bool {
	if runtime.GOOS == "darwin" {
		out, err := exec.Command("defaults", "read", "-g", "AppleInterfaceStyle").Output()
		return err == nil && strings.Contains(string(out), "Dark")
	}
	if strings.Contains(strings.ToLower(os.Getenv("GTK_THEME")), "dark") {
		return true
	}
	if out, err := exec.Command("gsettings", "get", "org.gnome.desktop.interface", "color-scheme").Output(); err == nil {
		return strings.Contains(string(out), "dark")
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return false
	}
	for _, name := range []string{"gtk-4.0/settings.ini", "gtk-3.0/settings.ini", "kdeglobals"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err == nil && saysDark(string(text)) {
			return true
		}
	}
	return false
}

// saysDark reads what GTK and KDE write into their settings.
func saysDark(text string) bool {
	for line := range strings.Lines(strings.ToLower(text)) {
		key, value, _ := strings.Cut(strings.ReplaceAll(strings.TrimSpace(line), " ", ""), "=")
		switch key {
		case "gtk-application-prefer-dark-theme":
			if value == "1" || value == "true" {
				return true
			}
		case "gtk-theme-name", "colorscheme":
			if strings.Contains(value, "dark") {
				return true
			}
		}
	}
	return false
}
