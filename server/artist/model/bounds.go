package model

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Bounds of a request. Shrinking a picture is its painter's business; these keep
// a mistake from costing a fortune.
const (
	// MaxTokensDefault is the length of a reply that nobody asked a length of.
	MaxTokensDefault = 8192
	// ImageBytes bounds one picture: 1568 px, the longest side that the models
	// look at, is well below it as PNG of strokes.
	ImageBytes = 1 << 20
	// RequestBytes bounds texts and pictures of a request together. Anthropic
	// takes 32 MB of base64, which is a third longer than what is counted here.
	RequestBytes = 16 << 20
)

// Bounds of a reply.
const (
	// ReplyBytes bounds what is read of one reply, with all its framing.
	ReplyBytes = 8 << 20
	// faultBytes bounds what is read of an error; more of it is not looked at.
	faultBytes = 64 << 10
)

// Patience is how long a reply may take. Zero values are the defaults.
type Patience struct {
	First time.Duration // until the first byte of it: a local model reads the pictures first
	Idle  time.Duration // from one byte to the next
	Whole time.Duration // all of it
}

// The default patience. A provider that works sends a byte every few seconds.
const (
	FirstDefault = 3 * time.Minute
	IdleDefault  = time.Minute
	WholeDefault = 15 * time.Minute
)

func (p Patience) orDefault() Patience {
	if p.First <= 0 {
		p.First = FirstDefault
	}
	if p.Idle <= 0 {
		p.Idle = IdleDefault
	}
	if p.Whole <= 0 {
		p.Whole = WholeDefault
	}
	return p
}

// imageTypes are what both providers look at.
var imageTypes = []string{"image/png", "image/jpeg", "image/gif", "image/webp"}

// check refuses a request that no provider would take, before it costs anything.
func (r Request) check() error {
	if err := r.checkSizes(); err != nil {
		return err
	}
	return r.checkOrder()
}

func (r Request) checkSizes() error {
	total := len(r.System)
	images := func(all ...Image) error {
		for _, i := range all {
			total += len(i.Bytes)
			switch {
			case !slices.Contains(imageTypes, i.Type):
				return refused("a picture is of the type %q; it may be one of %s", i.Type, strings.Join(imageTypes, ", "))
			case len(i.Bytes) == 0 || len(i.Bytes) > ImageBytes:
				return refused("a picture has %d bytes; it may have 1 to %d", len(i.Bytes), ImageBytes)
			}
		}
		return nil
	}
	for _, m := range r.Messages {
		for _, p := range m.Parts {
			var err error
			switch p := p.(type) {
			case Text:
				total += len(p)
			case Image:
				err = images(p)
			case Call:
				total += len(p.Input)
			case Result:
				total += len(p.Text)
				err = images(p.Images...)
			case Opaque:
				total += len(p.Data)
			}
			if err != nil {
				return err
			}
		}
	}
	if total > RequestBytes {
		return &Error{
			Kind: TooLong,
			Text: fmt.Sprintf("The conversation has %d bytes of texts and pictures; it may have %d.", total, RequestBytes),
			Err:  fmt.Errorf("request of %d bytes", total),
		}
	}
	return nil
}

// checkOrder holds a request against what [Request] promises.
func (r Request) checkOrder() error {
	if len(r.Messages) == 0 || r.Messages[len(r.Messages)-1].Role != User {
		return refused("the conversation does not end with a message of the user")
	}
	open := map[string]bool{}
	for i, m := range r.Messages {
		if want := []Role{User, Assistant}[i%2]; m.Role != want {
			return refused("message %d is of the %s; the roles alternate and the user begins", i, m.Role)
		}
		if !slices.ContainsFunc(m.Parts, says) {
			return refused("message %d is empty", i)
		}
		if err := m.answer(open); err != nil {
			return err
		}
	}
	return nil
}

// says reports whether a part is more than nothing.
func says(p Part) bool {
	t, ok := p.(Text)
	return !ok || !t.blank()
}

// answer takes what the message answers out of the open calls, all of which it
// must, and puts those in that it makes.
func (m Message) answer(open map[string]bool) error {
	for _, p := range m.Parts {
		if r, ok := p.(Result); ok {
			if !open[r.ID] {
				return refused("a result answers the call %q, which is not open", r.ID)
			}
			delete(open, r.ID)
		}
	}
	if len(open) > 0 {
		return refused("%d calls have no result in the message after them", len(open))
	}
	for _, p := range m.Parts {
		if c, ok := p.(Call); ok {
			if m.Role != Assistant || open[c.ID] {
				return refused("the call %q is made twice, or by the user", c.ID)
			}
			open[c.ID] = true
		}
	}
	return nil
}

// refused is an error of our own making: what is wrong is a fault of this server,
// so the person is told no more than that, and the log the rest.
func refused(format string, args ...any) *Error {
	err := fmt.Errorf(format, args...)
	return &Error{Kind: Refused, Text: "The request to the model was not sent: " + err.Error() + ".", Err: err}
}
