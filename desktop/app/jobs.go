package app

import (
	"context"
	"log/slog"
	"runtime/debug"
	"sync"

	"easel.example/desktop/say"
)

// Bounds of what goes on beside the frames.
const (
	jobsRunning = 4  // at once
	jobsWaiting = 64 // in all; more are refused
)

// jobs runs what takes long, and brings in what comes of it when it is asked.
type jobs struct {
	cancel  func() // ends all that were started since begin
	ended   bool
	running *sync.WaitGroup
	run     func(work func(context.Context) error, done func(error))
	done    chan func() // holds every job there may be, so none waits to be brought in
	count   int         // started and not brought in
}

func newJobs() *jobs {
	j := &jobs{}
	j.begin()
	return j
}

func (j *jobs) begin() {
	ctx, cancel := context.WithCancel(context.Background())
	running, out := &sync.WaitGroup{}, make(chan func(), jobsWaiting)
	slots := make(chan struct{}, jobsRunning) // a job that runs has one; the others wait for theirs
	j.cancel, j.ended, j.running, j.done, j.count = cancel, false, running, out, 0
	j.run = func(work func(context.Context) error, done func(error)) {
		running.Go(func() {
			var err error
			select {
			case slots <- struct{}{}:
				err = safely(ctx, work)
				<-slots
			case <-ctx.Done():
				err = ctx.Err()
			}
			out <- func() { done(err) }
		})
	}
}

// safely does work. A fault of ours in it ends the job and not the app: what it made is its own.
func safely(ctx context.Context, work func(context.Context) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			slog.Error("a job broke", "err", p, "stack", string(debug.Stack()))
			err = say.Sentence("Something went wrong in Easel itself. What you drew is safe.")
		}
	}()
	return work(ctx)
}

// start has work done, and then calls done when it is asked to deliver. It returns false if
// there is no room for another job.
func (j *jobs) start(work func(context.Context) error, done func(error)) bool {
	if j.count == jobsWaiting || j.ended {
		return false
	}
	j.count++
	j.run(work, done)
	return true
}

// deliver tells what has come of jobs.
func (j *jobs) deliver() {
	for {
		select {
		case f := <-j.done:
			j.count--
			f()
		default:
			return
		}
	}
}

// restart ends all jobs, and tells nobody of them.
func (j *jobs) restart() {
	j.close()
	j.begin()
}

// close ends all jobs, and waits until they have.
func (j *jobs) close() {
	j.cancel()
	j.ended = true
	j.running.Wait()
}
