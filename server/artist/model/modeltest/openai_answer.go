package modeltest

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
)

// openaiAnswer writes an answer as chat completions stream it.
func openaiAnswer(s *stream, q Request, turn int) {
	a := s.answer
	chunk := func(choices []any, usage any) {
		s.event("", obj{
			"id": fmt.Sprintf("chatcmpl-%04d", turn), "object": "chat.completion.chunk", "created": 1,
			"model": q.Model, "choices": choices, "usage": usage,
		})
	}
	delta := func(d obj, finish any) {
		chunk([]any{obj{"index": 0, "delta": d, "finish_reason": finish}}, nil)
	}
	delta(obj{"role": "assistant", "content": ""}, nil)
	calls := 0
	for _, t := range a.steps {
		switch {
		case s.special(t):
		case t.fail != 0:
			s.event("", openaiFaults[t.fail].body)
			s.flush()
			return
		case t.call != nil:
			t.chunks(a, fmt.Sprintf("call_%04d_%d", turn, calls), calls, func(d obj) { delta(d, nil) })
			calls++
		default:
			for _, text := range t.think {
				delta(obj{"reasoning_content": text}, nil)
			}
			for _, text := range t.say {
				delta(obj{"content": text}, nil)
			}
		}
	}
	finish := map[Stop]string{Ended: "stop", Cutoff: "length", Declining: "content_filter"}[a.stop]
	if a.stop == Ended && a.calls() && !a.has(FinishStop) {
		finish = "tool_calls"
	}
	if !a.has(NoFinish) {
		delta(obj{}, finish)
	}
	if !a.has(NoUsage) {
		u := a.usage
		chunk([]any{}, obj{
			"prompt_tokens": u.In + u.CacheRead, "completion_tokens": u.Out, "total_tokens": u.In + u.CacheRead + u.Out,
			"prompt_tokens_details": obj{"cached_tokens": u.CacheRead},
		})
	}
	if !a.has(NoDone) {
		s.event("", "[DONE]")
	}
	s.flush()
}

// chunks writes a call in pieces.
func (t step) chunks(a Answer, id string, index int, delta func(obj)) {
	if t.call.ID != "" {
		id = t.call.ID
	}
	if a.has(SameIDs) {
		id = "call"
	}
	if a.has(AllZero) {
		index = 0
	}
	piece := func(n int, function obj) {
		call := obj{"index": index, "function": function}
		if n == 0 {
			call["id"], call["type"] = id, "function"
		}
		if n == 0 || a.has(RepeatName) {
			function["name"] = t.call.Name
		}
		if a.has(FreshIDs) {
			call["id"] = fmt.Sprintf("%s_%d", id, n)
		}
		if a.has(NoIDs) {
			delete(call, "id")
		}
		if a.has(NoIndex) {
			delete(call, "index")
		}
		delta(obj{"tool_calls": []any{call}})
	}
	switch input := string(t.call.Input); {
	case a.has(ObjectArguments):
		piece(0, obj{"arguments": json.RawMessage(input)})
	case a.has(WholeArguments):
		piece(0, obj{"arguments": input})
	default:
		piece(0, obj{"arguments": ""})
		for i, text := range pieces(input, callPiece) {
			piece(i+1, obj{"arguments": text})
		}
	}
}

// pictureAnswer writes a picture, after what its steps say of the connection.
func pictureAnswer(w http.ResponseWriter, r *http.Request, a Answer) {
	s := &stream{w: w, r: r, answer: a}
	for _, t := range a.steps {
		s.special(t)
	}
	w.Header().Set("Content-Type", "application/json")
	s.raw(encode(obj{"created": 1, "data": []any{obj{"b64_json": base64.StdEncoding.EncodeToString(a.picture)}}}))
	s.flush()
}
