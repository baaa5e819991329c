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
// cannot see a lag, a quick one shows the lag and cannot see a tremor. The
// points of a stroke are given out once and never revised; until the filter
// has caught up, [Pen.Tail] says what lies between the ink and the nib.
package ink
