package modeltest

import (
	"encoding/json"
	"slices"
	"time"
)

// An Answer is what the server answers to one request. Each method returns an
// answer with one thing more, and leaves its receiver as it is.
type Answer struct {
	steps   []step
	fault   Fault // instead of a stream
	after   int   // seconds of Retry-After
	stop    Stop
	usage   Usage
	quirks  Quirk
	chop    int
	picture []byte
}

// A step is one thing that a stream does; one of its fields is set.
type step struct {
	say       []string
	think     []string
	signature string // of think
	redacted  string
	call      *Call
	stall     time.Duration
	cut       bool
	fail      Fault
	garbage   string
}

// A Call is a tool call, of an answer or of a request.
type Call struct {
	ID    string // an answer's is made up if it is empty
	Name  string
	Input json.RawMessage
}

// A Stop is why the stream ends, if not by itself.
type Stop uint8

// The stops that an answer can have. Ended becomes "called" if there is a call.
const (
	Ended     Stop = iota
	Cutoff         // max_tokens or length
	Declining      // refusal or content_filter
)

// Usage is what the answer costs.
type Usage struct{ In, Out, CacheRead, CacheWrite int64 }

// A Quirk is an oddity of a server that is compatible with OpenAI, or nearly.
type Quirk uint32

// The quirks. The last two do to Anthropic's wire as well.
const (
	NoUsage         Quirk = 1 << iota // no chunk of usage
	NoDone                            // no [DONE]
	NoFinish                          // finish_reason is always null
	FinishStop                        // finish_reason is stop after calls, too
	NoIDs                             // calls have no id
	SameIDs                           // all calls have the same id
	FreshIDs                          // each piece of a call has an id of its own
	NoIndex                           // calls have no number
	AllZero                           // all calls have the number 0
	RepeatName                        // each piece of a call has the name
	WholeArguments                    // a call comes in one piece
	ObjectArguments                   // its arguments are an object, not a string of one
	Comments                          // lines of comments between the events
	CRLF                              // lines end in \r\n
)

// Say begins an answer with text, one delta each.
func Say(deltas ...string) Answer { return Answer{}.Say(deltas...) }

// Fail is an answer that is an error from the first.
func Fail(f Fault) Answer { return Answer{fault: f} }

// Picture answers a request for a picture.
func Picture(data []byte) Answer { return Answer{picture: data} }

func (a Answer) with(s step) Answer {
	a.steps = append(slices.Clip(a.steps), s)
	return a
}

// Say adds a block of text, one delta each.
func (a Answer) Say(deltas ...string) Answer { return a.with(step{say: deltas}) }

// Think adds thinking, signed on Anthropic's wire.
func (a Answer) Think(signature string, deltas ...string) Answer {
	return a.with(step{think: deltas, signature: signature})
}

// Redacted adds thinking that is not shown. OpenAI's wire has none.
func (a Answer) Redacted(data string) Answer { return a.with(step{redacted: data}) }

// Call adds a tool call, its input in pieces of a few bytes.
func (a Answer) Call(name, input string) Answer {
	return a.with(step{call: &Call{Name: name, Input: json.RawMessage(input)}})
}

// Stall adds a pause, which ends early if the client goes.
func (a Answer) Stall(d time.Duration) Answer { return a.with(step{stall: d}) }

// Cut breaks the connection off here.
func (a Answer) Cut() Answer { return a.with(step{cut: true}) }

// Fail adds an error in the middle of the stream, which ends it.
func (a Answer) Fail(f Fault) Answer { return a.with(step{fail: f}) }

// Garbage adds bytes as they are.
func (a Answer) Garbage(raw string) Answer { return a.with(step{garbage: raw}) }

// Stop says why the stream ends.
func (a Answer) Stop(s Stop) Answer {
	a.stop = s
	return a
}

// Usage says what it costs.
func (a Answer) Usage(u Usage) Answer {
	a.usage = u
	return a
}

// After adds Retry-After, in seconds.
func (a Answer) After(seconds int) Answer {
	a.after = seconds
	return a
}

// Chop sends the stream in pieces of n bytes, in the middle of words and of letters.
func (a Answer) Chop(n int) Answer {
	a.chop = n
	return a
}

// With adds quirks.
func (a Answer) With(q Quirk) Answer {
	a.quirks |= q
	return a
}

func (a Answer) has(q Quirk) bool { return a.quirks&q != 0 }

func (a Answer) calls() bool {
	return slices.ContainsFunc(a.steps, func(s step) bool { return s.call != nil })
}

// pieces cuts a text into n bytes each, without regard for letters.
func pieces(text string, n int) []string {
	var all []string
	for len(text) > n {
		all, text = append(all, text[:n]), text[n:]
	}
	return append(all, text)
}
