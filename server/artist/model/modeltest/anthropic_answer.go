package modeltest

import "fmt"

// callPiece is how many bytes of a call's input come at once.
const callPiece = 7

// anthropicAnswer writes an answer as the Messages API streams it. It keeps what
// thinking it gives out.
func anthropicAnswer(s *stream, q Request, turn int, sign func(string)) {
	a := s.answer
	s.event("message_start", obj{"type": "message_start", "message": obj{
		"id": fmt.Sprintf("msg_%04d", turn), "type": "message", "role": "assistant", "model": q.Model,
		"content": []any{}, "stop_reason": nil, "stop_sequence": nil, "usage": obj{
			"input_tokens": a.usage.In, "output_tokens": 1,
			"cache_read_input_tokens": a.usage.CacheRead, "cache_creation_input_tokens": a.usage.CacheWrite,
		},
	}})
	s.event("ping", obj{"type": "ping"})
	index := 0
	for _, t := range a.steps {
		switch {
		case s.special(t):
			continue
		case t.fail != 0:
			s.event("error", anthropicFaults[t.fail].body)
			s.flush()
			return
		}
		t.block(s, fmt.Sprintf("toolu_%04d_%d", turn, index), index, sign)
		index++
	}
	stop := map[Stop]string{Ended: "end_turn", Cutoff: "max_tokens", Declining: "refusal"}[a.stop]
	if a.stop == Ended && a.calls() {
		stop = "tool_use"
	}
	s.event("message_delta", obj{
		"type": "message_delta", "delta": obj{"stop_reason": stop, "stop_sequence": nil},
		"usage": obj{"output_tokens": a.usage.Out},
	})
	s.event("message_stop", obj{"type": "message_stop"})
	s.flush()
}

// block writes one block of content.
func (t step) block(s *stream, id string, index int, sign func(string)) {
	start := func(block obj) {
		s.event("content_block_start", obj{"type": "content_block_start", "index": index, "content_block": block})
	}
	delta := func(d obj) {
		s.event("content_block_delta", obj{"type": "content_block_delta", "index": index, "delta": d})
	}
	switch {
	case t.call != nil:
		if t.call.ID != "" {
			id = t.call.ID
		}
		start(obj{"type": "tool_use", "id": id, "name": t.call.Name, "input": obj{}})
		delta(obj{"type": "input_json_delta", "partial_json": ""})
		for _, piece := range pieces(string(t.call.Input), callPiece) {
			delta(obj{"type": "input_json_delta", "partial_json": piece})
		}
	case t.think != nil:
		start(obj{"type": "thinking", "thinking": "", "signature": ""})
		all := ""
		for _, text := range t.think {
			all += text
			delta(obj{"type": "thinking_delta", "thinking": text})
		}
		delta(obj{"type": "signature_delta", "signature": t.signature})
		sign(all + "\x00" + t.signature)
	case t.redacted != "":
		start(obj{"type": "redacted_thinking", "data": t.redacted})
		sign(t.redacted)
	default:
		start(obj{"type": "text", "text": ""})
		for _, text := range t.say {
			delta(obj{"type": "text_delta", "text": text})
		}
	}
	s.event("content_block_stop", obj{"type": "content_block_stop", "index": index})
}
