// Package paths turns what a model or a program asks to draw into strokes: lines,
// curves and SVG path data as JSON become marks that a piece of the given size, style
// and limits admits as they are.
//
// A path that is asked for is called an entry here. Each is read on its own: a wrong one
// is told by its index with what is allowed, and the good ones are drawn. What had to be
// changed to fit is told as well. It is a pure function: the same JSON makes the same
// marks.
package paths
