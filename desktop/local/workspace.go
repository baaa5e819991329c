package local

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"time"

	"easel.example/core"
	"easel.example/core/artist"
	"easel.example/core/authority"
	"easel.example/core/wire"
	"easel.example/desktop/local/disk"
	"easel.example/desktop/say"
)

// Config is what the workspaces of this machine are told.
type Config struct {
	Rescue string // a folder for what could not be kept in its own file; empty: none
	Name   string // of the person, where no piece knows it yet
	// Moved is told that a workspace goes on in another file, by a goroutine that must not wait
	// for it; nil is nobody.
	Moved func(from, to string)
	// Ended is told, before a line's Close returns, why something of a piece is not in its file: a
	// sentence for people. nil is nobody.
	Ended func(error)
	Seed  func() uint64 // of a piece for which nobody has chosen one; nil is chance
	Log   *slog.Logger  // nil is none
	// Save tells how long the file waits to be written anew: after the last change, and at most.
	SaveIdle, SaveMost time.Duration // 0: the defaults
	Ahead              time.Duration // that the artist may be of its own pen; 0: the default
}

// How long the file waits. Nothing is lost meanwhile: the journal has it.
const (
	saveIdle = 4 * time.Second
	saveMost = 5 * time.Minute
	// A large piece takes seconds to be written. It waits so many times as long as it took last, so that this is
	// a small part of what the machine does.
	saveShare = 10
)

// The rates and limits of one's own machine: nobody has to be kept from anything. The bytes are such that a
// snapshot and its base are each well below wire.SnapshotMax.
const workspaceBytes = 32 << 20

func roomConfig() authority.Config {
	cfg := authority.DefaultConfig()
	cfg.Limits.WorkspaceBytes = workspaceBytes
	cfg.Rates.StrokesPerMinute = 0
	cfg.ActorsPerMember = core.ActorsMax // each opening is another replica
	return cfg
}

// me is the member that works here.
const me = 1

// inboxEvents bounds what waits for the loop. When it is full, a line takes no more frames, and
// whoever asks waits.
const inboxEvents = 256

// errEnded says that a workspace is closed.
var errEnded = say.Sentence("This piece is closed.")

// A Workspace is one place to work in: a piece at a time, in a file.
type Workspace struct {
	cfg    Config
	inbox  chan func() // run by the loop, which owns all below the line
	quit   chan struct{}
	once   sync.Once     // of quit
	over   sync.Once     // of ended
	ended  chan struct{} // closed when the loop and all that it has begun have ended
	easel  *easel
	beside sync.WaitGroup // goroutines that the loop has begun; it waits for them
	shelf  shelf
	late   sync.WaitGroup // keepers of earlier pieces that are closing
	wanted string         // path of the file, where none could be made
	failed error          // why something is not kept; to be read once ended is closed

	// Owned by the loop.
	piece    *piece
	conns    map[authority.Session]*conn
	sessions authority.Session // the last number
	member   wire.Member
	waiters  []waiter
	notes    []wire.Note // what the notebook shows
	standing *wire.Artist
	said     string // the trouble that was said last
	moving   *moving
}

// A piece is what is being painted on.
type piece struct {
	room    *authority.Room
	keeper  *disk.Keeper // nil where there is no file yet
	meta    meta
	changed time.Time // when it was last; zero: it is in its file as it is
	since   time.Time // when it first was after that
	metaAt  time.Time // when meta was last kept
	stale   bool      // meta is to be kept
	saved   uint64    // seq that was given to be saved
	fresh   bool      // it was made here, and nothing is on it: not worth a file
	drawing bool      // the base picture is being drawn
	tried   time.Time // when the file was last written in trouble
	begun   time.Time // when its writing was begun; zero: it is not being written
	took    time.Duration
}

// meta is what is kept beside a piece. Its form is kept in files: only add.
type meta struct {
	Title   string      `json:"title,omitempty"`
	Created int64       `json:"created,omitempty"` // ms since 1970
	Name    string      `json:"name,omitempty"`    // of the person
	Color   uint32      `json:"color,omitempty"`
	Artist  artistState `json:"artist,omitzero"`
}

func (cfg *Config) fill() {
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Seed == nil {
		cfg.Seed = rand.Uint64
	}
	if cfg.SaveIdle == 0 {
		cfg.SaveIdle = saveIdle
	}
	if cfg.SaveMost == 0 {
		cfg.SaveMost = saveMost
	}
	if cfg.Ahead == 0 {
		cfg.Ahead = ahead
	}
	if cfg.Name == "" {
		cfg.Name = "You"
	}
}

