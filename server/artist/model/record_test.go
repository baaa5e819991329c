package model_test

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"easel.example/server/artist/model"
	"easel.example/server/artist/model/modeltest"
)

var update = flag.Bool("update", false, "record testdata/turn.json anew")

const turnFile = "testdata/turn.json"

// ticks is a clock that is 40 ms later whenever it is looked at.
func ticks() func() time.Time {
	now := time.Unix(0, 0)
	return func() time.Time {
		now = now.Add(40 * time.Millisecond)
		return now
	}
}

// record paints a turn with a scripted server, the first request of which fails.
func record(t *testing.T) (model.Recording, string) {
	t.Helper()
	server := modeltest.Anthropic(t, func(n int, r modeltest.Request) modeltest.Answer {
		if n == 0 {
			return modeltest.Say("I beg").Fail(modeltest.Busy)
		}
		if n == 1 {
			return modeltest.Answer{}.Think("c2ln", "Blue first.").Say("First the sky, ", "then the sea.").
				Call("draw", `{"x":1}`).Call("draw", `{"x":2}`).Usage(modeltest.Usage{In: 100, Out: 20})
		}
		return turn(n-1, r)
	})
	recorder := &model.Recorder{Model: connect(t, model.Anthropic, server.URL, modeltest.Key, model.Patience{}), Now: ticks()}
	m := model.Retry{Model: recorder, Sleep: func(context.Context, time.Duration) error { return nil }}
	q := ask("Paint the sea.")
	q.Messages[0].Parts = append(q.Messages[0].Parts, picture())
	var heard strings.Builder
	paint(t, m, q, hear(&heard))
	return recorder.Recording(), heard.String()
}

// TestRecord checks that a turn is recorded as it is in testdata, and that the
// recording holds neither the key nor a picture.
func TestRecord(t *testing.T) {
	recording, _ := record(t)
	got, err := json.MarshalIndent(recording, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	if *update {
		if err := os.WriteFile(turnFile, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(turnFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("the recording is not as in %s; -update writes it anew:\n%s", turnFile, got)
	}
	for _, secret := range []string{modeltest.Key, "and so on", "YW5kIHNv", "overloaded_error", "127.0.0.1"} {
		if strings.Contains(string(got), secret) {
			t.Errorf("the recording holds %q", secret)
		}
	}
}

// TestReplay paints the recorded turn again, without a server.
func TestReplay(t *testing.T) {
	var slept time.Duration
	r := replay(t, func(_ context.Context, d time.Duration) error { slept += d; return nil })
	m := model.Retry{Model: r, Sleep: func(context.Context, time.Duration) error { return nil }}
	q := ask("Paint another sea.")
	q.Messages[0].Parts = append(q.Messages[0].Parts, picture())
	var heard strings.Builder
	q, usage := paint(t, m, q, hear(&heard))
	if want := "I beg|restart|[Blue first.]First the sky, then the sea.<draw><draw>I look.<view>Done."; heard.String() != want {
		t.Errorf("heard %q, want %q", heard.String(), want)
	}
	if want := (model.Usage{In: 130, Out: 25}); usage != want || r.Left() != 0 {
		t.Errorf("usage %+v, %d left; want %+v", usage, r.Left(), want)
	}
	if slept < 400*time.Millisecond || r.Name() != "painter-1" {
		t.Errorf("slept %v, as %s", slept, r.Name())
	}
	recording, _ := record(t)
	now, err := json.Marshal(recording)
	if err != nil {
		t.Fatal(err)
	}
	then, err := json.Marshal(parse(t))
	if err != nil || string(now) != string(then) {
		t.Errorf("a recording changes by being written and read: %v", err)
	}
	if _, err := r.Reply(t.Context(), q, nil); kind(err) != model.Refused {
		t.Errorf("past the end: %v", err)
	}
}

// TestReplayDiffers checks what a recording is not replayed to.
func TestReplayDiffers(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*model.Request)
		want   string // in the error; empty is fine
	}{
		{"same", func(*model.Request) {}, ""},
		{"other words", func(q *model.Request) { q.Messages[0].Parts[0] = model.Text("?") }, ""},
		{"no picture", func(q *model.Request) { q.Messages[0].Parts = q.Messages[0].Parts[:1] }, "it was recorded as user: text, image"},
		{"other tools", func(q *model.Request) { q.Tools = q.Tools[:1] }, "it was recorded with [draw view]"},
		{"more messages", func(q *model.Request) { q.Messages = append(q.Messages, q.Messages...) }, "it was recorded with 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := ask("go")
			q.Messages[0].Parts = append(q.Messages[0].Parts, picture())
			c.change(&q)
			_, err := replay(t, nil).Reply(t.Context(), q, nil)
			// The first exchange of the recording is a failure.
			if c.want == "" && kind(err) != model.Overloaded || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// TestParseRecording checks what is no recording.
func TestParseRecording(t *testing.T) {
	for _, text := range []string{``, `{"exchanges":[{}]}`, `{"exchanges":[{"request":{"same":1},"error":{}}]}`, `{"exchanges":[{"reply":{},"error":{}}]}`} {
		if _, err := model.ParseRecording([]byte(text)); err == nil {
			t.Errorf("%s is taken", text)
		}
	}
	if _, err := model.ParseRecording(make([]byte, model.RecordingBytes+1)); err == nil || !strings.Contains(err.Error(), "bytes") {
		t.Errorf("too large: %v", err)
	}
}

// TestInterruptedReplay checks that a recorded interruption is one again.
func TestInterruptedReplay(t *testing.T) {
	recorder := &model.Recorder{Model: &failing{errs: []error{context.Canceled}}}
	if _, err := recorder.Reply(t.Context(), ask("go"), nil); err == nil {
		t.Fatal("no error")
	}
	if _, err := model.NewReplay(recorder.Recording(), nil).Reply(t.Context(), ask("go"), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want canceled", err)
	}
}

func parse(t *testing.T) model.Recording {
	t.Helper()
	data, err := os.ReadFile(turnFile)
	if err != nil {
		t.Fatal(err)
	}
	recording, err := model.ParseRecording(data)
	if err != nil {
		t.Fatal(err)
	}
	return recording
}

func replay(t *testing.T, sleep func(context.Context, time.Duration) error) *model.Replay {
	t.Helper()
	return model.NewReplay(parse(t), sleep)
}
