// Package limit counts what members do per time, told the time (rules L1, L2).
//
// A [Window] is a sliding-window log: exact, where a counter or a bucket would
// let twice as much through at the seam of two minutes. Client and server keep
// the same window over the same times, so that the client foresees the server.
package limit
