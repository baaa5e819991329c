package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// A disk is SQLite's file layer with the calls that reach the real disk
// watched, and broken on demand. It copies the system's layer and puts itself
// between for opening, writing and syncing; all else goes straight through.
type disk struct {
	name string
	real uintptr // the system's layer

	failOpen  atomic.Int32 // result codes to answer with; 0 = work
	failWrite atomic.Int32
	failSync  atomic.Int32
	failures  atomic.Int32 // how often one of them was answered

	mu       sync.Mutex
	unsynced bool // the write-ahead log has been written since its last sync
	syncs    int  // of the write-ahead log
}

// What the callbacks find by the address that SQLite gives them.
var (
	disks     sync.Map // of vfs → *disk
	diskFiles sync.Map // of file → *diskFile
	diskCount atomic.Int32
)

type diskFile struct {
	d       *disk
	wal     bool
	real    *sqlite3.Tsqlite3_io_methods
	methods uintptr // ours
}

// newDisk registers a disk for one test. Registrations are never undone: the
// library keeps pointers to them.
func newDisk(t testing.TB) *disk {
	t.Helper()
	tls := libc.NewTLS()
	defer tls.Close()
	d := &disk{name: fmt.Sprintf("disk%d", diskCount.Add(1))}
	d.real = sqlite3.Xsqlite3_vfs_find(tls, 0)
	name, err := libc.CString(d.name)
	if err != nil || d.real == 0 {
		t.Fatalf("no file layer to stand before: %v", err)
	}
	vfs := copied(tls, at[sqlite3.Tsqlite3_vfs](d.real))
	own := at[sqlite3.Tsqlite3_vfs](vfs)
	own.FpNext, own.FzName, own.FxOpen = 0, name, function(diskOpen)
	disks.Store(vfs, d)
	if rc := sqlite3.Xsqlite3_vfs_register(tls, vfs, 0); rc != sqlite3.SQLITE_OK {
		t.Fatalf("register file layer: %d", rc)
	}
	return d
}

// The library passes memory as uintptr, and functions as the address of their
// closure, which never moves.

func at[T any](p uintptr) *T { return *(**T)(unsafe.Pointer(&p)) }

// copied returns a copy of *p in the library's memory.
func copied[T any](tls *libc.TLS, p *T) uintptr {
	c := libc.Xmalloc(tls, libc.Tsize_t(unsafe.Sizeof(*p)))
	*at[T](c) = *p
	return c
}

func function[F any](f F) uintptr { return *(*uintptr)(unsafe.Pointer(&f)) }

func pointed[F any](p uintptr) F { return *(*F)(unsafe.Pointer(&p)) }

type (
	openFunc  = func(tls *libc.TLS, vfs, name, file uintptr, flags int32, out uintptr) int32
	closeFunc = func(tls *libc.TLS, file uintptr) int32
	writeFunc = func(tls *libc.TLS, file, data uintptr, n int32, off int64) int32
	syncFunc  = func(tls *libc.TLS, file uintptr, flags int32) int32
)

func diskOpen(tls *libc.TLS, vfs, name, file uintptr, flags int32, out uintptr) int32 {
	v, _ := disks.Load(vfs)
	d := v.(*disk)
	if rc := d.failOpen.Load(); rc != 0 {
		d.failures.Add(1)
		at[sqlite3.Tsqlite3_file](file).FpMethods = 0
		return rc
	}
	rc := pointed[openFunc](at[sqlite3.Tsqlite3_vfs](d.real).FxOpen)(tls, d.real, name, file, flags, out)
	f := at[sqlite3.Tsqlite3_file](file)
	if rc != sqlite3.SQLITE_OK || f.FpMethods == 0 {
		return rc
	}
	df := &diskFile{d: d, wal: flags&sqlite3.SQLITE_OPEN_WAL != 0, real: at[sqlite3.Tsqlite3_io_methods](f.FpMethods)}
	df.methods = copied(tls, df.real)
	own := at[sqlite3.Tsqlite3_io_methods](df.methods)
	own.FxClose, own.FxWrite, own.FxSync = function(diskClose), function(diskWrite), function(diskSync)
	diskFiles.Store(file, df)
	f.FpMethods = df.methods
	return rc
}

