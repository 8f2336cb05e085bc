import Glibc

/// What keeps secrets and people's words out of the sight of other users of the machine.
enum PrivateProcess {
    /// Options whose values are somebody's words.
    private static let wordy = ["--text", "--caption", "--param", "--opt-in", "--keys"]

    /// Call first: for the whole life of the process, and of what it starts.
    static func begin() {
        // Files are made with their modes; this is for what a library makes by itself. SQLite gives a shared store's
        // journal the store's own mode in spite of it.
        umask(0o077)
        // A dump of the memory would hold the token and whatever is on the screen.
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        hideWords()
    }

    /// Blanks out the words among the arguments, which every user can list (`ps`). Between the start and this they are
    /// to be seen: `--text -` reads standard input and shows them never.
    private static func hideWords() {
        // The library's own copy, made now, keeps them for the parser.
        let arguments = CommandLine.arguments
        let said = arguments.count > 3 && arguments[1] == "demo" && arguments[2] == "say" ? 3 : Int.max
        for (index, argument) in arguments.enumerated().dropFirst() {
            guard let memory = CommandLine.unsafeArgv[index] else { return }
            if wordy.contains(arguments[index - 1]) || index >= said {
                memset(memory, 0x78, strlen(memory))
            } else if let option = wordy.first(where: { argument.hasPrefix($0 + "=") }) {
                let start = option.utf8.count + 1
                memset(memory + start, 0x78, strlen(memory) - start)
            }
        }
    }
}
