/// The ways one look at one file can end.
enum FileReading {
    case bytes([UInt8])
    /// Over ``BatchLimits/fileSize``.
    case tooLarge(Int)
    /// Larger than what the batch has room for.
    case noRoom
    /// A link, a directory, a socket, a FIFO or a device.
    case notRegular
    case vanished
    case failed(Int32)
}
