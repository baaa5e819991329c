package sketch

import (
	"fmt"
	"runtime"
	"runtime/metrics"
	"strings"

	"go.starlark.net/starlark"
	"go.starlark.net/syntax"
)

// A program is a run of one, in the child.
type program struct {
	Request
	chance
	entries []byte // JSON, without the closing bracket
	count   int
	printed strings.Builder
	peeks   uint64 // steps until the heap is looked at
	ballast uint64 // bytes of the heap that are not the program's
}

const (
	fileName  = "sketch"
	stepsPeek = 64      // steps from one look at the depth to the next, which a call or two more may follow
	heapPeek  = 1 << 12 // and at the heap, a microsecond each
)

// interpret runs a program. It returns what the child writes: a header and entries. ballast
// is how many bytes of the heap count for nothing.
func interpret(req Request, ballast uint64) (header, []byte) {
	p := &program{Request: req, ballast: ballast, chance: chance{mix(req.Seed)}}
	p.entries = append(make([]byte, 0, PathsBytes+PathsBytes/4), '[') // at once: where it is not used, it takes no memory
	thread := &starlark.Thread{Name: fileName, Print: p.print, OnMaxSteps: p.look}
	thread.SetMaxExecutionSteps(stepsPeek)
	options := &syntax.FileOptions{Set: true, While: true, TopLevelControl: true, GlobalReassign: true, Recursion: true}
	_, err := starlark.ExecFileOptions(options, thread, fileName, req.Program, p.library())
	h := header{Printed: p.printed.String(), Steps: thread.ExecutionSteps()}
	if err != nil {
		h.Fault = fault(err, req.Program)
		return h, []byte("[]") // who mends it runs all of it again
	}
	return h, append(p.entries, ']')
}

// look is called every few steps, and stops a program that goes too far.
func (p *program) look(t *starlark.Thread) {
	steps := t.ExecutionSteps()
	t.SetMaxExecutionSteps(steps + stepsPeek)
	switch {
	case steps >= StepsMax:
		t.Cancel(fmt.Sprintf("it took more than %d steps, perhaps in an endless loop", uint64(StepsMax)))
	case t.CallStackDepth() > RecursionMax:
		t.Cancel(fmt.Sprintf("calls are nested more than %d deep, perhaps a recursion without an end", RecursionMax))
	}
	if p.peeks += stepsPeek; p.peeks < heapPeek {
		return
	}
	if p.peeks = 0; alive() > p.ballast+aliveBytes {
		if runtime.GC(); alive() > p.ballast+aliveBytes {
			t.Cancel(tooMuchMemory)
		}
	}
}

const tooMuchMemory = "it used up the 64 MiB of memory that it and its interpreter have"

// alive returns the bytes of the heap that are in use, or were when last collected.
func alive() uint64 {
	s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

func (p *program) print(t *starlark.Thread, text string) {
	if room := PrintedBytes - p.printed.Len(); len(text) >= room {
		p.printed.WriteString(strings.ToValidUTF8(text[:max(room, 0)], ""))
		t.Cancel(fmt.Sprintf("it printed more than %d bytes", PrintedBytes))
		return
	}
	p.printed.WriteString(text)
	p.printed.WriteByte('\n')
}
