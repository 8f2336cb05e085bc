import Glibc

/// One file of a spool, as it is looked at for rewriting.
public struct SpoolFile: Sendable {
    /// The folder it lies in; `done` for every day.
    public let folder: SpoolDirectory.Folder
    /// All its bytes.
    public let bytes: [UInt8]
    /// What it holds; nil when it is no envelope, as things in quarantine may be.
    public let envelope: Envelope?
}

/// What becomes of a file.
public enum SpoolRewriting: Hashable, Sendable {
    case stays
    /// Gets another body; its other header lines stay.
    case body([UInt8])
    case goes
}

/// What rewriting a spool came to.
public struct SpoolRewritingReport: Hashable, Sendable {
    /// Files looked at.
    public var looked = 0
    /// Files that have another body now.
    public var rewritten = 0
    /// Files that are gone.
    public var removed = 0

    /// Nothing looked at.
    public init() {}
}

extension SpoolArchive {
    /// Goes through everything that lies in `done`, `new` and `quarantine` and gives files another body, or removes them.
    /// Each file is the old or the new one at every moment; a crash leaves the rest for another call. What is in `tmp`, links
    /// and dot files are let be.
    ///
    /// - Parameters:
    ///   - appSecret: signs a new body as the old one was signed; without it the signature, which would not fit, is left out.
    ///   - isTrial: looks and counts, and changes nothing.
    ///   - decide: says what becomes of a file.
    /// - Throws: ``SpoolError`` for a file that cannot be read, written or removed, and what `decide` throws.
    public func rewrite(
        appSecret: String? = nil, isTrial: Bool = false, _ decide: (SpoolFile) throws -> SpoolRewriting
    ) throws -> SpoolRewritingReport {
        var report = SpoolRewritingReport()
        for place in try places() {
            let folder = try Descriptor.directory(place.path)
            let before = (report.rewritten, report.removed)
            for name in try SpoolListing(path: place.path).names where !Self.isReason(name, in: place.folder) {
                guard let bytes = try Self.wholeFile(name, in: folder, path: place.path) else { continue }
                report.looked += 1
                let envelope = try? Envelope.parse(name: name, bytes: bytes)  // told by the file's nil
                switch try decide(SpoolFile(folder: place.folder, bytes: bytes, envelope: envelope)) {
                case .stays: continue
                case .body(let body):
                    report.rewritten += 1
                    guard !isTrial, let envelope else { continue }
                    let content = Self.content(of: envelope, with: body, appSecret: appSecret)
                    try replace(name, in: folder, path: place.path, with: content)
                case .goes:
                    report.removed += 1
                    if !isTrial { try Self.remove(name, in: folder, place) }
                }
            }
            if !isTrial, before != (report.rewritten, report.removed) { try folder.synchronize(path: place.path) }
        }
        return report
    }

    private struct Place {
        let folder: SpoolDirectory.Folder
        let path: String
    }

    private func places() throws(SpoolError) -> [Place] {
        let done = directory.path(of: .done)
        let listing = try SpoolListing(path: done)
        let days = (listing.ignored + listing.names).filter(Self.isDay).sorted()
        return days.map { Place(folder: .done, path: "\(done)/\($0)") }
            + [.new, .quarantine].map { Place(folder: $0, path: directory.path(of: $0)) }
    }

    private static func isReason(_ name: SpoolName, in folder: SpoolDirectory.Folder) -> Bool {
        folder == .quarantine && name.bytes.suffix(reasonExtension.utf8.count).elementsEqual(reasonExtension.utf8)
    }

    /// Nil for what is no regular file, or gone. Of any size: quarantine holds what was too large to take in.
    private static func wholeFile(
        _ name: SpoolName, in folder: borrowing Descriptor, path: String
    ) throws(SpoolError) -> [UInt8]? {
        let raw = openat(folder.raw, name.cString, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard raw >= 0 else {
            if [ENOENT, ELOOP, ENXIO, ENODEV].contains(errno) { return nil }
            throw SpoolError(code: errno, path: "\(path)/\(name)", action: "read")
        }
        let file = Descriptor(raw: raw)
        var status = stat()
        guard fstat(file.raw, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(file.raw, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw SpoolError(code: errno, path: "\(path)/\(name)", action: "read") }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
        }
    }

    private static func content(of envelope: Envelope, with body: [UInt8], appSecret: String?) -> [UInt8] {
        guard !envelope.headers.isEmpty else { return body }
        var content: [UInt8] = []
        for header in envelope.headers {
            var value = header.value
            if header.isNamed(Signature.headerName) {
                guard let appSecret, Signature.verify(body: envelope.body, header: value, appSecret: appSecret) else {
                    continue
                }
                value = Signature.sign(body: body, appSecret: appSecret)
            }
            content += "\(header.name): \(value)\n".utf8
        }
        // A block of header lines that is empty now would be read as no block.
        if content.isEmpty { return body }
        return content + [UInt8(ascii: "\n")] + body
    }

    private func replace(
        _ name: SpoolName, in folder: borrowing Descriptor, path: String, with content: [UInt8]
    ) throws(SpoolError) {
        let tmpPath = directory.path(of: .tmp)
        let tmp = try Descriptor.directory(tmpPath)
        let draft = Unique.text() + ".json"
        let file = try tmp.create(draft, path: tmpPath)
        do throws(SpoolError) {
            try file.write(content, path: tmpPath + "/" + draft)
            try file.synchronize(path: tmpPath + "/" + draft)
            guard renameat(tmp.raw, draft, folder.raw, name.cString) == 0 else {
                throw SpoolError(code: errno, path: "\(path)/\(name)", action: "replace")
            }
        } catch {
            unlinkat(tmp.raw, draft, 0)
            throw error
        }
    }

    private static func remove(
        _ name: SpoolName, in folder: borrowing Descriptor, _ place: Place
    ) throws(SpoolError) {
        if unlinkat(folder.raw, name.cString, 0) != 0, errno != ENOENT {
            throw SpoolError(code: errno, path: "\(place.path)/\(name)", action: "remove")
        }
        guard place.folder == .quarantine else { return }
        let reason = name.cString.dropLast() + reasonExtension.utf8CString
        if unlinkat(folder.raw, Array(reason), 0) != 0, errno != ENOENT {
            throw SpoolError(code: errno, path: "\(place.path)/\(name)\(reasonExtension)", action: "remove")
        }
    }
}
