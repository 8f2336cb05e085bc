import Glibc

extension SpoolArchive {
    /// Moves `name` from `new/` to `quarantine/`, beside a text file of the same name and `.reason` that says why. The
    /// reason is there before the file, so that no crash leaves a file there without one.
    ///
    /// - Returns: The name in quarantine, with a suffix when there was one like it; nil when the file was gone already.
    /// - Throws: ``SpoolError``; the file is then still in `new/`.
    @discardableResult
    public func quarantine(_ name: SpoolName, reason: String) throws(SpoolError) -> SpoolName? {
        let new = try Descriptor.directory(directory.path(of: .new))
        let quarantinePath = directory.path(of: .quarantine)
        let folder = try Descriptor.directory(quarantinePath)
        let wanted =
            name.bytes.suffix(Self.reasonExtension.utf8.count).elementsEqual(Self.reasonExtension.utf8)
            ? SpoolName(entry: name.bytes.prefix(SpoolName.maximumLength - 12) + Array("~file".utf8)) : name
        let target = Self.freeName(for: wanted, in: folder, reserve: Self.reasonExtension.utf8.count) ?? wanted
        let note = target.cString.dropLast() + Self.reasonExtension.utf8CString
        try writeReason(reason, for: name, to: folder, as: Array(note))
        if renameat(new.raw, name.cString, folder.raw, target.cString) == 0 { return target }
        let code = errno
        unlinkat(folder.raw, Array(note), 0)
        if code == ENOENT, faccessat(new.raw, name.cString, F_OK, AT_SYMLINK_NOFOLLOW) != 0, errno == ENOENT {
            return nil
        }
        throw SpoolError(code: code, path: "\(directory.path(of: .new))/\(name)", action: "move")
    }

    static var reasonExtension: String { ".reason" }

    private func writeReason(
        _ reason: String, for name: SpoolName, to folder: borrowing Descriptor, as note: [CChar]
    ) throws(SpoolError) {
        let tmpPath = directory.path(of: .tmp)
        let tmp = try Descriptor.directory(tmpPath)
        let draft = Unique.text() + Self.reasonExtension
        let text = "\(reason)\n\nThe file was \(name). To have it read again, move it back to new/.\n"
        do throws(SpoolError) {
            let file = try tmp.create(draft, path: tmpPath)
            try file.write(Array(text.utf8), path: tmpPath + "/" + draft)
            guard renameat(tmp.raw, draft, folder.raw, note) == 0 else {
                throw SpoolError(code: errno, path: directory.path(of: .quarantine), action: "write in")
            }
        } catch {
            unlinkat(tmp.raw, draft, 0)
            throw error
        }
    }
}
