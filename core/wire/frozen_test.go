package wire

import (
	"bytes"
	"slices"
	"testing"
)

// TestParts: frames in parts are the frames as a whole.
func TestParts(t *testing.T) {
	var w Writer
	data := [][]byte{[]byte("a"), nil, bytes.Repeat([]byte("b"), 70_000), []byte("c")}
	m := Base{Piece: 3, Part: 1, Parts: 4}
	parts := w.BaseParts(m, data)
	m.Data = slices.Concat(data...)
	if whole := w.Base(nil, m); !bytes.Equal(slices.Concat(parts...), whole) {
		t.Error("a part of a base differs from its parts")
	}
	frames := [][][]byte{{[]byte("one frame")}, parts, {nil, []byte("x")}}
	var whole [][]byte
	for _, f := range frames {
		whole = append(whole, slices.Concat(f...))
	}
	if got := slices.Concat(w.FrozenParts(frames)...); !bytes.Equal(got, w.Frozen(nil, whole)) {
		t.Error("what is frozen differs from its parts")
	}
}
