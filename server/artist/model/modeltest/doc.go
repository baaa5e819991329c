// Package modeltest serves the wires of both providers from a script, so that what
// talks to a model can be tested without one:
//
//	s := modeltest.Anthropic(t, func(turn int, r modeltest.Request) modeltest.Answer {
//		if turn == 0 {
//			return modeltest.Say("I begin ", "with the sky.").Call("draw", `{"paths":[]}`)
//		}
//		return modeltest.Say("Done.")
//	})
//	m, err := model.New(model.Config{Provider: model.Anthropic, BaseURL: s.URL, Key: …, Model: "m"})
//
// An answer may stall, break off, come in pieces of any size, fail before or in
// its middle, or have the oddities of a compatible server. Requests are held
// against what the real servers demand; one that they would refuse is refused and
// reported as a failure of the test.
//
// The package knows nothing of package model, so that the two cannot be wrong in
// the same way. A program that is no test uses [AnthropicHandler] and
// [OpenAIHandler].
package modeltest
