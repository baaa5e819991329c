package main

import (
	"context"
	"fmt"

	"easel.example/core/client"
)

// A digest is what easel's own replica holds. State and Raster are 16 hex
// digits, and equal everywhere at the same seq.
type digest struct {
	Seq     uint64 `json:"seq"`
	Strokes int    `json:"strokes"`
	Points  int64  `json:"points"`
	Bytes   int64  `json:"bytes"`
	State   string `json:"state"`
	Raster  string `json:"raster"`
	Inked   int64  `json:"inked"` // pixels that are not bare paper
}

// digestOf draws the picture and hashes all. The client holds a piece.
func digestOf(c *client.Client) digest {
	r, canvas := c.Replica(), c.Canvas()
	p := r.Piece()
	return digest{
		Seq: r.Seq(), Strokes: len(p.Strokes()), Points: p.Points(), Bytes: p.Bytes(),
		State: fmt.Sprintf("%016x", p.Digest()), Raster: fmt.Sprintf("%016x", canvas.Hash()), Inked: canvas.Inked(),
	}
}

func digestCommand(c *call) func(context.Context) error {
	return func(ctx context.Context) error {
		var d digest
		if err := c.see(ctx, func(c *client.Client) { d = digestOf(c) }); err != nil {
			return err
		}
		return c.answer(d)
	}
}
