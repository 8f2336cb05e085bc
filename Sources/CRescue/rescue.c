#define _GNU_SOURCE
#include "rescue.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { text_limit = 1000, signal_limit = 65 };

// Written only while `armed` is 0, read only by whoever swapped it from 1 to 0.
static struct {
    int terminal;
    int drawing;
    struct termios before;
    char reset[text_limit];
    size_t length;
} rescue;

static atomic_int armed = 0;
static atomic_int registered = 0;
static char notice[text_limit];
static size_t notice_length = 0;

static void write_all(int fd, const char *bytes, size_t length) {
    // Bounded: a terminal that takes nothing must not keep a dying process alive.
    for (int attempt = 0; length > 0 && attempt < 100; attempt++) {
        ssize_t written = write(fd, bytes, length);
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        } else if (written < 0 && errno != EINTR) {
            return;
        }
    }
}

static int owns_terminal(int fd) {
    pid_t foreground = tcgetpgrp(fd);
    return foreground == -1 || foreground == getpgrp();
}

int rescue_restore(void) {
    int saved = errno;
    if (atomic_exchange(&armed, 0) != 1) return 0;
    // In the background the modes belong to the shell, and touching them would stop the process.
    if (owns_terminal(rescue.terminal)) {
        write_all(rescue.terminal, rescue.reset, rescue.length);
        tcsetattr(rescue.terminal, TCSANOW, &rescue.before);
    }
    errno = saved;
    return 1;
}

static void restore_at_exit(void) { rescue_restore(); }

int rescue_arm(int terminal, int drawing, const struct termios *before, const char *reset, size_t length) {
    if (atomic_load(&armed)) return -1;
    rescue.terminal = terminal;
    rescue.drawing = drawing;
    rescue.before = *before;
    rescue.length = length < text_limit ? length : text_limit;
    memcpy(rescue.reset, reset, rescue.length);
    atomic_store(&armed, 1);
    if (atomic_exchange(&registered, 1) == 0) atexit(restore_at_exit);
    return 0;
}

void rescue_disarm(void) { atomic_store(&armed, 0); }

// The terminal is the shell's again, but other threads go on until the process ends: what they draw goes nowhere.
static void stop_drawing(void) {
    int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nowhere < 0) return;
    dup2(nowhere, rescue.terminal);
    if (rescue.drawing >= 0) dup2(nowhere, rescue.drawing);
}

void rescue_set_notice(const char *text) {
    size_t length = strlen(text);
    notice_length = length < text_limit ? length : text_limit;
    memcpy(notice, text, notice_length);
}

// --- Faults -----------------------------------------------------------------------------------------------------

static const struct { int number; const char *name; } faults[] = {
    {SIGSEGV, "SIGSEGV: "}, {SIGILL, "SIGILL: "}, {SIGTRAP, "SIGTRAP: "}, {SIGABRT, "SIGABRT: "},
    {SIGBUS, "SIGBUS: "},   {SIGFPE, "SIGFPE: "}, {SIGQUIT, "SIGQUIT: "}, {SIGSYS, "SIGSYS: "},
};
enum { fault_count = sizeof faults / sizeof faults[0] };
static struct sigaction earlier_fault[fault_count];
static atomic_int catching = 0;

static void on_fault(int number, siginfo_t *info, void *context) {
    int saved = errno;
    for (int index = 0; index < fault_count; index++) {
        if (faults[index].number != number) continue;
        int terminal = rescue.terminal;
        if (rescue_restore()) {
            if (owns_terminal(terminal) && notice_length > 0) {
                write_all(terminal, faults[index].name, strlen(faults[index].name));
                write_all(terminal, notice, notice_length);
            }
            stop_drawing();
        }
        // Chain to the one before us, which writes the backtrace.
        const struct sigaction *earlier = &earlier_fault[index];
        errno = saved;
        int has_earlier = earlier->sa_handler != SIG_DFL && earlier->sa_handler != SIG_IGN;
        if (earlier->sa_flags & SA_SIGINFO) {
            earlier->sa_sigaction(number, info, context);
        } else if (has_earlier) {
            earlier->sa_handler(number);
        }
        // A fault of our own happens again when this returns, and then ends the process. What somebody sent (`kill`,
        // `abort`) does not: it is delivered once more, with its default action. Neither is ever ignored.
        if (!has_earlier || info->si_code <= 0) {
            signal(number, SIG_DFL);
            raise(number);
        }
        return;
    }
}

int rescue_catch_faults(void) {
    if (atomic_exchange(&catching, 1)) return 0;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_fault;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    for (int index = 0; index < fault_count; index++)
        if (sigaction(faults[index].number, &action, &earlier_fault[index]) != 0) return -1;
    return 0;
}

static void on_end(int number) {
    rescue_restore();
    signal(number, SIG_DFL);
    raise(number);
}

int rescue_end_on(int number) {
    struct sigaction action, earlier;
    if (sigaction(number, NULL, &earlier) != 0) return -1;
    if (earlier.sa_handler == SIG_IGN) return 0;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_end;
    sigemptyset(&action.sa_mask);
    return sigaction(number, &action, NULL);
}

// --- Ordinary signals -------------------------------------------------------------------------------------------

static atomic_int watch_pipe = -1;
static atomic_int watched[signal_limit];
static struct sigaction earlier_watch[signal_limit];

static void on_watched(int number) {
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    int pipe = atomic_load(&watch_pipe);
    // A full pipe already holds more than its reader has seen, so a lost byte loses nothing.
    if (pipe >= 0 && write(pipe, &byte, 1) < 0) { /* nothing a handler could do */ }
    errno = saved;
}

static void watching_action(struct sigaction *action) {
    memset(action, 0, sizeof *action);
    action->sa_handler = on_watched;
    action->sa_flags = SA_RESTART;
    sigemptyset(&action->sa_mask);
}

int rescue_watch(int number, int pipe) {
    if (number <= 0 || number >= signal_limit || atomic_load(&watched[number])) {
        errno = EINVAL;
        return -1;
    }
    atomic_store(&watch_pipe, pipe);
    struct sigaction action;
    watching_action(&action);
    if (sigaction(number, &action, &earlier_watch[number]) != 0) return -1;
    atomic_store(&watched[number], 1);
    return 0;
}

void rescue_unwatch(void) {
    for (int number = 1; number < signal_limit; number++)
        if (atomic_exchange(&watched[number], 0)) sigaction(number, &earlier_watch[number], NULL);
    atomic_store(&watch_pipe, -1);
}

int rescue_stop_group(void) {
    struct sigaction action, before;
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    action.sa_handler = SIG_IGN;
    if (sigaction(SIGTSTP, &action, &before) != 0) return -1;
    // The others first, ourselves by a signal to this very thread: one to the process may be taken by another thread
    // only after the action below is the watching one again.
    int result = kill(0, SIGTSTP);
    // Ignored, it is dropped as it comes, but not while the first thread blocks it (as it does for a moment after every
    // signal it takes). Held up, it would stop us once more after `fg`; saying again that it is ignored drops it.
    sigaction(SIGTSTP, &action, NULL);
    rescue_stop_self(SIGTSTP);
    sigaction(SIGTSTP, &before, NULL);
    return result;
}

void rescue_stop_self(int number) {
    struct sigaction action, before;
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    action.sa_handler = SIG_DFL;
    if (sigaction(number, &action, &before) != 0) return;
    sigset_t stop, mask;
    sigemptyset(&stop);
    sigaddset(&stop, number);
    pthread_sigmask(SIG_UNBLOCK, &stop, &mask);
    raise(number);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    sigaction(number, &before, NULL);
}
