// Command desktop is Easel in a native window: a full member of a workspace, or a
// studio of its own with files on this machine.
//
//	desktop [flags] [link or file]
//
// Run it with -h for the flags.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"
	"time"

	_ "easel.example/desktop/display" // before Ebiten

	"easel.example/desktop/app"
	"easel.example/desktop/option"
	"easel.example/desktop/ui"
)

func main() {
	began := time.Now()
	if err := run(os.Args[1:], os.Stderr, began); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "easel:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer, began time.Time) error {
	f, err := option.Parse(args, out)
	if err != nil {
		return err
	}
	if f.Version {
		_, err := fmt.Println(option.Name())
		return err
	}
	here := files(f.Dir, out)
	a := app.New(app.Config{Dir: f.Dir, Find: find, File: here.Open, Random: rand.Uint64, Mac: runtime.GOOS == "darwin"}, time.Now().UnixMilli())
	defer a.Close()
	remind(a, f.Dir)
	cfg := ui.Config{App: a, Desk: newDesk(a, here), Began: began}
	if f.Bench > 0 {
		cfg.Play = bench(a, f.Bench)
		cfg.Began = time.Now() // the piece was not the window's to build
	}
	w, err := ui.New(cfg)
	if err != nil {
		return fmt.Errorf("open a window: %w", err)
	}
	if f.Open != "" {
		begin(a, f.Open)
	}
	var stats io.Writer
	if f.Stats || f.Bench > 0 {
		stats = out
	}
	stop := quitOnSignal(w)
	defer stop()
	return w.Run(stats)
}

// quitOnSignal closes the window when the system asks the program to end, so that all is kept. It
// returns what ends that.
func quitOnSignal(w *ui.Window) (stop func()) {
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	end := make(chan struct{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		select {
		case <-ctx.Done():
			w.Quit()
		case <-end:
		}
	}()
	return func() {
		close(end)
		<-done
		cancel()
	}
}

// begin opens what the program was started with; what is wrong with it the start screen says.
func begin(a *app.App, name string) {
	if strings.Contains(name, "://") {
		a.Join(name) //nolint:errcheck // Trouble says it
		return
	}
	a.OpenFile(name) //nolint:errcheck // Trouble says it
}
