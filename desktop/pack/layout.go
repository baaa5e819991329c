package main

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"fmt"
	"image/png"
	"os"
	"runtime"
	"strings"

	"easel.example/desktop/icon"
)

//go:embed data/easel.desktop
var entry []byte

//go:embed data/easel.xml
var mime []byte

//go:embed data/Info.plist
var plist string

// A file is one of a package, by the name that it has there.
type file struct {
	name string
	mode os.FileMode
	data []byte
}

func here() target { return target{runtime.GOOS, runtime.GOARCH} }

// layout returns what a package for t holds; binary is the program.
func (b *builder) layout(t target, binary string) ([]file, error) {
	code, err := os.ReadFile(binary)
	if err != nil {
		return nil, fmt.Errorf("read the program: %w", err)
	}
	switch t.os {
	case "linux":
		return linux(code), nil
	case "darwin":
		return bundle(code, b.version), nil
	}
	return []file{{"Easel.exe", 0o755, code}}, nil
}

// linux is what lies below /usr/local, or ~/.local.
func linux(code []byte) []file {
	list := []file{
		{"bin/" + program, 0o755, code},
		{"share/applications/easel.desktop", 0o644, entry},
		{"share/mime/packages/easel.xml", 0o644, mime},
		{"share/icons/hicolor/scalable/apps/easel.svg", 0o644, []byte(icon.SVG)},
	}
	for _, px := range []int{32, 48, 128, 256} {
		list = append(list, file{fmt.Sprintf("share/icons/hicolor/%[1]dx%[1]d/apps/easel.png", px), 0o644, picture(px)})
	}
	return list
}

// bundle is what a Mac calls an application.
func bundle(code []byte, version string) []file {
	return []file{
		{"Easel.app/Contents/Info.plist", 0o644, []byte(strings.ReplaceAll(plist, "VERSION", strings.TrimPrefix(version, "v")))},
		{"Easel.app/Contents/PkgInfo", 0o644, []byte("APPL????")},
		{"Easel.app/Contents/MacOS/" + program, 0o755, code},
		{"Easel.app/Contents/Resources/easel.icns", 0o644, icns()},
	}
}

// picture returns the icon as a PNG.
func picture(px int) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, icon.Draw(px)); err != nil {
		panic("pack: " + err.Error()) // memory takes all
	}
	return b.Bytes()
}

// icns returns the icon as a Mac has it: four letters and a length for the whole and for
// each picture, which are PNGs by now.
func icns() []byte {
	var body []byte
	for _, p := range []struct {
		kind string
		px   int
	}{{"ic07", 128}, {"ic08", 256}, {"ic09", 512}, {"ic10", 1024}} {
		data := picture(p.px)
		body = binary.BigEndian.AppendUint32(append(body, p.kind...), uint32(8+len(data)))
		body = append(body, data...)
	}
	return append(binary.BigEndian.AppendUint32([]byte("icns"), uint32(8+len(body))), body...)
}
