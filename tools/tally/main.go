// Command tally runs the steps of a test run, one after the other, and keeps
// count: how many tests passed, failed and were skipped, and why.
//
//	tally run -into FILE -name NAME [-tests] -- COMMAND ARGS...
//	tally skip -into FILE -name NAME -why REASON
//	tally sum [-took TIME] FILE
//
// A step is go test -json, a test runner of Node (its own, or Vitest), or any
// program, which then counts as one test by its exit code. With -tests a step
// that ran no test has failed. Sum prints what is in the file, the time that all
// took, as steps may run beside each other, and closes with a line "N passed, N failed".
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"time"
)

// errFailed says that tests failed; what is wrong was printed when it was found.
var errFailed = errors.New("failed")

func main() {
	err := run(os.Args[1:], os.Stdout)
	switch {
	case errors.Is(err, errFailed):
		os.Exit(1)
	case err != nil:
		fmt.Fprintln(os.Stderr, "tally:", err)
		os.Exit(2)
	}
}

func run(args []string, out io.Writer) error {
	if len(args) == 0 {
		return errors.New("say run, skip or sum")
	}
	flags := flag.NewFlagSet("tally "+args[0], flag.ContinueOnError)
	into := flags.String("into", "", "the `file` that results are added to")
	name := flags.String("name", "", "what the step is called")
	why := flags.String("why", "", "why the step is skipped")
	took := flags.Duration("took", 0, "the `time` from the first step to the last")
	tests := flags.Bool("tests", false, "the step must run at least one test")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	switch args[0] {
	case "run":
		return step(out, *into, *name, *tests, flags.Args())
	case "skip":
		fmt.Fprintf(out, "== %s: skipped, because %s\n", *name, *why)
		return add(*into, result{Name: *name, Skipped: []skip{{What: *name, Why: *why}}})
	case "sum":
		all, err := read(flags.Arg(0))
		if err != nil {
			return err
		}
		return sum(out, all, *took)
	}
	return fmt.Errorf("no command %q", args[0])
}

// step runs one command, without standard input, and adds its result to a file.
func step(out io.Writer, into, name string, tests bool, command []string) error {
	if len(command) == 0 {
		return fmt.Errorf("step %s has no command", name)
	}
	fmt.Fprintf(out, "== %s\n", name)
	begun := time.Now()
	r, err := execute(out, command)
	if err != nil {
		return err
	}
	r.Name, r.Seconds = name, time.Since(begun).Seconds()
	if tests && r.Failed == 0 && (!r.counted || r.Passed == 0) {
		fmt.Fprintln(out, "no test ran")
		r.Failed = 1
	}
	fmt.Fprintf(out, "-- %s\n\n", r)
	if err := add(into, r); err != nil {
		return err
	}
	if r.Failed > 0 {
		return errFailed
	}
	return nil
}

// leftBehindWait is how long a process that a command left behind may hold its
// output; then the step has failed.
const leftBehindWait = 10 * time.Second

// execute runs a command and counts its tests. A command that fails without
// naming a test counts as one that failed; one that runs no tests, as one that passed.
func execute(out io.Writer, command []string) (result, error) {
	lines, writer := io.Pipe()
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdout, cmd.Stderr = writer, writer // one pipe, so that lines keep their order
	cmd.WaitDelay = leftBehindWait
	if err := cmd.Start(); err != nil {
		fmt.Fprintln(out, err)
		return result{Failed: 1}, nil
	}
	ended := make(chan error, 1)
	go func() {
		err := cmd.Wait()
		writer.Close()
		ended <- err
	}()
	asGo := slices.Contains(command, "test") && slices.Contains(command, "-json")
	readAll := readText
	if asGo {
		readAll = readGo
	}
	r, err := readAll(lines, out)
	if err != nil {
		return result{}, fmt.Errorf("read the output of %s: %w", command[0], err)
	}
	switch err := <-ended; {
	case err != nil && r.Failed == 0:
		fmt.Fprintf(out, "%s: %v\n", command[0], err)
		r.Failed = 1
	case err == nil && !asGo && !r.counted:
		r.Passed = 1
	}
	return r, nil
}