func fileOf(file uintptr) *diskFile {
	v, _ := diskFiles.Load(file)
	return v.(*diskFile)
}

func diskClose(tls *libc.TLS, file uintptr) int32 {
	f := fileOf(file)
	diskFiles.Delete(file)
	libc.Xfree(tls, f.methods)
	return pointed[closeFunc](f.real.FxClose)(tls, file)
}

func diskWrite(tls *libc.TLS, file, data uintptr, n int32, off int64) int32 {
	f := fileOf(file)
	if rc := f.d.failWrite.Load(); rc != 0 {
		f.d.failures.Add(1)
		return rc
	}
	if f.wal {
		f.d.mu.Lock()
		f.d.unsynced = true
		f.d.mu.Unlock()
	}
	return pointed[writeFunc](f.real.FxWrite)(tls, file, data, n, off)
}

func diskSync(tls *libc.TLS, file uintptr, flags int32) int32 {
	f := fileOf(file)
	if rc := f.d.failSync.Load(); rc != 0 {
		f.d.failures.Add(1)
		return rc
	}
	rc := pointed[syncFunc](f.real.FxSync)(tls, file, flags)
	if rc == sqlite3.SQLITE_OK && f.wal {
		f.d.mu.Lock()
		f.d.unsynced = false
		f.d.syncs++
		f.d.mu.Unlock()
	}
	return rc
}

func (d *disk) state() (unsynced bool, syncs int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.unsynced, d.syncs
}

// syncedFirst appends n batches one after another and returns for how many of
// them the write-ahead log was synced, after its last write, when done came.
func syncedFirst(t *testing.T, synchronous string, n int) int {
	t.Helper()
	d := newDisk(t)
	s := openStore(t, t.TempDir(), Options{vfs: d.name, synchronous: synchronous})
	k := newPiece(t, s)
	var good int
	for i := range n {
		_, before := d.state()
		done := make(chan error, 1)
		s.Append(k, records(uint64(i)+1, 1), func(err error) {
			if unsynced, syncs := d.state(); err == nil && !unsynced && syncs > before {
				good++
			}
			done <- err
		})
		if err := <-done; err != nil {
			t.Fatalf("append %d: %v", i, err)
		}
	}
	return good
}

// Rule S6: the sync has returned before done is called, which is before the
// ack is written. The second case shows that the test would see it otherwise.
func TestSyncBeforeDone(t *testing.T) {
	for _, tc := range []struct {
		synchronous string
		want        int
	}{{"FULL", 50}, {"NORMAL", 0}} {
		if got := syncedFirst(t, tc.synchronous, 50); got != tc.want {
			t.Errorf("synchronous=%s: %d of 50 appends were synced before done, want %d", tc.synchronous, got, tc.want)
		}
	}
}

