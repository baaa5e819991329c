package main

import (
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// agentsWay puts a token into requests.
type agentsWay struct {
	token string
	next  http.RoundTripper
}

func (a agentsWay) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+a.token)
	return a.next.RoundTrip(r)
}

func dialAgent(t *testing.T, base string, way http.RoundTripper, name string) (*sdk.ClientSession, error) {
	t.Helper()
	c := sdk.NewClient(&sdk.Implementation{Name: name, Version: "1"}, nil)
	return c.Connect(t.Context(), &sdk.StreamableClientTransport{Endpoint: base + "/mcp", HTTPClient: &http.Client{Transport: way}, MaxRetries: -1}, nil)
}

// TestAgents: an agent of somebody else's paints where its link leads, also on a server without
// an artist of its own; an owner puts it out; the bounds of an address hold; the end of the server ends it.
func TestAgents(t *testing.T) {
	s := newChild(t, "-artist.off", "-limits.joins-per-minute", "2")
	owner := newPerson(t, s.base)
	owners := firstLink(t, s.base, owner)
	painters := invitation(t, s.base, owners, owner, "painter")
	a, err := dialAgent(t, s.base, agentsWay{painters, http.DefaultTransport}, "Fineliner")
	if err != nil {
		t.Fatal(err)
	}
	before := picture(t, s.base, owners)
	res, err := a.CallTool(t.Context(), &sdk.CallToolParams{Name: "draw_paths", Arguments: map[string]any{"paths": []any{map[string]any{"type": "line", "points": [][]int{{9, 9}, {300, 200}}}}}})
	if err != nil || res.IsError {
		t.Fatalf("draw_paths: %+v, %v", res, err)
	}
	if picture(t, s.base, owners) == before {
		t.Error("the picture is as it was")
	}
	for i, want := range []string{"", "", "Too many new members"} {
		c, err := dialAgent(t, s.base, agentsWay{owners, afar{}}, string(rune('a'+i)))
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("new member %d of an address: %v", i+1, err)
		}
		if err == nil {
			defer c.Close()
		}
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodDelete, s.base+"/api/links/2", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("X-Easel-Token", owners)
	out, err := owner.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	if out.Body.Close(); out.StatusCode != http.StatusOK {
		t.Fatalf("to revoke the link: %s", out.Status)
	}
	if _, err := a.CallTool(t.Context(), &sdk.CallToolParams{Name: "view_canvas"}); err == nil {
		t.Error("it looks on by a revoked link")
	}
	begin := time.Now()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Wait(); err != nil || time.Since(begin) > stopWait {
		t.Errorf("the server ended after %v, %v", time.Since(begin), err)
	}
	log, err := os.ReadFile(s.log)
	if err != nil || strings.Contains(string(log), painters) || strings.Contains(string(log), owners) {
		t.Errorf("the log has a token (H4), or %v:\n%s", err, log)
	}
}

// TestNoAgents: a host may want none.
func TestNoAgents(t *testing.T) {
	s := newChild(t, "-mcp.off")
	owners := firstLink(t, s.base, newPerson(t, s.base))
	if _, err := dialAgent(t, s.base, agentsWay{owners, http.DefaultTransport}, "a"); err == nil || !strings.Contains(err.Error(), "Not Found") && !strings.Contains(err.Error(), "takes no agents") {
		t.Errorf("an agent came in: %v", err)
	}
}
