package model

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"

	anthropic "github.com/anthropics/anthropic-sdk-go/v2"
	"github.com/anthropics/anthropic-sdk-go/v2/option"
)

// A claude speaks the wire of Anthropic's Messages API.
type claude struct {
	wire
	messages anthropic.MessageService
}

func newAnthropic(w wire) *claude {
	// The service alone, not the client: that would take keys, addresses and
	// headers from the environment. Nor does it trace: whether spans hold what is
	// said would be for the environment to say, too.
	options := []option.RequestOption{
		option.WithBaseURL(w.base), option.WithHTTPClient(w.client), option.WithMaxRetries(0), option.WithoutOpenTelemetry(),
	}
	if w.Key.Set() {
		options = append(options, option.WithAPIKey(*w.Key.secret))
		if !w.official {
			// Gateways know the header that the API had before its version 2026-10-21.
			options = append(options, option.WithHeader("X-Api-Key", *w.Key.secret))
		}
	}
	return &claude{wire: w, messages: anthropic.NewMessageService(options...)}
}

// Name returns the model's name.
func (c *claude) Name() string { return c.Model }

// Reply implements Model.
func (c *claude) Reply(ctx context.Context, r Request, each func(Delta)) (Reply, error) {
	if err := r.check(); err != nil {
		return Reply{}, err
	}
	params, err := c.params(r)
	if err != nil {
		return Reply{}, err
	}
	ctx, watch, stop := c.watch(ctx, ReplyBytes)
	defer stop()
	stream := c.messages.NewStreaming(ctx, params, option.WithMiddleware(watch.through))
	// A stream that failed to begin has nothing to close, and Close would panic.
	if stream.Err() == nil {
		defer stream.Close()
	}
	said := claudeReply{each: each}
	for !said.whole && stream.Next() {
		if err := said.add(stream.Current()); err != nil {
			return Reply{}, watch.failed(ctx, err, nil)
		}
	}
	if err := stream.Err(); err != nil {
		var e *anthropic.Error
		if errors.As(err, &e) {
			return Reply{}, watch.failed(ctx, err, []byte(e.RawJSON()))
		}
		return Reply{}, watch.failed(ctx, err, nil)
	}
	if !said.whole {
		return Reply{}, watch.failed(ctx, io.ErrUnexpectedEOF, nil)
	}
	return said.reply(c.who)
}

// claudeReply puts a streamed message together.
type claudeReply struct {
	each    func(Delta)
	message anthropic.Message
	broken  map[int64]bool // calls whose input is no JSON
	whole   bool
}

// add takes one event of the stream.
func (s *claudeReply) add(e anthropic.MessageStreamEventUnion) error {
	if e.Type == "content_block_stop" && e.Index >= 0 && e.Index < int64(len(s.message.Content)) {
		// Accumulate would replace a broken input without a word.
		if b := s.message.Content[e.Index]; b.Type == "tool_use" && len(b.Input) > 0 && !json.Valid(b.Input) {
			if s.broken == nil {
				s.broken = map[int64]bool{}
			}
			s.broken[e.Index] = true
		}
	}
	if err := s.message.Accumulate(e); err != nil {
		return err
	}
	s.whole = e.Type == "message_stop"
	switch {
	case s.each == nil:
	case e.Type == "content_block_start" && e.ContentBlock.Type == "tool_use":
		s.each(Delta{Call: e.ContentBlock.Name})
	case e.Type == "content_block_delta" && e.Delta.Type == "text_delta":
		s.tell(Delta{Text: e.Delta.Text})
	case e.Type == "content_block_delta" && e.Delta.Type == "thinking_delta":
		s.tell(Delta{Text: e.Delta.Thinking, Thinking: true})
	}
	return nil
}

func (s *claudeReply) tell(d Delta) {
	if d.Text != "" {
		s.each(d)
	}
}

// reply returns the message, once it is whole.
func (s *claudeReply) reply(who string) (Reply, error) {
	m := s.message
	r := Reply{Usage: Usage{
		In: m.Usage.InputTokens, Out: m.Usage.OutputTokens,
		CacheRead: m.Usage.CacheReadInputTokens, CacheWrite: m.Usage.CacheCreationInputTokens,
	}}
	switch m.StopReason {
	case anthropic.StopReasonRefusal:
		return Reply{}, &Error{Kind: Refused, Text: explain(Refused, who), Err: errors.New("stop reason refusal")}
	case anthropic.StopReasonToolUse:
		r.Stop = StopCalls
	case anthropic.StopReasonMaxTokens, anthropic.StopReasonModelContextWindowExceeded:
		r.Stop = StopLength
	default:
		r.Stop = StopEnd
	}
	for i, b := range m.Content {
		if p := claudePart(b, s.broken[int64(i)]); p != nil {
			r.Parts = append(r.Parts, p)
		}
	}
	return r, nil
}

// claudePart returns what a block says, and nil for one that says nothing: the
// API does not take empty texts back.
func claudePart(b anthropic.ContentBlockUnion, broken bool) Part {
	switch b.Type {
	case "text":
		if t := Text(b.Text); !t.blank() {
			return t
		}
		return nil
	case "tool_use":
		input := bytes.Clone(b.Input)
		if broken || !json.Valid(input) {
			input = []byte("{}")
		}
		return Call{ID: b.ID, Name: b.Name, Input: input, Broken: broken}
	}
	return Opaque{Provider: Anthropic, Data: json.RawMessage(b.RawJSON())}
}
