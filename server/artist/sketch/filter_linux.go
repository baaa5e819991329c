//go:build amd64 || arm64

package sketch

import (
	"os"
	"runtime"
	"unsafe"

	"golang.org/x/sys/unix"
)

// allowed are the system calls that Go and the C library need to compute and to answer:
// memory, time, locks, signals of their own, and pipes that are open.
var allowed = []uint32{
	unix.SYS_READ, unix.SYS_WRITE, unix.SYS_PREAD64, unix.SYS_CLOSE, unix.SYS_FCNTL,
	unix.SYS_MMAP, unix.SYS_MUNMAP, unix.SYS_MPROTECT, unix.SYS_MADVISE, unix.SYS_MREMAP, unix.SYS_MINCORE, unix.SYS_BRK,
	unix.SYS_FUTEX, unix.SYS_NANOSLEEP, unix.SYS_CLOCK_NANOSLEEP, unix.SYS_CLOCK_GETTIME, unix.SYS_GETTIMEOFDAY, unix.SYS_SCHED_YIELD,
	unix.SYS_SCHED_GETAFFINITY, unix.SYS_GETTID, unix.SYS_GETPID, unix.SYS_GETRANDOM, unix.SYS_MEMBARRIER,
	unix.SYS_RT_SIGACTION, unix.SYS_RT_SIGPROCMASK, unix.SYS_RT_SIGRETURN, unix.SYS_SIGALTSTACK, unix.SYS_RESTART_SYSCALL,
	unix.SYS_SET_ROBUST_LIST, unix.SYS_RSEQ, unix.SYS_EPOLL_CREATE1, unix.SYS_EPOLL_CTL, unix.SYS_EPOLL_PWAIT, unix.SYS_EVENTFD2,
	unix.SYS_EXIT, unix.SYS_EXIT_GROUP,
}

// Places in what a filter looks at (seccomp(2), struct seccomp_data), on little-endian machines.
const (
	atNumber, atArch = 0, 4
	atFirst          = 16 // the lower half of the first argument
)

// filter leaves the process the system calls that are allowed, for good. Others fail:
// there is no file, socket, process or signal to others behind a fault of the interpreter.
// A kernel or a container that has no filters for us leaves the other bounds.
func filter() error {
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	code := filterCode(uint32(os.Getpid()))
	prog := unix.SockFprog{Len: uint16(len(code)), Filter: &code[0]}
	// All threads, at once.
	_, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, unix.SECCOMP_FILTER_FLAG_TSYNC, uintptr(unsafe.Pointer(&prog)))
	switch errno {
	case 0, unix.ENOSYS, unix.EINVAL, unix.EPERM, unix.EACCES:
		return nil
	}
	return errno
}

// filterCode returns the filter as instructions of a classic Berkeley packet filter.
func filterCode(pid uint32) []unix.SockFilter {
	const (
		load   = unix.BPF_LD | unix.BPF_W | unix.BPF_ABS
		equal  = unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K
		anyBit = unix.BPF_JMP | unix.BPF_JSET | unix.BPF_K
		end    = unix.BPF_RET | unix.BPF_K
		refuse = unix.SECCOMP_RET_ERRNO | uint32(unix.EPERM)
	)
	arch := uint32(unix.AUDIT_ARCH_X86_64)
	if runtime.GOARCH == "arm64" {
		arch = unix.AUDIT_ARCH_AARCH64
	}
	code := []unix.SockFilter{
		{Code: load, K: atArch},
		{Code: equal, K: arch, Jt: 1},
		{Code: end, K: unix.SECCOMP_RET_KILL_PROCESS},
		{Code: load, K: atNumber},
		// The C library falls back from clone3, whose flags a filter cannot see, to clone.
		{Code: equal, K: unix.SYS_CLONE3, Jf: 1},
		{Code: end, K: unix.SECCOMP_RET_ERRNO | uint32(unix.ENOSYS)},
		// A clone is a thread, or nothing.
		{Code: equal, K: unix.SYS_CLONE, Jf: 4},
		{Code: load, K: atFirst},
		{Code: anyBit, K: unix.CLONE_THREAD, Jt: 1},
		{Code: end, K: refuse},
		{Code: end, K: unix.SECCOMP_RET_ALLOW},
		// A signal is to itself.
		{Code: equal, K: unix.SYS_TGKILL, Jf: 4},
		{Code: load, K: atFirst},
		{Code: equal, K: pid, Jt: 1},
		{Code: end, K: refuse},
		{Code: end, K: unix.SECCOMP_RET_ALLOW},
	}
	for _, nr := range allowed {
		code = append(code, unix.SockFilter{Code: equal, K: nr, Jf: 1}, unix.SockFilter{Code: end, K: unix.SECCOMP_RET_ALLOW})
	}
	return append(code, unix.SockFilter{Code: end, K: refuse})
}
