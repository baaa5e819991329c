// Package native is what the app asks of the system beside a window: which file, and the clipboard.
//
// It needs no C and no library of its own. On Linux it calls the programs that desktops have for this: zenity (GNOME and
// others), kdialog (KDE), qarma or matedialog, and wl-copy and wl-paste (Wayland) or xclip (X11). On a Mac it
// calls osascript, pbcopy and pbpaste. On Windows it calls the system's own library. Where none is there, the
// error says what to install, and the window asks for a path by itself ([ErrNoDialog]).
//
// What else there is, and why not: ncruces/zenity cannot be had as a module here; sqweek/dialog (ISC, 2026) is C
// over GTK on Linux, which the packages would then need; the desktop portal by godbus/dbus (BSD, 2026) is
// the next step for sandboxed packages; golang.design/x/clipboard (MIT, 2025) is C over X11 on Linux, knows
// no Wayland, and holds the picture only as long as the app runs; atotto/clipboard (BSD, 2021) has no pictures.
package native

import (
	"context"
	"time"

	"easel.example/desktop/say"
)

// What a choice or the clipboard may end with.
var (
	ErrCancelled = say.Sentence("Nothing was chosen.")
	ErrNoDialog  = say.Sentence("This system has no dialog for files that Easel knows: install zenity or kdialog, or type the path.")
	ErrNoCopy    = say.Sentence("Copying needs the program xclip, or wl-clipboard under Wayland. Install it, or save the picture instead.")
)

// A Filter is a kind of files, such as "*.png".
type Filter struct {
	Name     string
	Patterns []string
}

// A Choice is which file a person is asked for.
type Choice struct {
	Title   string
	Folder  string // where to begin; empty: where the system likes
	Name    string // of a file to be written
	Filters []Filter
}

// pasteWait bounds how long whoever has the clipboard may take to give it.
const pasteWait = 500 * time.Millisecond

// within returns a context for asking whoever has the clipboard.
func within(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, pasteWait)
}
