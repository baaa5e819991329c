//go:build !windows

package native

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"

	"easel.example/desktop/say"
)

// textMost bounds text that is pasted.
const textMost = 1 << 20

// childWait is how long a program's children may hold what they say to us once it has ended or was ended:
// some are scripts around others, which then stay.
const childWait = 200 * time.Millisecond

// command returns a program that ends with ctx, and is not waited for much longer.
func command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.WaitDelay = childWait
	return cmd
}

// ask runs a dialog, and returns the path that it prints. Dialogs end with 1 where nobody chose.
func ask(ctx context.Context, name string, args ...string) (string, error) {
	var out, bad bytes.Buffer
	cmd := command(ctx, name, args...)
	cmd.Stdout, cmd.Stderr = &out, &bad
	err := cmd.Run()
	if errors.Is(err, exec.ErrWaitDelay) {
		err = nil // it has ended well, and said what it had to say
	}
	path := strings.TrimRight(out.String(), "\r\n")
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case errors.As(err, &exit) && (exit.ExitCode() == 1 || path == "" && bad.Len() == 0):
		return "", ErrCancelled
	case err != nil:
		return "", say.Errorf("The dialog of %s did not open: %w", name, err)
	case path == "":
		return "", ErrCancelled
	}
	return path, nil
}

// give runs a program that takes something.
func give(ctx context.Context, data []byte, name string, args ...string) error {
	cmd := command(ctx, name, args...)
	cmd.Stdin = bytes.NewReader(data)
	if err := cmd.Run(); err != nil && !errors.Is(err, exec.ErrWaitDelay) {
		return fmt.Errorf("%s did not take it: %w", name, err)
	}
	return nil
}

// take runs a program that gives text.
func take(ctx context.Context, name string, args ...string) string {
	ctx, cancel := within(ctx)
	defer cancel()
	out := bounded{most: textMost}
	cmd := command(ctx, name, args...)
	cmd.Stdout = &out
	if err := cmd.Run(); err != nil && !errors.Is(err, exec.ErrWaitDelay) {
		return "" // there is no text
	}
	return strings.ToValidUTF8(string(out.data), "")
}

// bounded takes so many bytes. A program that has more is cut off, and ends by that.
type bounded struct {
	data []byte
	most int
}

// errTooMuch ends what writes too much.
var errTooMuch = errors.New("native: too much text")

func (b *bounded) Write(p []byte) (int, error) {
	if len(b.data)+len(p) > b.most {
		return 0, errTooMuch
	}
	b.data = append(b.data, p...)
	return len(p), nil
}
