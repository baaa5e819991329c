// Package ink turns what a pen reports into the points of a stroke.
//
// It runs where the person draws and nowhere else. What is sent and kept is
// its result, so no two replicas ever have to agree on how a line is smoothed,
// and a better way to do it changes no picture that exists. It is integers all
// the same: it behaves alike in the browser and on the desktop, and a recorded
// line gives the same points in every test.
//
// The filter is one low pass whose strength follows the speed, after Casiez,
// Roussel and Vogel, "1 € Filter" (CHI 2012): a slow hand shows its tremor and
// cannot see a lag, a quick one shows the lag and cannot see a tremor.
//
// The ink of a finger or a stylus then follows as a mass on a spring, with drag,
// after the model of Google's ink-stroke-modeler, 180 times a second, where its
// constants are the fractions 1/11 and 3/5: corners of the samples become
// curves. A mouse, whose hand lies on a table, has no need of it.
//
// Points that the line comes near enough to without them are left out, how near
// by its width (the opening window of Reumann and Witkam, 1974, bounded). The
// points of a stroke are given out once and never revised; [Pen.Tail] says what
// lies between them and the nib.
package ink
