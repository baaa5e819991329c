// Command bench measures the project, and prints one JSON object a line with a
// name and figures, medians of three measurements.
//
//	go run ./tools/bench [-rounds N] [-seconds S] [-profile FOLDER] [-drawings FOLDER] NAME...
//
// It is run from the top of the source tree: it builds the server and starts it
// in a process of its own, with a folder of its own, on the first processor;
// clients run on the second, each kind in a child process of bench. The
// server's limits are in force, but far away. TMPDIR says on which disk it is.
//
// Keys: bytes_per_point_up and _down (what is on the wire, framing included),
// deliveries_per_s (an update that came to a viewer is one), p50_ms, p99_ms,
// lost, cpu_s_per_100k (seconds of the server's processor, in 100,000
// deliveries), relay_ratio (that, over the same of a bare relay in the same
// run), bytes, ms (until a client holds a piece; the picture apart), rss_mb,
// live_payload_bytes_per_point, rest_bytes_per_point, points_left (of what a pen
// reports), drawn_…_per_sample (with those, by what it reports), beats_bytes_per_point
// (of when they came, in rest), ratio_… (a peer's time over ours in the same run),
// cairo_mean_difference (of 255), cairo_px_off_by_64 (pixels of which a channel
// differs by more), …_by_max (those that do so, too, where cairo covers a pixel as one
// segment of a stroke at most, as rule R3 has it, instead of as their union), outline_ms (what
// peers are spared that are given outlines: making them all and writing them as the text of an SVG,
// without reading that), cairo_union_… (cairo without outlines, from the points and radii: its time
// holds making the path of a stroke, a circle a point and a quad a segment, and filling that once),
// ns_per_segment, ns_per_segment_wasm, ops_per_s, seeds_per_s, thought_ms and stroke_ms
// (from the wake of the artist until a viewer has the first of them), bytes_per_point_ink
// (of performances and strokes alone), strokes_per_s, rss_mb_per_artist (that paints, beyond
// a workspace that is looked at), start_ms (of the sandbox), bomb_mb (that a program had at most
// which wants all memory).
package main
