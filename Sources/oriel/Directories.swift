import Glibc

/// Where this user's files belong, by the XDG rules: a variable that is empty or relative counts as not set.
struct Directories: Hashable {
    /// `$XDG_CONFIG_HOME/oriel`
    let config: String
    /// `$XDG_STATE_HOME/oriel`
    let state: String

    init(_ environment: [String: String]) {
        let home = Self.absolute(environment["HOME"]) ?? Self.homeFromPasswords() ?? "/"
        config = (Self.absolute(environment["XDG_CONFIG_HOME"]) ?? home + "/.config") + "/oriel"
        state = (Self.absolute(environment["XDG_STATE_HOME"]) ?? home + "/.local/state") + "/oriel"
    }

    private static func absolute(_ path: String?) -> String? {
        guard let path, path.hasPrefix("/") else { return nil }
        return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    private static func homeFromPasswords() -> String? {
        getpwuid(getuid()).map { String(cString: $0.pointee.pw_dir) }
    }

    /// Makes a directory and its parents, for this user alone.
    static func make(_ path: String) throws(Failure) {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        var code = errno
        if code == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            // One component shorter each time, so that it ends at the root.
            try make(String(path[..<slash]))
            if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
            code = errno
        }
        throw Failure(
            .cannotCreate, "the directory \(path) cannot be made: \(String(cString: strerror(code))); check its parents"
        )
    }
}
