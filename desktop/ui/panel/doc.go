// Package panel shows the app's state in widgets: the rail of tools, the settings
// of the brush, the top bar, the artist's notebook, and all that opens above them.
// It knows no window, so that it is built and looked at without a screen; it keeps
// only what nobody else needs to know, such as which of a form's choices is taken.
package panel
