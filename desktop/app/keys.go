package app

import "strings"

// A Command is what a key or a button asks for.
type Command string

// The commands.
const (
	CmdBrush      Command = "brush"
	CmdEraser     Command = "eraser" // the rubber; again: of whole strokes
	CmdPicker     Command = "picker"
	CmdLine       Command = "line"
	CmdEllipse    Command = "ellipse"
	CmdBucket     Command = "bucket"
	CmdSelect     Command = "select"
	CmdHand       Command = "hand"
	CmdSymmetry   Command = "symmetry"
	CmdSwap       Command = "swap"
	CmdSmaller    Command = "smaller"
	CmdLarger     Command = "larger"
	CmdFainter    Command = "fainter"
	CmdStronger   Command = "stronger"
	CmdUndo       Command = "undo"
	CmdRedo       Command = "redo"
	CmdAll        Command = "all"
	CmdDuplicate  Command = "duplicate"
	CmdRemove     Command = "remove"
	CmdLeft       Command = "left"
	CmdRight      Command = "right"
	CmdUp         Command = "up"
	CmdDown       Command = "down"
	CmdTurn       Command = "turn"
	CmdTurnBack   Command = "turnback"
	CmdFlip       Command = "flip"
	CmdFit        Command = "fit"
	CmdFull       Command = "full" // 100 %
	CmdZoomIn     Command = "in"
	CmdZoomOut    Command = "out"
	CmdSave       Command = "save" // or export, or share
	CmdOpen       Command = "open" // a drawing, from a file
	CmdCopy       Command = "copy" // the picture
	CmdNew        Command = "new"
	CmdClear      Command = "clear"
	CmdArtist     Command = "artist" // write to it
	CmdPause      Command = "pause"  // the artist, or let it go on
	CmdGallery    Command = "gallery"
	CmdMenu       Command = "menu"
	CmdShare      Command = "share"
	CmdPeople     Command = "people"
	CmdMe         Command = "me"
	CmdSpaces     Command = "spaces"
	CmdSettings   Command = "settings"
	CmdShelf      Command = "shelf" // of brushes
	CmdPanels     Command = "panels"
	CmdHelp       Command = "help"
	CmdDebug      Command = "debug"
	CmdEscape     Command = "escape"
	CmdLeave      Command = "leave" // back to the start
	CmdFullScreen Command = "fullscreen"
	CmdQuit       Command = "quit"
)

// A Key is a key that went down or up. Names are those of browsers: "a" (lower case,
// as the keyboard's layout has it), "0", "[", "?", "Tab", "Escape", "Delete",
// "Backspace", "ArrowLeft", "F11", "Space", "Shift".
type Key struct {
	Name             string
	Ctrl, Shift, Alt bool // Ctrl is Cmd on a Mac
	Up               bool
}

// A chord is a key and what is held with it.
type chord struct {
	key   string
	ctrl  bool
	shift shift
	does  Command
}

type shift uint8

const (
	whatever shift = iota
	without
	with
)

// A Row is a line of the help: keys as people read them, and what they do.
type Row struct {
	Keys, Does string
	chords     []chord
}

func plain(key string, does Command) chord       { return chord{key: key, does: does} }
func ctrl(key string, s shift, c Command) chord  { return chord{key, true, s, c} }
func shifted(k string, s shift, c Command) chord { return chord{k, false, s, c} }

