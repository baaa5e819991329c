package disk

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/export"
	"easel.example/core/wire"
)

// A painter is a room whose hand draws, with what it wants to be kept.
type painter struct {
	t    testing.TB
	room *authority.Room
}

const testNow = 1_700_000_000_000

func newPainter(t testing.TB) *painter {
	r := authority.New(authority.DefaultConfig(), "", 1, 320, 240, core.Paint)
	r.Start([]authority.Epoch{{Epoch: 1, First: 1}}, testNow)
	if why := r.OpenHand(1, wire.Member{ID: 1, Role: core.Owner}, 7, testNow); why != 0 {
		t.Fatal(why)
	}
	return &painter{t, r}
}

// draw draws a stroke, and returns what is to be kept of it.
func (p *painter) draw() []authority.Record {
	p.t.Helper()
	n := int32(len(p.room.Piece().Strokes()))
	ink := authority.Ink{Brush: core.Brush{Kind: core.Pen, Version: core.BrushVersion, Width: 128, Opacity: 255},
		Points: []core.Point{{X: 32 * (n % 300), Y: 32 * 20, Pressure: 200}, {X: 32 * 100, Y: 32 * (n % 200), Pressure: 90}}}
	if d := p.room.Draw(1, []authority.Ink{ink}, testNow+int64(n)*2000); d.Why != 0 || len(d.Strokes) != 1 {
		p.t.Fatal(d)
	}
	return p.room.Take().Records
}

func (p *painter) state(meta string) State {
	saved, seq := p.room.Save()
	s := State{Saved: saved, Base: p.room.Base(), Seq: seq}
	if meta != "" {
		s.Meta = json.RawMessage(meta)
	}
	return s
}

// opened opens a file and returns the digest of its piece, its strokes, and what was found.
func opened(t testing.TB, path string) (uint64, int, Found) {
	t.Helper()
	k, f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer k.Close(nil)
	r, err := authority.Load(authority.DefaultConfig(), "", f.State.Saved, f.State.Base)
	if err != nil {
		t.Fatal(err)
	}
	for _, rec := range f.Records {
		if err := r.Replay(rec); err != nil {
			t.Fatal(err)
		}
	}
	return r.Piece().Digest(), len(r.Piece().Strokes()), f
}

// until waits for a status.
func until(t testing.TB, k *Keeper, what string, is func(Status) bool) {
	t.Helper()
	for end := time.After(20 * time.Second); !is(k.Status()); {
		select {
		case <-k.News():
		case <-end:
			t.Fatalf("not %s: %+v", what, k.Status())
		}
	}
}

func made(t testing.TB) (*painter, *Keeper, string) {
	t.Helper()
	p, path := newPainter(t), filepath.Join(t.TempDir(), "A piece.png")
	k, err := Create(path, p.state(`{"title":"first"}`), false)
	if err != nil {
		t.Fatal(err)
	}
	return p, k, path
}

