package say

import (
	"errors"
	"io"
	"testing"
)

func TestErrorf(t *testing.T) {
	if err := Errorf("It ended early: %w.", io.EOF); err.Error() != "It ended early: EOF." || !errors.Is(err, io.EOF) {
		t.Errorf("it says %v", err)
	}
	const gone = Sentence("It is gone.")
	if err := errors.Join(io.EOF, gone); !errors.Is(err, gone) {
		t.Errorf("it is not found in %v", err)
	}
}
