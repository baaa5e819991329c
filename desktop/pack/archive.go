package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"time"
)

// writeTar writes files below a folder.
func writeTar(name, folder string, files []file) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	z := gzip.NewWriter(f)
	w := tar.NewWriter(z)
	now := time.Now()
	for _, e := range files {
		err = errors.Join(err, w.WriteHeader(&tar.Header{Name: folder + "/" + e.name, Mode: int64(e.mode), Size: int64(len(e.data)), ModTime: now}))
		if err == nil {
			_, err = w.Write(e.data)
		}
	}
	if err = errors.Join(err, w.Close(), z.Close(), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// writeZip writes files, with the permissions that a Mac needs.
func writeZip(name string, files []file) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := zip.NewWriter(f)
	now := time.Now()
	for _, e := range files {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate, Modified: now}
		h.SetMode(e.mode)
		to, err2 := w.CreateHeader(h)
		if err = errors.Join(err, err2); err == nil {
			_, err = to.Write(e.data)
		}
	}
	if err = errors.Join(err, w.Close(), f.Close()); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}
