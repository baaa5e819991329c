// Command easel draws on, watches, exports and loads a workspace from a command
// line, through the same core that the page runs on.
//
//	easel draw -link LINK [-speed X] [-at X,Y] [-scale S] [-color RRGGBB] [-width PX] FILE...
//	easel export -link LINK -o FILE.png
//	easel digest -link LINK
//	easel watch -link LINK
//	easel start -link LINK [-detach] [-json] [-style paint|plotter] [-size WxH] [-seed N] [PROMPT]
//	easel nudge -link LINK TEXT
//	easel pause -link LINK
//	easel resume -link LINK [TEXT]
//	easel status -link LINK
//	easel mcp -link LINK
//	easel load -link LINK -viewers N -rate HZ -points K -seconds S
//	easel swatches -o FILE.png
//	easel artists-sheet [-most N] -o FILE.png
//	easel sketchbook [-icons FOLDER] -o FILE
//	easel icons [-icons FOLDER] -o FILE
//
// LINK is a workspace link as a person has it; without -link it is taken from
// EASEL_LINK. Figures come as one JSON line on standard output, all else goes
// to standard error. Somebody stays one guest of a server from command to
// command: the cookie is kept in the configuration folder, or in the -guest
// file.
//
// Flags are read by the standard package flag, a set for each command: they are
// written with one dash, which neither cobra nor kong can do, and there are too
// few of them to need more. Progress is shown by schollz/progressbar, on a
// terminal only; beside mpb it is the one made for a single bar, and costs no
// goroutine.
package main
