// Gives the terminal back on every way out, the ones no Swift code sees included: faults, abort, exit().
// Everything here may be called from a signal handler, except where a comment says otherwise.
#pragma once

#include <stddef.h>
#include <termios.h>

/// Remembers what to write to `terminal` and which modes to restore on a sudden end. At most one terminal at a time;
/// `reset` is cut at 1,000 bytes. `drawing` is the descriptor that frames are written to when it is another, or -1:
/// after a fault both lead nowhere. Also registers `rescue_restore` with `atexit`, once.
/// Returns 0, or -1 when another terminal is already armed. Not for signal handlers.
int rescue_arm(int terminal, int drawing, const struct termios *before, const char *reset, size_t length);

/// Forgets the terminal: it is already back in order, or lost. Safe when nothing is armed.
void rescue_disarm(void);

/// Writes the reset string and restores the modes if a terminal is armed, then disarms. Returns 1 when it did.
int rescue_restore(void);

/// The line shown on the terminal after a fault, cut at 1,000 bytes; the signal's name is put before it.
/// Not for signal handlers.
void rescue_set_notice(const char *notice);

/// Catches SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSYS and SIGQUIT: restores the terminal, calls the
/// handler that was installed before, and lets the signal end the process. Repeated calls do nothing. Returns 0 or -1 with errno. Not for signal handlers.
int rescue_catch_faults(void);

/// For a program without a screen: from now on `signal` restores the terminal before it ends the process. One that was
/// ignored stays so. Returns 0 or -1 with errno. Not for signal handlers.
int rescue_end_on(int signal);

/// Writes one byte, the signal's number, to `pipe` whenever `signal` arrives. The earlier action is kept for
/// `rescue_unwatch`. One pipe at a time. Returns 0 or -1 with errno. Not for signal handlers.
int rescue_watch(int signal, int pipe);

/// Puts the earlier actions of all watched signals back. Not for signal handlers.
void rescue_unwatch(void);

/// Stops the whole process group as ^Z would: SIGTSTP with its default action, unblocked in the calling thread.
/// Returns after SIGCONT with the watching action back in place. Not for signal handlers.
int rescue_stop_group(void);

/// Stops this process by `signal` (SIGTSTP or SIGTTOU) with its default action, unblocked in the calling thread, also
/// where it was ignored. Returns after SIGCONT with the earlier action back in place, and at once in a group that nobody
/// could continue. Not for signal handlers.
void rescue_stop_self(int signal);
