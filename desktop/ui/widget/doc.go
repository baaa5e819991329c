// Package widget is the desktop app's own small layer of buttons, sliders, lists,
// text entries and sheets. It knows no window: it is told what the pointer and
// the keyboard did, and gives back a display list that any [Painter] can show, so
// that all of it is tested without a screen.
//
// It is immediate: a frame is [UI.Begin], a call for each widget in drawing order
// with the room it has, and [UI.End]. A widget answers at once what was done to
// it. What outlasts a frame (focus, scrolling, carets) is kept under the widget's
// name, which must be its own: "rail/brush". Who lies above whom is known from
// the frame before, so a host builds again after each event until [UI.End] asks
// for nothing more.
//
// Lengths are in px of a window of scale 1; a painter has its own scale.
package widget
