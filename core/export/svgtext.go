package export

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// utf16Marked reports whether data begin with the mark of UTF-16's order.
func utf16Marked(data []byte) bool {
	return bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff})
}

// fromUTF16 returns what data, with their mark, are in UTF-8. An odd byte at the end counts for nothing.
func fromUTF16(data []byte) []byte {
	var order binary.ByteOrder = binary.BigEndian
	if data[0] == 0xff {
		order = binary.LittleEndian
	}
	var out []byte
	for data = data[2:]; len(data) > 1; data = data[2:] {
		r := rune(order.Uint16(data))
		if utf16.IsSurrogate(r) && len(data) > 3 {
			if r = utf16.DecodeRune(r, rune(order.Uint16(data[2:]))); r != utf8.RuneError {
				data = data[2:]
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

// fromBytes returns a document in UTF-8 that declares another encoding, with each byte that is no UTF-8 as a character
// of Latin-1. Where it is another one, words come out wrong, none of which are drawn, and marks do not.
func fromBytes(data []byte) []byte {
	head, _, declared := bytes.Cut(data, []byte("?>"))
	if !declared || !bytes.HasPrefix(head, []byte("<?xml")) || !bytes.Contains(head, []byte("encoding")) ||
		bytes.Contains(bytes.ToLower(head), []byte("utf-8")) || utf8.Valid(data) {
		return data
	}
	out := make([]byte, 0, len(data)+len(data)/8)
	for _, b := range data {
		out = utf8.AppendRune(out, rune(b))
	}
	return out
}
