package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"image/png"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"easel.example/tools/internal/link/crowd"
)

// TestFlags checks that flags stand anywhere, with one dash or two.
func TestFlags(t *testing.T) {
	for _, c := range []struct {
		args  []string
		link  string
		speed float64
		files []string
	}{
		{[]string{"-link", "L", "-speed", "0", "a", "b"}, "L", 0, []string{"a", "b"}},
		{[]string{"--link=L", "--speed=2", "a"}, "L", 2, []string{"a"}},
		{[]string{"a", "-speed", "0", "b", "-link=L"}, "L", 0, []string{"a", "b"}},
		{[]string{"a", "--", "-speed", "-x"}, "E", 1, []string{"a", "-speed", "-x"}},
		{[]string{"-"}, "E", 1, []string{"-"}},
	} {
		call := newCall(command{name: "draw"}, env{stdout: io.Discard, stderr: io.Discard, link: "E"})
		speed := call.Float64("speed", 1, "")
		call.most = -1
		if err := call.parse(c.args); err != nil {
			t.Errorf("parse(%q): %v", c.args, err)
		}
		if call.link != c.link || *speed != c.speed || !slices.Equal(call.args, c.files) {
			t.Errorf("parse(%q) = %q, %v, %q; want %q, %v, %q", c.args, call.link, *speed, call.args, c.link, c.speed, c.files)
		}
	}
}

// TestRefusals checks what is said to whoever uses a command wrongly.
func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "which command"},
		{[]string{"paint"}, `no command "paint"`},
		{[]string{"digest"}, "no workspace link"},
		{[]string{"digest", "-link", "http://127.0.0.1:1/"}, "names no workspace"},
		{[]string{"digest", "-link", "http://127.0.0.1:1/#w=x", "-guest", "/dev/null/x"}, "guest's cookie"},
		{[]string{"digest", "extra"}, `"extra"`},
		{[]string{"export", "-link", "http://127.0.0.1:1/#w=x"}, "-o FILE.png"},
		{[]string{"export", "-link", "http://127.0.0.1:1/#w=x", "-o", "a.SVG"}, "writes a PNG, and not .svg"},
		{[]string{"draw"}, "Name a file"},
		{[]string{"draw", "no such file"}, "read a drawing"},
		{[]string{"draw", "-speed", "-1", "x"}, "not a speed"},
		{[]string{"draw", "-at", "1", "x"}, "two numbers"},
		{[]string{"draw", "-at", "1,NaN", "x"}, "two numbers"},
		{[]string{"draw", "-scale", "0", "x"}, "above 0"},
		{[]string{"draw", "-color", "red", "x"}, "six hex digits"},
		{[]string{"draw", "-width", "900", "x"}, "up to 512"},
		{[]string{"load", "-link", "http://127.0.0.1:1/#w=x", "-viewers", "0"}, "0 viewers"},
		{[]string{"load", "-link", "http://127.0.0.1:1/#w=x", "-points", "7"}, "divisor of 64"},
		{[]string{"load", "-link", "http://127.0.0.1:1/#w=x", "-rate", "-1"}, "rate of -1"},
		{[]string{"load", "-link", "http://127.0.0.1:1/#w=x", "-seconds", "0"}, "0 seconds"},
	} {
		err := run(t.Context(), c.args, env{stdout: io.Discard, stderr: io.Discard})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("easel %q: %v, want an error with %q", c.args, err, c.want)
		}
	}
	var out bytes.Buffer
	if err := run(t.Context(), []string{"digest", "-h"}, env{stdout: io.Discard, stderr: &out, link: "secret"}); !errors.Is(err, flag.ErrHelp) {
		t.Errorf("easel digest -h: %v, want flag.ErrHelp", err)
	}
	if strings.Contains(out.String(), "secret") || !strings.Contains(out.String(), "-link") {
		t.Errorf("the help of digest shows the link, or no flag for it:\n%s", out.String())
	}
}

// TestEndToEnd draws, and looks from all sides at what that made.
func TestEndToEnd(t *testing.T) {
	link := serve(t)
	one, two := newPerson(t, link), newPerson(t, link)
	before := one.digest()
	if before.Strokes != 0 || before.Inked != 0 {
		t.Fatalf("a new piece has %+v", before)
	}
	if again := two.digest(); again != before {
		t.Errorf("to look has changed the piece from %+v to %+v", before, again)
	}
	var did drawn
	one.run(&did, "draw", "-speed", "0", events(t, 3, 40, 0.008))
	if did.Strokes != 3 || did.Points != 120 || did.Skipped != 0 {
		t.Errorf("draw answers %+v, want 3 strokes of 40 points", did)
	}
	far := []string{"draw", "-link", link, "-guest", filepath.Join(t.TempDir(), "g.json"), "-speed", "0", "-at", "99999,99999", events(t, 3, 40, 0.008)}
	if err := run(t.Context(), far, env{stdout: io.Discard, stderr: io.Discard}); err == nil || !strings.Contains(err.Error(), "nothing of the drawing would lie on the canvas") {
		t.Errorf("drawing beside the canvas: %v", err)
	}
	theirs, mine := two.digest(), one.digest()
	if mine != theirs {
		t.Errorf("two replicas hold %+v and %+v", mine, theirs)
	}
	if mine.Strokes != 3 || mine.Points != 120 || mine.Inked < 1000 || mine.Raster == before.Raster || mine.State == before.State {
		t.Errorf("the digest is %+v after %+v", mine, before)
	}
	if got := serverRaster(t, link); got != mine.Raster {
		t.Errorf("the server's picture is %s, ours %s", got, mine.Raster)
	}
	file := filepath.Join(t.TempDir(), "piece.png")
	if _, errs, err := one.try("export", "-o", file); err != nil {
		t.Fatalf("export: %v\n%s", err, errs)
	}
	if got := inked(t, file); got != mine.Inked {
		t.Errorf("the exported picture has %d pixels that are not paper, want %d", got, mine.Inked)
	}
	if _, _, err := two.try("load", "-viewers", "2", "-rate", "0", "-points", "8", "-seconds", "5"); err == nil {
		t.Error("a server with the usual limits bore a load")
	} else if !strings.Contains(err.Error(), "-limits.strokes-per-minute 0") {
		t.Errorf("load is refused with %q, which does not say what to do", err)
	}
}

