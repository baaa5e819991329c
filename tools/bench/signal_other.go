//go:build !unix

package main

import "errors"

func toggleProfile(int) error { return errors.New("a server is profiled on Unix only") }
