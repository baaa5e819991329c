package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"easel.example/core"
	"easel.example/core/export"
)

// TestMIME: what the type says of a file's bytes is so of a file that core writes.
func TestMIME(t *testing.T) {
	var out bytes.Buffer
	g, err := export.NewPNG(&out, export.New(core.NewPiece(1, 240, 240, core.Paint, core.DefaultLimits())), 1, export.White)
	if err == nil {
		err = g.Embed([]byte("a piece"))
	}
	if err != nil {
		t.Fatal(err)
	}
	var info struct {
		Types []struct {
			Name  string `xml:"type,attr"`
			Magic struct {
				Match match `xml:"match"`
			} `xml:"magic"`
		} `xml:"mime-type"`
	}
	if err := xml.Unmarshal(mime, &info); err != nil {
		t.Fatal(err)
	}
	if len(info.Types) != 1 || !bytes.Contains(entry, []byte("MimeType="+info.Types[0].Name+";")) {
		t.Fatalf("the launcher's entry does not open %+v", info.Types)
	}
	n := 0
	for m := &info.Types[0].Magic.Match; m != nil; m = m.Match {
		n++
		want := strings.NewReplacer(`\x89`, "\x89", `\r`, "\r", `\n`, "\n", `\x1a`, "\x1a").Replace(m.Value)
		if got := out.Bytes()[m.Offset:][:len(want)]; string(got) != want {
			t.Errorf("at %d there is %q, want %q", m.Offset, got, want)
		}
	}
	if n != 2 {
		t.Errorf("%d matches, want 2", n)
	}
}

type match struct {
	Offset int    `xml:"offset,attr"`
	Value  string `xml:"value,attr"`
	Match  *match `xml:"match"`
}

// TestEntry: the launcher's entry has what its specification asks for, and names the program.
func TestEntry(t *testing.T) {
	for _, line := range []string{"[Desktop Entry]", "Type=Application", "Name=Easel", "Exec=" + program + " %f", "Icon=easel"} {
		if !strings.Contains("\n"+string(entry), "\n"+line+"\n") {
			t.Errorf("%q is not in it", line)
		}
	}
}

// TestArchives: a package holds its files under their names, and programs can be run.
func TestArchives(t *testing.T) {
	dir := t.TempDir()
	if err := writeTar(filepath.Join(dir, "x.tar.gz"), "easel-1", linux([]byte("code"))); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	f, err := os.Open(filepath.Join(dir, "x.tar.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		got[h.Name] = fmt.Sprintf("%o", h.Mode)
	}
	for name, mode := range map[string]string{
		"easel-1/bin/easel-desktop": "755", "easel-1/share/applications/easel.desktop": "644", "easel-1/share/mime/packages/easel.xml": "644",
		"easel-1/share/icons/hicolor/256x256/apps/easel.png": "644", "easel-1/share/icons/hicolor/scalable/apps/easel.svg": "644",
	} {
		if got[name] != mode {
			t.Errorf("%s has mode %q, want %s", name, got[name], mode)
		}
	}
	if err := writeZip(filepath.Join(dir, "x.zip"), bundle([]byte("code"), "v1.2.3")); err != nil {
		t.Fatal(err)
	}
	r, err := zip.OpenReader(filepath.Join(dir, "x.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for _, e := range r.File {
		if strings.Contains(e.Name, "MacOS") && e.Mode().Perm() != 0o755 {
			t.Errorf("%s has mode %v", e.Name, e.Mode())
		}
	}
}

// TestBundle: the property list is XML with the version in it, and the icon four PNGs of their sizes.
func TestBundle(t *testing.T) {
	files := bundle(nil, "v1.2.3")
	var any struct{}
	if err := xml.Unmarshal(files[0].data, &any); err != nil {
		t.Error(err)
	}
	if n := bytes.Count(files[0].data, []byte("<string>1.2.3</string>")); n != 2 {
		t.Errorf("the version is there %d times", n)
	}
	b := icns()
	if string(b[:4]) != "icns" || int(binary.BigEndian.Uint32(b[4:])) != len(b) {
		t.Fatalf("it begins with % x", b[:8])
	}
	sizes := map[string]int{"ic07": 128, "ic08": 256, "ic09": 512, "ic10": 1024}
	for b = b[8:]; len(b) > 0; b = b[binary.BigEndian.Uint32(b[4:]):] {
		c, err := png.DecodeConfig(bytes.NewReader(b[8:]))
		if err != nil || c.Width != sizes[string(b[:4])] {
			t.Errorf("%s is %d px wide: %v", b[:4], c.Width, err)
		}
		delete(sizes, string(b[:4]))
	}
	if len(sizes) != 0 {
		t.Errorf("missing: %v", sizes)
	}
}

func TestFour(t *testing.T) {
	for v, want := range map[string][4]uint16{
		"v1.2.3": {1, 2, 3}, "1.2": {1, 2}, "v1.2.3-4-gabcdef": {1, 2, 3, 4}, "dev": {}, "554e184": {}, "v70000.1": {}, "": {},
	} {
		if got := four(v); got != want {
			t.Errorf("%q is %v, want %v", v, got, want)
		}
	}
}

func TestTargets(t *testing.T) {
	if _, err := targetsOf([]string{"plan9/mips"}); err == nil {
		t.Error("a system that there is nothing for is taken")
	}
	list, err := targetsOf([]string{"windows/arm64"})
	if err != nil || len(list) != 1 {
		t.Errorf("windows/arm64: %v, %v", list, err)
	}
}

// TestResources: the version and the icon are in what the linker is given, for each processor.
func TestResources(t *testing.T) {
	b := builder{version: "v1.2.3"}
	for arch, machine := range map[string]uint16{"amd64": 0x8664, "arm64": 0xaa64} {
		var out bytes.Buffer
		if err := b.writeResources(&out, target{"windows", arch}); err != nil {
			t.Fatal(err)
		}
		if got := binary.LittleEndian.Uint16(out.Bytes()); got != machine {
			t.Errorf("%s: it is for machine %#x", arch, got)
		}
		for _, want := range []string{".rsrc\x00", wide("OriginalFilename"), wide("v1.2.3"), "PNG\r\n", "PerMonitorV2"} {
			if !bytes.Contains(out.Bytes(), []byte(want)) && !bytes.Contains(out.Bytes(), []byte(strings.ToLower(want))) {
				t.Errorf("%s: %q is not in it", arch, want)
			}
		}
	}
}

// wide returns ASCII as Windows keeps it.
func wide(s string) string { return strings.Join(strings.Split(s, ""), "\x00") }
