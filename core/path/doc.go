// Package path turns lines and curves, and SVG path data, into points of a stroke.
//
// All of it is integers, so that a path makes the same points on every target.
// Curves are flattened within [Tolerance]. Arcs need neither sine nor cosine of
// their own: a circle is halved again and again by the middle of two directions,
// which takes one square root; only the turn of an ellipse needs an angle, by
// CORDIC (Volder, 1959).
package path
