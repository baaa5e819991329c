// Package desk is what is around the window: files that are opened and saved by the system's dialogs,
// the clipboard, and what is shared. It implements what desktop/ui asks for (ui.Desk), without a
// window of its own.
//
// All methods are called by the window's goroutine and do not wait: what takes long is a job of the
// app (app.App.Run), which tells what came of it. What is under way is listed by [Desk.Work], and can be stopped.
package desk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"easel.example/desktop/app"
	"easel.example/desktop/job"
	"easel.example/desktop/local"
	"easel.example/desktop/local/disk"
	"easel.example/desktop/native"
	"easel.example/desktop/say"
	"easel.example/desktop/ui/panel"
)

// Config is what a desk is told.
type Config struct {
	App     *app.App
	Files   local.Files
	Find    func(link string) (app.Place, error) // as the app's
	Cookies string                               // with who one is to each server; empty is the usual file
	Random  func() uint64
	Folder  string // where dialogs begin; empty: the person's pictures
}

// A Desk is one window's.
type Desk struct {
	cfg    Config
	folder string // where the last file was
	text   string // that was copied here last

	mu   sync.Mutex // guards what follows
	work []*work
}

// work is something under way.
type work struct {
	text string
	part float64
	stop context.CancelFunc
}

// New returns a desk.
func New(cfg Config) *Desk {
	d := &Desk{cfg: cfg, folder: cfg.Folder}
	if d.folder == "" {
		d.folder = pictures()
	}
	return d
}

// pictures returns the folder of the person's pictures, or their home.
func pictures() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	if info, err := os.Stat(filepath.Join(home, "Pictures")); err == nil && info.IsDir() {
		return filepath.Join(home, "Pictures")
	}
	return home
}

// Work returns what is under way.
func (d *Desk) Work() (list []panel.Work) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, w := range d.work {
		list = append(list, panel.Work{Text: w.text, Part: w.part})
	}
	return list
}

// Stop stops what Work lists at i.
func (d *Desk) Stop(i int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if i >= 0 && i < len(d.work) {
		d.work[i].stop()
	}
}

// run does something beside the frames. Until it is done Work lists it under text, unless that is empty;
// step tells how far it is. done is told by the window's goroutine, unless it was stopped. It returns false, and
// says so, where too much is being done already.
func (d *Desk) run(text string, do func(ctx context.Context, step func(done, of int)) error, done func()) (begun bool) {
	w := &work{text: text}
	ok := d.cfg.App.Run(func(ctx context.Context) error {
		ctx, w.stop = context.WithCancel(ctx)
		defer w.stop()
		if text != "" {
			d.list(w)
			defer d.unlist(w)
		}
		return do(ctx, func(done, of int) {
			d.mu.Lock()
			w.part = float64(done) / float64(max(of, 1))
			d.mu.Unlock()
		})
	}, func(err error) {
		switch {
		case err == nil:
			done()
		case !errors.Is(err, context.Canceled) && !errors.Is(err, native.ErrCancelled):
			d.cfg.App.Say(err.Error())
		}
	})
	if !ok {
		d.cfg.App.Say("Too much is going on at once. Try again in a moment.")
	}
	return ok
}

func (d *Desk) list(w *work) {
	d.mu.Lock()
	d.work = append(d.work, w)
	d.mu.Unlock()
}

func (d *Desk) unlist(w *work) {
	d.mu.Lock()
	d.work = slices.DeleteFunc(d.work, func(o *work) bool { return o == w })
	d.mu.Unlock()
}

var easelFiles = native.Filter{Name: "Easel pieces", Patterns: []string{"*.png"}}

// Open asks for a file, and opens it: a piece as a place to paint in, a drawing onto the sheet.
func (d *Desk) Open() {
	c := native.Choice{Title: "Open", Folder: d.folder, Filters: []native.Filter{
		{Name: "Pieces and drawings", Patterns: []string{"*.png", "*.svg", "*.excalidraw", "*.excalidrawlib", "*.dat", "*.txt"}}, easelFiles, {Name: "All files", Patterns: []string{"*"}},
	}}
	var path string
	d.run("", func(ctx context.Context, _ func(int, int)) (err error) {
		path, err = native.OpenFile(ctx, c)
		return err
	}, func() { d.OpenPath(path) })
}

// OpenPath opens a file of that name, as Open does: for one that was typed, or given to the program.
func (d *Desk) OpenPath(path string) {
	a := d.cfg.App
	d.folder = filepath.Dir(path)
	s := a.Studio()
	if disk.Holds(path) || s == nil {
		if s == nil || s.Place().File != path {
			if err := a.OpenFile(path); err != nil {
				a.Say(err.Error())
			}
		}
		return
	}
	w, h := s.Size()
	var i job.Import
	d.run("reading "+filepath.Base(path), func(context.Context, func(int, int)) (err error) {
		i, err = job.Read(path, w, h)
		return err
	}, func() { d.place(i) })
}

// place puts the strokes of a file onto the sheet.
func (d *Desk) place(i job.Import) {
	if s := d.cfg.App.Studio(); s != nil {
		d.cfg.App.Say(i.Told(s.PlaceStrokes(i.Strokes).Drawn))
	}
}

// New begins a piece on this machine, in a file that is asked for.
func (d *Desk) New() {
	name, folder := "Untitled.png", d.folder
	var path string
	d.run("", func(ctx context.Context, _ func(int, int)) (err error) {
		path, err = native.SaveFile(ctx, native.Choice{Title: "Begin a piece", Folder: folder, Name: name, Filters: []native.Filter{easelFiles}})
		if errors.Is(err, native.ErrNoDialog) {
			path, err = "", nil
		}
		return err
	}, func() { d.begin(path) })
}

