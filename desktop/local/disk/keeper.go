package disk

import (
	"context"
	"os"
	"sync"
	"time"

	"easel.example/core/authority"
)

// How often a journal is synced while a stroke is being drawn: a machine that loses its power
// then loses so much of it. One that is done is synced at once.
const syncEvery = 100 * time.Millisecond

// What waits in memory is bounded: past that it is let go, for the next file has it all, and people are told
// that it is not kept yet.
const (
	queueMost = 32 << 20 // for the journal
	afterMost = 32 << 20 // what came while a file was being written
)

// A Status is how things stand with the file.
type Status struct {
	Durable uint64 // all entries up to this seq are safe
	Saved   uint64 // the file itself has all entries up to this seq
	Saving  bool   // the file is being written anew
	Err     error  // what is drawn is not being kept: why, for people (see Trouble); nil when all is well
	Aside   string // the name that another program's version of the file was given, or ""
}

// A Keeper keeps one piece. What it is told it does in its own goroutine, which Close ends.
type Keeper struct {
	path string
	news chan struct{} // the status has changed; one is enough
	wake chan struct{} // there is something to do; one is enough
	done chan struct{} // closed when the goroutine has ended

	syncDir func(dir string) error // makes the names in a folder durable

	mu     sync.Mutex // guards what follows
	queue  queue
	status Status

	// Of the goroutine alone.
	journal *os.File // nil while there is none that can be written
	size    int64    // of what is whole in it
	gap     bool     // it lacks something
	dirty   bool     // it is not synced
	synced  time.Time
	last    uint64 // seq of the newest entry that it was told
	file    os.FileInfo
	barred  bool // the file itself is for reading only
	err     error
	aside   string
	encode  context.CancelFunc // of the file that is being written, or nil
	written chan written       // room for that one
	after   []byte             // records that came since that was begun
	over    bool               // more than afterMost
	durable uint64
	saved   uint64
}

// A queue is what the goroutine is told.
type queue struct {
	before  []byte // records that the state to save has already
	save    *State // or nil
	buf     []byte // records
	last    uint64
	settled bool // no stroke is under a pen
	over    bool // more than queueMost came at once
	closing bool
	forget  bool
	final   *State
}

func newKeeper(path string) *Keeper {
	return &Keeper{path: path, syncDir: syncDir, news: make(chan struct{}, 1), wake: make(chan struct{}, 1), done: make(chan struct{}), written: make(chan written, 1)}
}

// Path returns the name of the file.
func (k *Keeper) Path() string { return k.path }

// News has something when the status has changed.
func (k *Keeper) News() <-chan struct{} { return k.news }

// Status returns how things stand.
func (k *Keeper) Status() Status {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.status
}

// Append keeps entries. It does not wait; Status says when they are safe. settled says that no
// stroke is under a pen after them.
func (k *Keeper) Append(list []authority.Record, settled bool) {
	k.tell(func(q *queue) {
		for _, r := range list {
			q.buf, q.last = appendEntry(q.buf, r), r.Seq
		}
		q.settled = q.settled || settled
	})
}

// Meta keeps what the host keeps beside the piece. It does not wait.
func (k *Keeper) Meta(b []byte) { k.tell(func(q *queue) { q.buf = appendMeta(q.buf, b) }) }

// Save has the file written anew with a piece as it is now. It does not wait, and returns false
// where one is being written already.
func (k *Keeper) Save(s State) (ok bool) {
	k.tell(func(q *queue) {
		if k.status.Saving || q.closing {
			return
		}
		ok, k.status.Saving = true, true
		q.before, q.buf, q.save = q.buf, nil, &s
	})
	return ok
}

// Forget has Close remove the journal though the file lacks what is in it.
func (k *Keeper) Forget() { k.tell(func(q *queue) { q.forget = true }) }

// Close writes the file anew with final, unless that is nil, removes the journal if all
// is in the file, and ends. It returns why not all is kept.
func (k *Keeper) Close(final *State) error {
	k.tell(func(q *queue) { q.closing, q.final = true, final })
	<-k.done
	return k.Status().Err
}

