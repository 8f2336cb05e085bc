import Testing

/// Law 12: the clock is a parameter everywhere below the executables. No test waits for time to pass.
struct ClockTests {
    /// The wall clock: read by the two commands, handed down from there.
    static let wall = [
        "Date()", "Date.now", "Date(timeIntervalSinceNow", "CFAbsoluteTimeGetCurrent", "gettimeofday(",
        "CLOCK_REALTIME",
        "time(nil)", "time(NULL)", "DispatchWallTime", "UTCClock",
    ]
    /// Clocks that only measure: for time-outs of real waiting, where something real is waited for.
    static let monotonic = [
        "ContinuousClock", "SuspendingClock", "DispatchTime.now", "CLOCK_MONOTONIC", "CLOCK_BOOTTIME", "systemUptime",
        "clock_gettime(", "Task.sleep", "usleep(", "nanosleep(", "Thread.sleep",
    ]

    private func uses(_ names: [String], in files: [SourceFile]) -> [String] {
        files.flatMap { file -> [String] in
            let present = names.filter(file.has)
            return present.isEmpty ? [] : file.places { line in present.contains { line.code.contains($0) } }
        }
    }

    @Test func onlyTheCommandsReadTheWallClock() {
        let below = SourceTree.swift.filter { !$0.isTest && !House.commands.contains($0.target) }
        #expect(uses(Self.wall, in: below).isEmpty, "take the time as a parameter")
    }

    @Test func rulesReadNoClockAtAll() {
        let pure = SourceTree.swift.filter { !$0.isTest && House.pure.contains($0.target) }
        #expect(pure.count > 100)
        #expect(uses(Self.monotonic, in: pure).isEmpty, "take the time as a parameter")
    }

    /// A test that sleeps is slow on a good day and wrong on a bad one. Resting between two looks at something, in a bounded
    /// loop, is no such sleep; where the loop is elsewhere, the line says so.
    @Test func noTestSleeps() {
        let sleeps = ["Task.sleep", "usleep(", "nanosleep(", "Thread.sleep", " sleep("]
        let places = SourceTree.swift.filter { file in
            file.isTest && file.target != "Benchmarks" && sleeps.contains(where: file.has)
        }.flatMap { file in
            file.places { line in
                line.comment.isEmpty && sleeps.contains { line.code.contains($0) }
                    && !Self.isInLoop(line.number, of: file.lines)
            }
        }
        #expect(places.isEmpty, "wait for a condition in a bounded loop")
    }

    /// A program that rests says on the same line what for, or what ends it.
    @Test func whatSleepsSaysWhy() {
        let sleeps = ["Task.sleep", "usleep(", "nanosleep(", "Thread.sleep"]
        let places = SourceTree.swift.filter { !$0.isTest && sleeps.contains(where: $0.has) }.flatMap { file in
            file.places { line in line.comment.isEmpty && sleeps.contains { line.code.contains($0) } }
        }
        #expect(places.isEmpty, "the reason belongs in the line")
    }

    /// Whether one of the blocks around a line, up to its function, is a loop; told by indentation, which the formatter keeps.
    static func isInLoop(_ number: Int, of lines: [CodeLine]) -> Bool {
        func indentation(_ line: CodeLine) -> Int { line.code.prefix { $0 == " " }.count }
        let own = lines[number - 1]
        if let first = own.code.split(separator: " ").first, ["while", "for"].contains(String(first)) { return true }
        var depth = indentation(own)
        for line in lines[..<(number - 1)].reversed()
        where !line.code.allSatisfy(\.isWhitespace) && indentation(line) < depth {
            depth = indentation(line)
            let words = line.code.split(separator: " ")
            if words.contains("func") || words.contains("init") { return false }
            if let first = words.first, ["while", "for", "repeat"].contains(String(first)) { return true }
        }
        return false
    }

    @Test(arguments: [
        ("func f() {\n    while a {\n        if b { c }\n        rest()\n    }\n}", 4, true),
        ("func f() {\n    for _ in 0..<9 {\n        if b {\n            rest()\n        }\n    }\n}", 4, true),
        ("func f() {\n    for _ in 0..<9 {\n        b()\n    }\n    rest()\n}", 5, false),
        ("while a { rest() }", 1, true),
        ("for _ in a {\n    func f() {\n        rest()\n    }\n}", 3, false),
    ])
    func knowsLoops(_ text: String, _ line: Int, _ isLoop: Bool) {
        #expect(Self.isInLoop(line, of: CodeLineReader.lines(of: text)) == isLoop)
    }
}
