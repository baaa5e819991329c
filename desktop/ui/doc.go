// Package ui is the desktop app's window, by Ebiten: pixels onto the screen, and
// pointers and keys to desktop/app. What panels show is desktop/ui/panel's, and how
// widgets behave desktop/ui/widget's; neither knows of Ebiten, so this package is
// thin and is all that needs a display.
//
// A frame is drawn when something has changed: the tiles that are dirty go up to
// their texture, and what is seen is put together from few draws, of which each
// takes all that comes from one texture. Letters, icons and panels come from one
// atlas, which is filled as things are shown for the first time. Ebiten's text
// package has no part in that: the same letters, at the same places, must come out
// where there is no screen. When nothing changes for a while, frames are only run
// when something happens; the app is stepped beside them, and wakes them.
//
// Ebiten tells neither the pressure of pens nor what pointers did between two
// frames. The app derives pressure from speed, and on X the window knows from the
// display where its pointer was (see package trail).
package ui
