// Package tidy tests the tree itself: who imports whom, what core keeps out,
// how long functions and files are, what lies at the top level and what git
// tracks. It has no code of its own, only tests; each failure says why the rule
// is there and what to do.
package tidy
