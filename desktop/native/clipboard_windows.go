package native

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"image/color"
	"image/png"
	"runtime"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"

	"easel.example/desktop/say"
)

// Formats of the clipboard, and a kind of memory.
const (
	formatDIB     = 8
	formatUnicode = 13
	moveable      = 2
)

// textMost bounds text that is pasted, in bytes.
const textMost = 1 << 20

// A board is the system's clipboard.
type board struct{ user, kernel *windows.LazyDLL }

// with opens the clipboard for f. Another program may have it for a moment.
func with(f func(b board) error) error {
	runtime.LockOSThread() // the clipboard is open for a thread
	defer runtime.UnlockOSThread()
	b := board{windows.NewLazySystemDLL("user32.dll"), windows.NewLazySystemDLL("kernel32.dll")}
	for end := time.Now().Add(pasteWait); ; time.Sleep(pasteWait / 20) {
		if ok, _, _ := b.user.NewProc("OpenClipboard").Call(0); ok != 0 {
			break
		}
		if time.Now().After(end) {
			return say.Sentence("Another program has the clipboard. Try again in a moment.")
		}
	}
	defer b.user.NewProc("CloseClipboard").Call()
	return f(b)
}

// put gives the clipboard data of a format. The memory is its own from then on.
func (b board) put(format uintptr, data []byte) error {
	h, _, err := b.kernel.NewProc("GlobalAlloc").Call(moveable, uintptr(len(data)))
	if h == 0 {
		return say.Errorf("It could not be copied: %w", err)
	}
	to, _, err := b.kernel.NewProc("GlobalLock").Call(h)
	if to == 0 {
		return say.Errorf("It could not be copied: %w", err)
	}
	b.kernel.NewProc("RtlMoveMemory").Call(to, uintptr(unsafe.Pointer(unsafe.SliceData(data))), uintptr(len(data)))
	runtime.KeepAlive(data)
	b.kernel.NewProc("GlobalUnlock").Call(h)
	if ok, _, err := b.user.NewProc("SetClipboardData").Call(format, h); ok == 0 {
		return say.Errorf("It could not be copied: %w", err)
	}
	return nil
}

func (b board) empty() { b.user.NewProc("EmptyClipboard").Call() }

// CopyPicture puts a PNG onto the clipboard: as it is, and as what older programs paste.
func CopyPicture(_ context.Context, data []byte) error {
	m, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return say.Errorf("The picture could not be copied: %w", err)
	}
	name, err := windows.UTF16PtrFromString("PNG")
	if err != nil {
		return err
	}
	return with(func(b board) error {
		b.empty()
		format, _, _ := b.user.NewProc("RegisterClipboardFormatW").Call(uintptr(unsafe.Pointer(name)))
		if format != 0 {
			if err := b.put(format, data); err != nil {
				return err
			}
		}
		return b.put(formatDIB, dib(m))
	})
}

// dib returns a picture over white as a device-independent bitmap: a head of 40 bytes, and rows from
// the lowest up, blue first, of a multiple of 4 bytes.
func dib(m image.Image) []byte {
	w, h := m.Bounds().Dx(), m.Bounds().Dy()
	row := (3*w + 3) &^ 3
	b := make([]byte, 40+row*h)
	binary.LittleEndian.PutUint32(b, 40)
	binary.LittleEndian.PutUint32(b[4:], uint32(w))
	binary.LittleEndian.PutUint32(b[8:], uint32(h))
	binary.LittleEndian.PutUint16(b[12:], 1)
	binary.LittleEndian.PutUint16(b[14:], 24)
	binary.LittleEndian.PutUint32(b[20:], uint32(row*h))
	for y := range h {
		line := b[40+row*(h-1-y):]
		for x := range w {
			c := color.NRGBAModel.Convert(m.At(m.Bounds().Min.X+x, m.Bounds().Min.Y+y)).(color.NRGBA)
			a := uint32(c.A)
			for i, v := range [...]uint8{c.B, c.G, c.R} {
				line[3*x+i] = uint8((uint32(v)*a + 255*(255-a)) / 255)
			}
		}
	}
	return b
}

// CopyText puts text onto the clipboard.
func CopyText(_ context.Context, text string) error {
	u, err := windows.UTF16FromString(text)
	if err != nil {
		return say.Errorf("It could not be copied: %w", err)
	}
	data := make([]byte, 0, 2*len(u))
	for _, v := range u {
		data = binary.LittleEndian.AppendUint16(data, v)
	}
	return with(func(b board) error {
		b.empty()
		return b.put(formatUnicode, data)
	})
}

// PasteText returns the text of the clipboard, or "".
func PasteText(context.Context) (text string) {
	_ = with(func(b board) error { // who has it keeps it: there is no text
		h, _, _ := b.user.NewProc("GetClipboardData").Call(formatUnicode)
		if h == 0 {
			return nil
		}
		size, _, _ := b.kernel.NewProc("GlobalSize").Call(h)
		at, _, _ := b.kernel.NewProc("GlobalLock").Call(h)
		if at == 0 || size > textMost {
			return nil
		}
		u := make([]uint16, size/2)
		b.kernel.NewProc("RtlMoveMemory").Call(uintptr(unsafe.Pointer(unsafe.SliceData(u))), at, size/2*2)
		b.kernel.NewProc("GlobalUnlock").Call(h)
		text = windows.UTF16ToString(u)
		return nil
	})
	return text
}
