//go:build race

package sketch

const raced = true
