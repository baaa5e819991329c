package local

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"easel.example/core"
	"easel.example/core/artist"
	"easel.example/core/wire"
	"easel.example/desktop/app"
	"easel.example/desktop/local/disk"
)

// withMeta makes an Easel file with that beside its piece.
func withMeta(t testing.TB, m meta) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.png")
	p, err := create(path, 1, Canvas{Width: 320, Height: 240})
	if err != nil {
		t.Fatal(err)
	}
	p.meta = m
	if err := p.keeper.Close(new(p.state())); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestHostileMeta: whatever a file says beside its piece, the piece opens, and what is said is such
// as the window reads.
func TestHostileMeta(t *testing.T) {
	long := strings.Repeat("é", 5000)
	notes := make([]wire.Note, wire.NotesMax+50)
	for i := range notes {
		notes[i] = wire.Note{ID: uint32(i), Kind: 77, Text: long, At: -5}
	}
	for _, c := range []struct {
		name string
		m    meta
	}{
		{"long title", meta{Title: long}},
		{"signs in the title", meta{Title: "a\x00b\nc\x1b[31m"}},
		{"long name", meta{Name: long, Color: 1<<32 - 1}},
		{"long words of the artist", meta{Artist: artistState{Begun: true, Why: long, Prompt: long, Paused: 99}}},
		{"number of the last note", meta{Artist: artistState{Next: 1<<32 - 1}}},
		{"many nudges", meta{Artist: artistState{Begun: true, Paused: wire.PausedPerson, Nudges: make([]string, 5000), Told: make([]string, 5000), Seen: make([]string, 5000)}}},
		{"notes", meta{Artist: artistState{Notes: notes}}},
		{"progress", meta{Artist: artistState{Begun: true, Seed: 3, From: 1, Progress: artist.Progress{Layers: -1 << 40, Ended: 1 << 40}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, err := Open(testConfig(t), withMeta(t, c.m))
			if err != nil {
				t.Fatal(err)
			}
			s := sit(t, w.Line(), 5)
			s.draw(1, 1)
			if len(s.codes) != 0 {
				t.Errorf("sessions were closed: %v", s.codes)
			}
			s.line.Close()
		})
	}
}

// TestLongName: a file whose name is longer than a title may be opens.
func TestLongName(t *testing.T) {
	_, s, path := newWorkspace(t, testConfig(t))
	s.draw(1, 1)
	s.line.Close()
	long := filepath.Join(filepath.Dir(path), strings.Repeat("x", core.TitleChars+1)+".png")
	if err := os.Rename(path, long); err != nil {
		t.Fatal(err)
	}
	w, err := Open(testConfig(t), long)
	if err != nil {
		t.Fatal(err)
	}
	sit(t, w.Line(), 6).line.Close()
}

// TestHostileJournal: a journal whose entries fit on nothing is kept aside, and the file opens as it is.
func TestHostileJournal(t *testing.T) {
	path := withMeta(t, meta{Title: "mine"})
	k, found, err := disk.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	seq := found.State.Seq + 1
	if err := k.Close(nil); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	writeJournal(t, path, file, append([]byte{2, byte(seq), 1, 1, 1}, "no ops of anybody"...))
	w, err := Open(testConfig(t), path)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if list, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "x (unread*")); len(list) != 1 {
		t.Errorf("kept aside: %v", list)
	}
}

// TestHostilePicture: a picture that says it is huge is not unfolded.
func TestHostilePicture(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	bomb := b.Bytes()
	binary.BigEndian.PutUint32(bomb[16:], 60_000)
	binary.BigEndian.PutUint32(bomb[20:], 60_000)
	binary.BigEndian.PutUint32(bomb[29:], crc32.ChecksumIEEE(bomb[12:29]))
	_, err := shrink(bomb)
	if err == nil || !strings.Contains(err.Error(), "large") {
		t.Errorf("it says %v", err)
	}
}

