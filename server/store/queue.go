package store

import "sync"

// An item is one thing that the writer does: an append, or a job.
type item struct {
	key  PieceKey
	recs []Record
	done func(error)
	job  *job // nil for an append
}

// A job is a change that is not an append. It has a transaction of its own.
type job struct {
	run   func(*tx) error
	after func(error) // in the writer's goroutine, once committed or rolled back
}

// What an item costs in memory besides its ops, roughly.
const (
	itemCost   = 128
	recordCost = 64
)

func (it *item) bytes() int64 {
	n := int64(itemCost)
	for i := range it.recs {
		n += recordCost + int64(len(it.recs[i].Ops))
	}
	return n
}

// A queue holds what waits for the writer, in order. Appends are bounded in
// bytes; jobs are bounded by their callers, who wait for them.
type queue struct {
	max int64 // bytes of appends

	mu     sync.Mutex
	ready  sync.Cond
	items  []item
	head   int   // items before it are taken
	bytes  int64 // of appends not yet released; <= max but for the last one
	closed bool
	behind map[PieceKey]bool // pieces that lost an append to the bound
}

func newQueue(max int64) *queue {
	q := &queue{max: max, behind: map[PieceKey]bool{}}
	q.ready.L = &q.mu
	return q
}

// push adds it at the end. It returns ErrBehind for an append that finds the
// queue full, or whose piece was refused before and not recovered since, and
// ErrClosed after close. An append larger than the bound finds room in an
// empty queue, so that no size is refused for ever.
func (q *queue) push(it item) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return ErrClosed
	}
	if it.job == nil {
		n := it.bytes()
		if q.behind[it.key] || q.bytes > 0 && q.bytes+n > q.max {
			q.behind[it.key] = true
			return ErrBehind
		}
		q.bytes += n
	}
	q.items = append(q.items, it)
	q.ready.Signal()
	return nil
}

// take waits for work and returns it in dst[:0]: one job, or the appends
// before the next job up to limit bytes. It returns nothing once the queue is
// closed and empty.
func (q *queue) take(dst []item, limit int64) []item {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.head == len(q.items) && !q.closed {
		q.ready.Wait()
	}
	dst = dst[:0]
	for q.head < len(q.items) && limit > 0 {
		it := q.items[q.head]
		if it.job != nil && len(dst) > 0 {
			break
		}
		q.items[q.head] = item{}
		q.head++
		dst = append(dst, it)
		if it.job != nil {
			break
		}
		limit -= it.bytes()
	}
	if q.head == len(q.items) {
		q.items, q.head = q.items[:0], 0
	}
	return dst
}

// release gives back the room of appends that were taken and are done with.
func (q *queue) release(batch []item) {
	var n int64
	for i := range batch {
		if batch[i].job == nil {
			n += batch[i].bytes()
		}
	}
	q.mu.Lock()
	q.bytes -= n
	q.mu.Unlock()
}

// stopped reports whether appends of a piece are kept out.
func (q *queue) stopped(k PieceKey) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.behind[k]
}

// recover lets the appends of a piece in again.
func (q *queue) recover(k PieceKey) {
	q.mu.Lock()
	delete(q.behind, k)
	q.mu.Unlock()
}

// close refuses further work. What waits is still taken.
func (q *queue) close() {
	q.mu.Lock()
	q.closed = true
	q.mu.Unlock()
	q.ready.Broadcast()
}
