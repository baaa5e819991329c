package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"easel.example/desktop/guest"
	"easel.example/server/release"
	"easel.example/tools/internal/link"
)

// bridgeWait bounds one request of the server; a call waits there for 20 s at most.
const bridgeWait = time.Minute

// bridgeProtocol is the newest revision of the protocol that has sessions, which the server speaks.
const bridgeProtocol = "2025-11-25"

func mcpCommand(c *call) func(context.Context) error {
	return func(ctx context.Context) error {
		a, err := link.Parse(c.link)
		if err != nil {
			return err
		}
		return newBridge(a, c.stderr).run(ctx, c.stdin, c.stdout)
	}
}

// A bridge speaks the Model Context Protocol with a client over its standard input and
// output, and passes the use of tools on to the server. It joins the workspace with the client's
// own name when the client first asks for something, and again when the server has forgotten it.
type bridge struct {
	a       guest.Address
	log     io.Writer
	trouble atomic.Pointer[string] // why the last request was not answered, or nil
	closing sync.WaitGroup

	mu sync.Mutex         // guards what follows
	up *sdk.ClientSession // nil until something is asked for
}

func newBridge(a guest.Address, log io.Writer) *bridge { return &bridge{a: a, log: log} }

// run serves the client until it closes its end, or ctx ends.
func (b *bridge) run(ctx context.Context, in io.Reader, out io.Writer) error {
	s := sdk.NewServer(&sdk.Implementation{Name: "easel", Title: "Easel", Version: release.Version}, &sdk.ServerOptions{
		Capabilities: &sdk.ServerCapabilities{Tools: &sdk.ToolCapabilities{}},
		Instructions: "A shared canvas: people and other agents draw on it while you do. Look first (view_canvas, describe_canvas), then draw in portions of 5 to 40 strokes, and look at what came of it.",
	})
	s.AddReceivingMiddleware(b.pass)
	err := s.Run(ctx, &sdk.IOTransport{Reader: io.NopCloser(in), Writer: closer{out}})
	b.mu.Lock()
	up := b.up
	b.mu.Unlock()
	b.drop(up) // the member leaves at once; otherwise in a while
	b.closing.Wait()
	if ctx.Err() != nil || errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// closer leaves the output to the process.
type closer struct{ io.Writer }

func (closer) Close() error { return nil }

// pass passes on what is about tools.
func (b *bridge) pass(next sdk.MethodHandler) sdk.MethodHandler {
	return func(ctx context.Context, method string, req sdk.Request) (sdk.Result, error) {
		ss, ok := req.GetSession().(*sdk.ServerSession)
		if !ok {
			return next(ctx, method, req)
		}
		switch p := req.GetParams().(type) {
		case *sdk.ListToolsParams:
			if p == nil {
				p = &sdk.ListToolsParams{}
			}
			var list *sdk.ListToolsResult
			err := b.ask(ctx, ss, func(up *sdk.ClientSession) (err error) {
				list, err = up.ListTools(ctx, &sdk.ListToolsParams{Cursor: p.Cursor})
				return err
			})
			if err != nil {
				fmt.Fprintln(b.log, "easel:", err)
				return nil, &jsonrpc.Error{Code: jsonrpc.CodeInternalError, Message: err.Error()}
			}
			return list, nil
		case *sdk.CallToolParamsRaw:
			if p == nil {
				return nil, &jsonrpc.Error{Code: jsonrpc.CodeInvalidParams, Message: "tools/call needs params: a name, and arguments"}
			}
			var res *sdk.CallToolResult
			err := b.ask(ctx, ss, func(up *sdk.ClientSession) (err error) {
				res, err = up.CallTool(ctx, &sdk.CallToolParams{Name: p.Name, Arguments: p.Arguments})
				return err
			})
			if err != nil {
				fmt.Fprintln(b.log, "easel:", err)
				return &sdk.CallToolResult{IsError: true, Content: []sdk.Content{&sdk.TextContent{Text: err.Error()}}}, nil
			}
			return res, nil
		}
		return next(ctx, method, req)
	}
}

// ask asks the server something. Where it has forgotten the session it joins again, once: what was asked
// was not done then.
func (b *bridge) ask(ctx context.Context, ss *sdk.ServerSession, f func(*sdk.ClientSession) error) error {
	for again := false; ; again = true {
		up, err := b.session(ctx, ss)
		if err != nil {
			return err
		}
		b.trouble.Store(nil)
		err = f(up)
		var answer *jsonrpc.Error
		if err == nil || ctx.Err() != nil || errors.As(err, &answer) && b.trouble.Load() == nil {
			return err
		}
		b.drop(up)
		if !errors.Is(err, sdk.ErrSessionMissing) || again {
			return b.explain(err)
		}
	}
}

// session returns the session with the server, and begins one if there is none.
func (b *bridge) session(ctx context.Context, ss *sdk.ServerSession) (*sdk.ClientSession, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.up != nil {
		return b.up, nil
	}
	name := &sdk.Implementation{Name: "easel mcp", Version: release.Version}
	if p := ss.InitializeParams(); p != nil && p.ClientInfo != nil {
		name = p.ClientInfo
	}
	c := sdk.NewClient(name, &sdk.ClientOptions{Capabilities: &sdk.ClientCapabilities{}})
	b.trouble.Store(nil)
	// The session outlives the request that it is begun for.
	up, err := c.Connect(context.WithoutCancel(ctx), &sdk.StreamableClientTransport{
		Endpoint: b.a.Base + "/mcp", HTTPClient: &http.Client{Transport: way{b}, Timeout: bridgeWait}, MaxRetries: -1, DisableStandaloneSSE: true,
	}, &sdk.ClientSessionOptions{ProtocolVersion: bridgeProtocol})
	if err != nil {
		return nil, b.explain(err)
	}
	b.up = up
	return up, nil
}

func (b *bridge) drop(up *sdk.ClientSession) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if up == nil || b.up != up {
		return
	}
	b.up = nil
	b.closing.Go(func() { _ = up.Close() }) // it takes 5 s where the server is away, and says nothing new
}

// explain puts an error in words: what the way has heard, if there is something.
func (b *bridge) explain(err error) error {
	if said := b.trouble.Load(); said != nil {
		return errors.New(*said)
	}
	var answer *jsonrpc.Error
	if errors.As(err, &answer) {
		return errors.New(answer.Message)
	}
	return fmt.Errorf("ask the server at %s: %w", b.a.Base, err)
}

// saidBytes bounds a refusal that is read.
const saidBytes = 1 << 10

// A way makes requests with the token, and listens to what the server says to those that it refuses.
type way struct{ b *bridge }

func (w way) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+w.b.a.Token)
	res, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		w.hear(fmt.Sprintf("no server answers at %s. Whether the last call was done is not known; try again when the server is back", w.b.a.Base))
		return nil, err
	}
	if res.StatusCode < 400 || !strings.HasPrefix(res.Header.Get("Content-Type"), "text/plain") {
		return res, nil
	}
	text, err := io.ReadAll(io.LimitReader(res.Body, saidBytes))
	res.Body.Close()
	if err != nil {
		return nil, err
	}
	res.Body = io.NopCloser(bytes.NewReader(text))
	w.hear(strings.TrimSpace(string(text)))
	return res, nil
}

func (w way) hear(trouble string) { w.b.trouble.Store(&trouble) }