// TestFile: a piece comes back as it was, and any program can see it.
func TestFile(t *testing.T) {
	p, k, path := made(t)
	for range 30 {
		k.Append(p.draw(), true)
	}
	if err := k.Close(new(p.state(`{"title":"last"}`))); err != nil {
		t.Fatal(err)
	}
	if list, _ := os.ReadDir(filepath.Dir(path)); len(list) != 1 {
		t.Errorf("beside the file there is more: %v", list)
	}
	digest, n, f := opened(t, path)
	if digest != p.room.Piece().Digest() || n != 30 || len(f.Records) != 0 || string(f.Meta) != `{"title":"last"}` {
		t.Errorf("%d strokes, %d records, meta %s; want 30 as they were", n, len(f.Records), f.Meta)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := export.OpenScene(b); err != nil {
		t.Error(err)
	}
	if img, err := png.Decode(bytes.NewReader(b)); err != nil || img.Bounds().Dx() != 320 {
		t.Errorf("as a picture: %v", err)
	}
	if !Holds(path) {
		t.Error("it is not seen to be an Easel file")
	}
}

// TestJournal: what is not in the file is in its journal, up to the last whole record of it.
func TestJournal(t *testing.T) {
	p, k, path := made(t)
	var digests []uint64
	for range 5 {
		recs := p.draw()
		k.Append(recs, true)
		digests = append(digests, p.room.Piece().Digest())
	}
	k.Meta([]byte(`{"title":"journal"}`))
	until(t, k, "durable", func(s Status) bool { return s.Durable == p.room.Seq() })
	file, _ := os.ReadFile(path)
	journal, _ := os.ReadFile(journalName(path))
	last := 0
	for n := 0; n <= len(journal); n++ { // a crash at each byte
		dir := t.TempDir()
		torn := filepath.Join(dir, "torn.png")
		if err := errors.Join(os.WriteFile(torn, file, 0o644), os.WriteFile(journalName(torn), journal[:n], 0o600)); err != nil {
			t.Fatal(err)
		}
		digest, strokes, f := opened(t, torn)
		if strokes < last || strokes > 0 && digest != digests[strokes-1] || f.Notice != "" {
			t.Fatalf("torn at %d of %d: %d strokes after %d, notice %q", n, len(journal), strokes, last, f.Notice)
		}
		last = strokes
		if n == len(journal) && (strokes != 5 || string(f.Meta) != `{"title":"journal"}`) {
			t.Errorf("whole: %d strokes, meta %s", strokes, f.Meta)
		}
	}
	k.Close(nil)
	if digest, _, _ := opened(t, path); digest != digests[4] {
		t.Error("after Close without a last state the journal does not hold")
	}
}

// TestSteps: between any two steps of a new file, a crash loses nothing.
func TestSteps(t *testing.T) {
	p, k, path := made(t)
	for range 3 {
		k.Append(p.draw(), true)
	}
	old, _ := os.ReadFile(path)
	if !k.Save(p.state("")) {
		t.Fatal("it does not save")
	}
	if k.Save(p.state("")) {
		t.Error("it saves twice at once")
	}
	k.Append(p.draw(), true) // while it is written
	until(t, k, "saved", func(s Status) bool { return !s.Saving && s.Saved > 0 && s.Durable == p.room.Seq() })
	want, journal := p.room.Piece().Digest(), must(os.ReadFile(journalName(path)))
	if digest, n, f := opened2(t, must(os.ReadFile(path)), journal); digest != want || len(f.Records) != 1 {
		t.Errorf("after the rename: %d strokes, %d of the journal, want 4, 1", n, len(f.Records))
	}
	if digest, n, f := opened2(t, old, journal); digest != want || f.Notice != "" {
		t.Errorf("before the rename: %d strokes, notice %q", n, f.Notice)
	}
	k.Save(p.state(""))
	until(t, k, "saved again", func(s Status) bool { return !s.Saving && s.Saved == p.room.Seq() })
	if b := must(os.ReadFile(journalName(path))); len(b) > 100 {
		t.Errorf("the journal is not begun anew: %d bytes", len(b))
	}
	k.Close(nil)
}

func must(b []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return b
}

// opened2 opens a file with a journal beside it.
func opened2(t testing.TB, file, journal []byte) (uint64, int, Found) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.png")
	if err := errors.Join(os.WriteFile(path, file, 0o644), os.WriteFile(journalName(path), journal, 0o600)); err != nil {
		t.Fatal(err)
	}
	return opened(t, path)
}

// TestOtherVersion: the journal of another version of the file is kept aside, with a word.
func TestOtherVersion(t *testing.T) {
	p, k, path := made(t)
	k.Append(p.draw(), true)
	k.Close(nil)
	other := newPainter(t)
	other.draw()
	other.draw()
	k2, err := Create(filepath.Join(t.TempDir(), "other.png"), other.state(""), false)
	if err != nil {
		t.Fatal(err)
	}
	k2.Close(nil)
	if err := os.WriteFile(path, must(os.ReadFile(k2.Path())), 0o644); err != nil {
		t.Fatal(err)
	}
	digest, _, f := opened(t, path)
	if digest != other.room.Piece().Digest() || !strings.Contains(f.Notice, "changed by another program") {
		t.Errorf("it opens with notice %q", f.Notice)
	}
	if list, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "A piece (not in the file*.easel-journal")); len(list) != 1 {
		t.Errorf("kept aside: %v", list)
	}
	if _, _, f := opened(t, path); f.Notice != "" {
		t.Errorf("it is said again: %q", f.Notice)
	}
}

// TestChangedMeanwhile: what another program makes of the file while it is open is not lost.
func TestChangedMeanwhile(t *testing.T) {
	p, k, path := made(t)
	if err := os.WriteFile(path, []byte("somebody's"), 0o644); err != nil {
		t.Fatal(err)
	}
	k.Append(p.draw(), true)
	if err := k.Close(new(p.state(""))); err != nil {
		t.Fatal(err)
	}
	name := k.Status().Aside
	if b, err := os.ReadFile(name); err != nil || string(b) != "somebody's" {
		t.Errorf("kept aside as %q: %q, %v", name, b, err)
	}
	if digest, _, _ := opened(t, path); digest != p.room.Piece().Digest() {
		t.Error("ours is not whole")
	}
}

