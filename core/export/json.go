package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"easel.example/core/path"
)

// A reader takes a JSON file token by token: what is not asked for is passed by,
// and never held.
type reader struct {
	dec   *json.Decoder
	depth int
	err   error
}

func newReader(data []byte) *reader {
	r := &reader{dec: json.NewDecoder(bytes.NewReader(data))}
	r.dec.UseNumber()
	return r
}

// fail keeps the first error.
func (r *reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// token returns the next token, or nil after an error.
func (r *reader) token() json.Token {
	if r.err != nil {
		return nil
	}
	t, err := r.dec.Token()
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		r.fail(FormatError("The file is cut short."))
		return nil
	case err != nil:
		r.fail(FormatError("The file is damaged: " + err.Error() + "."))
		return nil
	}
	switch t {
	case json.Delim('{'), json.Delim('['):
		if r.depth++; r.depth > DepthMax {
			r.fail(FormatError("Things in the file are nested more than 256 deep."))
		}
	case json.Delim('}'), json.Delim(']'):
		r.depth--
	}
	return t
}

// pass passes by what begins with t.
func (r *reader) pass(t json.Token) {
	if t != json.Delim('{') && t != json.Delim('[') {
		return
	}
	for within := r.depth - 1; r.err == nil && r.depth > within; {
		r.token()
	}
}

// object calls f for each key of the object that follows. f takes the value.
func (r *reader) object(f func(key string)) {
	if t := r.token(); t != json.Delim('{') {
		r.pass(t)
		return
	}
	for r.err == nil && r.dec.More() {
		key, _ := r.token().(string)
		f(key)
	}
	r.token()
}

// list calls f for each item of the list that follows. f takes it.
func (r *reader) list(f func()) {
	if t := r.token(); t != json.Delim('[') {
		r.pass(t)
		return
	}
	for r.err == nil && r.dec.More() {
		f()
	}
	r.token()
}

// text returns the string that follows, or "" for anything else.
func (r *reader) text() string {
	t := r.token()
	r.pass(t)
	s, _ := t.(string)
	return s
}

// truth returns the boolean that follows, or false for anything else.
func (r *reader) truth() bool {
	t := r.token()
	r.pass(t)
	b, _ := t.(bool)
	return b
}

// number returns the number that follows with 32 binary digits after the point,
// and whether there is one.
func (r *reader) number() (v int64, ok bool) {
	t := r.token()
	r.pass(t)
	n, ok := t.(json.Number)
	if !ok {
		return 0, false
	}
	v, _, ok = path.ParseDecimal(string(n), 32, FarMax*one32)
	if !ok {
		r.fail(FormatError("A number in the file is out of bounds: " + plain(string(n)) + "."))
	}
	return v, ok
}
