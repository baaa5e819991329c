package modeltest

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// A tester collects what a server reports.
type tester struct{ failures []string }

func (*tester) Helper()        {}
func (*tester) Cleanup(func()) {}
func (t *tester) Errorf(format string, args ...any) {
	t.failures = append(t.failures, fmt.Sprintf(format, args...))
}

// post sends a body to a handler and returns the status and the answer.
func post(t *testing.T, h http.Handler, path, body string) (int, string) {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+Key)
	r.Header.Set("Anthropic-Version", anthropicVersion)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	data, err := io.ReadAll(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.Code, string(data)
}

// changes are requests that differ from a right one in one place.
type changes []struct{ name, old, new string }

// checkChanges sends the right request, which has to be taken, and each changed
// one, which must be reported and refused.
func checkChanges(t *testing.T, serve func(TB) http.Handler, path, right string, all changes) {
	t.Helper()
	var reports tester
	if status, _ := post(t, serve(&reports), path, right); status != 200 || len(reports.failures) > 0 {
		t.Fatalf("the right request has status %d: %v", status, reports.failures)
	}
	for _, c := range all {
		t.Run(c.name, func(t *testing.T) {
			if strings.Count(right, c.old) != 1 {
				t.Fatalf("%q is there %d times", c.old, strings.Count(right, c.old))
			}
			var reports tester
			status, _ := post(t, serve(&reports), path, strings.Replace(right, c.old, c.new, 1))
			if status != 400 || len(reports.failures) != 1 {
				t.Errorf("status %d, reports %q; want 400 and one", status, reports.failures)
			}
		})
	}
}

const png = "iVBORw0KGgo=" // the first bytes of every PNG

const anthropicRight = `{"model":"m","max_tokens":10,"stream":true,
"system":[{"type":"text","text":"You paint."}],
"tools":[{"name":"draw","description":"d","input_schema":{"type":"object"}}],
"messages":[
{"role":"user","content":[{"type":"text","text":"go"},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"` + png + `"}}]},
{"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"sig"},{"type":"tool_use","id":"t1","name":"draw","input":{}}]},
{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":[{"type":"text","text":"ok"}],"is_error":false},{"type":"text","text":"and?"}]}]}`

func TestAnthropicRefuses(t *testing.T) {
	serve := func(t TB) http.Handler {
		d := anthropicDesk(func(what string) { t.Errorf("%s", what) }, Key, func(int, Request) Answer { return Say("x") })
		d.sign("hm\x00sig")
		return d
	}
	checkChanges(t, serve, "/v1/messages", anthropicRight, changes{
		{"no JSON", `"stream":true,`, `"stream":`},
		{"unknown field", `"max_tokens":10`, `"max_tokens":10,"temperature":1`},
		{"no max_tokens", `"max_tokens":10`, `"max_tokens":0`},
		{"no stream", `"stream":true`, `"stream":false`},
		{"no model", `"model":"m"`, `"model":""`},
		{"empty system", `"You paint."`, `" "`},
		{"tool without a name", `"name":"draw","description"`, `"name":"","description"`},
		{"schema of no object", `"input_schema":{"type":"object"}`, `"input_schema":{"type":"array"}`},
		{"empty text", `"text":"go"`, `"text":""`},
		{"wrong role", `"role":"assistant"`, `"role":"user"`},
		{"picture of another type", `image/png`, `image/jpeg`},
		{"picture of no type", `image/png`, `image/tiff`},
		{"picture not base64", png, `%%%`},
		{"another's thinking", `"signature":"sig"`, `"signature":"gis"`},
		{"changed thinking", `"thinking":"hm"`, `"thinking":"ha"`},
		{"result of another call", `"tool_use_id":"t1"`, `"tool_use_id":"t2"`},
		{"no result", `{"type":"tool_result","tool_use_id":"t1","content":[{"type":"text","text":"ok"}],"is_error":false},`, ``},
		{"result after text", `[{"type":"tool_result"`, `[{"type":"text","text":"x"},{"type":"tool_result"`},
		{"input of no object", `"input":{}`, `"input":"x"`},
		{"unknown block", `{"type":"text","text":"and?"}`, `{"type":"video"}`},
		{"thinking of the user", `{"type":"text","text":"and?"}`, `{"type":"thinking","thinking":"hm","signature":"sig"}`},
	})
}

const openaiRight = `{"model":"m","max_tokens":10,"stream":true,"stream_options":{"include_usage":true},
"tools":[{"type":"function","function":{"name":"draw","description":"d","parameters":{"type":"object"}}}],
"messages":[
{"role":"system","content":"You paint."},
{"role":"user","content":[{"type":"text","text":"go"},{"type":"image_url","image_url":{"url":"data:image/png;base64,` + png + `"}}]},
{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"draw","arguments":"{}"}}]},
{"role":"tool","tool_call_id":"c1","content":"ok"},
{"role":"user","content":"and?"}]}`

