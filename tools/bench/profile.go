package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// profiler is a file that is built into the server, in memory only, when a
// profile is asked for: each SIGUSR1 begins a CPU profile or ends it.
const profiler = `package main

import (
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/pprof"
	"syscall"
)

func init() {
	ask := make(chan os.Signal, 1)
	signal.Notify(ask, syscall.SIGUSR1)
	go func() {
		for n := 1; ; n++ {
			<-ask
			f, err := os.Create(filepath.Join(os.Getenv("EASEL_BENCH_PROFILE"), fmt.Sprintf("fanout-%d-%d.pprof", os.Getpid(), n)))
			if err != nil {
				panic(err)
			}
			if err := pprof.StartCPUProfile(f); err != nil {
				panic(err)
			}
			<-ask
			pprof.StopCPUProfile()
			f.Close()
		}
	}()
}
`

// overlay returns the build flags that put the profiler into the server.
func (w *work) overlay() ([]string, error) {
	if w.profile == "" {
		return nil, nil
	}
	if err := os.MkdirAll(w.profile, 0o755); err != nil {
		return nil, fmt.Errorf("make a folder for profiles: %w", err)
	}
	at, err := filepath.Abs("server/profile_bench.go")
	if err != nil {
		return nil, fmt.Errorf("find the server's source: %w", err)
	}
	file, list := filepath.Join(w.dir, "profile.go"), filepath.Join(w.dir, "overlay.json")
	replace, err := json.Marshal(map[string]any{"Replace": map[string]string{at: file}})
	if err == nil {
		err = os.WriteFile(file, []byte(profiler), 0o600)
	}
	if err == nil {
		err = os.WriteFile(list, replace, 0o600)
	}
	if err != nil {
		return nil, fmt.Errorf("write the profiler: %w", err)
	}
	return []string{"-overlay", list}, os.Setenv("EASEL_BENCH_PROFILE", w.profile)
}
