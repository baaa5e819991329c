package modeltest

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// A Request is what a client asked, alike for both wires.
type Request struct {
	Model     string
	System    string
	MaxTokens int
	Tools     []string
	Turns     []Turn
	Prompt    string          // of a picture; all else is empty then
	Raw       json.RawMessage // as it came
}

// A Turn is one message.
type Turn struct {
	Role    string // user or assistant
	Text    string // all of it
	Calls   []Call
	Results []Result
	Images  []string // media types
	Opaque  int      // blocks of thinking
}

// A Result answers a call. Its pictures are counted in Images of the turn on
// OpenAI's wire, which has no other place for them.
type Result struct {
	ID     string
	Text   string
	Images []string
	Failed bool
}

// Last returns the last turn.
func (r Request) Last() Turn {
	if len(r.Turns) == 0 {
		return Turn{}
	}
	return r.Turns[len(r.Turns)-1]
}

// requestBytes is what Anthropic's API takes, which is less than OpenAI's does.
const requestBytes = 32 << 20

// decode reads what may hold the fields of v only, as the real servers do.
func decode(data []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if d.More() {
		return errors.New("more than one value")
	}
	return nil
}

// head checks what both wires want of the request itself.
func head(r *http.Request, path, key string) error {
	switch {
	case r.Method != http.MethodPost || r.URL.Path != path:
		return fmt.Errorf("%s %s, want POST %s", r.Method, r.URL.Path, path)
	case r.Header.Get("Content-Type") != "application/json":
		return fmt.Errorf("content type is %q", r.Header.Get("Content-Type"))
	case key != "" && r.Header.Get("Authorization") != "Bearer "+key:
		return errors.New("the Authorization header does not hold the key")
	case key == "" && r.Header.Get("Authorization") != "":
		return errors.New("an Authorization header is there, and no key was given out")
	}
	return nil
}

var toolName = regexp.MustCompile(`^[a-zA-Z0-9_-]{1,64}$`)

// tool checks what both wires want of a tool.
func tool(name string, schema json.RawMessage) error {
	var s struct {
		Type string `json:"type"`
	}
	if !toolName.MatchString(name) {
		return fmt.Errorf("a tool is called %q", name)
	}
	if json.Unmarshal(schema, &s) != nil || s.Type != "object" {
		return fmt.Errorf("the schema of the tool %s is of the type %q", name, s.Type)
	}
	return nil
}

// image checks a picture: its type has to be what its bytes are.
func image(mediaType, data string) error {
	raw, err := base64.StdEncoding.DecodeString(data)
	switch {
	case err != nil:
		return fmt.Errorf("a picture is not base64: %w", err)
	case !slices.Contains([]string{"image/png", "image/jpeg", "image/gif", "image/webp"}, mediaType):
		return fmt.Errorf("a picture is of the type %q", mediaType)
	case http.DetectContentType(raw) != mediaType:
		return fmt.Errorf("a picture of the type %q is %s", mediaType, http.DetectContentType(raw))
	}
	return nil
}

// object checks that JSON is an object.
func object(raw json.RawMessage) error {
	var o map[string]any
	if json.Unmarshal(raw, &o) != nil {
		return fmt.Errorf("the input of a call is %q", raw)
	}
	return nil
}

// blank is text that the real servers take for nothing.
func blank(s string) bool { return strings.TrimSpace(s) == "" }
