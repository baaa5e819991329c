package link_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"easel.example/core/ink"
	"easel.example/desktop/app"
	"easel.example/desktop/guest"
	"easel.example/desktop/link"
)

// A server is one in a process of its own, which can be killed and started again.
type server struct {
	t    testing.TB
	args []string
	cmd  *exec.Cmd
	base string
	link string // an owner's
}

var build struct {
	sync.Once
	bin string
	err error
}

// binary builds the server once for all tests.
func binary(t testing.TB) string {
	t.Helper()
	build.Do(func() {
		dir, err := os.MkdirTemp("", "easel-link-")
		if err != nil {
			build.err = err
			return
		}
		build.bin = filepath.Join(dir, "server.exe")
		out, err := exec.Command("go", "build", "-o", build.bin, "easel.example/server").CombinedOutput()
		if err != nil {
			t.Logf("%s", out)
		}
		build.err = err
	})
	if build.err != nil {
		t.Fatal(build.err)
	}
	return build.bin
}

func TestMain(m *testing.M) {
	if dir := os.Getenv(victimDir); dir != "" {
		victim(dir, os.Getenv(victimLink))
		return
	}
	code := m.Run()
	if build.bin != "" {
		os.RemoveAll(filepath.Dir(build.bin))
	}
	os.Exit(code)
}

// roomy is a server whose limits do not stand in a test's way.
var roomy = []string{"-limits.strokes-per-minute", "2000000000", "-limits.frames-per-second", "1000000", "-limits.bytes-per-second", "1GiB"}

func serve(t testing.TB, args ...string) *server {
	t.Helper()
	addr := address(t)
	s := &server{t: t, base: "http://" + addr}
	s.args = append(append([]string{"-addr", addr, "-data", t.TempDir()}, args...), "-artist.off")
	s.start()
	t.Cleanup(s.kill)
	return s
}

// address is one that nobody listens at, below those that the system gives to who connects: else, while the server is away,
// it could be somebody's, and who asks for it could reach themselves.
func address(t testing.TB) string {
	t.Helper()
	for range 100 {
		if lis, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", 10_000+rand.IntN(20_000))); err == nil {
			defer lis.Close()
			return lis.Addr().String()
		}
	}
	t.Fatal("there is no free port")
	return ""
}

func (s *server) start() {
	s.t.Helper()
	s.cmd = exec.Command(binary(s.t), s.args...)
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if s.link != "" && strings.HasPrefix(lines.Text(), "listening on ") {
			return // it prints the link to who has none
		}
		if at, ok := strings.CutPrefix(lines.Text(), "owner link: "); ok {
			s.link = at
			return
		}
	}
	s.t.Fatal("the server says nothing")
}

// kill is kill -9.
func (s *server) kill() {
	if s.cmd.ProcessState == nil {
		s.cmd.Process.Kill()
		s.cmd.Wait()
	}
}

// raster returns the hash of the server's own picture, and the seq that it shows.
func (s *server) raster() (hash string, seq uint64) {
	s.t.Helper()
	a, err := guest.Parse(s.link)
	if err != nil {
		s.t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, a.Base+"/api/piece.png", nil)
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("X-Easel-Token", a.Token)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	seq, err = strconv.ParseUint(res.Header.Get("X-Easel-Seq"), 10, 64)
	if err != nil {
		s.t.Fatalf("the server's picture: %d, %v", res.StatusCode, err)
	}
	return res.Header.Get("X-Easel-Raster"), seq
}

// A window is an app without one, driven by the test.
type window struct {
	t      testing.TB
	app    *app.App
	skip   time.Duration // the clock is ahead by this
	begin  time.Time
	origin int64
	pen    int64 // µs
	tiles  int
}

func open(t testing.TB, dir string) *window {
	t.Helper()
	w := &window{t: t, begin: time.Now(), origin: time.Now().UnixMilli()}
	cfg := link.Config{Cookies: filepath.Join(dir, "guest.json")}
	w.app = app.New(app.Config{Dir: dir, Find: cfg.Find, Random: rand.Uint64}, w.now())
	w.app.Resize(1280, 900, app.Room{})
	t.Cleanup(w.close)
	return w
}

func (w *window) close() {
	if w.app != nil {
		w.app.Close()
		w.app = nil
	}
}

func (w *window) now() int64 { return w.origin + (time.Since(w.begin) + w.skip).Milliseconds() }

// frame lets one frame pass.
func (w *window) frame() {
	w.tiles += len(w.app.Step(w.now()).Tiles)
	time.Sleep(2 * time.Millisecond)
}

// until lets frames pass until ok.
func (w *window) until(what string, ok func() bool) {
	w.t.Helper()
	within(w.t, what, []*window{w}, ok)
}

func within(t testing.TB, what string, all []*window, ok func() bool) {
	t.Helper()
	for begin := time.Now(); !ok(); {
		for _, w := range all {
			w.frame()
		}
		if time.Since(begin) > 60*time.Second {
			for _, w := range all {
				if s := w.studio(); s != nil {
					t.Logf("%s: %+v", s.State().Words, s.State())
				}
			}
			t.Fatalf("no sign of this: %s", what)
		}
	}
}

func (w *window) studio() *app.Studio { return w.app.Studio() }

// join opens a link, as it was pasted, and waits for the piece.
func (w *window) join(link string) {
	w.t.Helper()
	if err := w.app.Join(link); err != nil {
		w.t.Fatal(err)
	}
	w.until("the piece is there", func() bool { return w.studio().State().Words == "all saved" })
}

// draw draws a line through places of the piece, as a mouse does.
func (w *window) draw(places ...app.Spot) {
	s := w.studio()
	for i, p := range places {
		e := app.PointerEvent{Kind: ink.Mouse, Act: app.Move, At: s.View().ToScreen(p), Micros: w.pen}
		if i == 0 {
			e.Act = app.Down
		}
		s.Pointer(e)
		w.pen += 4000
	}
	s.Pointer(app.PointerEvent{Kind: ink.Mouse, Act: app.Up, At: s.View().ToScreen(places[len(places)-1]), Micros: w.pen})
	w.pen += 100_000
}

// raster returns the hash of the pixels that the app has.
func (w *window) raster() string { return fmt.Sprintf("%016x", w.studio().Canvas().Hash()) }

// digest returns the piece's, where all is settled.
func (w *window) digest() (digest, seq uint64) { return w.studio().Digest() }

// alike waits until all windows are settled and at one seq, and checks that they hold the
// same piece.
func alike(t testing.TB, all ...*window) {
	t.Helper()
	within(t, "all are settled and at one seq", all, func() bool {
		_, first := all[0].digest()
		for _, w := range all {
			if _, seq := w.digest(); seq != first || !w.studio().Settled() {
				return false
			}
		}
		return true
	})
	want, seq := all[0].digest()
	for i, w := range all {
		if got, _ := w.digest(); got != want {
			t.Errorf("window %d has digest %016x at seq %d, the first has %016x", i, got, seq, want)
		}
		if got := w.raster(); got != all[0].raster() {
			t.Errorf("window %d shows pixels %s, the first %s", i, got, all[0].raster())
		}
	}
}

// wave returns places of a stroke within a piece.
func wave(r *rand.Rand, w, h int32) []app.Spot {
	x, y := r.Float64()*float64(w), r.Float64()*float64(h)
	places := make([]app.Spot, 2+r.IntN(12))
	for i := range places {
		places[i] = app.Spot{X: x, Y: y}
		x += r.Float64()*40 - 20
		y += r.Float64()*40 - 20
	}
	return places
}
