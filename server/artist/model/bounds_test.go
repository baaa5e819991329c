package model

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

func user(parts ...Part) Message      { return Message{User, parts} }
func assistant(parts ...Part) Message { return Message{Assistant, parts} }

func messages(m ...Message) Request { return Request{Messages: m} }

// TestRequestSizes checks the bounds at their limit and one past it.
func TestRequestSizes(t *testing.T) {
	image := func(n int) Image { return Image{"image/png", make([]byte, n)} }
	call := Call{ID: "1", Name: "view", Input: json.RawMessage("{}")}
	text := func(n int) Text { return Text(strings.Repeat("x", n)) }
	for _, c := range []struct {
		name string
		r    Request
		want Kind // 0 is fine
	}{
		{"largest picture", messages(user(image(ImageBytes))), 0},
		{"picture too large", messages(user(image(ImageBytes + 1))), Refused},
		{"empty picture", messages(user(image(0))), Refused},
		{"picture of another type", messages(user(Image{"image/tiff", []byte("x")})), Refused},
		{"largest picture of a result", messages(user(Text("x")), assistant(call), user(Result{ID: "1", Images: []Image{image(ImageBytes)}})), 0},
		{"picture of a result too large", messages(user(Text("x")), assistant(call), user(Result{ID: "1", Images: []Image{image(ImageBytes + 1)}})), Refused},
		{"largest request", messages(user(text(RequestBytes))), 0},
		{"request too large", messages(user(text(RequestBytes), Text("x"))), TooLong},
		{"system text counts", Request{System: "x", Messages: []Message{user(text(RequestBytes))}}, TooLong},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.r.check()
			e, _ := errors.AsType[*Error](err)
			if (err == nil) != (c.want == 0) || e != nil && (e.Kind != c.want || e.Text == "") {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

// TestRequestOrder checks what a conversation has to be like.
func TestRequestOrder(t *testing.T) {
	call := func(id string) Call { return Call{ID: id, Name: "view", Input: json.RawMessage("{}")} }
	x := Text("x")
	for _, c := range []struct {
		name string
		r    Request
		want string // in the error; empty is fine
	}{
		{"one", messages(user(x)), ""},
		{"three", messages(user(x), assistant(x), user(x)), ""},
		{"calls", messages(user(x), assistant(call("1"), call("2")), user(x, Result{ID: "2"}, Result{ID: "1"})), ""},
		{"an id again, later", messages(user(x), assistant(call("1")), user(Result{ID: "1"}), assistant(call("1")), user(Result{ID: "1"})), ""},
		{"none", messages(), "does not end"},
		{"assistant begins", messages(assistant(x), user(x)), "alternate"},
		{"assistant ends", messages(user(x), assistant(x)), "does not end"},
		{"user twice", messages(user(x), user(x), user(x)), "alternate"},
		{"empty", messages(user()), "empty"},
		{"blank", messages(user(Text(" \n"))), "empty"},
		{"no result", messages(user(x), assistant(call("1")), user(x)), "no result"},
		{"half a result", messages(user(x), assistant(call("1"), call("2")), user(Result{ID: "1"})), "no result"},
		{"result of nothing", messages(user(Result{ID: "1"})), "not open"},
		{"result twice", messages(user(x), assistant(call("1")), user(Result{ID: "1"}, Result{ID: "1"})), "not open"},
		{"call twice", messages(user(x), assistant(call("1"), call("1")), user(Result{ID: "1"})), "twice"},
		{"user calls", messages(user(call("1"))), "by the user"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.r.check()
			if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// TestToolSchema checks that a schema that is none is refused by both wires.
func TestToolSchema(t *testing.T) {
	for _, schema := range []string{``, `{`, `[]`, `"object"`, `{}`, `{"type":"array"}`} {
		r := messages(user(Text("x")))
		r.Tools = []Tool{{Name: "draw", Schema: json.RawMessage(schema)}}
		_, err := (&claude{}).params(r)
		_, err2 := (&gpt{}).params(r)
		if err == nil || err2 == nil {
			t.Errorf("%q: %v, %v; want errors", schema, err, err2)
		}
	}
}
