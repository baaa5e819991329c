package model

import (
	"time"
)

// A Kind says what sort of trouble an Error is.
type Kind uint8

// The kinds. The first group lasts until somebody changes something, the second
// passes, the third is about this one conversation.
const (
	Credentials Kind = iota + 1 // the key is missing, wrong, or may not do this
	Credit                      // the account has no money
	Quota                       // a budget is used up
	Setup                       // the address is wrong, or the model is: not there, or without tools or eyes

	RateLimited // too many requests at a time
	Overloaded  // the provider has trouble of its own
	Network     // it cannot be reached, the connection broke, or what came is unreadable
	Slow        // nothing came for too long

	TooLong // the conversation does not fit into the model
	Refused // the request is not taken, or the model declines
)

// String names the kind, for logs and recordings.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

var kindNames = [...]string{
	Credentials: "credentials", Credit: "credit", Quota: "quota", Setup: "setup",
	RateLimited: "rate limited", Overloaded: "overloaded", Network: "network", Slow: "slow",
	TooLong: "too long", Refused: "refused",
}

// kindOf is the inverse of String; 0 is no kind.
func kindOf(name string) Kind {
	for k, n := range kindNames {
		if n == name && n != "" {
			return Kind(k)
		}
	}
	return 0
}

// An Error is why there is no reply.
type Error struct {
	Kind       Kind
	RetryAfter time.Duration // what the provider asks for; 0 if it does not say
	Text       string        // plain sentences for the people at the canvas, without internals
	Err        error         // for the log; it holds no key and no text of the conversation
}

func (e *Error) Error() string {
	if e.Err == nil {
		return e.Kind.String()
	}
	return e.Kind.String() + ": " + e.Err.Error()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Lasting reports whether all further requests will fail as well until a person
// has changed something: the artist should pause.
func (e *Error) Lasting() bool { return e.Kind >= Credentials && e.Kind <= Setup }

// Passing reports whether the same request may succeed a little later.
func (e *Error) Passing() bool { return e.Kind >= RateLimited && e.Kind <= Slow }

// explain returns the plain sentences for a kind of trouble with a provider,
// which is called "Anthropic", "OpenAI" or "The model's server".
func explain(k Kind, who string) string {
	switch k {
	case Credentials:
		return who + " does not accept this server's key. Whoever runs the server has to set a valid one."
	case Credit:
		return who + " is not paid: the account has no credit left, or its payment failed. Whoever runs the server has to see to it."
	case Quota:
		return who + " gives no more for now: the account's budget is used up. Whoever runs the server can raise it, or wait until it is renewed."
	case Setup:
		return who + " does not have the model that is set, is not at the address that is set, or its model cannot use tools and see pictures. Whoever runs the server has to correct it."
	case RateLimited:
		return who + " asks for fewer requests at a time."
	case Overloaded:
		return who + " is busy or has trouble of its own."
	case Network:
		return who + " cannot be reached, or its answer broke off."
	case Slow:
		return who + " has not answered for too long."
	case TooLong:
		return "The conversation has become too long for the model."
	case Refused:
		return "The model declines this request."
	}
	return who + " answers with an error."
}
