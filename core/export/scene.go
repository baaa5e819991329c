package export

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"io"

	"easel.example/core"
	"easel.example/core/path"
)

// An Easel file is a PNG that any program shows, with the piece in a chunk of its
// own: a byte with the version of the form, four with the length of what
// client.View made, the high one first, then that under zlib. By PNG's rules its name says that it may be left out, is private, and is
// not to be copied by a program that changes the pixels.
const (
	sceneChunk   = "eaSL"
	sceneVersion = 1
	sceneBytes   = 96 << 20 // of a view; a piece at the default limits has less than 40 MiB
)

const pngSignature = "\x89PNG\r\n\x1a\n"

// Embed adds the piece itself, as client.View made it, to a PNG that was just
// begun, so that [OpenScene] finds it.
func (g *PNG) Embed(view []byte) error {
	if g.row > 0 {
		panic("export: embedded too late")
	}
	if len(view) > sceneBytes {
		return FormatError("The piece is too large to be kept in the file: " + thousands(int64(len(view))) + " bytes; at most " + thousands(sceneBytes) + " fit. Save it as a plain picture.")
	}
	var out bytes.Buffer
	out.WriteByte(sceneVersion)
	out.Write(binary.BigEndian.AppendUint32(nil, uint32(len(view))))
	z := zlib.NewWriter(&out)
	z.Write(view) // a bytes.Buffer takes all
	z.Close()
	g.out.chunk(sceneChunk, out.Bytes())
	return g.out.err
}

// OpenScene returns the piece in an Easel file, as [Open] does.
func OpenScene(file []byte) (*Picture, error) {
	view, err := Scene(file)
	if err != nil {
		return nil, err
	}
	return Open(view)
}

// Scene returns what client.View made, from an Easel file.
func Scene(file []byte) ([]byte, error) {
	if !bytes.HasPrefix(file, []byte(pngSignature)) {
		return nil, FormatError("This is not an Easel file. Other drawings are opened on a piece that is begun.")
	}
	data, err := chunkOf(file, sceneChunk, nil)
	if err != nil {
		return nil, err
	}
	if data == nil {
		return nil, FormatError("This picture holds no piece of Easel's: it is only a picture.")
	}
	if len(data) < 5 || data[0] != sceneVersion {
		return nil, FormatError("This file was saved by a newer Easel. Update this one to open it.")
	}
	size := binary.BigEndian.Uint32(data[1:])
	if size > sceneBytes {
		return nil, FormatError("What is kept in the picture is too large: " + thousands(int64(size)) + " bytes; at most " + thousands(sceneBytes) + " are read.")
	}
	z, err := zlib.NewReader(bytes.NewReader(data[5:]))
	if err != nil {
		return nil, damagedScene
	}
	// No more is allocated than comes: the size may lie.
	var view bytes.Buffer
	view.Grow(int(min(int64(size), 1024*int64(len(data)))))
	if n, err := io.Copy(&view, io.LimitReader(z, int64(size)+1)); err != nil || n != int64(size) {
		return nil, damagedScene
	}
	return view.Bytes(), nil
}

// A host that works in an Easel file keeps there, too, what is not the piece's: bytes of its
// own, after their version and under zlib, in another chunk of that kind.
const (
	hostChunk   = "eaHO"
	hostVersion = 1
	hostBytes   = 8 << 20
)

// Attach adds what a host keeps with the piece to a PNG that was just begun.
func (g *PNG) Attach(data []byte) error {
	if g.row > 0 {
		panic("export: attached too late")
	}
	if len(data) > hostBytes {
		return FormatError("What is kept with the piece is too large: " + thousands(int64(len(data))) + " bytes; at most " + thousands(hostBytes) + " fit.")
	}
	var out bytes.Buffer
	out.WriteByte(hostVersion)
	z := zlib.NewWriter(&out)
	z.Write(data) // a bytes.Buffer takes all
	z.Close()
	g.out.chunk(hostChunk, out.Bytes())
	return g.out.err
}

// Attached returns what [PNG.Attach] was given: nil where nothing was, or where another
// version of Easel gave it, for without it the piece is whole.
func Attached(file []byte) ([]byte, error) {
	data, err := chunkOf(file, hostChunk, nil)
	if err != nil || len(data) == 0 || data[0] != hostVersion {
		return nil, err
	}
	return inflated(data[1:], hostBytes)
}