// Open opens the Easel file at path. Notice is a sentence for people about it, or "".
func Open(cfg Config, path string) (w *Workspace, err error) {
	cfg.fill()
	p, found, err := openFile(cfg, path)
	if err != nil && len(found.Records) > 0 { // perhaps it is only what followed
		var name string
		if name, err = disk.PutAside(path); err != nil {
			return nil, err
		}
		if p, found, err = openFile(cfg, path); err == nil {
			found.Notice = fmt.Sprintf("What was drawn last cannot be read. It is kept in “%s”.", filepath.Base(name))
		}
	}
	if err != nil {
		return nil, err
	}
	return begin(cfg, p, found.Notice), nil
}

func openFile(cfg Config, path string) (*piece, disk.Found, error) {
	k, found, err := disk.Open(path)
	if err != nil {
		return nil, found, err
	}
	p, err := open(cfg, k, found)
	if err != nil {
		_ = k.Close(nil) // as it was
	}
	return p, found, err
}

// A Canvas is what a new piece is to be.
type Canvas struct {
	Width, Height int32
	Style         core.Style
	Title         string
}

// Create begins a piece in a new file at path. Where that cannot be written it is begun all the same: the
// workspace says so, and waits for SaveAs.
func Create(cfg Config, path string, c Canvas) *Workspace {
	cfg.fill()
	p, why := create(path, 1, c)
	w := begin(cfg, p, "")
	if why != nil {
		w.wanted = path
		w.do(context.Background(), func() { w.tell(why.Error()) })
	}
	return w
}

// create makes a piece, and its file; why there is none it says beside the piece.
func create(path string, number uint32, c Canvas) (*piece, error) {
	title := c.Title
	if title == "" {
		title = inLine(stem(path), core.TitleChars)
	}
	p := &piece{room: authority.New(roomConfig(), title, number, c.Width, c.Height, c.Style), meta: meta{Title: c.Title, Created: now()}, fresh: true}
	return p, p.into(path)
}

// into makes the file of a piece that has just been made.
func (p *piece) into(path string) (err error) {
	p.room.Start([]authority.Epoch{{Epoch: 1, First: p.room.Seq() + 1}}, now())
	p.room.Take() // all of it is in the file
	p.room.Synced(p.room.Seq())
	if p.keeper, err = disk.Create(path, p.state(), false); err == nil {
		p.saved = p.room.Seq()
	}
	return err
}

func now() int64 { return time.Now().UnixMilli() }

// begin starts the goroutines of a workspace.
func begin(cfg Config, p *piece, notice string) *Workspace {
	w := &Workspace{
		cfg: cfg, inbox: make(chan func(), inboxEvents), quit: make(chan struct{}), ended: make(chan struct{}),
		piece: p, conns: map[authority.Session]*conn{},
	}
	w.member = wire.Member{ID: me, Name: cfg.Name, Color: 0x2a6f97, Role: core.Owner}
	if p.meta.Name != "" {
		w.member.Name, w.member.Color = p.meta.Name, p.meta.Color
	}
	w.easel = newEasel(w)
	w.take(p)
	w.said = ""
	if notice != "" {
		w.do(context.Background(), func() { w.tell(notice) })
	}
	go w.loop()
	return w
}

// do has the loop run f. It returns false if the workspace ends before it does.
func (w *Workspace) do(ctx context.Context, f func()) bool {
	select {
	case w.inbox <- f:
		return true
	case <-w.ended:
	case <-ctx.Done():
	}
	return false
}

// ask has the loop run f, and waits until it has.
func (w *Workspace) ask(ctx context.Context, f func()) error {
	done := make(chan struct{})
	if !w.do(ctx, func() { f(); close(done) }) {
		return errors.Join(ctx.Err(), errEnded)
	}
	select {
	case <-done:
		return nil
	case <-w.ended:
		return errEnded
	}
}

// Path returns the name of the file, or "" where there is none.
func (w *Workspace) Path() (path string) {
	_ = w.ask(context.Background(), func() { path = w.piece.path() }) // of one that has ended it is ""
	return path
}

func (p *piece) path() string {
	if p.keeper == nil {
		return ""
	}
	return p.keeper.Path()
}

// title is what people call the piece.
func (p *piece) title() string {
	if p.meta.Title == "" && p.path() != "" {
		return inLine(stem(p.path()), core.TitleChars)
	}
	return p.meta.Title
}

func stem(path string) string {
	name := filepath.Base(path)
	return name[:len(name)-len(filepath.Ext(name))]
}

// Close keeps all, and ends the workspace. It returns a sentence for people where something is
// kept elsewhere than in its file, or not at all.
func (w *Workspace) Close() error {
	w.once.Do(func() { close(w.quit) })
	<-w.ended
	return w.failed
}

// brief is what the artist is to do with the piece.
func (p *piece) brief() artist.Brief {
	width, height := p.room.Piece().Size()
	return artist.Brief{Prompt: p.meta.Artist.Prompt, Style: p.room.Piece().Style(), Width: width, Height: height, Seed: p.meta.Artist.Seed}
}
