package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// bridged runs easel mcp, and connects a client to it as its parent does.
func bridged(t *testing.T, link, name string) (cs *sdk.ClientSession, ended <-chan error) {
	t.Helper()
	in, toIn := io.Pipe()
	fromOut, out := io.Pipe()
	done := make(chan error, 1)
	go func() {
		err := run(context.Background(), []string{"mcp"}, env{stdin: in, stdout: out, stderr: io.Discard, link: link})
		out.Close()
		done <- err
	}()
	c := sdk.NewClient(&sdk.Implementation{Name: name, Version: "1"}, nil)
	cs, err := c.Connect(t.Context(), &sdk.IOTransport{Reader: fromOut, Writer: toIn}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return cs, done
}

// called uses a tool, and returns what it says.
func called(t *testing.T, cs *sdk.ClientSession, tool string, input any) (text string, pictures int, failed bool) {
	t.Helper()
	res, err := cs.CallTool(t.Context(), &sdk.CallToolParams{Name: tool, Arguments: input})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range res.Content {
		switch c := c.(type) {
		case *sdk.TextContent:
			text += c.Text
		case *sdk.ImageContent:
			pictures++
		}
	}
	return text, pictures, res.IsError
}

// twoLines is an input of draw_paths.
var twoLines = json.RawMessage(`{"paths":[{"type":"line","points":[[20,20],[200,40]]},{"type":"line","points":[[20,60],[200,90]]}]}`)

// TestBridge: a client that speaks over standard input and output paints as a member of its own name.
func TestBridge(t *testing.T) {
	link := serve(t)
	cs, ended := bridged(t, otherLink(t, link, "painter"), "Quill")
	base, token, _ := strings.Cut(link, "/#w=")
	version := request(t, http.MethodGet, base+"/version", token, "")
	defer version.Body.Close()
	said, err := io.ReadAll(version.Body)
	if is := cs.InitializeResult().ServerInfo; err != nil || is.Version == "" || !strings.Contains(string(said), is.Version) {
		t.Errorf("easel mcp is %+v, and the server says %s, %v", is, said, err)
	}
	list, err := cs.ListTools(t.Context(), nil)
	if err != nil || len(list.Tools) != 6 {
		t.Fatalf("the tools are %+v, %v", list, err)
	}
	if text, pictures, failed := called(t, cs, "draw_paths", twoLines); failed || pictures != 1 || !strings.Contains(text, "2 strokes were drawn") {
		t.Errorf("draw_paths: %q, %d pictures", text, pictures)
	}
	if text, _, failed := called(t, cs, "undo_mine", map[string]any{"count": 0}); !failed || !strings.Contains(text, "1 to 200") {
		t.Errorf("undo_mine of 0: %q", text)
	}
	if text, _, failed := called(t, cs, "finish", nil); !failed || !strings.Contains(text, "finish") {
		t.Errorf("finish: %q", text)
	}
	res := request(t, http.MethodGet, base+"/api/members", token, "")
	defer res.Body.Close()
	members, err := io.ReadAll(res.Body)
	if err != nil || !strings.Contains(string(members), `"Quill"`) {
		t.Errorf("the members are %s, %v", members, err)
	}
	if d := newPerson(t, link).digest(); d.Strokes != 2 {
		t.Errorf("the piece has %d strokes", d.Strokes)
	}
	if err := cs.Close(); err != nil {
		t.Error(err)
	}
	if err := <-ended; err != nil {
		t.Errorf("easel mcp ended with %v", err)
	}
}

// TestBridgeRefused: why nothing can be done is said to the client, in the server's words.
func TestBridgeRefused(t *testing.T) {
	link := serve(t)
	base, _, _ := strings.Cut(link, "/#w=")
	off := serve(t, "-mcp.off")
	for _, c := range []struct{ name, link, want string }{
		{"a wrong token", base + "/#w=nonsense", "its link was withdrawn"},
		{"no agents", off, "takes no agents"},
		{"no server", "http://127.0.0.1:1/#w=x", "no server answers at http://127.0.0.1:1"},
	} {
		cs, _ := bridged(t, c.link, "a")
		if _, err := cs.ListTools(t.Context(), nil); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: the list of tools: %v, want %q", c.name, err, c.want)
		}
		if text, _, failed := called(t, cs, "view_canvas", nil); !failed || !strings.Contains(text, c.want) {
			t.Errorf("%s: a tool says %q, want %q", c.name, text, c.want)
		}
		if err := cs.Close(); err != nil {
			t.Error(err)
		}
	}
	if err := run(t.Context(), []string{"mcp"}, env{stdin: strings.NewReader(""), stdout: io.Discard, stderr: io.Discard}); err == nil || !strings.Contains(err.Error(), "no workspace link") {
		t.Errorf("without a link: %v", err)
	}
	viewer, _ := bridged(t, otherLink(t, link, "viewer"), "a")
	if text, _, failed := called(t, viewer, "draw_paths", twoLines); !failed || !strings.Contains(text, "only lets you watch") {
		t.Errorf("a viewer draws: %q", text)
	}
	if err := viewer.Close(); err != nil {
		t.Error(err)
	}
}

