package model_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"easel.example/server/artist/model"
	"easel.example/server/artist/model/modeltest"
)

func newImager(t *testing.T, patience model.Patience, script modeltest.Script) model.Imager {
	t.Helper()
	key, err := model.ParseKey(modeltest.Key)
	if err != nil {
		t.Fatal(err)
	}
	server := modeltest.OpenAI(t, script)
	g, err := model.NewImager(model.Config{Provider: model.OpenAI, BaseURL: server.URL, Model: "imagine-1", Key: key, Patience: patience})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// TestImagine asks for pictures, and for what is none.
func TestImagine(t *testing.T) {
	png := picture().Bytes
	large := func(n int) []byte { return append(bytes.Clone(png), make([]byte, n-len(png))...) }
	short := model.Patience{Whole: 150 * time.Millisecond}
	for _, c := range []struct {
		name     string
		patience model.Patience
		answer   modeltest.Answer
		want     model.Kind // 0 is a picture
	}{
		{"picture", model.Patience{}, modeltest.Picture(png), 0},
		{"largest", model.Patience{}, modeltest.Picture(large(model.ImagineBytes)), 0},
		{"too large", model.Patience{}, modeltest.Picture(large(model.ImagineBytes + 1)), model.Network},
		{"far too large", model.Patience{}, modeltest.Picture(large(2 * model.ImagineBytes)), model.Refused},
		{"no picture", model.Patience{}, modeltest.Picture([]byte("<html>")), model.Network},
		{"nothing", model.Patience{}, modeltest.Picture([]byte{}), model.Network},
		{"declined", model.Patience{}, modeltest.Fail(modeltest.Declined), model.Refused},
		{"quota", model.Patience{}, modeltest.Fail(modeltest.NoQuota), model.Quota},
		{"slow", short, modeltest.Picture(png).Stall(time.Minute), model.Slow},
		{"cut", model.Patience{}, modeltest.Picture(png).Cut(), model.Network},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := newImager(t, c.patience, always(c.answer))
			got, err := g.Imagine(t.Context(), " a boat ")
			if kind(err) != c.want {
				t.Fatalf("got %v, want %v", err, c.want)
			}
			if err != nil {
				checkQuiet(t, err)
				return
			}
			if got.Type != "image/png" || !bytes.HasPrefix(got.Bytes, png) {
				t.Errorf("got %d bytes of %s", len(got.Bytes), got.Type)
			}
		})
	}
}

// TestImaginePrompt checks the words at their bound.
func TestImaginePrompt(t *testing.T) {
	g := newImager(t, model.Patience{}, always(modeltest.Picture(picture().Bytes)))
	for _, c := range []struct {
		prompt string
		want   model.Kind
	}{
		{strings.Repeat("x", model.PromptBytes), 0},
		{strings.Repeat("x", model.PromptBytes+1), model.Refused},
		{" \n", model.Refused},
	} {
		if _, err := g.Imagine(t.Context(), c.prompt); kind(err) != c.want {
			t.Errorf("%d bytes: %v, want %v", len(c.prompt), err, c.want)
		}
	}
	if _, err := model.NewImager(model.Config{Provider: model.Anthropic, Model: "m"}); err == nil {
		t.Error("Anthropic paints pictures")
	}
}
