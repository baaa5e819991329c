package local

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"easel.example/core"
)

// childFile names, in a process that a test has started, the file to draw in until it is killed.
const childFile = "EASEL_TEST_DRAWS_IN"

func TestMain(m *testing.M) {
	if path := os.Getenv(childFile); path != "" {
		if err := drawForever(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// drawForever draws one stroke after the other, and prints how many are done. The file is
// written anew all the time.
func drawForever(path string) error {
	cfg := Config{SaveIdle: time.Millisecond, SaveMost: 20 * time.Millisecond}
	w, err := Open(cfg, path)
	if err != nil {
		return err
	}
	s := sit(&testing.B{}, w.Line(), rand.Uint64())
	for n := len(s.piece().Strokes()); ; n++ {
		fmt.Println(n)
		s.c.SetBrush(inkOf(n).Brush)
		s.c.Place([]*core.Stroke{inkOf(n)}, now())
		for !s.c.Settled() {
			s.step()
		}
	}
}

// kills is how often the crash test kills a process.
const kills = 20

// TestKilled: a process that draws and saves is killed at any moment; its file always opens, and
// has every stroke that was done.
func TestKilled(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 3))
	path := filepath.Join(t.TempDir(), "killed.png")
	first := Create(testConfig(t), path, Canvas{Width: 300, Height: 240})
	s := sit(t, first.Line(), 1)
	s.draw(0, 1)
	s.line.Close()
	var whole, recovered int
	for i := range kills {
		done := killed(t, path, time.Duration(r.IntN(250))*time.Millisecond)
		w, err := Open(testConfig(t), path)
		if err != nil {
			t.Fatalf("seed %d, kill %d: %v", seed, i, err)
		}
		s := sit(t, w.Line(), 2)
		list := s.piece().Strokes()
		if len(list) < done || len(list) > done+1 {
			t.Fatalf("seed %d, kill %d: %d strokes are there, %d were done", seed, i, len(list), done)
		}
		for k, is := range list {
			if want := inkOf(k); is.Brush.Color != want.Brush.Color || !slices.Equal(is.Points, want.Points) || !is.Done && k < done {
				t.Fatalf("seed %d, kill %d: stroke %d of %d is another one", seed, i, k, len(list))
			}
		}
		if whole = len(list); len(list) > done {
			recovered++
		}
		s.line.Close()
	}
	t.Logf("seed %d: %d strokes after %d kills; %d times the last one was kept though nobody had said so", seed, whole, kills, recovered)
	if whole < kills {
		t.Errorf("seed %d: only %d strokes were drawn", seed, whole)
	}
}

// killed starts a process that draws in the file, kills it when it has been at that for so long, and
// returns how many strokes it said were done.
func killed(t *testing.T, path string, after time.Duration) (done int) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childFile+"="+path)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	var timer *time.Timer
	for lines.Scan() {
		n, err := strconv.Atoi(lines.Text())
		if err != nil {
			t.Fatalf("it says %q", lines.Text())
		}
		if done = n; timer == nil {
			timer = time.AfterFunc(after, func() { _ = cmd.Process.Kill() }) // it may have ended by itself, which Wait tells
			defer timer.Stop()
		}
	}
	if err := cmd.Wait(); err == nil || timer == nil {
		t.Fatalf("it ended by itself: %v", err)
	}
	return done
}
