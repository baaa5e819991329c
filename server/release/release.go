// Package release says which Easel this is, to whoever asks the server or one of the tools.
package release

// Version is set when a release is built: -ldflags "-X easel.example/server/release.Version=v1.2.3".
// Nothing else changes it.
var Version = "dev"