// TestTurnWhileMoving: a new piece does not begin while the one before is on its way into another file.
func TestTurnWhileMoving(t *testing.T) {
	w, s, path := newWorkspace(t, testConfig(t))
	defer s.line.Close()
	s.draw(1, 1)
	if err := w.ask(t.Context(), func() { w.moving = &moving{} }); err != nil { // as SaveAs does
		t.Fatal(err)
	}
	if err := w.NewPiece(t.Context(), app.NewPiece{Width: 320, Height: 240, Style: core.Paint, Title: "next"}); err == nil {
		t.Error("another piece begins, whose strokes would go into the file of the one before")
	}
	if w.Path() != path {
		t.Errorf("it goes on in %s", w.Path())
	}
	if list, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "next*")); len(list) != 0 {
		t.Errorf("left behind: %v", list)
	}
	if err := w.ask(t.Context(), func() { w.moved(nil) }); err != nil {
		t.Fatal(err)
	}
}

// TestFileNameFits: a name that any title gives can be a file's.
func TestFileNameFits(t *testing.T) {
	for _, c := range []struct{ title, want string }{
		{"../../etc/passwd", "etc passwd"},
		{"..", "Untitled"},
		{"con", "_con"},
		{"LPT1.x", "_LPT1.x"},
		{"a\u202egnp.exe\u0085\x7f", "agnp.exe"},
		{strings.Repeat("漢", 100), strings.Repeat("漢", nameBytes/3)},
	} {
		if got := FileName(c.title); got != c.want {
			t.Errorf("%q is %q, want %q", c.title, got, c.want)
		}
	}
	cfg := testConfig(t)
	p, err := Files{cfg}.New(t.TempDir(), Canvas{Width: 320, Height: 240, Title: strings.Repeat("漢", 100)})
	if err != nil {
		t.Fatal(err)
	}
	if p.File == "" {
		t.Error("a piece of a long title gets no file")
	}
	p.Line.Close()
}

// writeJournal puts a journal beside a file that follows it, with one more record.
func writeJournal(t testing.TB, path string, file, record []byte) {
	t.Helper()
	seal := func(dst, p []byte) []byte {
		dst = binary.LittleEndian.AppendUint32(dst, uint32(len(p)))
		dst = binary.LittleEndian.AppendUint32(dst, crc32.Checksum(p, crc32.MakeTable(crc32.Castagnoli)))
		return append(dst, p...)
	}
	sum := sha256.Sum256(file)
	b := seal(seal([]byte("EaselJ1\n"), append([]byte{1}, sum[:]...)), record)
	name := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".easel-journal")
	if err := os.WriteFile(name, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestNotOursToRemove: a piece on which nothing was drawn leaves no file, but what another program has made of
// that stays.
func TestNotOursToRemove(t *testing.T) {
	for _, theirs := range []bool{false, true} {
		_, s, path := newWorkspace(t, testConfig(t))
		if theirs {
			if err := os.WriteFile(path, []byte("somebody's"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		s.line.Close()
		if b, _ := os.ReadFile(path); theirs != (string(b) == "somebody's") {
			t.Errorf("changed by others: %v, and the file has %d bytes", theirs, len(b))
		}
	}
}

// TestBrokenTwice: a fault that leaves nothing to be asked ends the workspace, and not the app, with all that was
// drawn in the journal.
func TestBrokenTwice(t *testing.T) {
	w, s, path := newWorkspace(t, testConfig(t))
	s.draw(1, 3)
	w.do(t.Context(), func() {
		w.piece.room = nil
		panic("a fault of a test")
	})
	<-w.ended
	s.line.Close()
	w, err := Open(testConfig(t), path)
	if err != nil {
		t.Fatal(err)
	}
	again := sit(t, w.Line(), 9)
	if n := len(again.piece().Strokes()); n != 3 {
		t.Errorf("%d strokes are kept, want 3", n)
	}
	again.line.Close()
}