func TestOpenAIRefuses(t *testing.T) {
	serve := func(t TB) http.Handler {
		return openaiDesk(func(what string) { t.Errorf("%s", what) }, Key, func(int, Request) Answer { return Say("x") })
	}
	checkChanges(t, serve, "/v1/chat/completions", openaiRight, changes{
		{"no JSON", `"stream":true,`, `"stream":`},
		{"unknown field", `"max_tokens":10`, `"max_tokens":10,"top_k":1`},
		{"no max_tokens", `"max_tokens":10,`, ``},
		{"both max_tokens", `"max_tokens":10`, `"max_tokens":10,"max_completion_tokens":10`},
		{"no usage wanted", `"include_usage":true`, `"include_usage":false`},
		{"tool of another type", `[{"type":"function","function":{"name":"draw","description"`, `[{"type":"f","function":{"name":"draw","description"`},
		{"schema of no object", `{"type":"object"}`, `{}`},
		{"empty text", `"text":"go"`, `"text":" "`},
		{"picture by address", `data:image/png;base64,` + png, `https://pictures.example/1.png`},
		{"picture of another type", `data:image/png`, `data:image/gif`},
		{"call without an id", `"id":"c1"`, `"id":""`},
		{"arguments of no object", `"arguments":"{}"`, `"arguments":""`},
		{"result of another call", `"tool_call_id":"c1"`, `"tool_call_id":"c2"`},
		{"no result", `{"role":"tool","tool_call_id":"c1","content":"ok"},`, ``},
		{"wrong role", `"role":"tool"`, `"role":"robot"`},
		{"empty", `"content":"and?"`, `"content":""`},
		{"system text later", `{"role":"user","content":"and?"}`, `{"role":"system","content":"and?"}`},
	})
}

// TestHeads checks what is wanted of the request itself.
func TestHeads(t *testing.T) {
	var reports tester
	script := func(int, Request) Answer { return Say("x") }
	for _, c := range []struct {
		name, path, header, value, key string
		ok                             bool
	}{
		{"right", "/v1/messages", "", "", Key, true},
		{"path", "/messages", "", "", Key, false},
		{"type", "/v1/messages", "Content-Type", "text/plain", Key, false},
		{"key", "/v1/messages", "Authorization", "Bearer x", Key, false},
		{"key for nothing", "/v1/messages", "", "", "", false},
		{"version", "/v1/messages", "Anthropic-Version", "2023-06-01", Key, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodPost, c.path, bytes.NewReader(nil))
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Authorization", "Bearer "+Key)
			r.Header.Set("Anthropic-Version", anthropicVersion)
			if c.header != "" {
				r.Header.Set(c.header, c.value)
			}
			body := strings.Replace(anthropicRight, `{"type":"thinking","thinking":"hm","signature":"sig"},`, "", 1)
			r.Body = io.NopCloser(strings.NewReader(body))
			w := httptest.NewRecorder()
			AnthropicHandler(func(what string) { reports.Errorf("%s", what) }, c.key, script).ServeHTTP(w, r)
			if (w.Code == 200) != c.ok {
				t.Errorf("status %d, want ok %v", w.Code, c.ok)
			}
		})
	}
}

// TestWire holds a stream against what the provider's documents show.
func TestWire(t *testing.T) {
	script := func(int, Request) Answer { return Say("Hi").Call("draw", `{"x":12}`) }
	report := func(what string) { t.Error(what) }
	body := strings.Replace(anthropicRight, `{"type":"thinking","thinking":"hm","signature":"sig"},`, "", 1)
	_, got := post(t, AnthropicHandler(report, Key, script), "/v1/messages", body)
	for _, want := range []string{
		"event: message_start\ndata: {", "event: ping\ndata: {\"type\":\"ping\"}\n\n",
		`{"content_block":{"text":"","type":"text"},"index":0,"type":"content_block_start"}`,
		`{"delta":{"text":"Hi","type":"text_delta"},"index":0,"type":"content_block_delta"}`,
		`{"delta":{"partial_json":"{\"x\":12","type":"input_json_delta"},"index":1,"type":"content_block_delta"}`,
		`"stop_reason":"tool_use"`, "event: message_stop\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("Anthropic's stream lacks %s:\n%s", want, got)
		}
	}
	_, got = post(t, OpenAIHandler(report, Key, script), "/v1/chat/completions", openaiRight)
	for _, want := range []string{
		`"delta":{"content":"","role":"assistant"}`, `"delta":{"content":"Hi"}`, `"finish_reason":"tool_calls"`,
		`{"function":{"arguments":"{\"x\":12"},"index":0}`, `"choices":[]`, "data: [DONE]\n\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("OpenAI's stream lacks %s:\n%s", want, got)
		}
	}
}