func TestTwoProcesses(t *testing.T) {
	p, k, path := made(t)
	if _, _, err := Open(path); err != ErrElsewhere {
		t.Errorf("the second is told %v", err)
	}
	if _, err := Create(path, p.state(""), true); !errors.Is(err, ErrElsewhere) {
		t.Errorf("who saves over it is told %v", err)
	}
	k.Close(nil)
	if _, err := Create(path, p.state(""), false); err != ErrExists {
		t.Errorf("a second one of that name: %v", err)
	}
	opened(t, path)
}

// TestTrouble: when nothing can be written the piece goes on, and all is kept once it can.
func TestTrouble(t *testing.T) {
	p, k, path := made(t)
	k.Append(p.draw(), true)
	until(t, k, "durable", func(s Status) bool { return s.Durable == p.room.Seq() })
	// Its journal is taken from under it, as by a disk that fails, and a new file cannot be made.
	readonly, err := os.Open(journalName(path))
	if err != nil {
		t.Fatal(err)
	}
	block := filepath.Join(newName(path), "x")
	if err := os.MkdirAll(block, 0o755); err != nil {
		t.Fatal(err)
	}
	whole := k.journal
	k.journal = readonly // it waits to be told something
	durable := p.room.Seq()
	k.Append(p.draw(), true)
	until(t, k, "troubled", func(s Status) bool { return s.Err != nil })
	if s := k.Status(); !errors.Is(s.Err, ErrWrite) || s.Durable != durable {
		t.Errorf("%v, durable to %d, want %d", s.Err, s.Durable, durable)
	}
	k.Save(p.state(""))
	until(t, k, "given up", func(s Status) bool { return !s.Saving })
	if s := k.Status(); s.Err == nil {
		t.Error("it forgets its trouble")
	}
	// The disk is well again.
	if err := os.RemoveAll(newName(path)); err != nil {
		t.Fatal(err)
	}
	k.mu.Lock()
	k.journal = whole
	k.mu.Unlock()
	readonly.Close()
	k.Save(p.state(""))
	k.Append(p.draw(), true)
	until(t, k, "well", func(s Status) bool { return s.Err == nil && s.Durable == p.room.Seq() })
	k.Close(nil)
	if digest, n, _ := opened(t, path); digest != p.room.Piece().Digest() {
		t.Errorf("%d strokes are there, want 3", n)
	}
}

// TestReadOnly: a file that may only be read opens, and says so.
func TestReadOnly(t *testing.T) {
	p, k, path := made(t)
	k.Close(new(p.state("")))
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	k, _, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	before := must(os.ReadFile(path))
	k.Append(p.draw(), true)
	until(t, k, "told", func(s Status) bool { return errors.Is(s.Err, ErrReadOnly) })
	if err := k.Close(new(p.state(""))); !errors.Is(err, ErrReadOnly) {
		t.Errorf("on closing: %v", err)
	}
	if !bytes.Equal(before, must(os.ReadFile(path))) {
		t.Error("it was written all the same")
	}
}

// TestNotOurs: what is no Easel file is refused by a sentence, and nothing is left beside it.
func TestNotOurs(t *testing.T) {
	_, k, whole := made(t)
	k.Close(nil)
	b := must(os.ReadFile(whole))
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"text", []byte("hello"), "This is not an Easel file. Other drawings are opened on a piece that is begun."},
		{"empty", nil, "This is not an Easel file. Other drawings are opened on a piece that is begun."},
		{"cut off", b[:100], "The picture is damaged"},
		{"other bits", append(bytes.Clone(b[:60]), append([]byte{b[60] ^ 1}, b[61:]...)...), "The picture is damaged"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.png")
			if err := os.WriteFile(path, c.data, 0o644); err != nil {
				t.Fatal(err)
			}
			if _, _, err := Open(path); err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("it says %v, want %q", err, c.want)
			}
			if list, _ := os.ReadDir(filepath.Dir(path)); len(list) != 1 {
				t.Errorf("beside it: %v", list)
			}
		})
	}
	if _, _, err := Open(filepath.Join(t.TempDir(), "none.png")); !errors.Is(err, ErrGone) {
		t.Errorf("of one that is not there: %v", err)
	}
}

// TestQueueMost: what waits is bounded, at the bound and one past it.
func TestQueueMost(t *testing.T) {
	for _, over := range []bool{false, true} {
		t.Run(fmt.Sprint(over), func(t *testing.T) {
			k := newKeeper(filepath.Join(t.TempDir(), "x.png")) // nobody takes what it is told
			n := queueMost - recordHead - 1
			if over {
				n++
			}
			k.Meta(make([]byte, n))
			if q := k.take(); q.over != over || (len(q.buf) == 0) != over {
				t.Errorf("over is %v with %d bytes", q.over, len(q.buf))
			}
		})
	}
}
