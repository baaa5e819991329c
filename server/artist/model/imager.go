package model

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
)

// Bounds of an imagined picture.
const (
	// ImagineWait is how long a picture may take.
	ImagineWait = time.Minute
	// ImagineBytes bounds the picture; it is shrunk before anybody sees it.
	ImagineBytes = 8 << 20
	// PromptBytes bounds what it is asked for with; providers take 4,000 to 32,000
	// letters.
	PromptBytes = 4000
)

// An Imager paints a reference picture from words.
type Imager interface {
	// Imagine returns a picture. Its error is an *Error, or that of ctx.
	Imagine(ctx context.Context, prompt string) (Image, error)
}

// NewImager returns what paints reference pictures. Anthropic has no such model;
// of the others, OpenAI's images API is spoken.
func NewImager(c Config) (Imager, error) {
	if c.Provider == Anthropic {
		return nil, errors.New("no pictures come from Anthropic; reference pictures need a provider of OpenAI's wire")
	}
	w, err := c.wire()
	if err != nil {
		return nil, err
	}
	w.Patience.Whole = min(w.Patience.Whole, ImagineWait)
	// The picture comes at once, at the end.
	w.Patience.First = w.Patience.Whole
	return &imager{wire: w, images: openai.NewImageService(w.openaiOptions()...)}, nil
}

// An imager speaks the wire of OpenAI's images API.
type imager struct {
	wire
	images openai.ImageService
}

// Imagine implements Imager.
func (g *imager) Imagine(ctx context.Context, prompt string) (Image, error) {
	if prompt = strings.TrimSpace(prompt); prompt == "" || len(prompt) > PromptBytes {
		return Image{}, refused("the words for a picture have %d bytes; they may have 1 to %d", len(prompt), PromptBytes)
	}
	params := openai.ImageGenerateParams{Prompt: prompt, Model: openai.ImageModel(g.Model), N: openai.Int(1)}
	if !g.official {
		// OpenAI's newer models always send the picture and refuse to be asked;
		// compatible servers send an address unless they are.
		params.ResponseFormat = openai.ImageGenerateParamsResponseFormatB64JSON
	}
	ctx, watch, stop := g.watch(ctx, int64(base64.StdEncoding.EncodedLen(ImagineBytes))+faultBytes)
	defer stop()
	res, err := g.images.Generate(ctx, params, option.WithMiddleware(watch.through))
	if err != nil {
		return Image{}, watch.failed(ctx, err, nil)
	}
	image, err := decodeImage(res)
	if err != nil {
		return Image{}, watch.failed(ctx, err, nil)
	}
	return image, nil
}

// decodeImage takes the one picture out of a response. Its type is what its bytes
// say: servers say none, or another.
func decodeImage(res *openai.ImagesResponse) (Image, error) {
	if len(res.Data) == 0 || res.Data[0].B64JSON == "" {
		return Image{}, errors.New("the response holds no picture")
	}
	data, err := base64.StdEncoding.DecodeString(res.Data[0].B64JSON)
	if err != nil {
		return Image{}, fmt.Errorf("decode the picture: %w", err)
	}
	kind := http.DetectContentType(data)
	if len(data) > ImagineBytes || !slices.Contains(imageTypes, kind) {
		return Image{}, fmt.Errorf("the picture has %d bytes of %s; at most %d of a picture are taken", len(data), kind, ImagineBytes)
	}
	return Image{Type: kind, Bytes: data}, nil
}
