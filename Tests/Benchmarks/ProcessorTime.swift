import Foundation

/// Processor time of this process, all threads: what a thing costs, whatever else the machine is doing.
enum ProcessorTime {
    static var milliseconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1e6
    }
}
