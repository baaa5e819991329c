package model

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestCompatibleFaults checks errors as servers shape them that are compatible
// with OpenAI, and what none of them sends.
func TestCompatibleFaults(t *testing.T) {
	for _, c := range []struct {
		name   string
		status int
		body   string
		want   Kind
	}{
		{"vLLM, long", 400, `{"object":"error","message":"This model's maximum context length is 4096 tokens. However, you requested 5000","type":"BadRequestError","param":null,"code":400}`, TooLong},
		{"vLLM, model", 404, `{"object":"error","message":"The model x does not exist.","type":"NotFoundError","param":null,"code":404}`, Setup},
		{"vLLM, nested", 400, `{"error":{"message":"x","type":"BadRequestError","param":null,"code":400}}`, Refused},
		{"llama.cpp, long", 400, `{"error":{"code":400,"message":"the request exceeds the available context size, try increasing it","type":"exceed_context_size_error","n_prompt_tokens":1}}`, TooLong},
		{"llama.cpp, loading", 503, `{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}`, Overloaded},
		{"llama.cpp, in the middle", 0, `{"error":{"code":500,"message":"x","type":"server_error"}}`, Overloaded},
		{"Ollama, model", 404, `{"error":{"message":"model \"x\" not found, try pulling it first","type":"api_error","param":null,"code":null}}`, Setup},
		{"Ollama, tools", 400, `{"error":{"message":"x does not support tools","type":"api_error","param":null,"code":null}}`, Setup},
		{"vLLM, tools", 400, `{"object":"error","message":"\"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set","type":"BadRequestError","param":null,"code":400}`, Setup},
		{"vLLM, pictures", 400, `{"object":"error","message":"x is not a multimodal model","type":"BadRequestError","param":null,"code":400}`, Setup},
		{"llama.cpp, tools", 500, `{"error":{"code":500,"message":"tools param requires --jinja flag","type":"server_error"}}`, Setup},
		{"llama.cpp, pictures", 500, `{"error":{"code":500,"message":"image input is not supported - hint: if this is unexpected, you may need to provide the mmproj","type":"server_error"}}`, Setup},
		{"a word", 429, `{"error":"slow down"}`, RateLimited},
		{"a number in the middle", 0, `{"error":{"message":"x","code":429}}`, RateLimited},
		{"payment", 402, `{"error":{"message":"Insufficient credits","code":402}}`, Credit},
		{"Anthropic, own limit", 400, `{"type":"error","error":{"type":"invalid_request_error","message":"You have reached your specified API usage limits. You will regain access on 2027-01-01."}}`, Quota},
		{"Anthropic, billing", 402, `{"type":"error","error":{"type":"billing_error","message":"x"}}`, Credit},
		{"Anthropic, on hold", 400, `{"type":"error","error":{"type":"invalid_request_error","message":"x","details":{"error_code":"organization_on_hold"}}}`, Credentials},
		{"Anthropic, ramp", 429, `{"type":"error","error":{"type":"rate_limit_error","message":"x","details":{"error_code":"ramp_limit_exceeded"}}}`, RateLimited},
		{"nothing", 500, ``, Overloaded},
		{"nothing, ours", 418, ``, Refused},
		{"fields of other types", 401, `{"error":{"type":1,"code":{},"message":[]}}`, Credentials},
		{"an array", 403, `[]`, Credentials},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := parseFault(c.status, []byte(c.body)).kindOf(); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

// TestFaultsShowNothing checks that names and ids are all that a log takes over.
func TestFaultsShowNothing(t *testing.T) {
	f := parseFault(401, []byte(`{"error":{"type":"bad key sk-123","code":"`+strings.Repeat("x", nameBytes+1)+`","message":"sk-123"}}`))
	e := f.explained("OpenAI", http.Header{"X-Request-Id": {"a b"}}, time.Now())
	if want := `credentials: status 401, type "", code ""`; e.Error() != want {
		t.Errorf("got %s, want %s", e, want)
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name, value string
		want        time.Duration
	}{
		{"Retry-After", "7", 7 * time.Second},
		{"Retry-After", "0.5", 500 * time.Millisecond},
		{"Retry-After-Ms", "1500", 1500 * time.Millisecond},
		{"Retry-After", "Fri, 01 Jan 2027 00:00:09 GMT", 9 * time.Second},
		{"Retry-After", "Fri, 01 Jan 2021 00:00:09 GMT", 0},
		{"Retry-After", "-3", 0},
		{"Retry-After", "NaN", 0},
		{"Retry-After", "1e300", 24 * time.Hour},
		{"Retry-After", "soon", 0},
		{"X", "7", 0},
	} {
		if got := retryAfter(http.Header{http.CanonicalHeaderKey(c.name): {c.value}}, now); got != c.want {
			t.Errorf("%s: %s is %v, want %v", c.name, c.value, got, c.want)
		}
	}
}

// TestKinds checks that each kind has a name of its own and sentences.
func TestKinds(t *testing.T) {
	seen := map[string]bool{}
	for k := Credentials; k <= Refused; k++ {
		if seen[k.String()] || kindOf(k.String()) != k || explain(k, "OpenAI") == explain(0, "OpenAI") {
			t.Errorf("kind %d: %s", k, k)
		}
		seen[k.String()] = true
	}
	if kindOf("") != 0 || Kind(99).String() != "unknown" {
		t.Error("what is no kind is one")
	}
}
