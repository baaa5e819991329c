package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"
)

// A result is what one step came to.
type result struct {
	Name           string
	Passed, Failed int
	Skipped        []skip `json:",omitempty"`
	Seconds        float64

	counted bool // the output told how many tests ran
}

// A skip is one test, or one step, that did not run.
type skip struct{ What, Why string }

func (r result) String() string {
	took := time.Duration(r.Seconds * float64(time.Second)).Round(100 * time.Millisecond)
	return fmt.Sprintf("%s: %d passed, %d failed, %d skipped, %v", r.Name, r.Passed, r.Failed, len(r.Skipped), took)
}

// add appends a result to a file, which it makes if there is none.
func add(file string, r result) error {
	line, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("encode the result of %s: %w", r.Name, err)
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return fmt.Errorf("open results: %w", err)
	}
	if _, err := f.Write(append(line, '\n')); err != nil {
		f.Close()
		return fmt.Errorf("add to results %s: %w", file, err)
	}
	return f.Close()
}

func read(file string) ([]result, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("open results: %w", err)
	}
	defer f.Close()
	var all []result
	for lines := bufio.NewScanner(f); ; {
		if !lines.Scan() {
			return all, lines.Err()
		}
		var r result
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("read results %s: %w", file, err)
		}
		all = append(all, r)
	}
}

// sum prints the steps, what was skipped and why, and the closing line. A run
// without a single test has failed.
func sum(out io.Writer, all []result, took time.Duration) error {
	var passed, failed, skipped int
	fmt.Fprintln(out, "steps:")
	for _, r := range all {
		passed, failed, skipped = passed+r.Passed, failed+r.Failed, skipped+len(r.Skipped)
		mark := "ok  "
		switch {
		case r.Failed > 0:
			mark = "FAIL"
		case r.Passed == 0:
			mark = "skip"
		}
		fmt.Fprintf(out, "  %s %s\n", mark, r)
	}
	for _, r := range all {
		for _, s := range r.Skipped {
			what := s.What
			if what != r.Name {
				what += " (" + r.Name + ")"
			}
			fmt.Fprintf(out, "skipped: %s, because %s\n", what, s.Why)
		}
	}
	if took > 0 {
		fmt.Fprintf(out, "in %v\n", took)
	}
	fmt.Fprintf(out, "%d passed, %d failed", passed, failed)
	if skipped > 0 {
		fmt.Fprintf(out, ", %d skipped", skipped)
	}
	fmt.Fprintln(out)
	if failed > 0 || passed == 0 {
		return errFailed
	}
	return nil
}
