package model

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A fault is what a provider says of an error. The two providers and the servers
// that are compatible with them shape it in several ways; this is what they share.
type fault struct {
	status  int    // of HTTP; 0 or 200 in the middle of a stream
	kind    string // "authentication_error", "BadRequestError"
	code    string // "insufficient_quota", or error_code of Anthropic's details
	message string // lower case, only compared: it may quote the conversation
}

// parseFault reads {"error": {…}}, {"error": "…"} and {…} itself. What is neither
// leaves the status alone to speak.
func parseFault(status int, body []byte) fault {
	var outer struct {
		Error json.RawMessage `json:"error"`
	}
	f := fault{status: status}
	if json.Unmarshal(body, &outer) != nil {
		return f
	}
	if outer.Error == nil {
		outer.Error = body
	}
	if json.Unmarshal(outer.Error, &f.message) == nil {
		f.message = strings.ToLower(f.message)
		return f
	}
	var e struct {
		Type    string `json:"type"`
		Code    any    `json:"code"` // a number in some servers
		Message string `json:"message"`
		Details struct {
			Code string `json:"error_code"`
		} `json:"details"`
	}
	// A field of a wrong type leaves the others read.
	_ = json.Unmarshal(outer.Error, &e)
	f.kind, f.message = e.Type, strings.ToLower(e.Message)
	switch code := e.Code.(type) {
	case string:
		f.code = code
	case float64:
		if f.status < 400 {
			f.status = int(code)
		}
	}
	if e.Details.Code != "" {
		f.code = e.Details.Code
	}
	return f
}

// A sign is how a kind of error is known: by its code or type, by a piece of its
// message where providers have no code for it, or by its status.
type sign struct {
	kind     Kind
	names    []string
	messages []string
	statuses []int
}

// signs are tried from the top: what is said in so many words goes before what
// the status says, as one status has several meanings (429: too fast, or broke).
var signs = []sign{
	{kind: Credit, names: []string{
		"billing_error", "billing_hard_limit_reached", "billing_not_active",
		"linked_organization_billing_unavailable", "user_profile_not_billable", "user_profile_billing_not_authorized",
	}, messages: []string{"credit balance is too low"}, statuses: []int{402}},
	{kind: Quota, names: []string{
		"insufficient_quota", "enforced_spend_limit_reached", "contract_spend_limit_reached", "linked_organization_spend_limit_reached",
	}, messages: []string{"exceeded your current quota", "specified api usage limits", "specified workspace api usage limits"}},
	{kind: TooLong, names: []string{
		"request_too_large", "context_length_exceeded", "exceed_context_size_error", "request_body_too_large_after_decoding",
	}, messages: []string{
		"prompt is too long", "maximum context length", "exceed context limit", "exceeds the available context size", "context window",
	}, statuses: []int{413}},
	{kind: Credentials, names: []string{
		"authentication_error", "permission_error", "invalid_api_key", "account_deactivated", "organization_on_hold",
	}, statuses: []int{401, 403}},
	{kind: Setup, names: []string{"not_found_error", "model_not_found", "NotFoundError"}, messages: []string{
		// Ollama, vLLM and llama.cpp of models that cannot do what the artist needs.
		"does not support tools", "--enable-auto-tool-choice", "requires --jinja",
		"is not a multimodal model", "image input is not supported",
	}, statuses: []int{404, 405}},
	{kind: Refused, names: []string{"content_policy_violation", "content_filter", "moderation_blocked"}},
	{kind: RateLimited, names: []string{"rate_limit_error", "rate_limit_exceeded", "ramp_limit_exceeded"}, statuses: []int{429}},
	{kind: Slow, names: []string{"timeout_error"}, statuses: []int{408, 504}},
	{kind: Overloaded, names: []string{
		"overloaded_error", "api_error", "server_error", "InternalServerError", "unavailable_error", "conflict_error",
	}, statuses: []int{409, 425, 529}},
	{kind: Refused, names: []string{"invalid_request_error", "BadRequestError"}},
}

// kind finds what an error is. Two looks: what is said in words, then the status.
func (f fault) kindOf() Kind {
	for _, s := range signs {
		if slices.Contains(s.names, f.code) && f.code != "" {
			return s.kind
		}
	}
	for _, s := range signs {
		if slices.ContainsFunc(s.messages, func(m string) bool { return strings.Contains(f.message, m) }) {
			return s.kind
		}
	}
	for _, s := range signs {
		if slices.Contains(s.names, f.kind) && f.kind != "" || slices.Contains(s.statuses, f.status) {
			return s.kind
		}
	}
	if f.status >= 400 && f.status < 500 {
		return Refused
	}
	return Overloaded
}

// explained makes an Error of a fault. Its cause names status, type and code,
// never the message: that may quote the conversation, or a part of the key.
func (f fault) explained(who string, header http.Header, now time.Time) *Error {
	k := f.kindOf()
	cause := fmt.Sprintf("status %d, type %q, code %q", f.status, name(f.kind), name(f.code))
	if id := requestID(header); id != "" {
		cause += ", request " + id
	}
	return &Error{Kind: k, RetryAfter: retryAfter(header, now), Text: explain(k, who), Err: errors.New(cause)}
}

// nameBytes bounds what a log line takes over from a provider.
const nameBytes = 64

// name returns what is written like an identifier, and "" for all else.
func name(s string) string {
	if len(s) > nameBytes || strings.ContainsFunc(s, func(r rune) bool {
		return r != '_' && r != '-' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}) {
		return ""
	}
	return s
}

// requestID is what a provider's support asks for.
func requestID(h http.Header) string {
	if id := h.Get("Request-Id"); id != "" {
		return name(id)
	}
	return name(h.Get("X-Request-Id"))
}

// retryAfter reads how long the provider asks to wait, in any of the three forms
// that are in use; 0 is not said.
func retryAfter(h http.Header, now time.Time) time.Duration {
	if ms, err := strconv.ParseFloat(h.Get("Retry-After-Ms"), 64); err == nil {
		return span(ms, time.Millisecond)
	}
	v := h.Get("Retry-After")
	if s, err := strconv.ParseFloat(v, 64); err == nil {
		return span(s, time.Second)
	}
	if t, err := http.ParseTime(v); err == nil {
		return max(0, t.Sub(now))
	}
	return 0
}

// span returns n units, from 0 to a day: what a header says may be anything.
func span(n float64, unit time.Duration) time.Duration {
	if !(n > 0) {
		return 0
	}
	const most = 24 * time.Hour
	if n > float64(most/unit) {
		return most
	}
	return time.Duration(n * float64(unit))
}
