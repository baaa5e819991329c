package modeltest

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// anthropicVersion is what the API calls itself.
const anthropicVersion = "2026-10-21"

// The Messages API, as far as it is used. What is not here is refused.
type (
	anthropicRequest struct {
		Model     string             `json:"model"`
		MaxTokens int                `json:"max_tokens"`
		Stream    bool               `json:"stream"`
		System    []anthropicBlock   `json:"system"`
		Tools     []anthropicTool    `json:"tools"`
		Messages  []anthropicMessage `json:"messages"`
	}
	anthropicTool struct {
		Name         string          `json:"name"`
		Description  string          `json:"description"`
		InputSchema  json.RawMessage `json:"input_schema"`
		CacheControl *cacheControl   `json:"cache_control"`
	}
	anthropicMessage struct {
		Role    string           `json:"role"`
		Content []anthropicBlock `json:"content"`
	}
	anthropicBlock struct {
		Type         string           `json:"type"`
		Text         string           `json:"text"`
		Source       *anthropicSource `json:"source"`
		ID           string           `json:"id"`
		Name         string           `json:"name"`
		Input        json.RawMessage  `json:"input"`
		ToolUseID    string           `json:"tool_use_id"`
		Content      []anthropicBlock `json:"content"`
		IsError      bool             `json:"is_error"`
		Thinking     *string          `json:"thinking"`
		Signature    string           `json:"signature"`
		Data         string           `json:"data"`
		CacheControl *cacheControl    `json:"cache_control"`
	}
	anthropicSource struct {
		Type      string `json:"type"`
		MediaType string `json:"media_type"`
		Data      string `json:"data"`
	}
	cacheControl struct {
		Type string `json:"type"`
	}
)

// cacheMarks is how many places of a request may be marked for the cache.
const cacheMarks = 4

// anthropicCheck reads a request as the API does. signed holds the thinking that
// was given out: none other comes back.
func anthropicCheck(r *http.Request, body []byte, key string, signed func(string) bool) (Request, error) {
	if err := head(r, "/v1/messages", key); err != nil {
		return Request{}, err
	}
	if v := r.Header.Get("Anthropic-Version"); v != anthropicVersion {
		return Request{}, fmt.Errorf("anthropic-version is %q", v)
	}
	var q anthropicRequest
	if err := decode(body, &q); err != nil {
		return Request{}, err
	}
	if q.Model == "" || q.MaxTokens < 1 || !q.Stream || len(q.Messages) == 0 {
		return Request{}, errors.New("model, max_tokens, stream or messages is missing")
	}
	out := Request{Model: q.Model, MaxTokens: q.MaxTokens, Raw: body}
	marks := 0
	mark := func(c *cacheControl) {
		if c != nil {
			marks++
		}
	}
	for _, b := range q.System {
		if b.Type != "text" || blank(b.Text) {
			return out, errors.New("system holds an empty text, or what is no text")
		}
		out.System += b.Text
		mark(b.CacheControl)
	}
	for _, t := range q.Tools {
		if err := tool(t.Name, t.InputSchema); err != nil {
			return out, err
		}
		out.Tools = append(out.Tools, t.Name)
		mark(t.CacheControl)
	}
	var open []string
	used := map[string]bool{}
	for i, m := range q.Messages {
		if want := []string{"user", "assistant"}[i%2]; m.Role != want {
			return out, fmt.Errorf("message %d is of %q, want %q", i, m.Role, want)
		}
		turn, err := m.check(open, used, signed)
		if err != nil {
			return out, fmt.Errorf("message %d: %w", i, err)
		}
		open = nil
		for _, c := range turn.Calls {
			open = append(open, c.ID)
		}
		for _, b := range m.Content {
			mark(b.CacheControl)
		}
		out.Turns = append(out.Turns, turn)
	}
	switch {
	case out.Last().Role != "user":
		return out, errors.New("the last message is not the user's")
	case marks > cacheMarks:
		return out, fmt.Errorf("%d marks for the cache, at most %d", marks, cacheMarks)
	}
	return out, nil
}

// check reads one message. open are the calls of the message before, all of which
// it has to answer first; used are the ids of all calls so far.
func (m anthropicMessage) check(open []string, used map[string]bool, signed func(string) bool) (Turn, error) {
	turn := Turn{Role: m.Role}
	if len(m.Content) == 0 {
		return turn, errors.New("no content")
	}
	answered := map[string]bool{}
	for i, b := range m.Content {
		if err := b.check(m.Role, signed); err != nil {
			return turn, err
		}
		switch b.Type {
		case "text":
			turn.Text += b.Text
		case "image":
			turn.Images = append(turn.Images, b.Source.MediaType)
		case "tool_use":
			if used[b.ID] {
				return turn, fmt.Errorf("the call %s is made twice", b.ID)
			}
			used[b.ID] = true
			turn.Calls = append(turn.Calls, Call{b.ID, b.Name, b.Input})
		case "tool_result":
			if i != len(turn.Results) {
				return turn, errors.New("a tool_result stands after something else")
			}
			if answered[b.ToolUseID] || !contains(open, b.ToolUseID) {
				return turn, fmt.Errorf("the tool_result of %q has no tool_use in the message before, or another tool_result", b.ToolUseID)
			}
			answered[b.ToolUseID] = true
			turn.Results = append(turn.Results, b.result())
		default:
			if len(turn.Calls) > 0 {
				return turn, errors.New("thinking stands after a tool_use")
			}
			turn.Opaque++
		}
	}
	if len(answered) != len(open) {
		return turn, fmt.Errorf("%d tool_use have %d tool_result after them", len(open), len(answered))
	}
	return turn, nil
}

func contains(all []string, s string) bool {
	for _, a := range all {
		if a == s {
			return true
		}
	}
	return false
}

func (b anthropicBlock) result() Result {
	r := Result{ID: b.ToolUseID, Failed: b.IsError}
	for _, c := range b.Content {
		r.Text += c.Text
		if c.Source != nil {
			r.Images = append(r.Images, c.Source.MediaType)
		}
	}
	return r
}

// check looks at one block by itself.
func (b anthropicBlock) check(role string, signed func(string) bool) error {
	of := map[string]string{
		"tool_use": "assistant", "thinking": "assistant", "redacted_thinking": "assistant",
		"tool_result": "user", "image": "user",
	}[b.Type]
	if of != "" && of != role {
		return fmt.Errorf("a message of the %s holds %s", role, b.Type)
	}
	switch b.Type {
	case "text":
		if blank(b.Text) {
			return errors.New("a text is empty")
		}
	case "image":
		if b.Source == nil || b.Source.Type != "base64" {
			return errors.New("an image has no source of base64")
		}
		return image(b.Source.MediaType, b.Source.Data)
	case "tool_use":
		if b.ID == "" || !toolName.MatchString(b.Name) {
			return errors.New("a tool_use has no id or no name")
		}
		return object(b.Input)
	case "tool_result":
		for _, c := range b.Content {
			if c.Type != "text" && c.Type != "image" {
				return fmt.Errorf("a tool_result holds %q", c.Type)
			}
			if err := c.check(role, signed); err != nil {
				return err
			}
		}
	case "thinking":
		if b.Thinking == nil || !signed(*b.Thinking+"\x00"+b.Signature) {
			return errors.New("invalid signature in thinking block")
		}
	case "redacted_thinking":
		if !signed(b.Data) {
			return errors.New("invalid data in redacted_thinking block")
		}
	default:
		return fmt.Errorf("a block is of the type %q", b.Type)
	}
	return nil
}
