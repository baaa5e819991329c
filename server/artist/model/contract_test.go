package model_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"easel.example/server/artist/model"
	"easel.example/server/artist/model/modeltest"
)

// A side is one provider with its server, for what both have to do alike.
type side struct {
	provider model.Provider
	serve    func(modeltest.TB, modeltest.Script) *modeltest.Server
}

var sides = []side{{model.Anthropic, modeltest.Anthropic}, {model.OpenAI, modeltest.OpenAI}}

// both runs a test against both providers.
func both(t *testing.T, f func(*testing.T, side)) {
	for _, s := range sides {
		t.Run(string(s.provider), func(t *testing.T) { f(t, s) })
	}
}

// model returns the side's model with a script behind it.
func (s side) model(t *testing.T, patience model.Patience, script modeltest.Script) (model.Model, *modeltest.Server) {
	t.Helper()
	server := s.serve(t, script)
	return connect(t, s.provider, server.URL, modeltest.Key, patience), server
}

func connect(t *testing.T, p model.Provider, url, key string, patience model.Patience) model.Model {
	t.Helper()
	c := model.Config{Provider: p, BaseURL: url, Model: "painter-1", Patience: patience}
	if key != "" {
		k, err := model.ParseKey(key)
		if err != nil {
			t.Fatal(err)
		}
		c.Key = k
	}
	m, err := model.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// always answers each request with the same.
func always(a modeltest.Answer) modeltest.Script {
	return func(int, modeltest.Request) modeltest.Answer { return a }
}

// picture is one as far as anybody looks here.
func picture() model.Image {
	return model.Image{Type: "image/png", Bytes: []byte("\x89PNG\r\n\x1a\n and so on")}
}

var tools = []model.Tool{
	{Name: "draw", Description: "draws", Schema: json.RawMessage(`{"type":"object","properties":{"x":{"type":"integer"}},"required":["x"],"additionalProperties":false}`)},
	{Name: "view", Description: "looks", Schema: json.RawMessage(`{"type":"object","properties":{}}`)},
}

func ask(text string) model.Request {
	return model.Request{
		System: "You paint.", Tools: tools, MaxTokens: 1000,
		Messages: []model.Message{{Role: model.User, Parts: []model.Part{model.Text(text)}}},
	}
}

// hear collects deltas as text: thinking in brackets, calls in angles.
func hear(b *strings.Builder) func(model.Delta) {
	return func(d model.Delta) {
		switch {
		case d.Restart:
			b.WriteString("|restart|")
		case d.Call != "":
			b.WriteString("<" + d.Call + ">")
		case d.Thinking:
			b.WriteString("[" + d.Text + "]")
		default:
			b.WriteString(d.Text)
		}
	}
}

// turn is a script of a whole turn: two calls at once, one of which fails, then a
// view with a picture, then the end.
func turn(n int, r modeltest.Request) modeltest.Answer {
	switch n {
	case 0:
		return modeltest.Say("Zuerst ", "der Himmel ☁, ", "dann 🌊.").Call("draw", `{"x":1}`).Call("draw", `{"x":2}`).
			Usage(modeltest.Usage{In: 100, Out: 20, CacheRead: 7, CacheWrite: 3})
	case 1:
		return modeltest.Say("I look.").Call("view", `{}`).Usage(modeltest.Usage{In: 10, Out: 2})
	}
	return modeltest.Say("Done.").Usage(modeltest.Usage{In: 20, Out: 3})
}

// paint runs turns until the model has nothing more to call, with results.
func paint(t *testing.T, m model.Model, q model.Request, each func(model.Delta)) (model.Request, model.Usage) {
	t.Helper()
	var sum model.Usage
	for range 10 {
		r, err := m.Reply(t.Context(), q, each)
		if err != nil {
			t.Fatalf("reply %d: %v", len(q.Messages), err)
		}
		sum = sum.Add(r.Usage)
		q.Messages = append(q.Messages, model.Message{Role: model.Assistant, Parts: r.Parts})
		calls := r.Calls()
		if len(calls) == 0 {
			return q, sum
		}
		var results []model.Part
		for i, c := range calls {
			result := model.Result{ID: c.ID, Text: "drawn", Failed: i > 0}
			if c.Name == "view" {
				result = model.Result{ID: c.ID, Images: []model.Image{picture()}}
			}
			results = append(results, result)
		}
		// What a person says meanwhile comes with the results.
		q.Messages = append(q.Messages, model.Message{Role: model.User, Parts: append([]model.Part{model.Text("More blue!")}, results...)})
	}
	t.Fatal("the turn does not end")
	return q, sum
}

// TestTurn runs a turn with tools and pictures, on whole streams and on ones that
// are cut into pieces, in the middle of letters and of lines.
func TestTurn(t *testing.T) {
	for _, c := range []struct {
		name   string
		chop   int
		quirks modeltest.Quirk
	}{
		{"whole", 0, 0}, {"bytes", 1, 0}, {"threes", 3, 0}, {"primes", 17, 0},
		{"comments and crlf", 5, modeltest.Comments | modeltest.CRLF},
	} {
		t.Run(c.name, func(t *testing.T) {
			both(t, func(t *testing.T, s side) {
				m, server := s.model(t, model.Patience{}, func(n int, r modeltest.Request) modeltest.Answer {
					return turn(n, r).Chop(c.chop).With(c.quirks)
				})
				q := ask("Paint the sea.")
				q.Messages[0].Parts = append(q.Messages[0].Parts, picture())
				var heard strings.Builder
				q, usage := paint(t, m, q, hear(&heard))
				if want := "Zuerst der Himmel ☁, dann 🌊.<draw><draw>I look.<view>Done."; heard.String() != want {
					t.Errorf("heard %q, want %q", heard.String(), want)
				}
				if want := (model.Usage{In: 130, Out: 25, CacheRead: 7, CacheWrite: usage.CacheWrite}); usage != want {
					t.Errorf("usage %+v, want %+v", usage, want)
				}
				asked := server.Requests()
				if len(asked) != 3 {
					t.Fatalf("%d requests, want 3", len(asked))
				}
				checkAsked(t, asked)
				if got := q.Messages[1].Parts[0]; got != model.Text("Zuerst der Himmel ☁, dann 🌊.") {
					t.Errorf("the first part is %q", got)
				}
			})
		})
	}
}

func checkAsked(t *testing.T, asked []modeltest.Request) {
	t.Helper()
	first, second, third := asked[0], asked[1], asked[2]
	if first.System != "You paint." || first.MaxTokens != 1000 || first.Model != "painter-1" || !reflect.DeepEqual(first.Tools, []string{"draw", "view"}) {
		t.Errorf("first request: %+v", first)
	}
	if got := first.Last(); got.Text != "Paint the sea." || len(got.Images) != 1 {
		t.Errorf("first turn: %+v", got)
	}
	calls := second.Turns[1].Calls
	if len(calls) != 2 || string(calls[1].Input) != `{"x":2}` {
		t.Errorf("calls that came back: %+v", calls)
	}
	results := second.Last().Results
	if len(results) != 2 || results[0].Text != "drawn" || !results[1].Failed && results[1].Text != "Failed: drawn" || second.Last().Text != "More blue!" {
		t.Errorf("results: %+v", second.Last())
	}
	if last := third.Last(); len(last.Images)+len(last.Results[0].Images) != 1 {
		t.Errorf("the picture of a result: %+v", last)
	}
}

// TestStops checks why a reply ended, and that a broken input is said to be one.
func TestStops(t *testing.T) {
	for _, c := range []struct {
		name   string
		answer modeltest.Answer
		want   model.Stop
		broken bool
	}{
		{"end", modeltest.Say("x"), model.StopEnd, false},
		{"nothing", modeltest.Say(), model.StopEnd, false},
		{"a blank before a call", modeltest.Say("\n\n").Call("view", `{}`), model.StopCalls, false},
		{"calls", modeltest.Say("x").Call("draw", `{"x":1}`), model.StopCalls, false},
		{"no input", modeltest.Say("x").Call("view", ``), model.StopCalls, false},
		{"length", modeltest.Say("x").Stop(modeltest.Cutoff), model.StopLength, false},
		{"cut call", modeltest.Say("x").Call("draw", `{"x":`).Stop(modeltest.Cutoff), model.StopLength, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			both(t, func(t *testing.T, s side) {
				m, _ := s.model(t, model.Patience{}, always(c.answer))
				r, err := m.Reply(t.Context(), ask("go"), nil)
				if err != nil || r.Stop != c.want {
					t.Fatalf("stop %q, %v; want %q", r.Stop, err, c.want)
				}
				for _, p := range r.Parts {
					if text, ok := p.(model.Text); ok && text != "x" {
						t.Errorf("a part is the text %q", text)
					}
				}
				for _, call := range r.Calls() {
					if call.Broken != c.broken || !json.Valid(call.Input) || call.ID == "" {
						t.Errorf("call %+v, want broken %v", call, c.broken)
					}
				}
			})
		})
	}
}

