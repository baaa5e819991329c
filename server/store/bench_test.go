package store

import (
	"slices"
	"sync"
	"testing"
	"time"
)

// BenchmarkAppend measures durable appends of 200 bytes: an operation counts
// when its done came. With many producers a commit serves many of them.
func BenchmarkAppend(b *testing.B) {
	b.Run("producers=1", func(b *testing.B) { benchAppend(b, 1, 1) })
	b.Run("producers=32", func(b *testing.B) { benchAppend(b, 32, 32) })
	b.Run("producers=32,workspaces=1", func(b *testing.B) { benchAppend(b, 32, 1) })
}

func benchAppend(b *testing.B, producers, workspaces int) {
	s := openStore(b, b.TempDir(), Options{})
	type piece struct {
		sync.Mutex
		k   PieceKey
		seq uint64
	}
	pieces := make([]piece, workspaces)
	for i := range pieces {
		pieces[i].k = newPiece(b, s)
	}
	ops := pattern(1, 200)
	var mu sync.Mutex
	var took []time.Duration
	var wg sync.WaitGroup
	b.ResetTimer()
	for i := range producers {
		wg.Go(func() {
			p := &pieces[i%workspaces]
			done := make(chan error, 1)
			var mine []time.Duration
			for range (b.N + producers - 1 - i) / producers {
				start := time.Now()
				p.Lock()
				p.seq++
				s.Append(p.k, []Record{{Seq: p.seq, Ops: ops}}, func(err error) { done <- err })
				p.Unlock()
				if err := <-done; err != nil {
					b.Error(err)
					return
				}
				mine = append(mine, time.Since(start))
			}
			mu.Lock()
			took = append(took, mine...)
			mu.Unlock()
		})
	}
	wg.Wait()
	b.StopTimer()
	slices.Sort(took)
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "ops/s")
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}

// BenchmarkRead measures reading a log back, for each entry.
func BenchmarkRead(b *testing.B) {
	s := openStore(b, b.TempDir(), Options{})
	k := newPiece(b, s)
	const n = 100_000
	if err := appendWait(s, k, records(1, n)); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for after := uint64(0); after < n; {
			recs, err := s.Entries(b.Context(), k, after, 10_000)
			if err != nil {
				b.Fatal(err)
			}
			after = recs[len(recs)-1].Seq
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/entry")
}

// BenchmarkSnapshot saves and loads a snapshot of 10 MiB of state and 7 MiB of
// base, and reports the longest wait of an append meanwhile.
func BenchmarkSnapshot(b *testing.B) {
	s := openStore(b, b.TempDir(), Options{})
	k, other := newPiece(b, s), newPiece(b, s)
	snap := Snapshot{State: pattern(1, 10<<20), Base: pattern(2, 7<<20)}
	var longest time.Duration
	stop, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for seq := uint64(1); ; seq++ {
			select {
			case <-stop:
				return
			default:
			}
			start := time.Now()
			if err := appendWait(s, other, records(seq, 1)); err != nil {
				b.Error(err)
				return
			}
			longest = max(longest, time.Since(start))
		}
	}()
	for b.Loop() {
		if err := s.SaveSnapshot(b.Context(), k, snap); err != nil {
			b.Fatal(err)
		}
		if _, ok, err := s.LoadSnapshot(b.Context(), k); !ok || err != nil {
			b.Fatal(err)
		}
	}
	close(stop)
	<-ended
	b.ReportMetric(float64(longest.Microseconds())/1000, "append-max-ms")
}
