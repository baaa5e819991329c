package model

import (
	"context"
	"encoding/json"
)

// A Model answers a conversation. Implementations are safe for use by several
// turns at once.
type Model interface {
	// Name says which model this is, for people: "claude-opus-5-5".
	Name() string
	// Reply sends the whole conversation and returns what the model says next.
	// It calls each, in order and from the same goroutine, with what arrives
	// meanwhile; nil is allowed. Its error is an *Error, or that of ctx.
	Reply(ctx context.Context, r Request, each func(Delta)) (Reply, error)
}

// A Request is a conversation so far. It begins and ends with a message of the
// user, the roles alternate, and each Call of the assistant has its Result in
// the message after it.
type Request struct {
	System    string
	Messages  []Message
	Tools     []Tool
	MaxTokens int // most of the reply; 0 is MaxTokensDefault
}

// A Role says who speaks. It is written as it is on the wire of both providers.
type Role string

// The roles.
const (
	User      Role = "user"
	Assistant Role = "assistant"
)

// A Message is what one side says at once.
type Message struct {
	Role  Role
	Parts []Part
}

// A Tool is what the model may call. Schema is the JSON Schema of its input, an
// object.
type Tool struct {
	Name        string          `json:"name"`
	Description string          `json:"description"`
	Schema      json.RawMessage `json:"schema"`
}

// A Delta is a piece of a reply that is still arriving. One of its fields is
// set; Thinking says that Text is not yet meant for anybody.
type Delta struct {
	Text     string `json:"text,omitempty"`
	Thinking bool   `json:"thinking,omitempty"`
	Call     string `json:"call,omitempty"`    // the name of a tool that is about to be called
	Restart  bool   `json:"restart,omitempty"` // what came of this reply so far is void: it is asked for again
}

// A Reply is the next message of the assistant. Parts go into the next request
// as they are, in this order.
type Reply struct {
	Parts []Part
	Stop  Stop
	Usage Usage
}

// Calls returns the tools that the reply calls.
func (r Reply) Calls() []Call {
	var calls []Call
	for _, p := range r.Parts {
		if c, ok := p.(Call); ok {
			calls = append(calls, c)
		}
	}
	return calls
}

// A Stop says why the model stopped.
type Stop string

// The reasons to stop. A model that stops because it declines is an Error.
const (
	StopEnd    Stop = "end"    // it has said what it had to say
	StopCalls  Stop = "calls"  // it waits for the results of its calls
	StopLength Stop = "length" // it has used up MaxTokens, or the context
)

// Usage counts tokens. In holds neither what was read from a cache nor what was
// written into one. A server that does not count leaves all at 0.
type Usage struct {
	In         int64 `json:"in"`
	Out        int64 `json:"out"`
	CacheRead  int64 `json:"cacheRead,omitempty"`
	CacheWrite int64 `json:"cacheWrite,omitempty"`
}

// Add returns the sum of two.
func (u Usage) Add(v Usage) Usage {
	return Usage{u.In + v.In, u.Out + v.Out, u.CacheRead + v.CacheRead, u.CacheWrite + v.CacheWrite}
}
