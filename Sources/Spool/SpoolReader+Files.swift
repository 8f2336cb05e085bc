import Glibc

extension SpoolReader {
    /// Moves files that were committed earlier but could not be moved then.
    mutating func refile(_ batch: inout Batch) {
        guard !unfiled.isEmpty else { return }
        for (day, names) in Dictionary(grouping: unfiled.keys, by: { unfiled[$0] }) {
            guard let day else { continue }
            let report = archive.finish(names.sorted(), day: day)
            settle(report)
            if let problem = report.problem { batch.problems.append(problem) }
        }
    }

    /// Lists `new/` again and forgets what is no longer in it.
    mutating func list(now: Int64, batch: inout Batch) throws(SpoolError) {
        listing = try SpoolListing(path: directory.path(of: .new))
        listedAt = now
        batch.ignored = listing.ignored.filter { !ignored.contains($0) }
        // Where the file system tells no types, links and the like are found among the files, when they are opened.
        let opened = ignored.subtracting(listing.ignored)
        ignored = Set(listing.ignored)
        guard !suspects.isEmpty || !opened.isEmpty else { return }
        let present = Set(listing.names)
        suspects = suspects.filter { present.contains($0.key) }
        ignored.formUnion(opened.intersection(present))
    }

    /// Whether a listed file is not to be looked at now: with the caller, committed, or looked at a moment ago.
    func isPutAside(_ name: SpoolName, now: Int64, once: Bool) -> Bool {
        if !inFlight.isEmpty, inFlight[name] != nil { return true }
        if !unfiled.isEmpty, unfiled[name] != nil { return true }
        guard !suspects.isEmpty, !once, let suspect = suspects[name] else { return false }
        return now < suspect.retryAt
    }

    /// Reads the first file of the listing, if it is a regular file of at most `room` bytes.
    func read(in folder: borrowing Descriptor, room: Int) -> FileReading {
        let directory = folder.raw
        return listing.withFirst { name in Self.read(name, in: directory, room: room) } ?? .vanished
    }

    static func read(_ name: UnsafePointer<CChar>, in directory: Int32, room: Int) -> FileReading {
        // Not following and not blocking: what was a file when it was listed may be a link or a FIFO by now.
        let raw = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard raw >= 0 else {
            switch errno {
            case ENOENT: return .vanished
            case ELOOP, ENXIO, ENODEV: return .notRegular
            default: return .failed(errno)
            }
        }
        let file = Descriptor(raw: raw)
        var status = stat()
        guard fstat(file.raw, &status) == 0 else { return .failed(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { return .notRegular }
        let size = Int(status.st_size)
        guard size <= BatchLimits.fileSize else { return .tooLarge(size) }
        guard size <= room else { return .noRoom }
        return read(size: size, from: file.raw)
    }

    /// Reads `size` bytes, or fewer when the file was cut meanwhile. What a file grows by in this moment is not read:
    /// it is then cut short, found malformed and looked at again.
    private static func read(size: Int, from file: Int32) -> FileReading {
        var failure: Int32?
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let received = Glibc.read(file, buffer.baseAddress.map { $0 + count }, size - count)
                if received > 0 {
                    count += received
                } else if received == 0 {
                    return
                } else if errno != EINTR {
                    failure = errno
                    return
                }
            }
        }
        return failure.map { .failed($0) } ?? .bytes(bytes)
    }

    /// Files one reading under what it is.
    mutating func take(_ reading: FileReading, of name: SpoolName, now: Int64, once: Bool, batch: inout Batch) {
        let firstSeen = suspects[name]?.firstSeen ?? listedAt
        inFlight[name] = firstSeen
        switch reading {
        case .bytes(let bytes):
            do throws(EnvelopeDefect) {
                batch.envelopes.append(try envelope(name: name, bytes: bytes))
                suspects[name] = nil
            } catch {
                refuse(name, defect: error, now: now, once: once, batch: &batch)
            }
        case .tooLarge(let size):
            // It can only grow, so there is nothing to wait for.
            let defect = EnvelopeDefect.tooLarge(size: size, limit: BatchLimits.fileSize)
            refuse(name, defect: defect, now: now, once: true, batch: &batch)
        case .notRegular:
            inFlight[name] = nil
            if ignored.insert(name).inserted { batch.ignored.append(name) }
        case .vanished, .noRoom:
            inFlight[name] = nil
            suspects[name] = nil
            batch.vanished += 1
        case .failed(let code):
            inFlight[name] = nil
            suspects[name] = Suspect(firstSeen: firstSeen, retryAt: now + Self.secondLook)
            batch.problems.append(
                SpoolError(code: code, path: "\(directory.path(of: .new))/\(name)", action: "read"))
        }
    }

    private func envelope(name: SpoolName, bytes: [UInt8]) throws(EnvelopeDefect) -> Envelope {
        let envelope = try Envelope.parse(name: name, bytes: bytes)
        guard let appSecret else { return envelope }
        guard let signature = envelope.signature else { throw .unsigned }
        guard Signature.verify(body: envelope.body, header: signature, appSecret: appSecret) else {
            throw .badSignature
        }
        return envelope
    }

    private mutating func refuse(
        _ name: SpoolName, defect: EnvelopeDefect, now: Int64, once: Bool, batch: inout Batch
    ) {
        do throws(SpoolError) {
            switch try reject(name, reason: defect.description, now: now, once: once) {
            case .quarantined: batch.quarantined.append(Batch.Quarantined(name: name, reason: defect.description))
            case .deferred: batch.deferred += 1
            case .vanished: batch.vanished += 1
            }
        } catch {
            batch.problems.append(error)
        }
    }
}
