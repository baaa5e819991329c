package model

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"reflect"
	"sync"
	"time"
)

// A Recording is a turn: all that was asked of a model and what it answered. It
// holds no key and no picture, and a provider's raw errors neither.
type Recording struct {
	Model     string     `json:"model"`
	Exchanges []Exchange `json:"exchanges"`
}

// An Exchange is one request and its reply.
type Exchange struct {
	Request recordedRequest  `json:"request"`
	Deltas  []recordedDelta  `json:"deltas,omitempty"`
	Reply   *recordedReply   `json:"reply,omitempty"`
	Error   *recordedFailure `json:"error,omitempty"`
	MS      int64            `json:"ms"` // until the reply was whole
}

// recordedRequest is a request. What is as in the exchange before is left out:
// the first Same messages, and the system text and the tools unless they changed.
type recordedRequest struct {
	System    string            `json:"system,omitempty"`
	Tools     []Tool            `json:"tools,omitzero"` // empty: none any more
	MaxTokens int               `json:"maxTokens,omitempty"`
	Same      int               `json:"same,omitempty"`
	Messages  []recordedMessage `json:"messages,omitempty"`
}

type recordedMessage struct {
	Role  Role           `json:"role"`
	Parts []recordedPart `json:"parts"`
}

// recordedPart has one of its fields set.
type recordedPart struct {
	Text   *string         `json:"text,omitempty"`
	Image  *recordedImage  `json:"image,omitempty"`
	Call   *recordedCall   `json:"call,omitempty"`
	Result *recordedResult `json:"result,omitempty"`
	Opaque *recordedOpaque `json:"opaque,omitempty"`
}

// recordedImage stands for a picture.
type recordedImage struct {
	Type   string `json:"type"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
}

type recordedCall struct {
	ID     string          `json:"id"`
	Name   string          `json:"name"`
	Input  json.RawMessage `json:"input"`
	Broken bool            `json:"broken,omitempty"`
}

type recordedResult struct {
	ID     string          `json:"id"`
	Text   string          `json:"text,omitempty"`
	Images []recordedImage `json:"images,omitempty"`
	Failed bool            `json:"failed,omitempty"`
}

type recordedOpaque struct {
	Provider Provider        `json:"provider"`
	Data     json.RawMessage `json:"data"`
}

// recordedDelta is a delta, MS after the request.
type recordedDelta struct {
	MS int64 `json:"ms"`
	Delta
}

type recordedReply struct {
	Parts []recordedPart `json:"parts"`
	Stop  Stop           `json:"stop"`
	Usage Usage          `json:"usage"`
}

type recordedFailure struct {
	Kind string `json:"kind"` // of Error; empty is a turn that was interrupted
	Text string `json:"text,omitempty"`
}

// A Recorder is a Model that writes down what passes through it. Use one for each
// turn.
type Recorder struct {
	Model
	Now func() time.Time // nil is time.Now

	mu     sync.Mutex // guards what follows
	all    Recording
	before recordedRequest // of the exchange before, in full
}

// Reply asks the model, and adds the exchange.
func (r *Recorder) Reply(ctx context.Context, q Request, each func(Delta)) (Reply, error) {
	now := r.Now
	if now == nil {
		now = time.Now
	}
	begin := now()
	// Before the model sees it: the caller may change its messages afterwards.
	full := recordRequest(q)
	var x Exchange
	reply, err := r.Model.Reply(ctx, q, func(d Delta) {
		x.Deltas = append(x.Deltas, recordedDelta{now().Sub(begin).Milliseconds(), d})
		if each != nil {
			each(d)
		}
	})
	x.MS = now().Sub(begin).Milliseconds()
	if err != nil {
		x.Error = recordFailure(err)
	} else {
		x.Reply = &recordedReply{recordParts(reply.Parts), reply.Stop, reply.Usage}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	x.Request = full.without(r.before)
	r.before = full
	r.all.Exchanges = append(r.all.Exchanges, x)
	return reply, err
}

// Recording returns what was recorded so far.
func (r *Recorder) Recording() Recording {
	r.mu.Lock()
	defer r.mu.Unlock()
	return Recording{Model: r.Name(), Exchanges: append([]Exchange(nil), r.all.Exchanges...)}
}

func recordFailure(err error) *recordedFailure {
	e, ok := errors.AsType[*Error](err)
	if !ok {
		return &recordedFailure{}
	}
	return &recordedFailure{Kind: e.Kind.String(), Text: e.Text}
}

func recordRequest(q Request) recordedRequest {
	r := recordedRequest{System: q.System, Tools: q.Tools, MaxTokens: q.MaxTokens}
	for _, m := range q.Messages {
		r.Messages = append(r.Messages, recordedMessage{m.Role, recordParts(m.Parts)})
	}
	return r
}

// without leaves out what is as in the request before.
func (r recordedRequest) without(before recordedRequest) recordedRequest {
	if r.System == before.System {
		r.System = ""
	}
	switch {
	case reflect.DeepEqual(r.Tools, before.Tools):
		r.Tools = nil
	case r.Tools == nil:
		r.Tools = []Tool{} // as of a critic, who is asked in the middle of a turn
	}
	for r.Same < min(len(r.Messages), len(before.Messages)) && reflect.DeepEqual(r.Messages[r.Same], before.Messages[r.Same]) {
		r.Same++
	}
	r.Messages = r.Messages[r.Same:]
	return r
}

func recordParts(parts []Part) []recordedPart {
	var all []recordedPart
	for _, p := range parts {
		var r recordedPart
		switch p := p.(type) {
		case Text:
			text := string(p)
			r.Text = &text
		case Image:
			r.Image = &recordImages(p)[0]
		case Call:
			r.Call = &recordedCall{p.ID, p.Name, p.Input, p.Broken}
		case Result:
			r.Result = &recordedResult{p.ID, p.Text, recordImages(p.Images...), p.Failed}
		case Opaque:
			r.Opaque = &recordedOpaque{p.Provider, p.Data}
		}
		all = append(all, r)
	}
	return all
}

func recordImages(images ...Image) []recordedImage {
	var all []recordedImage
	for _, i := range images {
		sum := sha256.Sum256(i.Bytes)
		all = append(all, recordedImage{i.Type, len(i.Bytes), hex.EncodeToString(sum[:])})
	}
	return all
}
