//go:build unix

package main

import "syscall"

// toggleProfile begins or ends a CPU profile of a server that was built to.
func toggleProfile(pid int) error { return syscall.Kill(pid, syscall.SIGUSR1) }
