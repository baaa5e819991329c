// Package predict shows an author's own ops before the server has admitted
// them, and puts the view right as the log arrives.
//
// A [Replica] holds one piece: what is confirmed, with the author's own ops
// applied on top by the very rule that the server will use. When entries of
// others arrive, it takes its own ops back, applies the entries, and applies
// its own again (rewind and replay, as in Quake III's cg_predict.c). What that
// changed, and nothing else, is reported as [Event]s, so that only those tiles
// are drawn again.
//
// Ops pass through four stages: waiting (held back by the rate, rule L1), open
// (not yet flushed), pending (numbered and flushed, no place in the log yet)
// and placed (in the log, not known to be on disk). Only then are they
// forgotten: a server that crashed before it synced gets them again (rule S6).
package predict
