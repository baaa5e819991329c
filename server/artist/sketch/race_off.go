//go:build !race

package sketch

// raced reports whether the race detector is built in.
const raced = false
