package model_test

import (
	"strings"
	"testing"

	"easel.example/server/artist/model"
	"easel.example/server/artist/model/modeltest"
)

// TestThinkingGoesBack checks that signed and redacted thinking is sent back as it
// came, in its place, and that OpenAI never sees it.
func TestThinkingGoesBack(t *testing.T) {
	server := modeltest.Anthropic(t, func(n int, r modeltest.Request) modeltest.Answer {
		if n == 0 {
			return modeltest.Answer{}.Think("sig+/=<&>", "The sea is ", "\"wide\" & <blue>.").Redacted("c2VjcmV0").
				Say("I draw.").Call("draw", `{"x":1}`).Chop(11)
		}
		return modeltest.Say("Done.")
	})
	m := connect(t, model.Anthropic, server.URL, modeltest.Key, model.Patience{})
	var heard strings.Builder
	q, _ := paint(t, m, ask("go"), hear(&heard))
	if want := `[The sea is ]["wide" & <blue>.]I draw.<draw>Done.`; heard.String() != want {
		t.Errorf("heard %q, want %q", heard.String(), want)
	}
	asked := server.Requests()
	if got := asked[1].Turns[1]; got.Opaque != 2 || len(got.Calls) != 1 {
		t.Errorf("what went back: %+v", got)
	}
	if n := strings.Count(string(asked[1].Raw), "cache_control"); n != 2 {
		t.Errorf("%d marks for the cache, want 2", n)
	}

	// The same conversation goes on with another provider.
	other := modeltest.OpenAI(t, always(modeltest.Say("Hello.")))
	q.Messages = append(q.Messages, model.Message{Role: model.User, Parts: []model.Part{model.Text("And you?")}})
	if _, err := connect(t, model.OpenAI, other.URL, modeltest.Key, model.Patience{}).Reply(t.Context(), q, nil); err != nil {
		t.Fatal(err)
	}
	if raw := string(other.Requests()[0].Raw); strings.Contains(raw, "sig+") || strings.Contains(raw, "c2VjcmV0") {
		t.Error("another provider saw the thinking")
	}
}
