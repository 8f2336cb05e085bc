import Glibc

/// A text of which only the two ends can be read while it is locked: whoever touches its middle ends the process.
///
/// That an endless text costs a screen cannot be measured without a clock; that most of it is never read can be shown.
struct GuardedText {
    let text: String
    private let pages: UnsafeMutableRawPointer
    private let length: Int

    /// What may be read: at the beginning far more than a screen holds, at the end what tells two ids apart.
    private static let (head, tail) = (320 << 10, 16 << 10)

    /// - Parameter unit: what the text is made of, again and again, to over 400 kilobytes.
    /// - Returns: nil when the text does not lie in memory of its own, so that nothing would be shown.
    init?(_ unit: String) {
        let text = String(repeating: unit, count: (400 << 10) / unit.utf8.count + 1)
        let place = text.utf8.withContiguousStorageIfAvailable { UnsafeRawBufferPointer($0) }
        let page = sysconf(Int32(_SC_PAGESIZE))
        guard let place, let start = place.baseAddress, page > 0 else { return nil }
        let first = (Int(bitPattern: start) + Self.head + page - 1) / page * page
        let last = (Int(bitPattern: start) + place.count - Self.tail) / page * page
        guard last > first, let pages = UnsafeMutableRawPointer(bitPattern: first) else { return nil }
        (self.text, self.pages, length) = (text, pages, last - first)
    }

    /// - Returns: whether the middle is closed, or open again.
    func setLocked(_ isLocked: Bool) -> Bool {
        mprotect(pages, length, isLocked ? PROT_NONE : PROT_READ | PROT_WRITE) == 0
    }
}
