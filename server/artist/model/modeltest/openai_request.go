package modeltest

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// Chat completions, as far as they are used. What is not here is refused.
type (
	openaiRequest struct {
		Model               string `json:"model"`
		MaxTokens           int    `json:"max_tokens"`
		MaxCompletionTokens int    `json:"max_completion_tokens"`
		Stream              bool   `json:"stream"`
		StreamOptions       struct {
			IncludeUsage bool `json:"include_usage"`
		} `json:"stream_options"`
		Tools    []openaiTool    `json:"tools"`
		Messages []openaiMessage `json:"messages"`
	}
	openaiTool struct {
		Type     string `json:"type"`
		Function struct {
			Name        string          `json:"name"`
			Description string          `json:"description"`
			Parameters  json.RawMessage `json:"parameters"`
		} `json:"function"`
	}
	openaiMessage struct {
		Role       string          `json:"role"`
		Content    json.RawMessage `json:"content"` // a string or parts
		ToolCalls  []openaiCall    `json:"tool_calls"`
		ToolCallID string          `json:"tool_call_id"`
	}
	openaiCall struct {
		ID       string `json:"id"`
		Type     string `json:"type"`
		Function struct {
			Name      string `json:"name"`
			Arguments string `json:"arguments"`
		} `json:"function"`
	}
	openaiPart struct {
		Type     string `json:"type"`
		Text     string `json:"text"`
		ImageURL *struct {
			URL string `json:"url"`
		} `json:"image_url"`
	}
	openaiPictureRequest struct {
		Model          string `json:"model"`
		Prompt         string `json:"prompt"`
		N              int    `json:"n"`
		ResponseFormat string `json:"response_format"`
	}
)

// openaiCheck reads a request for a reply as the API does.
func openaiCheck(r *http.Request, body []byte, key string) (Request, error) {
	if err := head(r, "/v1/chat/completions", key); err != nil {
		return Request{}, err
	}
	var q openaiRequest
	if err := decode(body, &q); err != nil {
		return Request{}, err
	}
	out := Request{Model: q.Model, MaxTokens: max(q.MaxTokens, q.MaxCompletionTokens), Raw: body}
	switch {
	case q.Model == "" || !q.Stream || !q.StreamOptions.IncludeUsage || len(q.Messages) == 0:
		return out, errors.New("model, stream, stream_options or messages is missing")
	case (q.MaxTokens > 0) == (q.MaxCompletionTokens > 0):
		return out, errors.New("not one of max_tokens and max_completion_tokens")
	}
	for _, t := range q.Tools {
		if t.Type != "function" {
			return out, fmt.Errorf("a tool is of the type %q", t.Type)
		}
		if err := tool(t.Function.Name, t.Function.Parameters); err != nil {
			return out, err
		}
		out.Tools = append(out.Tools, t.Function.Name)
	}
	var open []string
	for i, m := range q.Messages {
		var err error
		if open, err = m.check(&out, i, open); err != nil {
			return out, fmt.Errorf("message %d: %w", i, err)
		}
	}
	if len(open) > 0 || out.Last().Role != "user" {
		return out, errors.New("the last message is not the user's, or calls have no result")
	}
	return out, nil
}

// check adds one message to the request and returns the calls that are open after it.
func (m openaiMessage) check(out *Request, i int, open []string) ([]string, error) {
	turn, err := m.content()
	if err != nil {
		return nil, err
	}
	if m.Role != "tool" && len(open) > 0 {
		return nil, fmt.Errorf("a message of the %s stands before the results of %v", m.Role, open)
	}
	if m.Role != "assistant" && len(m.ToolCalls) > 0 || m.Role != "user" && len(turn.Images) > 0 {
		return nil, fmt.Errorf("a message of the %s holds calls or pictures", m.Role)
	}
	switch m.Role {
	case "system":
		if i > 0 {
			return nil, errors.New("a system text is not the first message")
		}
		out.System = turn.Text
		return nil, nil
	case "user":
		if blank(turn.Text) && len(turn.Images) == 0 {
			return nil, errors.New("it is empty")
		}
	case "assistant":
		for _, c := range m.ToolCalls {
			if c.ID == "" || c.Type != "function" || !toolName.MatchString(c.Function.Name) || slices.Contains(open, c.ID) {
				return nil, fmt.Errorf("the call %q has no id or name, or another's id", c.ID)
			}
			if err := object(json.RawMessage(c.Function.Arguments)); err != nil {
				return nil, err
			}
			open = append(open, c.ID)
			turn.Calls = append(turn.Calls, Call{c.ID, c.Function.Name, json.RawMessage(c.Function.Arguments)})
		}
		if blank(turn.Text) && len(turn.Calls) == 0 {
			return nil, errors.New("it is empty")
		}
	case "tool":
		at := slices.Index(open, m.ToolCallID)
		if at < 0 {
			return nil, fmt.Errorf("it answers the call %q, which is not open", m.ToolCallID)
		}
		open = slices.Delete(open, at, at+1)
		turn = Turn{Role: "user", Results: []Result{{ID: m.ToolCallID, Text: turn.Text}}}
	default:
		return nil, fmt.Errorf("it is of %q", m.Role)
	}
	out.merge(turn)
	return open, nil
}

// merge adds a turn to the one before if both are the user's, so that results and
// what is said after them are one, as on Anthropic's wire.
func (r *Request) merge(t Turn) {
	if n := len(r.Turns); n > 0 && r.Turns[n-1].Role == "user" && t.Role == "user" {
		last := &r.Turns[n-1]
		last.Text += t.Text
		last.Results = append(last.Results, t.Results...)
		last.Images = append(last.Images, t.Images...)
		return
	}
	r.Turns = append(r.Turns, t)
}

// content reads a string or parts.
func (m openaiMessage) content() (Turn, error) {
	turn := Turn{Role: m.Role}
	if m.Content == nil || json.Unmarshal(m.Content, &turn.Text) == nil {
		return turn, nil
	}
	var parts []openaiPart
	if err := decode(m.Content, &parts); err != nil {
		return turn, err
	}
	for _, p := range parts {
		switch {
		case p.Type == "text" && !blank(p.Text):
			turn.Text += p.Text
		case p.Type == "image_url" && p.ImageURL != nil:
			mediaType, data, ok := strings.Cut(strings.TrimPrefix(p.ImageURL.URL, "data:"), ";base64,")
			if !ok {
				return turn, errors.New("a picture is no data URI of base64")
			}
			if err := image(mediaType, data); err != nil {
				return turn, err
			}
			turn.Images = append(turn.Images, mediaType)
		default:
			return turn, fmt.Errorf("a part is of the type %q, or empty", p.Type)
		}
	}
	return turn, nil
}

// pictureCheck reads a request for a picture.
func pictureCheck(r *http.Request, body []byte, key string) (Request, error) {
	if err := head(r, "/v1/images/generations", key); err != nil {
		return Request{}, err
	}
	var q openaiPictureRequest
	if err := decode(body, &q); err != nil {
		return Request{}, err
	}
	if q.Model == "" || blank(q.Prompt) || q.N != 1 || q.ResponseFormat != "" && q.ResponseFormat != "b64_json" {
		return Request{}, errors.New("model or prompt is missing, n is not 1, or the picture is not wanted as base64")
	}
	return Request{Model: q.Model, Prompt: q.Prompt, Raw: body}, nil
}
