import Glibc

/// The names in one folder at one moment, sorted, handed out one after the other. All names lie in one buffer, so
/// that a backlog of a hundred thousand files costs a few allocations and is listed once, not once a batch.
struct SpoolListing: Sendable {
    /// Directories, links, sockets, FIFOs, devices and dot files: names that are never opened.
    private(set) var ignored: [SpoolName] = []

    private var characters: [CChar] = []
    private var starts: [Int] = []
    private var next = 0

    /// A listing with nothing left in it.
    init() {}

    /// Lists the folder at `path`.
    init(path: String) throws(SpoolError) {
        guard let stream = opendir(path) else { throw SpoolError(code: errno, path: path, action: "list") }
        defer { closedir(stream) }
        while true {
            errno = 0
            guard let entry = readdir(stream) else { break }
            add(entry)
        }
        guard errno == 0 else { throw SpoolError(code: errno, path: path, action: "list") }
        characters.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            starts.sort { strcmp(base + $0, base + $1) < 0 }
        }
    }

    /// How many names have not been handed out.
    var remaining: Int { starts.count - next }

    /// The first name that has not been handed out.
    var first: SpoolName? {
        withFirst { name in
            let length = strlen(name)
            return SpoolName(
                entry: name.withMemoryRebound(to: UInt8.self, capacity: length) { bytes in
                    Array(UnsafeBufferPointer(start: bytes, count: length))
                })
        }
    }

    /// Hands out the first name.
    mutating func removeFirst() { next += 1 }

    /// Calls `body` with the first name as the system's calls take it.
    func withFirst<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result? {
        guard next < starts.count else { return nil }
        return characters.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { body($0 + starts[next]) }
        }
    }

    /// The names that have not been handed out.
    var names: [SpoolName] {
        var copy = self
        var names: [SpoolName] = []
        while let name = copy.first {
            names.append(name)
            copy.removeFirst()
        }
        return names
    }

    private mutating func add(_ entry: UnsafeMutablePointer<dirent>) {
        guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return }
        let name = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self)
        let length = strlen(name)
        let isDotFile = name[0] == CChar(UInt8(ascii: "."))
        if isDotFile, length == 1 || length == 2 && name[1] == name[0] { return }
        // Some file systems do not tell the type; then opening it does.
        let type = Int(entry.pointee.d_type)
        if isDotFile || type != Int(DT_REG) && type != Int(DT_UNKNOWN) {
            let bytes = UnsafeBufferPointer(start: name, count: length).map { UInt8(bitPattern: $0) }
            ignored.append(SpoolName(entry: bytes))
        } else {
            starts.append(characters.count)
            characters.append(contentsOf: UnsafeBufferPointer(start: name, count: length + 1))
        }
    }
}
