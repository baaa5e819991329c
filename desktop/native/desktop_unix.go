//go:build !windows && !darwin

package native

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// A program is one that has dialogs.
type program struct {
	name string
	args func(c Choice, save bool) []string
}

// programs are in the order in which they are asked for: KDE's own first where that runs.
func programs() []program {
	list := []program{{"zenity", zenity}, {"qarma", zenity}, {"matedialog", zenity}, {"kdialog", kdialog}}
	if strings.Contains(os.Getenv("XDG_CURRENT_DESKTOP"), "KDE") {
		return append([]program{{"kdialog", kdialog}}, list...)
	}
	return list
}

// begin returns where a dialog begins: a name, or a folder with a slash behind it.
func (c Choice) begin() string {
	folder := c.Folder
	if folder == "" {
		folder, _ = os.UserHomeDir() // without one it is where the app was started
	}
	if abs, err := filepath.Abs(folder); err == nil {
		folder = abs // a name that begins with a dash is not taken for an option
	}
	return filepath.Join(folder, c.Name) + map[bool]string{true: "/"}[c.Name == ""]
}

func zenity(c Choice, save bool) []string {
	args := []string{"--file-selection", "--title=" + c.Title, "--filename=" + c.begin()}
	if save {
		args = append(args, "--save", "--confirm-overwrite")
	}
	for _, f := range c.Filters {
		args = append(args, "--file-filter="+f.Name+" | "+strings.Join(f.Patterns, " "))
	}
	return args
}

func kdialog(c Choice, save bool) []string {
	deed := "--getopenfilename"
	if save {
		deed = "--getsavefilename"
	}
	args := []string{"--title", c.Title, deed, c.begin()}
	var filters []string
	for _, f := range c.Filters {
		filters = append(filters, f.Name+" ("+strings.Join(f.Patterns, " ")+")")
	}
	if len(filters) > 0 {
		args = append(args, strings.Join(filters, "\n"))
	}
	return args
}

func choose(ctx context.Context, c Choice, save bool) (string, error) {
	for _, p := range programs() {
		if path, err := exec.LookPath(p.name); err == nil {
			return ask(ctx, path, p.args(c, save)...)
		}
	}
	return "", ErrNoDialog
}

// OpenFile asks which file to open.
func OpenFile(ctx context.Context, c Choice) (string, error) { return choose(ctx, c, false) }

// SaveFile asks which file to write; one that is there is asked about.
func SaveFile(ctx context.Context, c Choice) (string, error) { return choose(ctx, c, true) }

// clipboard returns the program for the clipboard, with its arguments for a type of data, or "".
func clipboard(paste bool, kind string) (string, []string) {
	if os.Getenv("WAYLAND_DISPLAY") != "" {
		name, args := "wl-copy", []string{"--type", kind}
		if paste {
			name, args = "wl-paste", []string{"--no-newline", "--type", kind}
		}
		if path, err := exec.LookPath(name); err == nil {
			return path, args
		}
	}
	path, err := exec.LookPath("xclip")
	if err != nil || os.Getenv("DISPLAY") == "" {
		return "", nil
	}
	way := "-i"
	if paste {
		way = "-o"
	}
	return path, []string{"-selection", "clipboard", "-t", kind, way}
}

// CopyPicture puts a PNG onto the clipboard.
func CopyPicture(ctx context.Context, png []byte) error { return put(ctx, png, "image/png") }

// CopyText puts text onto the clipboard.
func CopyText(ctx context.Context, text string) error { return put(ctx, []byte(text), textKind()) }

// PasteText returns the text of the clipboard, or "".
func PasteText(ctx context.Context) string {
	name, args := clipboard(true, textKind())
	if name == "" {
		return ""
	}
	return take(ctx, name, args...)
}

// textKind is what programs here call text.
func textKind() string {
	if os.Getenv("WAYLAND_DISPLAY") != "" {
		return "text/plain;charset=utf-8"
	}
	return "UTF8_STRING"
}

func put(ctx context.Context, data []byte, kind string) error {
	name, args := clipboard(false, kind)
	if name == "" {
		return ErrNoCopy
	}
	return give(ctx, data, name, args...)
}
