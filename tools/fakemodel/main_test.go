package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
)

// TestRun asks each wire something wrong, and has it end.
func TestRun(t *testing.T) {
	for _, wire := range []string{"anthropic", "openai"} {
		t.Run(wire, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			out, in := io.Pipe()
			var wrong strings.Builder
			done := make(chan error, 1) // of the one that runs
			go func() { done <- run(ctx, []string{"-wire", wire}, in, &wrong) }()
			line, err := bufio.NewReader(out).ReadString('\n')
			base, ok := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
			if err != nil || !ok {
				t.Fatal(line, err)
			}
			res, err := http.Post(base+"/v1/nothing", "application/json", strings.NewReader("{}"))
			if err != nil {
				t.Fatal(err)
			}
			res.Body.Close()
			cancel()
			if err := <-done; err != nil || res.StatusCode != http.StatusBadRequest || !strings.HasPrefix(wrong.String(), "refused: ") {
				t.Errorf("ended with %v, status %d, told %q", err, res.StatusCode, wrong.String())
			}
		})
	}
	if err := run(t.Context(), []string{"-wire", "telepathy"}, io.Discard, io.Discard); err == nil {
		t.Error("a wire that does not exist is served")
	}
}
