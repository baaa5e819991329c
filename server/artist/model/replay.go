package model

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// RecordingBytes bounds a recording that is read.
const RecordingBytes = 16 << 20

// ParseRecording reads what [Recording] is as JSON.
func ParseRecording(data []byte) (Recording, error) {
	var r Recording
	if len(data) > RecordingBytes {
		return r, fmt.Errorf("the recording has %d bytes; it may have %d", len(data), RecordingBytes)
	}
	if err := json.Unmarshal(data, &r); err != nil {
		return r, fmt.Errorf("read the recording: %w", err)
	}
	for i, x := range r.Exchanges {
		if (x.Reply == nil) == (x.Error == nil) || i == 0 && x.Request.Same > 0 {
			return r, fmt.Errorf("read the recording: exchange %d has not one of a reply and an error, or goes on from nothing", i)
		}
	}
	return r, nil
}

// Replay is a Model that answers as it was recorded. What it is asked has to be of
// the recorded kind: the same tools, and messages of the same roles with the same
// parts in the same order and the same calls. What the texts say and what the
// results of tools are may differ: a test is there to change them.
type Replay struct {
	recording Recording
	sleep     func(context.Context, time.Duration) error

	mu     sync.Mutex // guards what follows
	next   int
	before []recordedMessage // of the recorded request before
	tools  []string
}

// NewReplay returns a model that replays r. It waits by sleep as long as the model
// did; nil does not wait.
func NewReplay(r Recording, sleep func(context.Context, time.Duration) error) *Replay {
	return &Replay{recording: r, sleep: sleep}
}

// Name returns the name of the model that was recorded.
func (r *Replay) Name() string { return r.recording.Model }

// Left returns how many exchanges have not been asked for yet.
func (r *Replay) Left() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.recording.Exchanges) - r.next
}

// Reply implements Model.
func (r *Replay) Reply(ctx context.Context, q Request, each func(Delta)) (Reply, error) {
	x, err := r.take(q)
	if err != nil {
		return Reply{}, refused("the recording does not fit: %w", err)
	}
	var at int64
	wait := func(until int64) error {
		if r.sleep == nil || until <= at {
			return context.Cause(ctx)
		}
		d := time.Duration(until-at) * time.Millisecond
		at = until
		return r.sleep(ctx, d)
	}
	for _, d := range x.Deltas {
		if err := wait(d.MS); err != nil {
			return Reply{}, err
		}
		if each != nil {
			each(d.Delta)
		}
	}
	if err := wait(x.MS); err != nil {
		return Reply{}, err
	}
	if x.Error != nil {
		if x.Error.Kind == "" {
			return Reply{}, context.Canceled
		}
		return Reply{}, &Error{Kind: kindOf(x.Error.Kind), Text: x.Error.Text, Err: fmt.Errorf("recorded")}
	}
	return Reply{Parts: x.Reply.parts(), Stop: x.Reply.Stop, Usage: x.Reply.Usage}, nil
}

// take returns the next exchange if q is of its kind.
func (r *Replay) take(q Request) (Exchange, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.next == len(r.recording.Exchanges) {
		return Exchange{}, fmt.Errorf("it has %d exchanges, and another is asked for", r.next)
	}
	x := r.recording.Exchanges[r.next]
	if x.Request.Same > len(r.before) {
		return Exchange{}, fmt.Errorf("exchange %d goes on from %d messages, and there are %d", r.next, x.Request.Same, len(r.before))
	}
	want := append(r.before[:x.Request.Same:x.Request.Same], x.Request.Messages...)
	if x.Request.Tools != nil {
		r.tools = toolNames(x.Request.Tools)
	}
	if got := toolNames(q.Tools); !slices.Equal(got, r.tools) {
		return Exchange{}, fmt.Errorf("exchange %d has the tools %v, it was recorded with %v", r.next, got, r.tools)
	}
	if len(q.Messages) != len(want) {
		return Exchange{}, fmt.Errorf("exchange %d has %d messages, it was recorded with %d", r.next, len(q.Messages), len(want))
	}
	for i, m := range q.Messages {
		got, want := kinds(m.Role, recordParts(m.Parts)), kinds(want[i].Role, want[i].Parts)
		if got != want {
			return Exchange{}, fmt.Errorf("message %d of exchange %d is %s, it was recorded as %s", i, r.next, got, want)
		}
	}
	r.before = want
	r.next++
	return x, nil
}

func toolNames(tools []Tool) []string {
	var names []string
	for _, t := range tools {
		names = append(names, t.Name)
	}
	return names
}

// kinds writes what a message consists of: "user: result of call_1, image".
func kinds(role Role, parts []recordedPart) string {
	var all []string
	for _, p := range parts {
		switch {
		case p.Text != nil:
			all = append(all, "text")
		case p.Image != nil:
			all = append(all, "image")
		case p.Call != nil:
			all = append(all, "call "+p.Call.ID+" of "+p.Call.Name)
		case p.Result != nil:
			all = append(all, "result of "+p.Result.ID)
		case p.Opaque != nil:
			all = append(all, "opaque")
		}
	}
	return string(role) + ": " + strings.Join(all, ", ")
}

// parts returns the reply's parts as they were. Replies hold no pictures.
func (r *recordedReply) parts() []Part {
	var all []Part
	for _, p := range r.Parts {
		switch {
		case p.Text != nil:
			all = append(all, Text(*p.Text))
		case p.Call != nil:
			all = append(all, Call{ID: p.Call.ID, Name: p.Call.Name, Input: compact(p.Call.Input), Broken: p.Call.Broken})
		case p.Opaque != nil:
			all = append(all, Opaque{Provider: p.Opaque.Provider, Data: compact(p.Opaque.Data)})
		}
	}
	return all
}

// compact takes out the space that a recording is indented with.
func compact(raw json.RawMessage) json.RawMessage {
	var b bytes.Buffer
	if json.Compact(&b, raw) != nil {
		return raw
	}
	return b.Bytes()
}