// TestBridgeBare: a client may leave out what the protocol lets it leave out.
func TestBridgeBare(t *testing.T) {
	var out bytes.Buffer
	in, toIn := io.Pipe()
	done := make(chan error, 1)
	answers, stdout := io.Pipe()
	link := serve(t)
	go func() {
		err := run(context.Background(), []string{"mcp"}, env{stdin: in, stdout: stdout, stderr: &out, link: link})
		stdout.Close()
		done <- err
	}()
	lines := bufio.NewScanner(answers)
	lines.Buffer(nil, 1<<20)
	for _, c := range []struct{ say, want string }{
		{`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"bare","version":"1"}}}`, `"2025-06-18"`},
		{`{"jsonrpc":"2.0","method":"notifications/initialized"}`, ""},
		{`{"jsonrpc":"2.0","id":2,"method":"tools/list"}`, `"draw_paths"`},
		{`{"jsonrpc":"2.0","id":3,"method":"tools/call"}`, `"error"`},
		{`{"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"describe_canvas"}}`, `0 strokes are yours`},
		{`{"jsonrpc":"2.0","id":5,"method":"ping"}`, `"id":5`},
	} {
		if _, err := io.WriteString(toIn, c.say+"\n"); err != nil {
			t.Fatal(err)
		}
		if c.want == "" {
			continue
		}
		if !lines.Scan() || !strings.Contains(lines.Text(), c.want) {
			t.Errorf("%s is answered %.300s, want %s in it (%v)", c.say, lines.Text(), c.want, lines.Err())
		}
	}
	toIn.Close()
	go func() { _, _ = io.Copy(io.Discard, answers) }() // ends with the command
	if err := <-done; err != nil {
		t.Errorf("easel mcp ended with %v, and said %s", err, out.String())
	}
}

// address is one that nobody listens at, below those that the system gives to who connects: else, while the server is away,
// it could be somebody's, and who asks for it could reach themselves.
func address(t testing.TB) string {
	t.Helper()
	for range 100 {
		if lis, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", 10_000+rand.IntN(20_000))); err == nil {
			defer lis.Close()
			return lis.Addr().String()
		}
	}
	t.Fatal("there is no free port")
	return ""
}

// TestBridgeOutlivesServer: while the server is away calls say so, and when it is back they go on.
func TestBridgeOutlivesServer(t *testing.T) {
	bin, err := serverBinary()
	if err != nil {
		t.Fatal(err)
	}
	addr, dir := address(t), t.TempDir()
	start := func() (link string, stop func()) {
		cmd := exec.Command(bin, "-addr", addr, "-data", dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		in := bufio.NewScanner(out)
		for link == "" && in.Scan() {
			if m := regexp.MustCompile(`owner link: (\S+)`).FindStringSubmatch(in.Text()); m != nil {
				link = m[1]
			}
		}
		return link, func() {
			_ = cmd.Process.Signal(syscall.SIGTERM) // it may have ended
			_, _ = io.Copy(io.Discard, out)
			_ = cmd.Wait()
		}
	}
	link, stop := start()
	cs, _ := bridged(t, link, "a")
	if text, _, failed := called(t, cs, "draw_paths", twoLines); failed {
		t.Fatal(text)
	}
	begin := time.Now()
	stop()
	if d := time.Since(begin); d > 10*time.Second {
		t.Errorf("the server took %v to end with an agent in it", d)
	}
	if text, _, failed := called(t, cs, "view_canvas", nil); !failed || !strings.Contains(text, "no server answers") {
		t.Errorf("while the server is away: %q", text)
	}
	_, stop = start()
	defer stop()
	if text, _, failed := called(t, cs, "describe_canvas", nil); failed || !strings.Contains(text, "2 are people's") {
		t.Errorf("when the server is back: %q", text)
	}
	if err := cs.Close(); err != nil {
		t.Error(err)
	}
}