// kind returns the kind of an error, 0 for one that is no *Error.
func kind(err error) model.Kind {
	if e, ok := errors.AsType[*model.Error](err); ok {
		return e.Kind
	}
	return 0
}

// checkQuiet checks that an error shows neither the key nor what the provider sent.
func checkQuiet(t *testing.T, err error) {
	t.Helper()
	e, ok := errors.AsType[*model.Error](err)
	if !ok {
		t.Fatalf("%v is no *Error", err)
	}
	for _, secret := range []string{modeltest.Key, "sk-", "{", "<html", "organization's", "127.0.0.1"} {
		if strings.Contains(e.Text, secret) {
			t.Errorf("the text shows %q: %s", secret, e.Text)
		}
	}
	for cause := error(e); cause != nil; cause = errors.Unwrap(cause) {
		if strings.Contains(cause.Error(), modeltest.Key) || strings.Contains(cause.Error(), "{") {
			t.Errorf("the cause shows too much: %v", cause)
		}
	}
	if e.Text == "" || !strings.HasSuffix(e.Text, ".") || e.Lasting() && e.Passing() {
		t.Errorf("error %+v", e)
	}
}

var faults = []struct {
	name  string
	fault modeltest.Fault
	want  model.Kind
}{
	{"key", modeltest.BadKey, model.Credentials},
	{"forbidden", modeltest.Forbidden, model.Credentials},
	{"credit", modeltest.NoCredit, model.Credit},
	{"quota", modeltest.NoQuota, model.Quota},
	{"model", modeltest.NoModel, model.Setup},
	{"fast", modeltest.TooFast, model.RateLimited},
	{"busy", modeltest.Busy, model.Overloaded},
	{"long", modeltest.TooLong, model.TooLong},
	{"large", modeltest.TooLarge, model.TooLong},
	{"bad", modeltest.BadRequest, model.Refused},
	{"declined", modeltest.Declined, model.Refused},
	{"broken", modeltest.Broken, model.Overloaded},
	{"gateway", modeltest.Gateway, model.Overloaded},
	{"timed out", modeltest.TimedOut, model.Slow},
}

