package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// Names in the data folder.
const (
	databaseName = "easel.db"
	lockName     = "lock"
)

const (
	// readers is how many reads run at once; each has a connection with a
	// page cache of its own.
	readers = 2
	// cacheSize is the page cache of each connection, 1 MiB. With 8 MiB the
	// writer was no faster on one workspace, by a sixth on 32 at once, and the
	// process had 7 MB more (BenchmarkAppend).
	cacheSize = "cache_size(-1024)"
	// checkBytes is the size of database up to which opening reads it through:
	// about a tenth of a second on a slow disk.
	checkBytes = 16 << 20
)

// Options of a store. The zero value means the defaults.
type Options struct {
	QueueBytes int64         // ops that wait for the disk; default 64 MiB
	MembersMax int           // members of one workspace (rule L7); default 1000
	LinksMax   int           // links of one workspace that hold; default 1000
	SpacesMax  int           // workspaces, all of them (rule L7); default 1000
	MakerMax   int           // workspaces that one guest makes (rule L7); default 16
	PiecesMax  int           // pieces of one workspace, deleted ones too; default 100,000
	Debounce   time.Duration // how long saves that are not ink are gathered; default 1 s
	Log        *slog.Logger  // of failures that nobody waits for; default none

	// BeforeCommit, if set, runs before each commit of the writer, and its
	// error fails the transaction. Tests use it as a broken disk.
	BeforeCommit func() error

	vfs         string // SQLite's file layer, for tests
	synchronous string // for the test that shows what FULL is for
}

func (o Options) withDefaults() Options {
	if o.QueueBytes == 0 {
		o.QueueBytes = 64 << 20
	}
	if o.MembersMax == 0 {
		o.MembersMax = 1000
	}
	if o.SpacesMax == 0 {
		o.SpacesMax = 1000
	}
	if o.MakerMax == 0 {
		o.MakerMax = 16
	}
	if o.PiecesMax == 0 {
		o.PiecesMax = 100_000
	}
	if o.LinksMax == 0 {
		o.LinksMax = 1000
	}
	if o.Debounce == 0 {
		o.Debounce = time.Second
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.synchronous == "" {
		o.synchronous = "FULL"
	}
	return o
}

// A Store is an open data folder. Its methods may be called from any goroutine.
type Store struct {
	dir     string
	opt     Options
	lock    *os.File
	writes  *sql.DB // holds the writer's one connection
	r       reader
	q       *queue
	w       *writer
	later   later
	artists artists
	ended   chan struct{} // closed when the writer has ended

	savingMu sync.Mutex
	saving   map[PieceKey]bool // snapshots being saved

	closing  sync.Once
	closeErr error
}

// Open opens the data folder, makes it if it is not there, and brings its
// schema up to date. It returns ErrLocked if another process has it open, and
// a plain sentence if it cannot be written, is damaged, or is from a newer
// server.
func Open(ctx context.Context, dir string, opt Options) (*Store, error) {
	s := &Store{dir: dir, opt: opt.withDefaults(), ended: make(chan struct{}), saving: map[PieceKey]bool{}}
	s.later.saves = map[laterKey]func(*tx) error{}
	s.artists.saves = map[int64]*artistSave{}
	if err := s.open(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open data folder %s: %w", dir, err), s.release())
	}
	go func() {
		defer close(s.ended)
		s.w.run()
	}()
	if err := s.dropUnborn(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open data folder %s: %w", dir, err), s.Close())
	}
	return s, nil
}

func (s *Store) open(ctx context.Context) error {
	abs, err := filepath.Abs(s.dir)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(abs, 0o700); err != nil {
		return err
	}
	if s.lock, err = lock(filepath.Join(abs, lockName)); err != nil {
		return err
	}
	// Made here, so that the file and those that SQLite puts beside it are
	// for the owner's eyes only.
	name := filepath.Join(abs, databaseName)
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Close(), syncDir(abs), syncDir(filepath.Dir(abs))); err != nil {
		return err
	}
	if err := s.openWriter(ctx, name); err != nil {
		return err
	}
	return s.openReaders(name)
}