func (k *Keeper) tell(f func(*queue)) {
	k.mu.Lock()
	f(&k.queue)
	if len(k.queue.buf)+len(k.queue.before) > queueMost {
		k.queue.buf, k.queue.before, k.queue.over = nil, nil, true
	}
	k.mu.Unlock()
	signal(k.wake)
}

func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

func (k *Keeper) take() queue {
	k.mu.Lock()
	defer k.mu.Unlock()
	q := k.queue
	k.queue = queue{last: q.last, closing: q.closing, final: q.final, forget: q.forget}
	return q
}

// run is the keeper's goroutine.
func (k *Keeper) run() {
	defer close(k.done)
	timer := time.NewTimer(syncEvery)
	defer timer.Stop()
	for {
		select {
		case <-k.wake:
		case w := <-k.written:
			k.renew(w)
		case <-timer.C:
		}
		q := k.take()
		k.carryOut(q)
		k.report()
		if q.closing {
			k.end(q.final, q.forget)
			k.report()
			return
		}
		if k.dirty {
			timer.Reset(syncEvery)
		}
	}
}

// carryOut does what the goroutine is told, but to end.
func (k *Keeper) carryOut(q queue) {
	if q.over {
		k.fail(ErrWrite)
		if k.encode != nil { // the file that is being written lacks it, too
			k.after, k.over = nil, true
		}
	}
	k.write(q.before)
	if q.save != nil {
		k.begin(*q.save)
	}
	k.write(q.buf)
	k.last = max(k.last, q.last)
	k.sync(q.settled || q.closing)
}

// write appends records to the journal.
func (k *Keeper) write(b []byte) {
	if k.encode != nil && len(b) > 0 {
		if len(k.after)+len(b) > afterMost {
			k.after, k.over = nil, true
		}
		if !k.over {
			k.after = append(k.after, b...)
		}
	}
	if len(b) == 0 || k.gap {
		return
	}
	if err := k.put(b); err != nil {
		k.fail(err)
	}
}

// put appends b to the journal, all of it or nothing.
func (k *Keeper) put(b []byte) error {
	if _, err := k.journal.WriteAt(b, k.size); err != nil {
		_ = k.journal.Truncate(k.size) // what is torn is cut off on opening, too
		return err
	}
	k.size += int64(len(b))
	k.dirty = true
	return nil
}

// sync makes the journal durable, when it is time.
func (k *Keeper) sync(now bool) {
	if k.gap {
		return
	}
	if k.dirty && (now || time.Since(k.synced) >= syncEvery) {
		if err := k.journal.Sync(); err != nil {
			k.fail(err)
			return
		}
		k.dirty, k.synced = false, time.Now()
	}
	if !k.dirty {
		k.durable = k.last
	}
}

// fail takes note that the journal lacks something from here on.
func (k *Keeper) fail(err error) { k.gap, k.err = true, troubled(err) }

// report brings the status up to date.
func (k *Keeper) report() {
	k.mu.Lock()
	was := k.status
	k.status.Durable, k.status.Saved, k.status.Err, k.status.Aside = k.durable, k.saved, k.err, k.aside
	if k.encode == nil && k.queue.save == nil {
		k.status.Saving = false
	}
	changed := was != k.status
	k.mu.Unlock()
	if changed {
		signal(k.news)
	}
}

// end waits for the file that is being written, writes the last one, and lets go.
func (k *Keeper) end(final *State, forget bool) {
	if k.encode != nil {
		if final != nil {
			k.encode()
		}
		w := <-k.written
		if final == nil || w.err == nil {
			k.renew(w)
		} else {
			k.drop()
		}
	}
	if final != nil {
		k.begin(*final)
		if k.encode != nil {
			k.renew(<-k.written)
		}
	}
	switch {
	case k.journal == nil:
	case k.err == nil && (forget || final != nil && k.saved >= k.last || k.size <= emptyBytes):
		_ = unlock(k.journal) // all is in the file: one that is left says nothing
	default:
		if err := k.journal.Close(); err != nil && k.err == nil {
			k.err = troubled(err)
		}
	}
}
