package main

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"

	"easel.example/core"
	"easel.example/core/client"
)

// paper is the colour under every piece, as the page and the server show it.
const paper = 0xffffff

func exportCommand(c *call) func(context.Context) error {
	name := c.String("o", "", "PNG `file` to write, or - for standard output")
	return func(ctx context.Context) error {
		if *name == "" {
			return errors.New("export where to? Say -o FILE.png")
		}
		switch ext := strings.ToLower(filepath.Ext(*name)); ext {
		case ".svg", ".gif", ".jpg", ".jpeg", ".webp", ".pdf":
			return fmt.Errorf("export writes a PNG, and not %s; the page and the app save SVG and films", ext)
		}
		var img *image.RGBA
		if err := c.see(ctx, func(c *client.Client) { img = picture(c) }); err != nil {
			return err
		}
		if *name == "-" {
			return encode(c.stdout, img)
		}
		return save(*name, img)
	}
}

// picture draws the piece over paper.
func picture(c *client.Client) *image.RGBA {
	w, h := c.Canvas().Size()
	img := image.NewRGBA(image.Rect(0, 0, int(w), int(h)))
	c.Canvas().WritePaper(img.Pix, core.Rect{X1: w, Y1: h}, paper)
	return img
}

func encode(w io.Writer, img *image.RGBA) error {
	enc := png.Encoder{CompressionLevel: png.BestCompression}
	if err := enc.Encode(w, img); err != nil {
		return fmt.Errorf("write the picture: %w", err)
	}
	return nil
}

// save writes the file in one step, so that nobody finds half a picture.
func save(name string, img *image.RGBA) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".easel-*.png")
	if err != nil {
		return fmt.Errorf("save the picture: %w", err)
	}
	defer os.Remove(f.Name()) // gone already when all went well
	err = encode(f, img)
	if err == nil {
		err = f.Chmod(0o644)
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return fmt.Errorf("save the picture: %w", err)
	}
	return nil
}
