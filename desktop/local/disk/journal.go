package disk

import (
	"encoding/binary"
	"hash/crc32"

	"easel.example/core"
	"easel.example/core/authority"
)

// A journal is a magic, and then records: four bytes of length, four of CRC-32C, both the low
// one first, and so many bytes. The first of these says what kind it is. Numbers are varints.
const (
	magic      = "EaselJ1\n"
	recordHead = 8
	recordMost = 16 << 20 // what is kept beside a piece is the largest, with 8 MiB
)

// The kinds of records. Numbers are stored: add at the end.
const (
	markRecord  byte = 1 // what the file with this hash lacks is in this journal
	entryRecord byte = 2 // an entry of the authority
	metaRecord  byte = 3 // what the host keeps beside the piece
)

// emptyBytes is the size of a journal that says only which file it follows.
const emptyBytes = int64(len(magic) + recordHead + 1 + len(Sum{}))

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// seal appends a record with that payload.
func seal(dst, payload []byte) []byte {
	dst = binary.LittleEndian.AppendUint32(dst, uint32(len(payload)))
	dst = binary.LittleEndian.AppendUint32(dst, crc32.Checksum(payload, castagnoli))
	return append(dst, payload...)
}

func appendMark(dst []byte, file Sum) []byte {
	return seal(dst, append([]byte{markRecord}, file[:]...))
}

func appendEntry(dst []byte, r authority.Record) []byte {
	p := []byte{entryRecord}
	for _, v := range [...]uint64{r.Seq, uint64(r.Time), uint64(r.Actor), uint64(r.Num)} {
		p = binary.AppendUvarint(p, v)
	}
	return seal(dst, append(p, r.Ops...))
}

func appendMeta(dst, meta []byte) []byte {
	return seal(dst, append([]byte{metaRecord}, meta...))
}

// A found is what a journal holds for a file.
type found struct {
	records []authority.Record // in their order; the file has the first ones, perhaps
	meta    []byte             // the newest, or nil
	follows bool               // it follows that file, or is empty
	empty   bool               // it says nothing
	whole   int                // bytes up to the last whole record
}

// parse reads a journal up to its last whole record. What it returns shares b's memory.
func parse(b []byte, file Sum) (f found) {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		// Torn in its first bytes, or nothing of ours: if it holds anything it is kept aside.
		f.empty = len(b) <= len(magic)
		f.follows = f.empty
		return f
	}
	f.empty, f.whole = true, len(magic)
	for b = b[len(magic):]; len(b) >= recordHead; {
		n := binary.LittleEndian.Uint32(b)
		if n == 0 || n > recordMost || int(n) > len(b)-recordHead {
			break
		}
		payload := b[recordHead:][:n]
		if crc32.Checksum(payload, castagnoli) != binary.LittleEndian.Uint32(b[4:]) || !f.take(payload, file) {
			break
		}
		b, f.whole = b[recordHead+n:], f.whole+recordHead+int(n)
	}
	f.follows = f.follows || f.empty
	return f
}

// take takes one record in, and returns false if it is none.
func (f *found) take(p []byte, file Sum) bool {
	switch kind, p := p[0], p[1:]; kind {
	case markRecord:
		if len(p) != len(file) {
			return false
		}
		if Sum(p) == file {
			f.follows, f.meta = true, nil // what was kept by then is in the file
		}
	case entryRecord:
		var v [4]uint64
		for i := range v {
			n := 0
			if v[i], n = binary.Uvarint(p); n <= 0 {
				return false
			}
			p = p[n:]
		}
		f.empty = false
		f.records = append(f.records, authority.Record{Seq: v[0], Time: int64(v[1]), Actor: core.Actor(v[2]), Num: uint32(v[3]), Ops: p})
	case metaRecord:
		f.empty, f.meta = false, p
	default:
		return false // of a newer version: nothing after it can be trusted
	}
	return true
}
