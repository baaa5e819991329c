// Package pack stores strokes in few bytes: in snapshots, on disk, in archives.
//
// A block is coded by an adaptive binary range coder, the kind that LZMA uses (G. N.
// N. Martin, "Range encoding", 1979; Igor Pavlov's carry handling), over second
// differences of x and y and first differences of pressure. Its contexts are the
// sizes of the differences before, so that a slow careful line and a quick sweep
// are each coded by what is likely in them. FORMAT.md is the format in one page.
//
// It replaces planar columns and deflate, which were measured at 1.97 bytes a
// point on pen drawings with pressure; BenchmarkPack shows both side by side.
package pack
