package model_test

import (
	"reflect"
	"strings"
	"testing"

	"easel.example/server/artist/model"
	"easel.example/server/artist/model/modeltest"
)

// TestCompatible runs turns with servers that are nearly like OpenAI's.
func TestCompatible(t *testing.T) {
	ollama := modeltest.WholeArguments | modeltest.FinishStop | modeltest.AllZero
	for _, c := range []struct {
		name   string
		quirks modeltest.Quirk
	}{
		{"no usage", modeltest.NoUsage},
		{"no done", modeltest.NoDone},
		{"no done, no usage", modeltest.NoDone | modeltest.NoUsage},
		{"no finish", modeltest.NoFinish},
		{"stop after calls", modeltest.FinishStop},
		{"whole calls, all number 0", ollama},
		{"whole calls, all number 0, no ids", ollama | modeltest.NoIDs},
		{"whole calls without number and id", modeltest.WholeArguments | modeltest.NoIndex | modeltest.NoIDs},
		{"pieces without number", modeltest.NoIndex},
		{"pieces without number and id", modeltest.NoIndex | modeltest.NoIDs},
		{"whole calls, all number 0, all one id", ollama | modeltest.SameIDs},
		{"all one id", modeltest.SameIDs},
		{"an id for each piece", modeltest.FreshIDs},
		{"a name for each piece", modeltest.RepeatName},
		{"a name for each piece, no ids", modeltest.RepeatName | modeltest.NoIDs},
		{"objects as arguments", modeltest.ObjectArguments | modeltest.FinishStop},
	} {
		t.Run(c.name, func(t *testing.T) {
			server := modeltest.Keyless(t, func(n int, r modeltest.Request) modeltest.Answer {
				if n == 0 {
					return modeltest.Say("Two.").Call("draw", `{"x":1}`).Call("draw", `{"x":2}`).With(c.quirks)
				}
				return modeltest.Say("Done.").With(c.quirks)
			})
			m := connect(t, model.OpenAI, server.URL, "", model.Patience{})
			var heard strings.Builder
			q, _ := paint(t, m, ask("go"), hear(&heard))
			if want := "Two.<draw><draw>Done."; heard.String() != want {
				t.Errorf("heard %q, want %q", heard.String(), want)
			}
			var inputs []string
			for _, call := range (model.Reply{Parts: q.Messages[1].Parts}).Calls() {
				inputs = append(inputs, string(call.Input))
			}
			if want := []string{`{"x":1}`, `{"x":2}`}; !reflect.DeepEqual(inputs, want) {
				t.Errorf("inputs %v, want %v", inputs, want)
			}
		})
	}
}

// TestReasoning checks that what compatible servers send as reasoning is heard as
// thinking.
func TestReasoning(t *testing.T) {
	server := modeltest.Keyless(t, always(modeltest.Answer{}.Think("", "Hm, ", "well.").Say("Blue.")))
	var heard strings.Builder
	r, err := connect(t, model.OpenAI, server.URL, "", model.Patience{}).Reply(t.Context(), ask("go"), hear(&heard))
	if err != nil || heard.String() != "[Hm, ][well.]Blue." || len(r.Parts) != 1 {
		t.Errorf("heard %q, parts %v, %v", heard.String(), r.Parts, err)
	}
}
