package app

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// prefsEvery is the least time from one writing of the preferences to the next, in ms.
const prefsEvery = 1000

func (a *App) prefsPath() string { return filepath.Join(a.cfg.Dir, "preferences.json") }

// loadPrefs reads the preferences of the last start. It returns what people should know
// of that, if anything.
func (a *App) loadPrefs() string {
	if a.cfg.Dir == "" {
		return ""
	}
	data, err := os.ReadFile(a.prefsPath())
	if errors.Is(err, fs.ErrNotExist) {
		return ""
	}
	if err != nil {
		return "Your preferences could not be read. They are as at a first start."
	}
	p, err := parsePrefs(data)
	a.prefs = p
	if err == nil {
		return ""
	}
	if os.Rename(a.prefsPath(), a.prefsPath()+".unread") != nil {
		return "Your preferences could not be read. They are as at a first start."
	}
	return "Your preferences could not be read. They are as at a first start; the file is kept beside as preferences.json.unread."
}

// touch says that the preferences have changed.
func (a *App) touch() { a.unsaved, a.change.Panels = true, true }

// savePrefs writes what this app has changed. The rest is as the file has it: another app may have written
// there meanwhile. It waits for an earlier writing to end.
func (a *App) savePrefs() {
	if !a.unsaved || a.cfg.Dir == "" || a.disk.pending(a.prefsPath()) {
		return
	}
	if a.sent != nil && !a.disk.failed(a.prefsPath()) {
		a.was = *a.sent
	}
	ours := a.prefs.copied()
	a.sent = &ours
	whole := ours
	if there, err := os.ReadFile(a.prefsPath()); err == nil {
		if theirs, err := parsePrefs(there); err == nil {
			whole = mergedPrefs(a.was, ours, theirs)
		}
	}
	data, err := json.MarshalIndent(whole, "", "\t")
	if err != nil {
		panic("app: the preferences cannot be written: " + err.Error())
	}
	a.disk.put(a.prefsPath(), append(data, '\n'))
	a.unsaved, a.savedAt = false, a.now
}

// Theme returns the theme that was chosen.
func (a *App) Theme() Theme { return a.prefs.Theme }

// SetTheme chooses a theme.
func (a *App) SetTheme(t Theme) { a.prefs.Theme = t; a.touch() }

// Calm reports whether less motion is asked for.
func (a *App) Calm() bool { return a.prefs.Calm }

// SetCalm asks for less motion, or for all of it.
func (a *App) SetCalm(on bool) {
	a.prefs.Calm = on
	if a.studio != nil {
		a.studio.client.SetStill(on)
	}
	a.touch()
}

// Window returns where the window was.
func (a *App) Window() Window { return a.prefs.Window }

// SetWindow tells where the window is.
func (a *App) SetWindow(w Window) {
	if w != a.prefs.Window {
		a.prefs.Window, a.unsaved = w, true
	}
}
