package share

import (
	"bufio"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"easel.example/core"
	"easel.example/core/client"
	"easel.example/desktop/app"
	"easel.example/desktop/link"
	"easel.example/desktop/local"
)

// serve starts a server, and returns an owner's link.
func serve(t *testing.T, args ...string) string {
	t.Helper()
	bin := os.Getenv("EASEL_SERVER")
	if bin == "" {
		bin = filepath.Join(t.TempDir(), "server.exe")
		if out, err := exec.Command("go", "build", "-o", bin, "easel.example/server").CombinedOutput(); err != nil {
			t.Fatalf("build the server: %v\n%s", err, out)
		}
	}
	cmd := exec.Command(bin, append([]string{"-addr", "127.0.0.1:0", "-data", t.TempDir(), "-artist.off"}, args...)...)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }) // it is killed
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if at, ok := strings.CutPrefix(lines.Text(), "owner link: "); ok {
			return at
		}
	}
	t.Fatal("the server says nothing")
	return ""
}

func place(t *testing.T, at string) app.Place {
	t.Helper()
	p, err := link.Config{Cookies: filepath.Join(t.TempDir(), "cookies")}.Find(at)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// piece is one of n strokes.
func piece(n int) Piece {
	p := Piece{Width: 500, Height: 400}
	for i := range int32(n) {
		p.Strokes = append(p.Strokes, &core.Stroke{Brush: core.Brush{Kind: core.Pencil, Version: core.BrushVersion, Color: uint32(i), Width: 64, Opacity: 200},
			Points: []core.Point{{X: i % 100 * 32, Y: 320, Pressure: 120}, {X: 3200, Y: i % 300 * 32, Pressure: 250}}})
	}
	return p
}

// TestTo: a piece is a new one on the server, of its size and style, with all of its strokes.
func TestTo(t *testing.T) {
	at := serve(t, "-limits.strokes-per-minute", "100000")
	p := piece(700)
	var last Progress
	done, err := To(t.Context(), place(t, at), 77, "Shared", p, func(is Progress) {
		if is.Done < last.Done || is.Of != 700 {
			t.Errorf("%+v after %+v", is, last)
		}
		last = is
	})
	if err != nil || done != (Done{700, false}) {
		t.Fatalf("%+v strokes are there: %v", done, err)
	}
	got, title := there(t, at)
	if w, h := got.Size(); w != 500 || h != 400 || title != "Shared" || len(got.Strokes()) != 700 {
		t.Fatalf("%d strokes on %d × %d px, called %q", len(got.Strokes()), w, h, title)
	}
	for i, o := range got.Strokes() {
		if o.Brush != p.Strokes[i].Brush || len(o.Points) != 2 || o.Points[1] != p.Strokes[i].Points[1] {
			t.Fatalf("stroke %d is another one: %+v", i, o)
		}
	}
}

// TestRate: what the rate holds back is told, and can be given up.
func TestRate(t *testing.T) {
	at := serve(t, "-limits.strokes-per-minute", "5")
	ctx, cancel := context.WithCancelCause(t.Context())
	enough := errors.New("enough")
	done, err := To(ctx, place(t, at), 78, "", piece(8), func(is Progress) {
		if want := "This piece cannot go as a file. So its strokes are sent one by one, 5 a minute: that takes about 2 minutes."; is.Why != want {
			t.Errorf("it says %q, want %q", is.Why, want)
		}
		if is.Done == 5 && is.Wait > 0 {
			cancel(enough)
		}
	})
	if done.Strokes != 5 || !errors.Is(err, enough) {
		t.Errorf("%+v strokes are there: %v", done, err)
	}
}

// TestSentences: what cannot be shared is told in a sentence.
func TestSentences(t *testing.T) {
	at := serve(t)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	broken := at[:strings.Index(at, "#w=")+3] + "nothing"
	if _, err := To(ctx, place(t, broken), 1, "", piece(1), nil); err == nil || errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("by a link that leads nowhere: %v", err)
	}
	if _, err := Make(ctx, filepath.Join(t.TempDir(), "cookies"), "easel", ""); err == nil || !strings.Contains(err.Error(), "not the address") {
		t.Errorf("at no address: %v", err)
	}
	base, _, _ := strings.Cut(at, "/#")
	if _, err := Make(ctx, filepath.Join(t.TempDir(), "cookies"), base, "Mine"); err == nil || !strings.HasPrefix(err.Error(), "On this server only who owns a workspace") {
		t.Errorf("where one may not: %v", err)
	}
	if _, err := Open([]byte("x")); err == nil {
		t.Error("what is no piece is opened")
	}
}

