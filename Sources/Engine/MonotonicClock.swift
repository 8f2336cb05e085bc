import Glibc

/// Milliseconds since the machine started, on a clock that nobody can set: what waiting is measured by. A wall clock
/// that is set back an hour must not keep the spool unread for an hour.
enum MonotonicClock {
    static var milliseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
