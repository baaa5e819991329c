package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

func openStore(t testing.TB, dir string, opt Options) *Store {
	t.Helper()
	s, err := Open(t.Context(), dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeStore(t, s) })
	return s
}

func closeStore(t testing.TB, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
}

func newPiece(t testing.TB, s *Store) PieceKey {
	t.Helper()
	w, _, err := s.CreateWorkspace(t.Context(), "", DefaultWidth, DefaultHeight)
	if err != nil {
		t.Fatal(err)
	}
	return PieceKey{w.ID, w.LivePiece}
}

// records returns n records from seq on; recordAt says what is in each.
func records(seq uint64, n int) []Record {
	recs := make([]Record, n)
	for i := range recs {
		recs[i] = recordAt(seq + uint64(i))
	}
	return recs
}

func recordAt(seq uint64) Record {
	return Record{Seq: seq, Time: int64(seq) * 33, Actor: uint32(seq%7) + 1, Num: uint32(seq), Ops: pattern(seq, int(seq%50)*8)}
}

// pattern returns n bytes that differ from seed to seed.
func pattern(seed uint64, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		seed = seed*6364136223846793005 + 1442695040888963407
		b[i] = byte(seed >> 56)
	}
	return b
}

func appendWait(s *Store, k PieceKey, recs []Record) error {
	done := make(chan error, 1)
	s.Append(k, recs, func(err error) { done <- err })
	return <-done
}

// wantLog checks that a piece has exactly the records 1 … last.
func wantLog(t *testing.T, s *Store, k PieceKey, last uint64) {
	t.Helper()
	if got, err := s.LastSeq(t.Context(), k); err != nil || got != last {
		t.Errorf("last seq got %d, %v, want %d", got, err, last)
	}
	seq := uint64(0)
	for {
		recs, err := s.Entries(t.Context(), k, seq, 100)
		if err != nil {
			t.Fatal(err)
		}
		if len(recs) == 0 {
			break
		}
		for _, r := range recs {
			seq++
			if want := recordAt(seq); r.Seq != want.Seq || r.Time != want.Time || r.Actor != want.Actor || r.Num != want.Num || !bytes.Equal(r.Ops, want.Ops) {
				t.Fatalf("record got %v, want %v", r, want)
			}
		}
	}
	if seq != last {
		t.Errorf("log ends at %d, want %d", seq, last)
	}
}

func TestOpenRefuses(t *testing.T) {
	file := func(content string) func(*testing.T, string) string {
		return func(t *testing.T, dir string) string {
			if err := os.WriteFile(filepath.Join(dir, databaseName), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			return dir
		}
	}
	statements := func(text string) func(*testing.T, string) string {
		return func(t *testing.T, dir string) string {
			execSQL(t, dir, text)
			return dir
		}
	}
	for _, tc := range []struct {
		name string
		make func(t *testing.T, dir string) string
		want string
	}{
		{"below a file", func(t *testing.T, dir string) string {
			file("x")(t, dir)
			return filepath.Join(dir, databaseName, "data")
		}, "not a directory"},
		{"no database", file(strings.Repeat("not a database, ", 100)), "the database file is damaged"},
		{"another program's", statements("CREATE TABLE song (title TEXT)"), "is not a database of Easel"},
		{"newer", statements(fmt.Sprintf("PRAGMA application_id = %d; CREATE TABLE x (y); PRAGMA user_version = %d", applicationID, schemaVersion+1)),
			fmt.Sprintf("has schema version %d, and this server knows up to %d: run a newer server", schemaVersion+1, schemaVersion)},
	} {
		t.Run(tc.name, func(t *testing.T) {
			dir := tc.make(t, t.TempDir())
			s, err := Open(t.Context(), dir, Options{})
			if err == nil {
				closeStore(t, s)
				t.Fatal("opened")
			}
			if !strings.Contains(err.Error(), tc.want) || !strings.Contains(err.Error(), dir) {
				t.Errorf("got %q, want it to say %q and name %s", err, tc.want, dir)
			}
		})
	}
}

// execSQL runs statements on the database of a folder, as another program would.
func execSQL(t testing.TB, dir, text string) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, databaseName))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(text); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// A database with a broken page is refused, and not served in part.
func TestOpenDamaged(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, Options{})
	k := newPiece(t, s)
	if err := appendWait(s, k, records(1, 2000)); err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	name := filepath.Join(dir, databaseName)
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(b) / 2; i < len(b)/2+8192; i++ {
		b[i] = 0xa5
	}
	if err := os.WriteFile(name, b, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err = Open(t.Context(), dir, Options{})
	if err == nil {
		closeStore(t, s)
		t.Fatal("opened a damaged database")
	}
	if !strings.Contains(err.Error(), "damaged") {
		t.Errorf("got %q, want it to say that the file is damaged", err)
	}
}

func TestOneServerAFolder(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir, Options{})
	if other, err := Open(t.Context(), dir, Options{}); !errors.Is(err, ErrLocked) {
		if err == nil {
			closeStore(t, other)
		}
		t.Errorf("second open got %v, want ErrLocked", err)
	}
	closeStore(t, s)
	openStore(t, dir, Options{})
}

// Names that mean something in a URL are names all the same.
func TestOddFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a b", "50%?x=1#é&")
	s := openStore(t, dir, Options{})
	k := newPiece(t, s)
	if err := appendWait(s, k, records(1, 1)); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, databaseName)); err != nil {
		t.Error(err)
	}
	closeStore(t, s)
	wantLog(t, openStore(t, dir, Options{}), k, 1)
}

