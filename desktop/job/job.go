// Package job makes files of a piece, and strokes of files, by core/export: as jobs that tell how far they
// are, and end with their context. They work on what client.View made, so the piece goes on meanwhile.
//
// A file is written beside its name first, and then renamed, so that who is interrupted leaves the
// old one as it was. Errors are sentences for people.
package job

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"easel.example/core"
	"easel.example/core/export"
	"easel.example/desktop/say"
)

// A Kind is a form of files.
type Kind string

// The forms.
const (
	PNG   Kind = "png"   // the picture
	Easel Kind = "easel" // the picture with the strokes in it
	SVG   Kind = "svg"   // shapes
	GIF   Kind = "gif"   // a film of how it came about
)

// An Export is what is to be made of a piece.
type Export struct {
	Kind  Kind
	Scale int  // of a PNG, from 1 on; 0 is 1
	Bare  bool // without paper
}

// Ext returns how the names of such files end.
func (e Export) Ext() string {
	if e.Kind == Easel {
		return ".png"
	}
	return "." + string(e.Kind)
}

// A Step is told how far a job is; of is never 0. It is called by the job's goroutine.
type Step func(done, of int)

// A stepper does its work in pieces.
type stepper interface {
	Step() (done, of int, err error)
}

// Encode writes a file of the piece that client.View made.
func Encode(ctx context.Context, w io.Writer, view []byte, e Export, told Step) error {
	s, err := begin(w, view, e)
	for done, of := 0, 1; err == nil && done < of; {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if done, of, err = s.Step(); err == nil && told != nil {
			told(done, of)
		}
	}
	return err
}

func begin(w io.Writer, view []byte, e Export) (stepper, error) {
	if e.Kind == GIF {
		return export.NewGIF(w, view)
	}
	p, err := export.Open(view)
	if err != nil {
		return nil, err
	}
	paper := export.White
	if e.Bare {
		paper = export.None
	}
	switch e.Kind {
	case SVG:
		return export.NewSVG(w, p, paper)
	case PNG, Easel:
		scale := max(e.Scale, 1)
		if e.Kind == Easel {
			scale, paper = 1, export.White
		}
		g, err := export.NewPNG(w, p, scale, paper)
		if err == nil && e.Kind == Easel {
			err = g.Embed(view)
		}
		return g, err
	}
	return nil, say.Errorf("There is no form of files called %q.", e.Kind)
}

// beside makes a file beside the one at path, to take its place: who may read that one may read this, and a
// new one is as the system makes new ones.
func beside(path string) (*os.File, error) {
	name := filepath.Join(filepath.Dir(path), fmt.Sprintf(".easel-%016x", rand.Uint64()))
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return nil, err
	}
	if is, err := os.Stat(path); err == nil {
		if err := f.Chmod(is.Mode().Perm()); err != nil {
			return nil, errors.Join(err, f.Close(), os.Remove(name))
		}
	}
	return f, nil
}

// Write makes the file at path, or what a link there leads to.
func Write(ctx context.Context, path string, view []byte, e Export, told Step) error {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	f, err := beside(path)
	if err != nil {
		return troubled(path, err)
	}
	b := bufio.NewWriterSize(f, 1<<16)
	err = Encode(ctx, b, view, e, told)
	if err == nil {
		err = b.Flush()
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // it is no file yet
	}
	return troubled(path, err)
}

// troubled returns err as a sentence.
func troubled(path string, err error) error {
	var format export.FormatError
	var of *fs.PathError
	var link *os.LinkError
	name := filepath.Base(path)
	switch {
	case err == nil, errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &format):
		return format
	case errors.Is(err, fs.ErrPermission):
		return say.Errorf("“%s” cannot be written there: the folder can only be read.", name)
	case errors.Is(err, fs.ErrNotExist):
		return say.Errorf("There is no folder %s any more.", filepath.Dir(path))
	case errors.As(err, &of):
		return say.Errorf("“%s” could not be written: %w.", name, of.Err)
	case errors.As(err, &link):
		return say.Errorf("“%s” could not be written: %w.", name, link.Err)
	}
	return say.Errorf("“%s” could not be made of the piece: %w.", name, err)
}

// An Import is what there is of a file for a piece.
type Import struct {
	Strokes []*core.Stroke
	Smaller bool          // than in the file, for they would not fit
	Left    []export.Left // what the file has beside
}

// Read reads the drawing at path for a piece of that size: SVG, Excalidraw's files, Easel files, events of a
// pen (see export.Read).
func Read(path string, width, height int32) (Import, error) {
	// A pipe would be waited for, and a device has no end.
	if is, err := os.Stat(path); err != nil || !is.Mode().IsRegular() {
		return Import{}, say.Errorf("“%s” cannot be read.", filepath.Base(path))
	}
	f, err := os.Open(path)
	if err != nil {
		return Import{}, say.Errorf("“%s” cannot be read.", filepath.Base(path))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, export.FileBytes+1))
	if err != nil {
		return Import{}, say.Errorf("“%s” cannot be read.", filepath.Base(path))
	}
	return Parse(data, width, height)
}

// Parse is Read for a file's bytes.
func Parse(data []byte, width, height int32) (Import, error) {
	d, err := export.Read(data)
	if err != nil {
		return Import{}, err
	}
	i := Import{Left: d.Left}
	i.Strokes, i.Smaller = d.Place(width, height)
	return i, nil
}

// Told says what became of an import, in a sentence: so many of its strokes were drawn.
func (i Import) Told(drawn int) string {
	text := fmt.Sprintf("%d strokes were put onto the sheet", drawn)
	if drawn == 1 {
		text = "One stroke was put onto the sheet"
	}
	if over := len(i.Strokes) - drawn; over > 0 {
		text += fmt.Sprintf(", %d were not: there is no room for more at once", over)
	}
	if i.Smaller {
		text += ", made smaller to fit"
	}
	if len(i.Left) > 0 {
		var list []string
		for _, l := range i.Left {
			list = append(list, fmt.Sprintf("%d × %s", l.Count, l.What))
		}
		text += ". Left out: " + strings.Join(list[:min(len(list), leftShown)], ", ")
	}
	return text + "."
}

// leftShown is how many kinds of what was left out are named.
const leftShown = 4