// begin begins a piece in a new file; without a name under one that is free.
func (d *Desk) begin(path string) {
	a := d.cfg.App
	if path == "" {
		p, err := d.cfg.Files.New(d.folder, local.Canvas{Width: 1600, Height: 1200})
		if err != nil {
			a.Say(err.Error())
			return
		}
		a.Enter(p)
		a.Say("Your piece is kept in " + p.File + ".")
		return
	}
	if filepath.Ext(path) == "" {
		path += ".png"
	}
	d.folder = filepath.Dir(path)
	if _, err := os.Stat(path); err == nil && !disk.Holds(path) {
		a.Say(disk.ErrExists.Error())
		return
	}
	if err := a.OpenFile(path); err != nil {
		a.Say(err.Error())
	}
}

// Save asks where to, and makes a file of the piece. An Easel file of a piece that is in a file already is
// saving it under another name: it goes on in there.
func (d *Desk) Save(e panel.Export) {
	s := d.cfg.App.Studio()
	if s == nil {
		return
	}
	x := job.Export{Kind: job.Kind(e.Kind), Scale: e.Scale, Bare: e.Bare}
	view := s.Frozen()
	if view == nil {
		d.cfg.App.Say("The piece is not here yet. Try again in a moment.")
		return
	}
	name, folder := local.FileName(s.State().Title)+x.Ext(), d.folder
	w, own := s.Place().Host.(*local.Workspace)
	here := own && x.Kind == job.Easel && x.Scale < 2 // what is larger is a copy
	var path string
	d.run("saving "+name, func(ctx context.Context, step func(int, int)) (err error) {
		path, err = native.SaveFile(ctx, native.Choice{Title: "Save", Folder: folder, Name: name, Filters: []native.Filter{{Name: string(x.Kind), Patterns: []string{"*" + x.Ext()}}}})
		if errors.Is(err, native.ErrNoDialog) {
			path, err = local.Free(folder, strings.TrimSuffix(name, x.Ext()), x.Ext())
		}
		if err != nil {
			return err
		}
		if filepath.Ext(path) == "" {
			path += x.Ext()
		}
		if here && path != w.Path() {
			return w.SaveAs(ctx, path)
		}
		if here {
			return w.Save(ctx)
		}
		if own && sameFile(path, w.Path()) {
			return say.Errorf("“%s” is where this piece itself is kept. Take another name.", filepath.Base(path))
		}
		return job.Write(ctx, path, view, x, step)
	}, func() {
		d.folder = filepath.Dir(path)
		d.cfg.App.Moved()
		d.cfg.App.Say("Saved as " + path + ".")
	})
}

func sameFile(a, b string) bool {
	one, err := os.Stat(a)
	two, err2 := os.Stat(b)
	return err == nil && err2 == nil && os.SameFile(one, two)
}

// CopyPicture puts the piece onto the clipboard.
func (d *Desk) CopyPicture() {
	s := d.cfg.App.Studio()
	if s == nil {
		return
	}
	view := s.Frozen()
	d.run("copying the picture", func(ctx context.Context, step func(int, int)) error {
		var out bytes.Buffer
		if err := job.Encode(ctx, &out, view, job.Export{Kind: job.PNG}, step); err != nil {
			return err
		}
		return native.CopyPicture(ctx, out.Bytes())
	}, func() { d.cfg.App.Say("The picture is on the clipboard.") })
}

// CopyText puts a text onto the clipboard, and says so.
func (d *Desk) CopyText(text string) {
	d.text = text
	d.run("", func(ctx context.Context, _ func(int, int)) error { return native.CopyText(ctx, text) }, func() { d.cfg.App.Say("Copied.") })
}

// WriteText puts a text onto the clipboard; where there is none it can be pasted here all the same.
func (d *Desk) WriteText(text string) {
	d.text = text
	d.run("", func(ctx context.Context, _ func(int, int)) error {
		_ = native.CopyText(ctx, text) // pasting here works without
		return nil
	}, func() {})
}

// ReadText returns the text of the clipboard. Whoever has that answers within half a second, or has none.
func (d *Desk) ReadText() string {
	if text := native.PasteText(context.Background()); text != "" {
		return text
	}
	return d.text
}

// Drop takes a file that was dropped onto the window, whose path nobody tells: its strokes are put onto the
// sheet, or, where there is none, a piece is opened as a copy.
func (d *Desk) Drop(name string, data []byte) {
	a, s := d.cfg.App, d.cfg.App.Studio()
	if s != nil {
		w, h := s.Size()
		var i job.Import
		d.run("reading "+name, func(context.Context, func(int, int)) (err error) {
			if i, err = job.Parse(data, w, h); err != nil {
				err = say.Errorf("“%s”: %w", name, err)
			}
			return err
		}, func() { d.place(i) })
		return
	}
	path, err := local.Free(d.folder, local.FileName(strings.TrimSuffix(name, filepath.Ext(name))), ".png")
	if err == nil {
		err = os.WriteFile(path, data, 0o644)
	}
	if err != nil {
		a.Say(fmt.Sprintf("“%s” could not be copied into %s.", name, d.folder))
		return
	}
	if err := a.OpenFile(path); err != nil {
		_ = os.Remove(path) // it was ours, and is no piece
		a.Say(err.Error())
	}
}
