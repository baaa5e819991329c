//go:build !race

package main

// raced reports whether the race detector is built into the tests: then it is also in the
// servers that they start, and what is about how much a server takes, or bears, is skipped.
const raced = false