// Nobody else on the machine reads what is in the folder.
func TestModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no file modes")
	}
	dir := filepath.Join(t.TempDir(), "data")
	s := openStore(t, dir, Options{})
	if _, _, err := s.FirstWorkspace(t.Context()); err != nil {
		t.Fatal(err)
	}
	list, err := os.ReadDir(dir)
	if err != nil || len(list) < 5 {
		t.Fatalf("folder has %v, %v, want database, log, index, lock and owner link", list, err)
	}
	for _, e := range list {
		if info, err := e.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v, %v, want 0600", e.Name(), info.Mode(), err)
		}
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("folder has mode %v, %v, want 0700", info.Mode(), err)
	}
}

// The fixture is what schema version 1 left: after it nothing is lost, and what
// version 2 counts is right.
func TestMigrateFromVersion1(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "v1.sql"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	execSQL(t, dir, string(text))
	s := openStore(t, dir, Options{})
	ctx := t.Context()
	k := PieceKey{1, 1}
	recs, err := s.Entries(ctx, k, 0, 10)
	if err != nil || len(recs) != 2 || string(recs[0].Ops) != "one" || string(recs[1].Ops) != "three" {
		t.Errorf("entries got %v, %v", recs, err)
	}
	if log, archive, err := s.Usage(ctx, 1); err != nil || log != 8 || archive != int64(len("statebase")) {
		t.Errorf("usage got %d, %d, %v, want 8, and what the snapshot holds", log, archive, err)
	}
	if snap, ok, err := s.LoadSnapshot(ctx, k); err != nil || !ok || snap.Seq != 2 || string(snap.State) != "state" || string(snap.Base) != "base" {
		t.Errorf("snapshot got %v, %v, %v", snap, ok, err)
	}
	if list, err := s.Members(ctx, 1); err != nil || len(list) != 1 || list[0].Name != "Ada" || list[0].Seen != 0 {
		t.Errorf("members got %v, %v", list, err)
	}
	if err := s.Archive(ctx, k, 0, 3, []byte("ink")); err != nil {
		t.Error(err)
	}
	if err := appendWait(s, k, records(3, 1)); err != nil {
		t.Error(err)
	}
}

// A database that went through all versions has the tables of a new one.
func TestMigratedEqualsNew(t *testing.T) {
	schema := func(dir string) string {
		closeStore(t, openStore(t, dir, Options{}))
		db, err := sql.Open("sqlite", filepath.Join(dir, databaseName))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		rows, err := db.Query("SELECT s.name || ': ' || coalesce((SELECT group_concat(name || ' ' || type) FROM pragma_table_info(s.name)), '') FROM sqlite_schema s ORDER BY 1")
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		if err := scanAll(rows, func(rows *sql.Rows) error {
			var line string
			err := rows.Scan(&line)
			lines = append(lines, line)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return strings.Join(lines, "\n")
	}
	text, err := os.ReadFile(filepath.Join("testdata", "v1.sql"))
	if err != nil {
		t.Fatal(err)
	}
	old := t.TempDir()
	execSQL(t, old, string(text))
	if got, want := schema(old), schema(t.TempDir()); got != want {
		t.Errorf("migrated:\n%s\nnew:\n%s", got, want)
	}
}

func TestClosed(t *testing.T) {
	s := openStore(t, t.TempDir(), Options{})
	k := newPiece(t, s)
	closeStore(t, s)
	closeStore(t, s)
	if err := appendWait(s, k, records(1, 1)); !errors.Is(err, ErrClosed) {
		t.Errorf("append got %v, want ErrClosed", err)
	}
	if _, err := s.NextEpoch(t.Context(), k.Workspace); !errors.Is(err, ErrClosed) {
		t.Errorf("next epoch got %v, want ErrClosed", err)
	}
	if err := s.SetTitle(t.Context(), k, "x"); !errors.Is(err, ErrClosed) {
		t.Errorf("set title got %v, want ErrClosed", err)
	}
}

// A waitedFor tells when somebody begins to wait for its end.
type waitedFor struct {
	context.Context
	once   sync.Once
	waited chan struct{}
}

func (c *waitedFor) Done() <-chan struct{} {
	c.once.Do(func() { close(c.waited) })
	return c.Context.Done()
}

// A caller who has stopped waiting changes nothing.
func TestContext(t *testing.T) {
	hold, held := make(chan struct{}), make(chan struct{}, 1)
	var armed bool
	s := openStore(t, t.TempDir(), Options{BeforeCommit: func() error {
		if armed {
			held <- struct{}{}
			<-hold
		}
		return nil
	}})
	k := newPiece(t, s)
	armed = true // the writer reads it after the next push
	s.Append(k, records(1, 1), func(error) { armed = false })
	<-held
	inner, cancel := context.WithCancel(t.Context())
	ctx := &waitedFor{Context: inner, waited: make(chan struct{})}
	cancelled := make(chan error)
	go func() {
		_, err := s.NextEpoch(ctx, k.Workspace)
		cancelled <- err
	}()
	<-ctx.waited
	cancel()
	if err := <-cancelled; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
	close(hold)
	if n, err := s.NextEpoch(t.Context(), k.Workspace); err != nil || n != 1 {
		t.Errorf("next epoch got %d, %v, want 1: the cancelled one has taken a number", n, err)
	}
}
