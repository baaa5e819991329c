package export

import (
	"bytes"
	"testing"
)

// TestAttached: what a host keeps with the piece comes back, and the piece needs it not.
func TestAttached(t *testing.T) {
	for _, c := range []struct {
		name string
		data []byte
	}{{"nothing", nil}, {"some", []byte("kept")}, {"the most", make([]byte, hostBytes)}} {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			g, err := NewPNG(&out, &Picture{Width: 240, Height: 240}, 1, White)
			if err != nil {
				t.Fatal(err)
			}
			if c.data != nil {
				if err := g.Attach(c.data); err != nil {
					t.Fatal(err)
				}
			}
			for done, of := 0, 1; done < of; {
				if done, of, err = g.Step(); err != nil {
					t.Fatal(err)
				}
			}
			if got, err := Attached(out.Bytes()); err != nil || !bytes.Equal(got, c.data) {
				t.Errorf("%d bytes, %v; want %d", len(got), err, len(c.data))
			}
		})
	}
	g, err := NewPNG(new(bytes.Buffer), &Picture{Width: 240, Height: 240}, 1, White)
	if err != nil {
		t.Fatal(err)
	}
	if err := g.Attach(make([]byte, hostBytes+1)); err == nil {
		t.Error("one byte more than the most is taken")
	}
}
