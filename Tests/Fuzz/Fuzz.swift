import CFuzzer
import Glibc

/// `oriel-fuzz HARNESS [FILE…] [libFuzzer's flags]`: one reader of strangers' bytes, fed by libFuzzer. A file that is
/// named is tried once, a folder is a corpus to grow. `oriel-fuzz seeds HARNESS FOLDER` writes what to begin with.
///
/// Built and run by `.scripts/fuzz` only.
@main
enum Fuzz {
    static func main() {
        let arguments = CommandLine.arguments
        if arguments.count == 4, arguments[1] == "seeds", let harness = Harness(rawValue: arguments[2]) {
            exit(write(harness.seeds, to: arguments[3]) ? 0 : 73)
        }
        guard chosen != nil else {
            print("usage: oriel-fuzz \(Harness.allCases.map(\.rawValue).joined(separator: "|")) [FILE…] [-flag=value…]")
            exit(64)
        }
        // libFuzzer gets the arguments without the harness's name.
        var count = CommandLine.argc - 1
        let values = CommandLine.unsafeArgv
        for index in 1..<Int(count) { values[index] = values[index + 1] }
        values[Int(count)] = nil
        var pointer: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = values
        let status = LLVMFuzzerRunDriver(&count, &pointer) { bytes, count in
            Fuzz.chosen?.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
            return 0
        }
        exit(status)
    }

    private static let chosen = CommandLine.arguments.dropFirst().first.flatMap(Harness.init(rawValue:))

    private static func write(_ seeds: [[UInt8]], to folder: String) -> Bool {
        for (index, seed) in seeds.enumerated() {
            guard let file = fopen("\(folder)/seed-\(index)", "w") else { return false }
            defer { fclose(file) }
            guard fwrite(seed, 1, seed.count, file) == seed.count else { return false }
        }
        return true
    }
}

/// What must hold whatever came in; broken, it ends the program, and libFuzzer keeps the bytes that did it.
func promise(_ holds: Bool, _ what: @autoclosure () -> String) {
    guard !holds else { return }
    fatalError("a broken promise: \(what())")  // a find: the run ends here by design
}
