//go:build !linux || !(amd64 || arm64)

package main

import "errors"

type cairo struct{}

func newCairo() (*cairo, error) {
	return nil, errors.New("cairo is only called on Linux, on amd64 and arm64")
}

func (c *cairo) draw([]peerStroke, int32, int32, way, bool) []byte { return nil }
