// Command fakemodel serves, on this machine, the wire of a model's provider with an artist
// behind it that is a script (modeltest.Painter), so that a server can be tried without a
// model:
//
//	go run ./tools/fakemodel [-wire anthropic|openai] [-addr HOST:PORT] [-key KEY] [-pace DURATION]
//	go run ./server -artist.provider anthropic -artist.model painter-1 -artist.base-url http://HOST:PORT -artist.key-file FILE
//
// Requests that the provider would refuse are refused, and told on the error output.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"easel.example/server/artist/model/modeltest"
)

func main() {
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	if err := run(ctx, os.Args[1:], os.Stdout, os.Stderr); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "fakemodel:", err)
		os.Exit(1)
	}
}

// run serves until ctx ends.
func run(ctx context.Context, args []string, out, wrong io.Writer) error {
	o := flag.NewFlagSet("fakemodel", flag.ContinueOnError)
	wire := o.String("wire", "anthropic", "of anthropic or openai")
	addr := o.String("addr", "127.0.0.1:0", "address to listen on")
	key := o.String("key", modeltest.Key, "that clients have to send")
	pace := o.Duration("pace", 0, "for how long it thinks before each reply")
	if err := o.Parse(args); err != nil {
		return err
	}
	report := func(what string) { fmt.Fprintln(wrong, "refused:", what) }
	var h http.Handler
	switch *wire {
	case "anthropic":
		h = modeltest.AnthropicHandler(report, *key, modeltest.Painter(*pace))
	case "openai":
		h = modeltest.OpenAIHandler(report, *key, modeltest.Painter(*pace))
	default:
		return fmt.Errorf("-wire is %q; it may be anthropic or openai", *wire)
	}
	lis, err := net.Listen("tcp", *addr)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	fmt.Fprintf(out, "listening on http://%s\n", lis.Addr())
	s := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	end := context.AfterFunc(ctx, func() { s.Close() })
	defer end()
	if err := s.Serve(lis); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}
