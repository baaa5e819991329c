package sketch

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"easel.example/core"
)

// A Request is a program, and what it is told of the piece.
type Request struct {
	Program string     `json:"program"`
	Width   int32      `json:"width"` // px
	Height  int32      `json:"height"`
	Style   core.Style `json:"style"`
	Palette []uint32   `json:"palette"` // 0xRRGGBB; a usual one if there is none
	Seed    uint64     `json:"seed"`
}

// A Result is what came of a run.
type Result struct {
	Entries json.RawMessage // an array as package paths reads it, perhaps empty
	Printed string          // by the program; also of one that failed
	Steps   uint64
	Elapsed time.Duration
	MaxRSS  int64 // bytes that the child had at most
}

// A ProgramError says what is wrong with a program, with the line if there is one.
type ProgramError string

func (e ProgramError) Error() string { return string(e) }

// ErrOff is returned where programs cannot be run safely.
var ErrOff = errors.New("sketch programs run on a Linux server only; draw with paths instead")

// check refuses a request that is too large, and gives it a palette.
func (r *Request) check() error {
	if len(r.Program) > ProgramBytes {
		return ProgramError(fmt.Sprintf("the program has %d bytes; it may have %d", len(r.Program), ProgramBytes))
	}
	if len(r.Palette) > PaletteMax {
		return fmt.Errorf("a palette of %d colours; it may have %d", len(r.Palette), PaletteMax)
	}
	if len(r.Palette) == 0 {
		r.Palette = []uint32{0x1a1a2e, 0x2f6fb3, 0x4c956c, 0xf4a300, 0xc8323c, 0xf4f1ea}
	}
	return nil
}

// A header is the first line that a child writes. The entries follow.
type header struct {
	Printed string `json:"printed"`
	Steps   uint64 `json:"steps"`
	Fault   string `json:"fault"` // of the program
	Peak    int64  `json:"peak"`  // bytes resident at most
}
