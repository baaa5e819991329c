// Package sketch runs a program that computes strokes: Starlark with helpers for paths,
// a palette, and chance and noise that a seed tells. The program comes from a model, and
// nothing it does harms the server.
//
// It runs in a child process of the same binary, so main and TestMain must begin with
//
//	if sketch.IsChild() {
//		sketch.Child()
//	}
//
// for an interpreter within the server cannot stop a memory bomb: one step may take it
// all. The child gives itself up to limits of memory, time and files, a low priority and
// a list of the few system calls that it needs, before it reads the program; it has no
// environment, and of files only its pipes. The parent trusts nothing of that: it bounds
// the pipes, watches the child's memory, and kills its process group at the deadline.
//
// It needs Linux. Elsewhere [Run] returns [ErrOff].
//
// Starlark is go.starlark.net (BSD 3-clause): a language like Python, which models
// write well, made to be embedded, with steps that are counted, no clock, no files and
// no other way out. With what it brings along it adds 1.1 MB to the server.
package sketch
