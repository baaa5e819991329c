package model

import (
	"context"
	"errors"
	"io"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
	"github.com/openai/openai-go/v3/packages/ssestream"
)

// A gpt speaks the wire of OpenAI's chat completions, which compatible servers
// speak as well.
type gpt struct {
	wire
	chat openai.ChatCompletionService
}

func newOpenAI(w wire) *gpt {
	return &gpt{wire: w, chat: openai.NewChatCompletionService(w.openaiOptions()...)}
}

// openaiOptions are for a service, not the client: that would take keys,
// addresses and headers from the environment.
func (w wire) openaiOptions() []option.RequestOption {
	options := []option.RequestOption{option.WithBaseURL(w.base), option.WithHTTPClient(w.client), option.WithMaxRetries(0)}
	if w.Key.Set() {
		options = append(options, option.WithAPIKey(*w.Key.secret))
	}
	return options
}

// Name returns the model's name.
func (g *gpt) Name() string { return g.Model }

// Reply implements Model.
func (g *gpt) Reply(ctx context.Context, r Request, each func(Delta)) (Reply, error) {
	if err := r.check(); err != nil {
		return Reply{}, err
	}
	params, err := g.params(r)
	if err != nil {
		return Reply{}, err
	}
	ctx, watch, stop := g.watch(ctx, ReplyBytes)
	defer stop()
	stream := g.chat.NewStreaming(ctx, params, option.WithMiddleware(watch.through))
	defer stream.Close()
	said := gptReply{each: each}
	for stream.Next() {
		said.add(stream.Current())
	}
	if err := stream.Err(); err != nil {
		var mid *ssestream.StreamError
		if errors.As(err, &mid) {
			return Reply{}, watch.failed(ctx, err, mid.Event.Data)
		}
		return Reply{}, watch.failed(ctx, err, nil)
	}
	// Some servers give no reason to stop, others no [DONE]. A stream that has
	// neither was cut.
	if said.stop == "" && !watch.sawDone() {
		return Reply{}, watch.failed(ctx, io.ErrUnexpectedEOF, nil)
	}
	return said.reply(g.who)
}
