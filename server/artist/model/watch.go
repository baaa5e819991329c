package model

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// Why a watch ends a request.
var (
	errSlow = errors.New("nothing came for too long")
	errLong = errors.New("the reply is longer than may be read")
)

// A watch sees one request through: it ends it when bytes stop coming or become
// too many, and keeps what an error of the provider says. It stands in both SDKs
// as a middleware, under their decoding and without their retries.
type watch struct {
	wire
	cancel context.CancelCauseFunc
	most   int64 // bytes of the reply that are read

	mu   sync.Mutex // guards the timer against a Read that goes on after its end
	idle *time.Timer
	done bool

	status int // these are written before the SDK returns, and read after it
	header http.Header
	fault  []byte
	tail   [16]byte // the last bytes of the reply
}

// watch begins a request, which is made under the context that it returns. stop
// must be called at its end.
func (w wire) watch(ctx context.Context, most int64) (under context.Context, h *watch, stop func()) {
	ctx, end := context.WithTimeoutCause(ctx, w.Patience.Whole, errSlow)
	ctx, cancel := context.WithCancelCause(ctx)
	h = &watch{wire: w, cancel: cancel, most: most}
	h.idle = time.AfterFunc(w.Patience.First, func() { cancel(errSlow) })
	return ctx, h, func() {
		h.mu.Lock()
		h.done = true
		h.idle.Stop()
		h.mu.Unlock()
		cancel(nil)
		end()
	}
}

// through is the middleware.
func (h *watch) through(r *http.Request, next func(*http.Request) (*http.Response, error)) (*http.Response, error) {
	res, err := next(r)
	if err != nil {
		return nil, err
	}
	h.status, h.header = res.StatusCode, res.Header
	if res.StatusCode < 400 {
		res.Body = &watchedBody{res.Body, h}
		return res, nil
	}
	// What breaks off while it is read is as good as it is.
	h.fault, _ = io.ReadAll(io.LimitReader(&watchedBody{res.Body, h}, faultBytes))
	res.Body.Close()
	res.Body = io.NopCloser(bytes.NewReader(h.fault))
	return res, nil
}

// alive puts the end off, as bytes have come.
func (h *watch) alive() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.done {
		h.idle.Reset(h.Patience.Idle)
	}
}

// watchedBody is the body of a reply under a watch.
type watchedBody struct {
	io.ReadCloser
	watch *watch
}

func (b *watchedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if n > 0 {
		b.watch.alive()
		b.watch.remember(p[:n])
	}
	if b.watch.most -= int64(n); b.watch.most < 0 {
		b.watch.cancel(errLong)
		return 0, errLong
	}
	return n, err
}

// remember keeps the last bytes.
func (h *watch) remember(p []byte) {
	if over := len(p) - len(h.tail); over > 0 {
		p = p[over:]
	}
	copy(h.tail[:], h.tail[len(p):])
	copy(h.tail[len(h.tail)-len(p):], p)
}

// sawDone reports whether the reply ended as OpenAI's streams do.
func (h *watch) sawDone() bool {
	return bytes.HasSuffix(bytes.TrimRight(h.tail[:], "\r\n "), []byte("[DONE]"))
}

// failed explains why an SDK has returned err for a request under ctx. mid is what
// a stream said in its middle, if that is what ended it.
func (h *watch) failed(ctx context.Context, err error, mid []byte) error {
	cause := context.Cause(ctx)
	switch {
	case errors.Is(cause, errSlow):
		return &Error{Kind: Slow, Text: explain(Slow, h.who), Err: errSlow}
	case errors.Is(cause, errLong):
		return &Error{Kind: Refused, Text: "The model's reply is longer than this server takes.", Err: errLong}
	case cause != nil: // the caller's
		return cause
	case h.status >= 400:
		return parseFault(h.status, h.fault).explained(h.who, h.header, time.Now())
	case mid != nil:
		return parseFault(0, mid).explained(h.who, h.header, time.Now())
	case errors.Is(err, errRedirect):
		return &Error{Kind: Setup, Text: explain(Setup, h.who), Err: errRedirect}
	}
	// The URL says nothing that the log does not know, and may be long.
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	return &Error{Kind: Network, Text: explain(Network, h.who), Err: err}
}
