package deflate

import (
	"bytes"
	"compress/flate"
	"io"
	"math/rand/v2"
	"testing"
)

// TestWriters reads back what both writers write, in pieces of all sizes, twice.
func TestWriters(t *testing.T) {
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	for name, w := range map[string]Writer{"here": New(nil, 6), "stored": &stored{}} {
		for range 2 {
			var out bytes.Buffer
			var want []byte
			w.Reset(&out)
			for _, n := range []int{0, 1, r.IntN(100), blockMax, blockMax + 1, 3*blockMax + r.IntN(9)} {
				b := make([]byte, n)
				for i := range b {
					b[i] = byte(r.Uint32())
				}
				want = append(want, b...)
				if m, err := w.Write(b); m != n || err != nil {
					t.Fatalf("%s: wrote %d of %d, %v", name, m, n, err)
				}
				if err := w.Flush(); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(flate.NewReader(&out))
			if err != nil || !bytes.Equal(got, want) || out.Len() > 0 {
				t.Errorf("seed %d: %s: %d bytes came back as %d, %d left, %v", seed, name, len(want), len(got), out.Len(), err)
			}
		}
	}
}
