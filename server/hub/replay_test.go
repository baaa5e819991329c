package hub

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/draw"
	"image/png"
	"path/filepath"
	"testing"
	"time"

	"easel.example/core"
	"easel.example/core/authority"
	"easel.example/core/client"
	"easel.example/core/pack"
	"easel.example/core/replay"
	"easel.example/server/store"
)

// painted returns a world whose piece has lost strokes to its base, and of which some
// are undone.
func painted(t *testing.T) *world {
	t.Helper()
	w := newWorld(t, func(c *Config) { c.Room.Limits.WorkspaceBytes = 16 << 10 }, store.Options{})
	a := w.join(1)
	a.listen(t.Context())
	a.until("a live client", live)
	for i := range 40 {
		a.draw(300 + i)
		if i%7 == 3 {
			a.mu.Lock()
			a.c.Undo(1)
			a.c.Tick(int64(1000 * i))
			f := a.c.Frame(1)
			a.mu.Unlock()
			a.space.Receive(t.Context(), a.id, f)
		}
	}
	a.until("an acknowledgement", func(c *client.Client) bool { return c.Settled() })
	if a.c.Replica().Piece().Base().Strokes == 0 {
		t.Fatal("nothing was flattened: the test is too small")
	}
	return w
}

// film returns the player of a piece, which shows all of it.
func film(t *testing.T, w *world, piece uint32) *replay.Player {
	t.Helper()
	b, err := w.hub.Replay(t.Context(), store.PieceKey{Workspace: w.id, Piece: piece})
	if err != nil {
		t.Fatal(err)
	}
	p, err := replay.Open(b)
	if err != nil {
		t.Fatal(err)
	}
	p.Show(p.Length())
	return p
}

// damage changes the database as no server would.
func (w *world) damage(statement string) {
	w.t.Helper()
	files, _ := filepath.Glob(filepath.Join(w.dir, "*.db"))
	if len(files) != 1 {
		w.t.Fatalf("the databases are %v", files)
	}
	db, err := sql.Open("sqlite", files[0]+"?_pragma=busy_timeout(10000)") // the hub writes, too
	if err != nil {
		w.t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		w.t.Fatal(err)
	}
}

// samePicture reports whether a player shows a picture of the hub.
func samePicture(t *testing.T, p *replay.Player, b []byte) bool {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	want := image.NewRGBA(img.Bounds())
	draw.Draw(want, want.Bounds(), img, image.Point{}, draw.Src)
	got := make([]byte, len(want.Pix))
	wide, high := p.Canvas().Size()
	p.Canvas().WritePaper(got, core.Rect{X1: wide, Y1: high}, Paper)
	return bytes.Equal(got, want.Pix)
}

// TestReplay checks that a replay begins with an empty sheet and ends with the
// picture, while the piece is painted on and afterwards.
func TestReplay(t *testing.T) {
	w := painted(t)
	ctx := t.Context()
	pic, err := w.hub.Picture(ctx, w.id)
	if err != nil {
		t.Fatal(err)
	}
	for _, live := range []bool{true, false} {
		p := film(t, w, 1)
		if !samePicture(t, p, pic.PNG) {
			t.Errorf("live %t: the replay ends with other pixels", live)
		}
		if p.Points() < 34*300 {
			t.Errorf("live %t: the replay has %d points: the truncated strokes are missing", live, p.Points())
		}
		p.Show(0)
		blank := make([]byte, 4*64*64)
		p.Canvas().WriteRGBA(blank, core.Rect{X1: 64, Y1: 64})
		if live && !bytes.Equal(blank, make([]byte, len(blank))) {
			t.Error("the replay does not begin with an empty sheet")
		}
		if live {
			if _, err := w.hub.NewPiece(ctx, w.id, 320, 240, core.Paint); err != nil {
				t.Fatal(err)
			}
		}
	}
	if p := film(t, w, 2); p.Points() != 0 {
		t.Errorf("the new piece has %d points", p.Points())
	}
	if _, err := w.hub.Replay(ctx, store.PieceKey{Workspace: w.id, Piece: 3}); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a piece that is not there got %v, want ErrNotFound", err)
	}
}

// TestReplayOfADamagedArchive checks that a replay then begins with the base picture.
func TestReplayOfADamagedArchive(t *testing.T) {
	w := painted(t)
	pic, err := w.hub.Picture(t.Context(), w.id)
	if err != nil {
		t.Fatal(err)
	}
	for _, damage := range []string{"UPDATE archive SET strokes = x'00' WHERE from_n = 0", "DELETE FROM archive WHERE from_n = 0"} {
		w.damage(damage)
		p := film(t, w, 1)
		if !samePicture(t, p, pic.PNG) {
			t.Errorf("%s: the replay ends with other pixels", damage)
		}
		if p.Points() > 30*300 {
			t.Errorf("%s: it has %d points", damage, p.Points())
		}
	}
}

// TestNewPieceAfterDamage checks that a live piece which cannot be read any more
// gives way to a new one, under a number of its own.
func TestNewPieceAfterDamage(t *testing.T) {
	w := painted(t)
	ctx := t.Context()
	if err := w.hub.Close(ctx); err != nil {
		t.Fatal(err)
	}
	w.damage("UPDATE entry SET ops = x'ff'; UPDATE chunk SET data = x'00'")
	w.hub = New(w.store, Config{Room: authority.DefaultConfig(), LogBytes: 1 << 30, ArchiveBytes: 1 << 30, Idle: time.Hour, SnapshotEach: 100})
	if _, err := w.hub.Workspace(ctx, w.id); err == nil || Refusal(err) != core.Unreadable {
		t.Fatalf("the damaged piece got %v, want Unreadable", err)
	}
	n, err := w.hub.NewPiece(ctx, w.id, 640, 480, core.Paint)
	if err != nil || n != 2 {
		t.Fatalf("the new piece got %d, %v, want 2", n, err)
	}
	a := w.join(1)
	a.listen(ctx)
	a.until("the new piece", func(c *client.Client) bool { return live(c) && c.Status(1).Piece == 2 })
	a.draw(50)
	a.until("an acknowledgement", func(c *client.Client) bool { return c.Settled() })
}

// TestReplayOfVeryMuchInk checks that a piece whose archive is small in bytes and
// large in points is replayed from its base picture on.
func TestReplayOfVeryMuchInk(t *testing.T) {
	w := painted(t)
	pic, err := w.hub.Picture(t.Context(), w.id)
	if err != nil {
		t.Fatal(err)
	}
	end, err := w.store.Archived(t.Context(), store.PieceKey{Workspace: w.id, Piece: 1})
	if err != nil {
		t.Fatal(err)
	}
	s := &core.Stroke{ID: core.StrokeID{Actor: 1, N: 1}, Points: make([]core.Point, replayPoints)}
	block := pack.Append(nil, []*core.Stroke{s})
	w.damage(fmt.Sprintf("UPDATE archive SET strokes = x'%x', sum = %d WHERE to_n = %d", block, crc32.Checksum(block, crc32.MakeTable(crc32.Castagnoli)), end))
	p := film(t, w, 1)
	if !samePicture(t, p, pic.PNG) || p.Points() > 30*300 {
		t.Errorf("the replay has %d points, or ends with other pixels", p.Points())
	}
}
