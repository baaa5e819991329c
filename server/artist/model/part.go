package model

import (
	"encoding/json"
	"strings"
)

// A Part is a piece of a message: Text, Image, Call, Result or Opaque.
type Part interface{ part() }

// Text is words.
type Text string

// An Image is a picture that the model sees. Type is its media type.
type Image struct {
	Type  string
	Bytes []byte
}

// A Call is a tool that the assistant wants to be run. Input is valid JSON.
type Call struct {
	ID    string
	Name  string
	Input json.RawMessage
	// Broken says that what came as input is no JSON, as when the reply was cut
	// short. Input is {} then, and the Result should say so as Failed.
	Broken bool
}

// A Result is what became of a Call.
type Result struct {
	ID     string
	Text   string
	Images []Image
	Failed bool
}

// Opaque is a part of a reply that only the provider understands, such as signed
// thinking. It goes back to that provider unchanged, and to no other.
type Opaque struct {
	Provider Provider
	Data     json.RawMessage
}

func (Text) part()   {}
func (Image) part()  {}
func (Call) part()   {}
func (Result) part() {}
func (Opaque) part() {}

// blank reports whether a text says nothing: providers refuse such texts, and
// models write them.
func (t Text) blank() bool { return strings.TrimSpace(string(t)) == "" }