// inked counts the pixels of a picture that are not white.
func inked(t *testing.T, name string) (n int64) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if r, g, b, _ := img.At(x, y).RGBA(); r&g&b != 0xffff {
				n++
			}
		}
	}
	return n
}

// TestHandsTime draws at a multiple of the hand's own time, while another watches.
func TestHandsTime(t *testing.T) {
	link := serve(t, lifted...)
	watching := newPerson(t, link)
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		err := run(ctx, []string{"watch", "-guest", watching.guest}, env{stdout: in, stderr: io.Discard, link: link})
		in.Close()
		ended <- err
	}()
	lines := json.NewDecoder(out)
	var e event
	for e.Event != "joined" {
		if err := lines.Decode(&e); err != nil {
			t.Fatal(err)
		}
	}
	file := events(t, 4, 50, 0.01) // 2 s
	done := make(chan drawn, 1)
	go func() {
		var did drawn
		newPerson(t, link).run(&did, "draw", "-speed", "4", file)
		done <- did
	}()
	seen := map[string]int{}
	points := 0
	for seen["ended"] < 4 {
		var e event
		if err := lines.Decode(&e); err != nil {
			t.Fatal(err)
		}
		seen[e.Event]++
		if e.Event == "ended" {
			points += e.Points
		}
	}
	did := <-done
	if seen["begun"] != 4 || points == 0 {
		t.Errorf("the watcher saw %v and %d points", seen, points)
	}
	if did.Strokes != 4 || did.Seconds < 0.5 {
		t.Errorf("2 s of drawing at four times the speed: %+v", did)
	}
	go func() { _, _ = io.Copy(io.Discard, out) }() // ends with the watcher
	cancel()
	if err := <-ended; err != nil {
		t.Errorf("watch, interrupted: %v", err)
	}
}

// TestViewersLink checks that whoever may only watch is told so.
func TestViewersLink(t *testing.T) {
	link := serve(t)
	base, token, _ := strings.Cut(link, "/#w=")
	res := request(t, http.MethodPost, base+"/api/links", token, `{"role":"viewer"}`)
	defer res.Body.Close()
	var made struct{ Link string }
	if err := json.NewDecoder(res.Body).Decode(&made); err != nil {
		t.Fatal(err)
	}
	p := newPerson(t, base+made.Link)
	if d := p.digest(); d != p.digest() {
		t.Errorf("a viewer changed the piece: %+v", d)
	}
	for _, speed := range []string{"0", "9"} {
		if _, _, err := p.try("draw", "-speed", speed, events(t, 1, 5, 0.01)); err == nil || !strings.Contains(err.Error(), "watching only") {
			t.Errorf("a viewer draws at speed %s: %v", speed, err)
		}
	}
	if _, _, err := newPerson(t, base+"/#w=nothing").try("digest"); err == nil || !strings.Contains(err.Error(), "does not allow") {
		t.Errorf("a link that leads nowhere: %v", err)
	}
}

// TestLoad has a few watch.
func TestLoad(t *testing.T) {
	link := serve(t, lifted...)
	p := newPerson(t, link)
	for _, rate := range []string{"0", "500"} {
		var f crowd.Figures
		p.run(&f, "load", "-viewers", "4", "-rate", rate, "-points", "8", "-seconds", "0.2")
		if f.Lost != 0 || f.Updates < 8 || f.Deliveries != 4*f.Updates || f.Updates%8 != 0 {
			t.Errorf("rate %s: %+v", rate, f)
		}
		if f.Up < 3 || f.Up > 12 || f.Down < 3 || f.Down > 12 || f.P50 <= 0 || f.P99 < f.P50 || f.PerSecond <= 0 {
			t.Errorf("rate %s: figures that cannot be: %+v", rate, f)
		}
	}
}

// TestRealDrawings draws what people have drawn, as fast as it goes.
func TestRealDrawings(t *testing.T) {
	const dir = "../../../shared/testdata"
	files := []string{"painting30sec.dat", "despair.excalidrawlib", "valentine-s-day.excalidrawlib"}
	for i, f := range files {
		files[i] = filepath.Join(dir, f)
		if _, err := os.Stat(files[i]); err != nil {
			t.Skipf("there are no real drawings beside the checkout: %v", err)
		}
	}
	link := serve(t, lifted...)
	one, two := newPerson(t, link), newPerson(t, link)
	one.digest()
	var did drawn
	one.run(&did, append([]string{"draw", "-speed", "0"}, files...)...)
	theirs, mine := two.digest(), one.digest()
	if mine != theirs {
		t.Errorf("two replicas hold %+v and %+v", mine, theirs)
	}
	if mine.Strokes != did.Strokes || mine.Points != int64(did.Points) || mine.Inked < 10_000 {
		t.Errorf("drawn was %+v, the piece has %+v", did, mine)
	}
	if got := serverRaster(t, link); got != mine.Raster {
		t.Errorf("the server's picture is %s, ours %s", got, mine.Raster)
	}
}