// TestFaults checks what each error of the providers is taken for.
func TestFaults(t *testing.T) {
	for _, c := range faults {
		t.Run(c.name, func(t *testing.T) {
			both(t, func(t *testing.T, s side) {
				m, server := s.model(t, model.Patience{}, always(modeltest.Fail(c.fault).After(7)))
				_, err := m.Reply(t.Context(), ask("go"), nil)
				if kind(err) != c.want {
					t.Fatalf("got %v, want %v", err, c.want)
				}
				checkQuiet(t, err)
				if e, _ := errors.AsType[*model.Error](err); e.RetryAfter != 7*time.Second {
					t.Errorf("retry after %v, want 7s", e.RetryAfter)
				}
				if n := len(server.Requests()); n != 1 {
					t.Errorf("%d requests: the SDK tries again by itself", n)
				}
			})
		})
	}
}

// TestTrouble checks what goes wrong while a reply is arriving.
func TestTrouble(t *testing.T) {
	const long = time.Minute
	short := model.Patience{First: 10 * time.Second, Idle: 150 * time.Millisecond, Whole: time.Minute}
	begun := modeltest.Say("I begin")
	for _, c := range []struct {
		name     string
		patience model.Patience
		answer   modeltest.Answer
		want     model.Kind
	}{
		{"busy", model.Patience{}, begun.Fail(modeltest.Busy), model.Overloaded},
		{"fast", model.Patience{}, begun.Fail(modeltest.TooFast), model.RateLimited},
		{"quota", model.Patience{}, begun.Fail(modeltest.NoQuota), model.Quota},
		{"broken", model.Patience{}, begun.Fail(modeltest.Broken), model.Overloaded},
		{"cut", model.Patience{}, begun.Cut(), model.Network},
		{"cut at once", model.Patience{}, modeltest.Answer{}.Cut(), model.Network},
		{"cut in a letter", model.Patience{}, modeltest.Say("☁").Garbage("data: {\"\xe2").Cut(), model.Network},
		{"stall", short, begun.Stall(long), model.Slow},
		{"stall at once", model.Patience{First: 150 * time.Millisecond, Idle: 150 * time.Millisecond}, modeltest.Answer{}.Stall(long), model.Slow},
		{"drip", model.Patience{First: time.Second, Idle: time.Second, Whole: 200 * time.Millisecond}, begun.Stall(long), model.Slow},
		{"garbage", model.Patience{}, begun.Garbage("event: content_block_delta\ndata: {what\n\n"), model.Network},
		{"declines", model.Patience{}, begun.Stop(modeltest.Declining), model.Refused},
		{"endless", model.Patience{}, begun.Garbage(strings.Repeat(": "+strings.Repeat("x", 1000)+"\n", 9000)), model.Refused},
		{"endless line", model.Patience{}, begun.Garbage(strings.Repeat("x", model.ReplyBytes+1)), model.Refused},
	} {
		t.Run(c.name, func(t *testing.T) {
			both(t, func(t *testing.T, s side) {
				m, _ := s.model(t, c.patience, always(c.answer))
				begin := time.Now()
				_, err := m.Reply(t.Context(), ask("go"), nil)
				if kind(err) != c.want {
					t.Fatalf("got %v, want %v", err, c.want)
				}
				if took := time.Since(begin); c.want == model.Slow && took >= short.First {
					t.Errorf("it took %v", took)
				}
				checkQuiet(t, err)
			})
		})
	}
}

