package model

import (
	"encoding/base64"
	"encoding/json"
	"slices"

	anthropic "github.com/anthropics/anthropic-sdk-go/v2"
	"github.com/anthropics/anthropic-sdk-go/v2/packages/param"
)

// params writes a request as the Messages API takes it. It knows no temperature:
// the API has none since its version 2026-10-21.
//
// Two places are marked for the cache: the end of the system text, which tools
// and system text come before and which is the same in every turn; and the end of
// the conversation, which the next request of the same turn begins with.
func (c *claude) params(r Request) (anthropic.MessageNewParams, error) {
	p := anthropic.MessageNewParams{Model: anthropic.Model(c.Model), MaxTokens: int64(r.maxTokens())}
	for _, t := range r.Tools {
		tool, err := claudeTool(t)
		if err != nil {
			return p, err
		}
		p.Tools = append(p.Tools, anthropic.ToolUnionParam{OfTool: tool})
	}
	switch n := len(p.Tools); {
	case r.System != "":
		p.System = []anthropic.TextBlockParam{{Text: r.System, CacheControl: anthropic.NewCacheControlEphemeralParam()}}
	case n > 0:
		p.Tools[n-1].OfTool.CacheControl = anthropic.NewCacheControlEphemeralParam()
	}
	for _, m := range r.Messages {
		blocks := claudeBlocks(m)
		if m.Role == Assistant {
			p.Messages = append(p.Messages, anthropic.NewAssistantMessage(blocks...))
			continue
		}
		p.Messages = append(p.Messages, anthropic.NewUserMessage(blocks...))
	}
	if last := p.Messages[len(p.Messages)-1].OfUser; last != nil && len(last.Content) > 0 {
		cache(&last.Content[len(last.Content)-1])
	}
	return p, nil
}

func (r Request) maxTokens() int {
	if r.MaxTokens <= 0 {
		return MaxTokensDefault
	}
	return r.MaxTokens
}

func cache(b *anthropic.ContentBlockParamUnion) {
	mark := anthropic.NewCacheControlEphemeralParam()
	switch {
	case b.OfText != nil:
		b.OfText.CacheControl = mark
	case b.OfImage != nil:
		b.OfImage.CacheControl = mark
	case b.OfToolResult != nil:
		b.OfToolResult.CacheControl = mark
	}
}

func claudeTool(t Tool) (*anthropic.ToolParam, error) {
	var schema struct {
		Properties any      `json:"properties"`
		Required   []string `json:"required"`
	}
	var all map[string]any
	if json.Unmarshal(t.Schema, &schema) != nil || json.Unmarshal(t.Schema, &all) != nil || all["type"] != "object" {
		return nil, refused("the schema of the tool %q is no JSON Schema of an object", t.Name)
	}
	for _, known := range []string{"type", "properties", "required"} {
		delete(all, known)
	}
	return &anthropic.ToolParam{
		Name: t.Name, Description: anthropic.String(t.Description),
		InputSchema: anthropic.ToolInputSchemaParam{Properties: schema.Properties, Required: schema.Required, ExtraFields: all},
	}, nil
}

// claudeBlocks writes the parts of a message. Results come first, as the API wants.
func claudeBlocks(m Message) []anthropic.ContentBlockParamUnion {
	var results, others []anthropic.ContentBlockParamUnion
	for _, p := range m.Parts {
		switch p := p.(type) {
		case Text:
			if !p.blank() {
				others = append(others, anthropic.NewTextBlock(string(p)))
			}
		case Image:
			others = append(others, anthropic.NewImageBlockBase64(p.Type, base64.StdEncoding.EncodeToString(p.Bytes)))
		case Call:
			others = append(others, anthropic.NewToolUseBlock(p.ID, p.Input, p.Name))
		case Result:
			results = append(results, claudeResult(p))
		case Opaque:
			if p.Provider == Anthropic {
				others = append(others, param.Override[anthropic.ContentBlockParamUnion](p.Data))
			}
		}
	}
	return slices.Concat(results, others)
}

func claudeResult(r Result) anthropic.ContentBlockParamUnion {
	b := anthropic.ToolResultBlockParam{ToolUseID: r.ID, IsError: anthropic.Bool(r.Failed)}
	if r.Text != "" {
		b.Content = append(b.Content, anthropic.ToolResultBlockParamContentUnion{OfText: &anthropic.TextBlockParam{Text: r.Text}})
	}
	for _, i := range r.Images {
		image := anthropic.NewImageBlockBase64(i.Type, base64.StdEncoding.EncodeToString(i.Bytes)).OfImage
		b.Content = append(b.Content, anthropic.ToolResultBlockParamContentUnion{OfImage: image})
	}
	return anthropic.ContentBlockParamUnion{OfToolResult: &b}
}