func TestMake(t *testing.T) {
	base, _, _ := strings.Cut(serve(t, "-workspaces", "guests"), "/#")
	cookies := filepath.Join(t.TempDir(), "cookies")
	at, err := Make(t.Context(), cookies, base+"/", "Mine")
	if err != nil || !strings.HasPrefix(at, base+"/#w=") {
		t.Fatalf("%q, %v", at, err)
	}
	p, err := link.Config{Cookies: cookies}.Find(at)
	if err != nil {
		t.Fatal(err)
	}
	if done, err := To(t.Context(), p, 5, "", piece(3), nil); err != nil || done.Strokes != 3 {
		t.Errorf("%+v strokes are there: %v", done, err)
	}
}

// TestOpen: of a workspace in a file all that is seen is shared.
func TestOpen(t *testing.T) {
	w := local.Create(local.Config{}, filepath.Join(t.TempDir(), "x.png"), local.Canvas{Width: 300, Height: 240})
	from := w.Place()
	s := &sharing{to: from, c: client.New(client.Config{Replica: 9})}
	from.Line.Open()
	defer from.Line.Close()
	if err := s.until(t.Context(), func(st client.Status) bool { return st.Phase == client.Live }); err != nil {
		t.Fatal(err)
	}
	if done, err := s.place(t.Context(), piece(5).Strokes, nil); err != nil || done != 5 {
		t.Fatalf("%d drawn, %v", done, err)
	}
	view, err := w.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p, err := Open(view)
	if err != nil || len(p.Strokes) != 5 || p.Width != 300 || p.Paper {
		t.Errorf("%+v, %v", p, err)
	}
	whole(t, p)
}

// there returns the live piece of a place, and its title.
func there(t *testing.T, at string) (*core.Piece, string) {
	t.Helper()
	s := &sharing{to: place(t, at), c: client.New(client.Config{Token: place(t, at).Token})}
	defer s.to.Line.Close()
	s.to.Line.Open()
	if err := s.until(t.Context(), func(st client.Status) bool { return st.Phase == client.Live }); err != nil {
		t.Fatal(err)
	}
	return s.c.Replica().Piece(), s.c.Status(now()).Title
}

// whole: such a piece goes as a file, whatever the rate is. What a server does not take so goes stroke by stroke.
func whole(t *testing.T, p Piece) {
	t.Helper()
	at := serve(t, "-limits.strokes-per-minute", "1")
	if done, err := To(t.Context(), place(t, at), 79, "Whole", p, nil); err != nil || done != (Done{5, true}) {
		t.Fatalf("%+v are there: %v", done, err)
	}
	got, title := there(t, at)
	if w, h := got.Size(); w != 300 || h != 240 || title != "Whole" || len(got.Strokes()) != 5 {
		t.Errorf("%d strokes on %d × %d px, called %q", len(got.Strokes()), w, h, title)
	}
	p.View = p.View[:len(p.View)-1] // which is damaged
	enough := errors.New("enough")
	ctx, cancel := context.WithCancelCause(t.Context())
	done, err := To(ctx, place(t, at), 80, "", p, func(is Progress) {
		if !strings.Contains(is.Why, "So its strokes are sent one by one, 1 a minute: that takes about 5 minutes.") {
			t.Errorf("it says %q", is.Why)
		}
		cancel(enough)
	})
	if done.Whole || !errors.Is(err, enough) {
		t.Errorf("%+v are there: %v", done, err)
	}
}
