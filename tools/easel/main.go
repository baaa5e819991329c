package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
)

func main() {
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	err := run(ctx, os.Args[1:], env{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, link: os.Getenv("EASEL_LINK")})
	switch {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "easel:", err)
		os.Exit(1)
	}
}

// An env is what a command has of the world around it.
type env struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	link           string // unless -link says otherwise
}

// A command is one of the things that easel does.
type command struct {
	name, args, about string
	// run adds its flags to c and returns what is done once they are read.
	run func(c *call) func(ctx context.Context) error
}

// commands lists them in the order in which people need them.
func commands() []command {
	return []command{
		{"draw", "FILE...", "draw the strokes of files", drawCommand},
		{"export", "-o FILE.png", "save the picture", exportCommand},
		{"start", "[PROMPT]", "have the artist begin a piece, and show what it thinks and does until it is finished; without a prompt it surprises", startCommand},
		{"nudge", "TEXT", "tell the artist something", saying("nudge", "tell the artist", true)},
		{"pause", "", "have the artist pause", saying("pause", "pause the artist", false)},
		{"resume", "[TEXT]", "have it go on, and tell it something", saying("resume", "resume the artist", false)},
		{"status", "", "print how the artist and its piece stand", statusCommand},
		{"mcp", "", "speak the Model Context Protocol on standard input and output, so that another agent's program can paint along", mcpCommand},
		{"digest", "", "print figures and hashes of the piece", digestCommand},
		{"watch", "", "print what happens, one JSON object a line, until interrupted", watchCommand},
		{"artists-sheet", "-o FILE.png", "draw a sheet of pieces by the studio artist", artistsCommand},
		{"sketchbook", "-o FILE", "make the studio artist's sketchbook of icons", sketchbookCommand},
		{"icons", "-o FILE", "make the desktop app's icons", iconsCommand},
		{"swatches", "-o FILE.png", "draw a sheet of every brush", swatchesCommand},
		{"load", "", "draw before many viewers, each a new guest, and print how that went; the ink stays", loadCommand},
	}
}

// run does what the arguments say.
func run(ctx context.Context, args []string, e env) error {
	if len(args) == 0 || args[0] == "help" || strings.HasPrefix(args[0], "-") {
		usage(e.stderr)
		if len(args) == 0 {
			return errors.New("which command?")
		}
		return flag.ErrHelp
	}
	for _, cmd := range commands() {
		if cmd.name != args[0] {
			continue
		}
		c := newCall(cmd, e)
		do := cmd.run(c)
		if err := c.parse(args[1:]); err != nil {
			return err
		}
		return do(ctx)
	}
	usage(e.stderr)
	return fmt.Errorf("there is no command %q", args[0])
}

func usage(w io.Writer) {
	fmt.Fprintln(w, "easel COMMAND -link LINK [flags], or EASEL_LINK=LINK easel COMMAND [flags]")
	for _, cmd := range commands() {
		fmt.Fprintf(w, "  %-7s %s\n", cmd.name, cmd.about)
	}
	fmt.Fprintln(w, "easel COMMAND -h shows the flags of one.")
}