// TestPatience checks that a reply may take longer than any of its silences.
func TestPatience(t *testing.T) {
	answer := modeltest.Answer{}
	for range 8 {
		answer = answer.Say("on ").Stall(250 * time.Millisecond)
	}
	both(t, func(t *testing.T, s side) {
		t.Parallel()
		m, _ := s.model(t, model.Patience{First: time.Second, Idle: time.Second}, always(answer))
		_, err := m.Reply(t.Context(), ask("go"), nil)
		for tries := 0; kind(err) == model.Slow && tries < 4; tries++ { // a machine that stands still is silent, too
			_, err = m.Reply(t.Context(), ask("go"), nil)
		}
		if err != nil {
			t.Error(err)
		}
	})
}

// TestInterrupted checks that a caller who stops is told no more than that.
func TestInterrupted(t *testing.T) {
	both(t, func(t *testing.T, s side) {
		m, _ := s.model(t, model.Patience{}, always(modeltest.Say("I begin").Stall(time.Minute)))
		ctx, cancel := context.WithCancel(t.Context())
		_, err := m.Reply(ctx, ask("go"), func(model.Delta) { cancel() })
		if !errors.Is(err, context.Canceled) || kind(err) != 0 {
			t.Errorf("got %v, want canceled", err)
		}
	})
}

// TestUnreachable checks a server that is not there, one that sends elsewhere, and
// a page where a model should be.
func TestUnreachable(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		t.Error("the redirect was followed")
	}))
	defer elsewhere.Close()
	redirects := httptest.NewServer(http.RedirectHandler(elsewhere.URL, http.StatusTemporaryRedirect))
	defer redirects.Close()
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(w, "<html>{Welcome!}</html>")
	}))
	defer page.Close()
	for _, c := range []struct {
		name, url string
		want      model.Kind
	}{
		{"nobody", "http://127.0.0.1:1", model.Network},
		{"elsewhere", redirects.URL, model.Setup},
		{"page", page.URL, model.Network},
	} {
		t.Run(c.name, func(t *testing.T) {
			both(t, func(t *testing.T, s side) {
				m := connect(t, s.provider, c.url, modeltest.Key, model.Patience{})
				_, err := m.Reply(t.Context(), ask("go"), nil)
				if kind(err) != c.want {
					t.Fatalf("got %v, want %v", err, c.want)
				}
				checkQuiet(t, err)
			})
		})
	}
}

// TestNothingFromTheEnvironment checks that what the SDKs would read from the
// environment goes nowhere: not to a server that has no key, and not instead of
// what is set.
func TestNothingFromTheEnvironment(t *testing.T) {
	for _, name := range []string{
		"ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID",
	} {
		t.Setenv(name, "from-the-environment")
	}
	t.Setenv("ANTHROPIC_CUSTOM_HEADERS", "X-Custom: from-the-environment")
	t.Setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:1")
	t.Setenv("OPENAI_BASE_URL", "http://127.0.0.1:1")
	both(t, func(t *testing.T, s side) {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			for name, values := range r.Header {
				if strings.Contains(strings.Join(values, " "), "from-the-environment") || name == "Authorization" || name == "X-Api-Key" {
					t.Errorf("header %s: %s", name, values)
				}
			}
			report := func(what string) { t.Error(what) }
			script := always(modeltest.Say("Hello."))
			h := modeltest.AnthropicHandler(report, "", script)
			if s.provider == model.OpenAI {
				h = modeltest.OpenAIHandler(report, "", script)
			}
			h.ServeHTTP(w, r)
		}))
		defer server.Close()
		if _, err := connect(t, s.provider, server.URL, "", model.Patience{}).Reply(t.Context(), ask("go"), nil); err != nil {
			t.Error(err)
		}
	})
}
