import Glibc

/// What keeps secrets and people's words out of the sight of other users of the machine.
enum PrivateProcess {
    /// Call first: for the whole life of the process.
    static func begin() {
        // Files are made with their modes; this is for what a library makes by itself.
        umask(0o077)
        // A dump of the memory would hold the app secret and what customers write.
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        // Every user can list arguments (`ps`). The library's own copy, made now, keeps the token for the parser.
        let arguments = CommandLine.arguments
        for (index, argument) in arguments.enumerated().dropFirst() {
            guard let memory = CommandLine.unsafeArgv[index] else { return }
            if arguments[index - 1] == "--verify-token" {
                memset(memory, 0x78, strlen(memory))
            } else if argument.hasPrefix("--verify-token=") {
                let start = "--verify-token=".utf8.count
                memset(memory + start, 0x78, strlen(memory) - start)
            }
        }
    }
}