// Keys returns the keyboard's map: what keys do and what the help says are the same table.
func Keys() []Row {
	return []Row{
		{"B", "brush", []chord{plain("b", CmdBrush)}},
		{"E", "eraser; again: of whole strokes", []chord{plain("e", CmdEraser)}},
		{"L, O", "straight line, ellipse; evenly with Shift", []chord{plain("l", CmdLine), plain("o", CmdEllipse)}},
		{"M", "symmetry", []chord{plain("m", CmdSymmetry)}},
		{"G", "fill what looks alike", []chord{plain("g", CmdBucket)}},
		{"I", "pick a colour", []chord{plain("i", CmdPicker)}},
		{"X", "the colour before", []chord{plain("x", CmdSwap)}},
		{"V", "select strokes of your own; Shift adds", []chord{plain("v", CmdSelect)}},
		{"Arrows, Del", "move, delete what is selected", []chord{
			plain("ArrowLeft", CmdLeft), plain("ArrowRight", CmdRight), plain("ArrowUp", CmdUp), plain("ArrowDown", CmdDown),
			plain("Delete", CmdRemove), plain("Backspace", CmdRemove)}},
		{"Ctrl A, Ctrl D", "select all of your own; duplicate", []chord{ctrl("a", without, CmdAll), ctrl("d", without, CmdDuplicate)}},
		{"H, or hold Space", "move the sheet", []chord{plain("h", CmdHand)}},
		{"[ ]", "smaller, larger", []chord{plain("[", CmdSmaller), plain("]", CmdLarger)}},
		{", .", "fainter, stronger", []chord{plain(",", CmdFainter), plain(".", CmdStronger)}},
		{"Ctrl Z", "undo", []chord{ctrl("z", without, CmdUndo)}},
		{"Ctrl Shift Z", "redo", []chord{ctrl("z", with, CmdRedo), ctrl("y", whatever, CmdRedo)}},
		{"+ −", "zoom", []chord{plain("+", CmdZoomIn), plain("=", CmdZoomIn), plain("-", CmdZoomOut)}},
		{"0", "fit the sheet", []chord{plain("0", CmdFit)}},
		{"1", "100 %", []chord{plain("1", CmdFull)}},
		{"R", "turn the sheet; with Shift the other way", []chord{shifted("r", without, CmdTurn), shifted("r", with, CmdTurnBack)}},
		{"F", "mirror it", []chord{plain("f", CmdFlip)}},
		{"N", "new piece", []chord{plain("n", CmdNew)}},
		{"A", "write to the artist", []chord{plain("a", CmdArtist)}},
		{"P", "pause the artist, or let it go on", []chord{plain("p", CmdPause)}},
		{"Ctrl S", "save or share the picture", []chord{ctrl("s", without, CmdSave)}},
		{"Ctrl O", "open a drawing: Easel, Excalidraw, SVG", []chord{ctrl("o", without, CmdOpen)}},
		{"Ctrl C", "copy the picture", []chord{ctrl("c", without, CmdCopy)}},
		{"Wheel, Ctrl wheel", "move, zoom", nil},
		{"Tab", "hide the panels, while you draw", []chord{plain("Tab", CmdPanels)}},
		{"F11", "full screen", []chord{plain("F11", CmdFullScreen)}},
		{"Ctrl W, Ctrl Q", "leave the workspace; quit", []chord{ctrl("w", without, CmdLeave), ctrl("q", without, CmdQuit)}},
		{"`", "figures for the curious", []chord{plain("`", CmdDebug), ctrl("d", with, CmdDebug)}},
		{"?", "this list", []chord{plain("?", CmdHelp)}},
		{"Esc", "leave what is open", []chord{plain("Escape", CmdEscape)}},
	}
}

// KeysHelp is Keys as a Mac's keyboard has them.
func KeysHelp(mac bool) []Row {
	rows := Keys()
	for i := range rows {
		if mac {
			rows[i].Keys = strings.ReplaceAll(rows[i].Keys, "Ctrl ", "⌘ ")
		}
	}
	return rows
}

// CommandOf returns what a key asks for, or "" if nothing.
func CommandOf(k Key) Command {
	if k.Alt {
		return ""
	}
	for _, row := range Keys() {
		for _, c := range row.chords {
			if c.key == k.Name && c.ctrl == k.Ctrl && (c.shift == whatever || (c.shift == with) == k.Shift) {
				return c.does
			}
		}
	}
	return ""
}
