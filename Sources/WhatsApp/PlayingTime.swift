/// How long a sound or film plays, by its own bytes: no webhook tells (`whatsapp.md` §2.3, §5). Files are strangers': every
/// length in them is doubted, and nothing is read endlessly.
public struct PlayingTime {
    /// Reads a stretch of the file: fewer bytes at its end, none beyond it.
    public typealias Reader = (_ offset: Int64, _ count: Int) -> [UInt8]

    let size: Int64
    let read: Reader

    /// Longer than this is no message: a day.
    static let longest: Int64 = 86_400_000

    /// The time of a file of one of the types that the platform takes (§5): Ogg, MPEG-4 and 3GPP, MP3, AAC, AMR.
    /// - Parameters:
    ///   - size: of the file, in bytes.
    ///   - read: reads from it.
    /// - Returns: milliseconds, from 1 to a day; nil for other files, and for those that do not tell.
    public static func milliseconds(size: Int64, read: @escaping Reader) -> Int64? {
        let file = PlayingTime(size: size, read: read)
        guard let time = file.milliseconds(), 1...longest ~= time else { return nil }
        return time
    }

    private func milliseconds() -> Int64? {
        let head = read(0, 12)
        guard head.count == 12 else { return nil }
        if head.starts(with: "OggS".utf8) { return oggTime() }
        if head[4..<8].elementsEqual("ftyp".utf8) { return boxTime() }
        if head.starts(with: "#!AMR".utf8) { return amrTime() }
        if head.starts(with: "ID3".utf8) { return mp3Time(from: Self.endOfTag(read(0, 10))) }
        guard head[0] == 0xFF, head[1] & 0xE0 == 0xE0 else { return nil }
        // The two bits of the layer are zero in ADTS alone.
        return head[1] & 0xF6 == 0xF0 ? adtsTime() : mp3Time(from: 0)
    }

    /// Units of a clock as milliseconds.
    static func milliseconds(_ units: Int64, per second: Int64) -> Int64? {
        guard units >= 0, second > 0 else { return nil }
        let (whole, rest) = units.quotientAndRemainder(dividingBy: second)
        // A clock of 2^63 units a second is nobody's, and its rest would not fit.
        guard whole <= longest, rest < Int64.max / 1_000 else { return nil }
        return whole * 1_000 + rest * 1_000 / second
    }

    func number(_ bytes: some Collection<UInt8>) -> Int64 {
        bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }.saturated
    }

    // MARK: Ogg

    /// Of its only stream: the clock of its last page, without what the first says is not played.
    private func oggTime() -> Int64? {
        let first = read(0, 28 + 64)
        guard first.count > 48 else { return nil }
        let stream = Array(first[14..<18])
        let content = Array(first.dropFirst(27 + Int(first[26])))
        let rate: Int64
        var skipped: Int64 = 0
        if content.starts(with: "OpusHead".utf8), content.count >= 12 {
            rate = 48_000
            skipped = number(content[10..<12].reversed())
        } else if content.starts(with: [1] + Array("vorbis".utf8)), content.count >= 16 {
            rate = number(content[12..<16].reversed())
        } else {
            return nil
        }
        // A page is at most 65,307 bytes long.
        let tail = read(max(0, size - 65_536), 65_536)
        var place = tail.count - 27
        while place >= 0 {
            if tail[place] == 0x4F, tail[place..<(place + 4)].elementsEqual("OggS".utf8),
                Array(tail[(place + 14)..<(place + 18)]) == stream
            {
                let units = number(tail[(place + 6)..<(place + 14)].reversed())
                // On a page that ends in the middle of a packet the clock is -1.
                if units == .max {
                    place -= 1
                    continue
                }
                return Self.milliseconds(units - skipped, per: rate)
            }
            place -= 1
        }
        return nil
    }

    // MARK: MPEG-4, 3GPP

    /// Boxes looked at, at most: no camera makes so many beside each other.
    private static let mostBoxes = 1_000

    private func boxTime() -> Int64? {
        guard let movie = box("moov", in: 0..<size), let head = box("mvhd", in: movie) else { return nil }
        let fields = read(head.lowerBound, 32)
        guard fields.count == 32 else { return nil }
        return fields[0] == 0
            ? Self.milliseconds(number(fields[16..<20]), per: number(fields[12..<16]))
            : Self.milliseconds(number(fields[24..<32]), per: number(fields[20..<24]))
    }

    /// Where the first box of a name has its content.
    private func box(_ name: String, in range: Range<Int64>) -> Range<Int64>? {
        var place = range.lowerBound
        for _ in 0..<Self.mostBoxes {
            guard place <= range.upperBound - 8 else { return nil }
            let head = read(place, 16)
            guard head.count >= 8 else { return nil }
            var (length, begins) = (number(head[0..<4]), Int64(8))
            if length == 1 {
                guard head.count == 16 else { return nil }
                (length, begins) = (number(head[8..<16]), 16)
            } else if length == 0 {
                length = range.upperBound - place
            }
            guard length >= begins else { return nil }
            let end = length > range.upperBound - place ? range.upperBound : place + length
            if head[4..<8].elementsEqual(name.utf8) { return (place + begins)..<max(place + begins, end) }
            place = end
        }
        return nil
    }
}

extension UInt64 {
    /// As a signed number; the greatest when it does not fit.
    fileprivate var saturated: Int64 { Int64(exactly: self) ?? .max }
}
