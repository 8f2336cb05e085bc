import Glibc

extension SpoolArchive {
    /// Whether it holds any file; looks no further than the first.
    ///
    /// - Throws: `SpoolError` when `done/` or a day of it cannot be listed.
    public func isEmpty() throws(SpoolError) -> Bool {
        let done = directory.path(of: .done)
        let listing = try SpoolListing(path: done)
        for day in listing.ignored + listing.names where Self.isDay(day) {
            if try !SpoolListing(path: "\(done)/\(day)").names.isEmpty { return false }
        }
        return true
    }

    /// Reads again what was taken in, one day after the other; moves and changes nothing.
    ///
    /// - Parameters:
    ///   - count: how many files are handed on at a time, at the most; over 0.
    ///   - take: takes them, with the names of files that cannot be read or are no envelope.
    /// - Throws: `SpoolError` when `done/` cannot be listed, and what `take` throws.
    public func read(
        atMost count: Int = 500, _ take: (_ envelopes: [Envelope], _ unreadable: [SpoolName]) throws -> Void
    )
        throws
    {
        let done = directory.path(of: .done)
        let listing = try SpoolListing(path: done)
        for day in (listing.ignored + listing.names).sorted() where Self.isDay(day) {
            let path = "\(done)/\(day)"
            let folder = try Descriptor.directory(path)
            var rest = try SpoolListing(path: path).names[...]
            while !rest.isEmpty {
                var envelopes: [Envelope] = []
                var unreadable: [SpoolName] = []
                for name in rest.prefix(count) {
                    if let envelope = Self.envelope(name, in: folder) {
                        envelopes.append(envelope)
                    } else {
                        unreadable.append(name)
                    }
                }
                rest = rest.dropFirst(count)
                try take(envelopes, unreadable)
            }
        }
    }

    /// Nil for what is no file, cannot be read or is no envelope: the caller counts it by its name.
    private static func envelope(_ name: SpoolName, in folder: borrowing Descriptor) -> Envelope? {
        let reading = name.cString.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { SpoolReader.read($0, in: folder.raw, room: BatchLimits.fileSize) }
        }
        guard case .bytes(let bytes)? = reading else { return nil }
        return try? Envelope.parse(name: name, bytes: bytes)  // the defect is told by the name in `unreadable`
    }

    static func isDay(_ name: SpoolName) -> Bool {
        name.bytes.count == 10 && name.bytes.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) }
    }
}
