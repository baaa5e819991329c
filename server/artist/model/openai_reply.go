package model

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/openai/openai-go/v3"
)

// callsMost bounds the calls of one reply: what is more is no artist's doing.
const callsMost = 128

// gptReply puts a streamed reply together. The SDK has an accumulator, too, which
// holds servers to OpenAI's ways: it would join two calls that Ollama both sends
// as number 0, and drop one without a number.
type gptReply struct {
	each    func(Delta)
	text    strings.Builder
	refusal strings.Builder
	calls   []*gptCall
	stop    string
	usage   openai.CompletionUsage
}

// A gptCall is a call that is arriving.
type gptCall struct {
	index int64
	id    string
	name  string
	input bytes.Buffer
}

// add takes one chunk of the stream.
func (s *gptReply) add(c openai.ChatCompletionChunk) {
	if c.JSON.Usage.Valid() {
		s.usage = c.Usage
	}
	if len(c.Choices) == 0 {
		return
	}
	choice := c.Choices[0]
	if choice.FinishReason != "" {
		s.stop = string(choice.FinishReason)
	}
	d := choice.Delta
	s.tell(Delta{Text: thinking(d), Thinking: true})
	s.text.WriteString(d.Content)
	s.tell(Delta{Text: d.Content})
	s.refusal.WriteString(d.Refusal)
	for _, t := range d.ToolCalls {
		s.addCall(t)
	}
}

func (s *gptReply) tell(d Delta) {
	if s.each != nil && (d.Text != "" || d.Call != "") {
		s.each(d)
	}
}

// thinking returns what compatible servers send before the answer proper, under
// one of two names that OpenAI does not have.
func thinking(d openai.ChatCompletionChunkChoiceDelta) string {
	for _, name := range []string{"reasoning_content", "reasoning"} {
		var text string
		if f, ok := d.JSON.ExtraFields[name]; ok && json.Unmarshal([]byte(f.Raw()), &text) == nil && text != "" {
			return text
		}
	}
	return ""
}

// addCall takes a piece of a call. OpenAI numbers calls and names each once. Of
// the others, some number all of them 0 or none at all, some give a new id with
// every piece, some repeat the name.
func (s *gptReply) addCall(t openai.ChatCompletionChunkChoiceDeltaToolCall) {
	call := s.callOf(t)
	if call == nil {
		if len(s.calls) == callsMost {
			return
		}
		call = &gptCall{index: t.Index, id: t.ID, name: t.Function.Name}
		s.calls = append(s.calls, call)
		s.tell(Delta{Call: call.name})
	}
	call.input.WriteString(arguments(t))
}

// callOf returns the call that a piece goes on with, nil if it begins one.
func (s *gptReply) callOf(t openai.ChatCompletionChunkChoiceDeltaToolCall) *gptCall {
	var call *gptCall
	for _, c := range s.calls {
		if !t.JSON.Index.Valid() || c.index == t.Index {
			call = c // the last of its number
		}
	}
	switch {
	case call == nil || t.Function.Name == "":
		return call
	case t.ID != "" && t.ID != call.id:
		return nil
	case json.Valid(call.input.Bytes()) && (t.ID == "" || arguments(t) != ""):
		return nil // what was there is whole, so this is another
	}
	return call
}

// arguments returns a piece of the input. A few servers send it as an object
// where a string that holds one is due.
func arguments(t openai.ChatCompletionChunkChoiceDeltaToolCall) string {
	raw := strings.TrimSpace(t.Function.JSON.Arguments.Raw())
	if strings.HasPrefix(raw, "{") {
		return raw
	}
	return t.Function.Arguments
}

// reply returns the whole.
func (s *gptReply) reply(who string) (Reply, error) {
	if s.stop == "content_filter" || s.refusal.Len() > 0 {
		return Reply{}, &Error{Kind: Refused, Text: explain(Refused, who), Err: errors.New("content filter or refusal")}
	}
	cached := s.usage.PromptTokensDetails.CachedTokens
	r := Reply{
		Stop:  StopEnd,
		Usage: Usage{In: max(0, s.usage.PromptTokens-cached), Out: s.usage.CompletionTokens, CacheRead: cached},
	}
	if t := Text(s.text.String()); !t.blank() {
		r.Parts = append(r.Parts, t)
	}
	ids := map[string]bool{"": true}
	for _, c := range s.calls {
		// A result answers an id, so those that are missing or there twice are made up.
		for i := 0; ids[c.id]; i++ {
			c.id = fmt.Sprintf("call_%d", i)
		}
		ids[c.id] = true
		r.Parts = append(r.Parts, c.call())
		r.Stop = StopCalls // whatever the server says: several say stop
	}
	if s.stop == "length" {
		r.Stop = StopLength
	}
	return r, nil
}

// call returns a call that is whole.
func (c *gptCall) call() Call {
	call := Call{ID: c.id, Name: c.name, Input: bytes.TrimSpace(c.input.Bytes())}
	switch {
	case len(call.Input) == 0:
		call.Input = json.RawMessage("{}")
	case !json.Valid(call.Input):
		call.Input, call.Broken = json.RawMessage("{}"), true
	}
	return call
}
