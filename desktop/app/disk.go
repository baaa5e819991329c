package app

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// A disk writes files beside the frames, each in one step: whoever reads one, or is killed,
// finds the old or the new. Of what is to be written to a file only the newest counts.
type disk struct {
	mu     sync.Mutex
	todo   map[string][]byte // by path; nil: the file is to go
	order  []string
	faults map[string]bool // of files whose last write went wrong
	closed bool
	busy   bool
	idle   *sync.Cond // nothing is left to do

	syncDir func(dir string) error // makes the names in a folder durable
	wake    chan struct{}          // holds one: there is something to do
	ended   chan struct{}
}

func newDisk() *disk {
	return newDiskWith(syncDir)
}

func newDiskWith(syncDir func(dir string) error) *disk {
	d := &disk{todo: map[string][]byte{}, faults: map[string]bool{}, syncDir: syncDir, wake: make(chan struct{}, 1), ended: make(chan struct{})}
	d.idle = sync.NewCond(&d.mu)
	go d.run()
	return d
}

// put has data written to a file, soon; nil removes it. The disk keeps data.
func (d *disk) put(path string, data []byte) {
	d.mu.Lock()
	if _, ok := d.todo[path]; !ok {
		d.order = append(d.order, path)
	}
	d.todo[path] = data
	d.mu.Unlock()
	d.knock()
}

func (d *disk) knock() {
	select {
	case d.wake <- struct{}{}:
	default: // it will look anyway
	}
}

// failed reports whether a file is not as it was put last, because it could not be written. Who wants it to be
// tried again puts it again.
func (d *disk) failed(path string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.faults[path]
}

// pending reports whether something is being written, or a file is to be.
func (d *disk) pending(path string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	_, ok := d.todo[path]
	return ok || d.busy
}

// settle waits until all that was put is written.
func (d *disk) settle() {
	d.mu.Lock()
	for len(d.order) > 0 || d.busy {
		d.idle.Wait()
	}
	d.mu.Unlock()
}

// close writes what is left, and waits for that.
func (d *disk) close() {
	d.mu.Lock()
	d.closed = true
	d.mu.Unlock()
	d.knock()
	<-d.ended
}

func (d *disk) run() {
	defer close(d.ended)
	swept := map[string]bool{}
	for {
		path, data, closed := d.next()
		if path == "" {
			if closed {
				return
			}
			<-d.wake
			continue
		}
		if dir := filepath.Dir(path); !swept[dir] {
			swept[dir] = true
			sweep(dir)
		}
		err := writeFile(path, data)
		if err == nil && data != nil {
			err = d.syncDir(filepath.Dir(path)) // or the name could be of the old one after all
		}
		d.mu.Lock()
		if d.busy = false; err != nil {
			d.faults[path] = true
		} else {
			delete(d.faults, path)
		}
		d.idle.Broadcast()
		d.mu.Unlock()
	}
}

func (d *disk) next() (path string, data []byte, closed bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.order) == 0 {
		return "", nil, d.closed
	}
	path, d.order = d.order[0], d.order[1:]
	data = d.todo[path]
	delete(d.todo, path)
	d.busy = true
	return path, data, d.closed
}

// newPrefix begins the names of files that are being written, and sweepAfter is how old one is that nobody
// writes any more.
const (
	newPrefix  = ".new-"
	sweepAfter = time.Hour
)

// sweep removes what a killed app was just writing.
func sweep(dir string) {
	list, _ := os.ReadDir(dir) // one that is not there has nothing
	for _, e := range list {
		info, err := e.Info()
		if err == nil && strings.HasPrefix(e.Name(), newPrefix) && time.Since(info.ModTime()) > sweepAfter {
			_ = os.Remove(filepath.Join(dir, e.Name())) // it is tried again at the next start
		}
	}
}

// writeFile makes data the contents of a file, synced, that nobody else may read; nil
// removes it.
func writeFile(path string, data []byte) error {
	if data == nil {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), newPrefix+"*") // its mode is 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // gone already when all went well
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	return err
}