const damagedScene = FormatError("What is kept in the picture is damaged.")

// chunkOf returns the data of the first chunk of a name whose data is wanted; nil
// wants any. It returns nil if the PNG has none.
func chunkOf(file []byte, name string, wanted func([]byte) bool) ([]byte, error) {
	const damaged = FormatError("The picture is damaged: a part of it is cut off or was changed.")
	if len(file) < len(pngSignature) || string(file[:len(pngSignature)]) != pngSignature {
		return nil, FormatError("This is not a PNG.")
	}
	for rest := file[len(pngSignature):]; len(rest) > 0; {
		if len(rest) < 12 {
			return nil, damaged
		}
		n := binary.BigEndian.Uint32(rest)
		if uint64(n)+12 > uint64(len(rest)) {
			return nil, damaged
		}
		data := rest[8 : 8+n]
		if string(rest[4:8]) == name && (wanted == nil || wanted(data)) {
			if crc32.ChecksumIEEE(rest[4:8+n]) != binary.BigEndian.Uint32(rest[8+n:]) {
				return nil, damaged
			}
			return data, nil
		}
		rest = rest[12+n:]
	}
	return nil, nil
}

// inflated returns what a zlib stream holds, which is at most so many bytes.
func inflated(data []byte, most int64) ([]byte, error) {
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, damagedScene
	}
	b, err := io.ReadAll(io.LimitReader(z, most+1))
	switch {
	case int64(len(b)) > most:
		return nil, FormatError("What is kept in the picture is too large: more than " + thousands(most) + " bytes.")
	case err != nil:
		return nil, damagedScene
	}
	return b, nil
}

// readPNG reads the drawing in a picture: Easel's own, or Excalidraw's.
func (d *Drawing) readPNG(file []byte) error {
	const keyword = "application/vnd.excalidraw+json\x00"
	text, err := chunkOf(file, "tEXt", func(b []byte) bool { return bytes.HasPrefix(b, []byte(keyword)) })
	if err != nil {
		return err
	}
	if text != nil {
		return d.readExcalidrawText(text[len(keyword):])
	}
	if piece, err := chunkOf(file, sceneChunk, nil); err == nil && piece == nil {
		return noStrokes("PNG")
	}
	p, err := OpenScene(file)
	if err != nil {
		return err
	}
	d.width, d.height = p.Width, p.Height
	if p.base != nil {
		d.leave("the oldest strokes, which are part of the paper")
	}
	for _, s := range p.strokes {
		k := Stroke{Color: s.Brush.Color, Width: path.Fixed(s.Brush.Width) * path.One / core.WidthUnit, Opacity: s.Brush.Opacity, Kind: s.Brush.Kind, Fill: s.Brush.Fill}
		for _, q := range s.Points {
			k.Points = append(k.Points, Point{path.Vec{X: path.Fixed(q.X) * path.One / core.Unit, Y: path.Fixed(q.Y) * path.One / core.Unit}, int16(q.Pressure)})
		}
		if err := d.add(k); err != nil {
			return err
		}
	}
	return nil
}

// readExcalidrawText reads the scene that Excalidraw puts into its PNGs: JSON in
// Latin-1, which holds the scene as bytes, one in each character, deflated or not.
func (d *Drawing) readExcalidrawText(latin []byte) error {
	text := make([]rune, len(latin))
	for i, b := range latin {
		text[i] = rune(b)
	}
	data := []byte(string(text))
	encoded, compressed, found := "", false, false
	r := newReader(data)
	r.object(func(key string) {
		switch key {
		case "encoded":
			encoded, found = r.text(), true
		case "compressed":
			compressed = r.truth()
		default:
			r.pass(r.token())
		}
	})
	if r.err != nil {
		return r.err
	}
	if !found {
		return d.readExcalidraw(data) // as it was before
	}
	scene := make([]byte, 0, len(encoded))
	for _, c := range encoded {
		scene = append(scene, byte(c))
	}
	if compressed {
		var err error
		if scene, err = inflated(scene, FileBytes); err != nil {
			return err
		}
	}
	return d.readExcalidraw(scene)
}