// openWriter makes the writer with its connection, checks and migrates the
// database, and proves that it can be written.
func (s *Store) openWriter(ctx context.Context, name string) error {
	var err error
	s.writes, err = sql.Open("sqlite", s.source(name, "busy_timeout(5000)", "synchronous("+s.opt.synchronous+")",
		cacheSize, "journal_size_limit(67108864)"))
	if err != nil {
		return err
	}
	s.writes.SetMaxOpenConns(1)
	conn, err := s.writes.Conn(ctx)
	if err != nil {
		return explain(err)
	}
	s.q = newQueue(s.opt.QueueBytes)
	s.w = &writer{
		q: s.q, tx: tx{conn, map[string]*sql.Stmt{}}, beforeCommit: s.opt.BeforeCommit,
		pieces: map[PieceKey]*pieceLog{},
	}
	if err := prepare(ctx, conn, name); err != nil {
		return err
	}
	return s.w.tx.transaction(func(t *tx) error {
		if err := touch(t, 0); err != nil {
			return err
		}
		return dropPartial(t)
	}, nil)
}

// prepare checks the file, puts it in WAL mode and migrates it.
func prepare(ctx context.Context, conn *sql.Conn, name string) error {
	version, err := identify(ctx, conn, name)
	if err != nil {
		return err
	}
	var mode string
	if err := conn.QueryRowContext(ctx, "PRAGMA journal_mode = WAL").Scan(&mode); err != nil {
		return explain(err)
	}
	if mode != "wal" {
		return fmt.Errorf("%s cannot have a write-ahead log here (journal mode %s)", name, mode)
	}
	if st, err := os.Stat(name); err == nil && st.Size() <= checkBytes {
		var verdict string
		if err := conn.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
			return explain(err)
		}
		if verdict != "ok" {
			return fmt.Errorf("%s: %w", name, FormatError(verdict))
		}
	}
	return migrate(ctx, conn, name, version)
}

func (s *Store) openReaders(name string) error {
	db, err := sql.Open("sqlite", s.source(name, "busy_timeout(5000)", "query_only(1)", cacheSize))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(readers)
	db.SetMaxIdleConns(readers)
	s.r = reader{db: db, stmts: map[string]*sql.Stmt{}}
	return nil
}

// source returns the name of a database for the driver.
func (s *Store) source(name string, pragmas ...string) string {
	path := filepath.ToSlash(name)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive letter
	}
	q := url.Values{"_pragma": pragmas}
	if s.opt.vfs != "" {
		q.Set("vfs", s.opt.vfs)
	}
	u := url.URL{Scheme: "file", Path: path, RawQuery: q.Encode()}
	return u.String()
}

// touch rewrites one row of so many bytes: where it commits, the disk can be
// written. It differs from time to time, for SQLite does not write what is there.
func touch(t *tx, bytes int) error {
	_, err := t.exec("INSERT OR REPLACE INTO setting (key, value) VALUES ('touched', ?)",
		time.Now().UTC().Format(time.RFC3339Nano)+strings.Repeat(" ", bytes))
	return err
}

// write makes one change, in a transaction of its own, and waits until it is
// durable. When ctx ends first it returns ctx's error, and nothing is changed.
func (s *Store) write(ctx context.Context, run func(*tx) error) error {
	return s.do(ctx, job{run: run})
}

// Who came first to a job: the writer, or the end of its caller's patience.
const (
	jobWaits = iota
	jobRuns
	jobDropped
)

func (s *Store) do(ctx context.Context, j job) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	done := make(chan error, 1) // one answer, which may find nobody waiting
	var state atomic.Int32
	err := s.q.push(item{job: &job{
		run: func(t *tx) error {
			if !state.CompareAndSwap(jobWaits, jobRuns) {
				return context.Canceled
			}
			return j.run(t)
		},
		after: func(err error) {
			if j.after != nil && state.Load() != jobDropped {
				j.after(err)
			}
			done <- err
		},
	}})
	if err != nil {
		return err
	}
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		if state.CompareAndSwap(jobWaits, jobDropped) {
			return ctx.Err()
		}
		return <-done
	}
}

// Close writes what waits, the debounced saves too, and closes the folder.
// Appends that come later get ErrClosed. It returns what could not be written.
func (s *Store) Close() error {
	s.closing.Do(func() {
		lost := s.closeLater()
		s.q.close()
		<-s.ended
		s.closeErr = errors.Join(lost, s.release())
	})
	return s.closeErr
}

// release gives back what open has taken, as far as it came.
func (s *Store) release() error {
	var errs []error
	if s.r.db != nil {
		errs = append(errs, s.r.close())
	}
	if s.w != nil {
		errs = append(errs, s.w.tx.close())
	}
	if s.writes != nil {
		// As the last connection it copies the log into the database file.
		errs = append(errs, s.writes.Close())
	}
	if s.lock != nil {
		errs = append(errs, s.lock.Close())
	}
	return errors.Join(errs...)
}