// What a broken disk fails is not stored and not acknowledged; when the disk
// works again and the piece is recovered, the log goes on without a gap.
func TestBrokenDisk(t *testing.T) {
	for _, tc := range []struct {
		name   string
		breaks func(*disk) *atomic.Int32
		code   int32
		want   string
	}{
		{"full", func(d *disk) *atomic.Int32 { return &d.failWrite }, sqlite3.SQLITE_FULL, "the disk is full"},
		{"write error", func(d *disk) *atomic.Int32 { return &d.failWrite }, sqlite3.SQLITE_IOERR_WRITE, "the disk reports an error"},
		{"sync error", func(d *disk) *atomic.Int32 { return &d.failSync }, sqlite3.SQLITE_IOERR_FSYNC, "the disk reports an error"},
		{"read-only", func(d *disk) *atomic.Int32 { return &d.failWrite }, sqlite3.SQLITE_READONLY, "the data folder cannot be written"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := newDisk(t)
			dir := t.TempDir()
			s := openStore(t, dir, Options{vfs: d.name})
			k := newPiece(t, s)
			if err := appendWait(s, k, records(1, 3)); err != nil {
				t.Fatal(err)
			}
			tc.breaks(d).Store(tc.code)
			err := appendWait(s, k, records(4, 1))
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("append got %v, want %q", err, tc.want)
			}
			if _, err := s.Recover(t.Context(), k); err == nil {
				t.Error("recovered while the disk is broken")
			}
			tc.breaks(d).Store(0)
			if d.failures.Load() == 0 {
				t.Fatal("the disk was not asked")
			}
			if err := appendWait(s, k, records(5, 1)); !errors.Is(err, ErrStopped) {
				t.Errorf("append after the failed one got %v, want ErrStopped", err)
			}
			last, err := s.Recover(t.Context(), k)
			if err != nil || last != 3 {
				t.Fatalf("recover got %d, %v, want 3", last, err)
			}
			if err := appendWait(s, k, records(4, 2)); err != nil {
				t.Errorf("append after recovery: %v", err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			wantLog(t, openStore(t, dir, Options{}), k, 5)
		})
	}
}

func TestOpenBrokenDisk(t *testing.T) {
	for _, tc := range []struct {
		name   string
		breaks func(*disk) *atomic.Int32
		code   int32
		want   string
	}{
		{"read-only", func(d *disk) *atomic.Int32 { return &d.failOpen }, sqlite3.SQLITE_CANTOPEN, "the data folder cannot be written"},
		{"full", func(d *disk) *atomic.Int32 { return &d.failWrite }, sqlite3.SQLITE_FULL, "the disk is full"},
	} {
		for _, fresh := range []bool{true, false} {
			d := newDisk(t)
			dir := t.TempDir()
			if !fresh {
				closeStore(t, openStore(t, dir, Options{}))
			}
			tc.breaks(d).Store(tc.code)
			s, err := Open(t.Context(), dir, Options{vfs: d.name})
			if err == nil {
				closeStore(t, s)
				t.Fatalf("%s, fresh %v: opened", tc.name, fresh)
			}
			if !strings.Contains(err.Error(), tc.want) || !strings.Contains(err.Error(), filepath.Base(dir)) {
				t.Errorf("%s, fresh %v: got %q, want it to say %q and name the folder", tc.name, fresh, err, tc.want)
			}
			tc.breaks(d).Store(0)
			closeStore(t, openStore(t, dir, Options{vfs: d.name}))
		}
	}
}

// A snapshot that finds the disk full leaves what was there.
func TestSnapshotOnFullDisk(t *testing.T) {
	d := newDisk(t)
	s := openStore(t, t.TempDir(), Options{vfs: d.name})
	k := newPiece(t, s)
	if err := appendWait(s, k, records(1, 20)); err != nil {
		t.Fatal(err)
	}
	old := Snapshot{Seq: 10, State: pattern(1, 1000), Base: pattern(2, 3*chunkBytes)}
	if err := s.SaveSnapshot(t.Context(), k, old); err != nil {
		t.Fatal(err)
	}
	d.failWrite.Store(sqlite3.SQLITE_FULL)
	young := Snapshot{Seq: 20, State: pattern(3, 1000), Base: pattern(4, 3*chunkBytes)}
	if err := s.SaveSnapshot(t.Context(), k, young); err == nil || !strings.Contains(err.Error(), "the disk is full") {
		t.Errorf("got %v, want that the disk is full", err)
	}
	wantSnapshot(t, s, k, old)
	d.failWrite.Store(0)
	if err := s.SaveSnapshot(t.Context(), k, young); err != nil {
		t.Fatal(err)
	}
	wantSnapshot(t, s, k, young)
}
