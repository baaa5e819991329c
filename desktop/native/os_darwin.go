//go:build darwin

package native

import (
	"context"
	"os"
	"strings"

	"easel.example/desktop/say"
)

// quoted returns text as AppleScript has it.
func quoted(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

func choose(ctx context.Context, c Choice, deed string) (string, error) {
	script := "POSIX path of (" + deed + " with prompt " + quoted(c.Title)
	if c.Name != "" {
		script += " default name " + quoted(c.Name)
	}
	if c.Folder != "" {
		script += " default location POSIX file " + quoted(c.Folder)
	}
	return ask(ctx, "osascript", "-e", "activate", "-e", script+")")
}

// OpenFile asks which file to open.
func OpenFile(ctx context.Context, c Choice) (string, error) {
	c.Name = ""
	return choose(ctx, c, "choose file")
}

// SaveFile asks which file to write; one that is there is asked about.
func SaveFile(ctx context.Context, c Choice) (string, error) {
	return choose(ctx, c, "choose file name")
}

// CopyPicture puts a PNG onto the clipboard.
func CopyPicture(ctx context.Context, png []byte) error {
	f, err := os.CreateTemp("", "easel-*.png")
	if err != nil {
		return say.Errorf("The picture could not be copied: %w", err)
	}
	defer os.Remove(f.Name())
	if _, err = f.Write(png); err == nil {
		err = f.Close()
	}
	if err != nil {
		return say.Errorf("The picture could not be copied: %w", err)
	}
	return give(ctx, nil, "osascript", "-e", "set the clipboard to (read (POSIX file "+quoted(f.Name())+") as «class PNGf»)")
}

// CopyText puts text onto the clipboard.
func CopyText(ctx context.Context, text string) error { return give(ctx, []byte(text), "pbcopy") }

// PasteText returns the text of the clipboard, or "".
func PasteText(ctx context.Context) string { return take(ctx, "pbpaste") }
