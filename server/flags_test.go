package main

import (
	"io"
	"strings"
	"testing"
)

// TestFlags: what cannot be meant is refused, and says which flag it is.
func TestFlags(t *testing.T) {
	for args, want := range map[string]string{
		"": "",
		"-artist.provider openai -artist.model m": "",
		"-artist.model m":                         "-artist.provider",
		"-artist.base-url http://127.0.0.1:9/":    "-artist.provider",
		"-artist.key-file key":                    "-artist.provider",
		"-limits.pending-strokes 1":               "",
		"-limits.pending-strokes 0":               "-limits.pending-strokes is 0, the least is 1",
		"-limits.workspace-bytes 16KiB":           "",
		"-limits.workspace-bytes 16383":           "-limits.workspace-bytes is 16383, the least is 16KiB",
		"-workspaces all":                         `-workspaces is "all"`,
	} {
		_, err := parse(strings.Fields(args), io.Discard)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %q", args, err, want)
		}
	}
}
