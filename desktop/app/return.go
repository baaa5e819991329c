package app

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"easel.example/desktop/say"
)

// Return goes back to a place where one was. A file that is not there any more is not begun anew, as
// [App.OpenFile] does with one that is named: people are told, and may take it off the list.
func (a *App) Return(r Recent) error {
	if r.File == "" {
		return a.Join(r.Link)
	}
	if !missing(r.File) {
		return a.OpenFile(r.File)
	}
	a.tried(nil) //nolint:errcheck // what was wrong before is over
	why := say.Errorf("“%s” is not in %s any more: it was moved, renamed or deleted.", filepath.Base(r.File), filepath.Dir(r.File))
	a.offer(why.Error(), "Take off the list", func() { a.Forget(r) })
	return why
}

func missing(path string) bool {
	_, err := os.Stat(path)
	return errors.Is(err, fs.ErrNotExist)
}

// leftNothing takes a file off the list that went with its studio: nothing was drawn in it.
func (a *App) leftNothing(p Place) {
	if p.File == "" || !missing(p.File) {
		return
	}
	for _, r := range a.prefs.Recent {
		if r.File == p.File {
			a.Forget(r)
			return
		}
	}
}
