package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
)

var serverBinary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "easel-test-")
	if err != nil {
		return "", err
	}
	bin := filepath.Join(dir, "server.exe")
	out, err := exec.Command("go", "build", "-o", bin, "easel.example/server").CombinedOutput()
	if err != nil {
		err = errors.Join(err, errors.New(string(out)))
	}
	return bin, err
})

func TestMain(m *testing.M) {
	code := m.Run()
	if bin, err := serverBinary(); err == nil {
		os.RemoveAll(filepath.Dir(bin))
	}
	os.Exit(code)
}

// serve starts the real server with a fresh folder, and returns the owner's link.
func serve(t *testing.T, args ...string) (link string) {
	t.Helper()
	bin, err := serverBinary()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(bin, append([]string{"-addr", "127.0.0.1:0", "-data", t.TempDir()}, args...)...)
	var log bytes.Buffer
	cmd.Stderr = &log
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM) // it may have ended
		_, _ = io.Copy(io.Discard, out)
		if err := cmd.Wait(); err != nil {
			t.Errorf("the server: %v\n%s", err, log.String())
		}
	})
	in := bufio.NewScanner(out)
	for in.Scan() {
		if m := regexp.MustCompile(`owner link: (\S+)`).FindStringSubmatch(in.Text()); m != nil {
			return m[1]
		}
	}
	t.Fatal("the server prints no owner link")
	return ""
}

// lifted are the flags of a server that takes all at once.
var lifted = []string{"-limits.strokes-per-minute", "0", "-limits.frames-per-second", "0", "-limits.bytes-per-second", "0", "-limits.guests-per-minute", "-1"}

// A person runs commands as one guest.
type person struct {
	t     *testing.T
	link  string
	guest string
}

func newPerson(t *testing.T, link string) *person {
	return &person{t, link, filepath.Join(t.TempDir(), "guest.json")}
}

// try runs a command and returns what it prints.
func (p *person) try(args ...string) (stdout, stderr string, err error) {
	var out, errs bytes.Buffer
	args = append([]string{args[0], "-guest", p.guest}, args[1:]...)
	err = run(p.t.Context(), args, env{stdout: &out, stderr: &errs, link: p.link})
	return out.String(), errs.String(), err
}

// run runs a command that prints one JSON line, and reads it into v.
func (p *person) run(v any, args ...string) {
	p.t.Helper()
	out, errs, err := p.try(args...)
	if err != nil {
		p.t.Fatalf("easel %s: %v\n%s", strings.Join(args, " "), err, errs)
	}
	if n := strings.Count(out, "\n"); n != 1 {
		p.t.Fatalf("easel %s prints %d lines, want 1: %q", strings.Join(args, " "), n, out)
	}
	if err := json.Unmarshal([]byte(out), v); err != nil {
		p.t.Fatalf("easel %s prints %q: %v", strings.Join(args, " "), out, err)
	}
}

func (p *person) digest() (d digest) {
	p.t.Helper()
	p.run(&d, "digest")
	return d
}

// serverRaster asks the server for its own picture, and returns its hash.
func serverRaster(t *testing.T, link string) string {
	t.Helper()
	base, token, ok := strings.Cut(link, "/#w=")
	if !ok {
		t.Fatalf("%q is no link", link)
	}
	res := request(t, http.MethodGet, base+"/api/piece.png", token, "")
	defer res.Body.Close()
	return res.Header.Get("X-Easel-Raster")
}

func request(t *testing.T, method, url, token, body string) *http.Response {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("X-Easel-Token", token)
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	if res.StatusCode != http.StatusOK {
		t.Fatalf("%s %s: %s", method, url, res.Status)
	}
	return res
}

// events writes a file of strokes as a pen recorder does: t x y pressure.
func events(t *testing.T, strokes, points int, step float64) string {
	t.Helper()
	var b strings.Builder
	now := 0.0
	for i := range strokes {
		for j := range points {
			now += step
			fmt.Fprintf(&b, "%.4f %d %.1f %.2f\n", now, 20+j*7, 30+float64(i)*9+float64(j%5), 0.2+0.7*float64(j)/float64(points))
		}
		now += step
		fmt.Fprintf(&b, "%.4f %d %.1f 0\n", now, 20+points*7, 30+float64(i)*9)
	}
	name := filepath.Join(t.TempDir(), "strokes.dat")
	if err := os.WriteFile(name, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}
