package link_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"easel.example/core/ink"
	"easel.example/desktop/app"
	"easel.example/desktop/link"
)

// The names of what tells a process of the tests to be the victim of a kill.
const (
	victimDir  = "EASEL_TEST_VICTIM_DIR"
	victimLink = "EASEL_TEST_VICTIM_LINK"
)

// loseMs is how much of the last time a kill may take.
const loseMs = 300

// victim draws, a stroke every 40 ms and without an end, and says so.
func victim(dir, text string) {
	begin, origin := time.Now(), time.Now().UnixMilli()
	now := func() int64 { return origin + time.Since(begin).Milliseconds() }
	a := app.New(app.Config{Dir: dir, Find: link.Config{Cookies: filepath.Join(dir, "guest.json")}.Find, Random: rand.Uint64}, now())
	a.Resize(1280, 900, app.Room{})
	if err := a.Join(text); err != nil {
		fmt.Println(err)
		return
	}
	drawn, last, ready := 0, now(), false
	for ; ; time.Sleep(4 * time.Millisecond) {
		a.Step(now())
		s := a.Studio()
		if s.State().Piece == 0 {
			continue
		}
		if !ready {
			ready = true
			fmt.Println("ready")
		}
		if s.State().Phase == 2 || now()-last < 40 { // it draws without the server alone
			continue
		}
		last = now()
		y := float64(20 + drawn*7%1100)
		for i, act := range []app.PointerAct{app.Down, app.Move, app.Move, app.Up} {
			at := s.View().ToScreen(app.Spot{X: 100 + 300*float64(i), Y: y})
			s.Pointer(app.PointerEvent{Kind: ink.Mouse, Act: act, At: at, Micros: last*1000 + int64(i)*5000})
		}
		drawn++
		fmt.Printf("stroke %d %d\n", drawn, last)
	}
}

// TestVictim kills an app that works offline, and checks that the next one sends what was
// drawn but for the last 300 ms, each stroke once.
func TestVictim(t *testing.T) {
	srv := serve(t, roomy...)
	dir := t.TempDir()
	for round := range 3 {
		drawn, due := kill(t, srv, dir)
		srv.start()
		before := 0
		fresh := open(t, t.TempDir())
		fresh.join(srv.link)
		before = fresh.studio().Strokes()
		w := open(t, dir)
		w.join(srv.link)
		w.until("all is settled", w.studio().Settled)
		alike(t, w, fresh)
		if got := w.studio().Strokes() - before; got < due || got > drawn {
			t.Errorf("round %d: of %d strokes, %d of them older than %d ms, the server has %d", round, drawn, due, loseMs, got)
		}
		w.close()
		fresh.close()
	}
}

// kill lets a victim draw without the server for a while. It returns how many strokes it drew,
// and how many of them long enough before it was killed.
func kill(t *testing.T, srv *server, dir string) (drawn, due int) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), victimDir+"="+dir, victimLink+"="+srv.link)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var at []int64
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		var n int
		var ms int64
		if lines.Text() == "ready" {
			srv.kill()
		} else if _, err := fmt.Sscanf(lines.Text(), "stroke %d %d", &n, &ms); err == nil {
			at = append(at, ms)
		} else if !strings.HasPrefix(lines.Text(), "stroke") {
			t.Errorf("the victim says %q", lines.Text())
		}
		if len(at) == 30 {
			cmd.Process.Kill()
		}
	}
	killed := time.Now().UnixMilli()
	cmd.Wait() // it was killed
	if len(at) < 30 {
		t.Fatalf("the victim drew %d strokes", len(at))
	}
	// What it drew between the last line that was read and the kill is not known to be.
	for _, ms := range at {
		if ms <= at[len(at)-1]-loseMs && ms <= killed-loseMs {
			due++
		}
	}
	return len(at) + 5, due
}
