package model

import (
	"encoding/base64"
	"encoding/json"
	"fmt"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/shared"
)

// params writes a request as chat completions take it. OpenAI's newer models
// know max_completion_tokens only, most compatible servers max_tokens only.
func (g *gpt) params(r Request) (openai.ChatCompletionNewParams, error) {
	p := openai.ChatCompletionNewParams{
		Model:         shared.ChatModel(g.Model),
		StreamOptions: openai.ChatCompletionStreamOptionsParam{IncludeUsage: openai.Bool(true)},
	}
	if g.official {
		p.MaxCompletionTokens = openai.Int(int64(r.maxTokens()))
	} else {
		p.MaxTokens = openai.Int(int64(r.maxTokens()))
	}
	for _, t := range r.Tools {
		var schema map[string]any
		if json.Unmarshal(t.Schema, &schema) != nil || schema["type"] != "object" {
			return p, refused("the schema of the tool %q is no JSON Schema of an object", t.Name)
		}
		p.Tools = append(p.Tools, openai.ChatCompletionFunctionTool(shared.FunctionDefinitionParam{
			Name: t.Name, Description: openai.String(t.Description), Parameters: schema,
		}))
	}
	if r.System != "" {
		p.Messages = append(p.Messages, openai.SystemMessage(r.System))
	}
	for _, m := range r.Messages {
		if m.Role == Assistant {
			p.Messages = append(p.Messages, gptAssistant(m))
			continue
		}
		p.Messages = append(p.Messages, gptUser(m)...)
	}
	return p, nil
}

func gptAssistant(m Message) openai.ChatCompletionMessageParamUnion {
	var a openai.ChatCompletionAssistantMessageParam
	var text string
	for _, p := range m.Parts {
		switch p := p.(type) {
		case Text:
			text += string(p)
		case Call:
			a.ToolCalls = append(a.ToolCalls, openai.ChatCompletionMessageToolCallUnionParam{
				OfFunction: &openai.ChatCompletionMessageFunctionToolCallParam{
					ID:       p.ID,
					Function: openai.ChatCompletionMessageFunctionToolCallFunctionParam{Name: p.Name, Arguments: string(p.Input)},
				},
			})
		}
	}
	// An assistant that only thought, for another provider, has said nothing here.
	if text != "" || len(a.ToolCalls) == 0 {
		a.Content.OfString = openai.String(text)
	}
	return openai.ChatCompletionMessageParamUnion{OfAssistant: &a}
}

// gptUser writes a message of the user. Each result is a message of its own, and
// holds text only: its pictures follow in what the user says after all of them.
func gptUser(m Message) []openai.ChatCompletionMessageParamUnion {
	var results []openai.ChatCompletionMessageParamUnion
	var said []openai.ChatCompletionContentPartUnionParam
	for _, p := range m.Parts {
		switch p := p.(type) {
		case Text:
			if !p.blank() {
				said = append(said, openai.TextContentPart(string(p)))
			}
		case Image:
			said = append(said, gptImage(p))
		case Result:
			results = append(results, openai.ToolMessage(gptResult(p), p.ID))
			for i, image := range p.Images {
				said = append(said, openai.TextContentPart(fmt.Sprintf("Picture %d of the result of %s:", i+1, p.ID)), gptImage(image))
			}
		}
	}
	if len(said) == 0 && len(results) > 0 {
		return results
	}
	return append(results, openai.UserMessage(said))
}

// gptResult writes a result, whose failing has no field of its own on this wire.
func gptResult(r Result) string {
	switch {
	case r.Failed:
		return "Failed: " + r.Text
	case r.Text == "" && len(r.Images) > 0:
		return "The picture follows."
	case r.Text == "":
		return "Done."
	}
	return r.Text
}

func gptImage(i Image) openai.ChatCompletionContentPartUnionParam {
	return openai.ImageContentPart(openai.ChatCompletionContentPartImageImageURLParam{
		URL: "data:" + i.Type + ";base64," + base64.StdEncoding.EncodeToString(i.Bytes),
	})
}
