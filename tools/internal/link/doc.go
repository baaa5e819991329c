// Package link joins a workspace from a command line: it takes a link as a
// person has it, becomes a guest of the server, and drives one core/client over
// a WebSocket until it is closed, through lost connections too.
//
// One goroutine owns the client. Everything else asks it, by [Link.Do].
package link
