/// Sounds that are a row of frames, each of the same time.
extension PlayingTime {
    /// Steps through frames by the length that each tells, reading in large pieces.
    ///
    /// - Parameter length: of the frame that begins with these bytes, at most `head` of them; nil ends the walk.
    /// - Returns: how many whole frames there are.
    private func frames(from start: Int64, head: Int, length: (ArraySlice<UInt8>) -> Int?) -> Int64 {
        var (count, place) = (Int64(0), start)
        var (piece, pieceStart) = ([UInt8](), start)
        while place < size {
            var offset = Int(place - pieceStart)
            if offset + head > piece.count {
                (piece, pieceStart, offset) = (read(place, 1 << 16), place, 0)
            }
            guard offset < piece.count else { break }
            let end = min(offset + head, piece.count)
            guard let length = length(piece[offset..<end]), length > 0, Int64(length) <= size - place else { break }
            place += Int64(length)
            count += 1
        }
        return count
    }

    // MARK: AMR

    /// Bytes of a frame of 20 ms by its mode, its head byte included; 0 is no mode.
    private static let narrow = [13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1]
    private static let wide = [18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 0, 0, 0, 0, 1, 1]

    func amrTime() -> Int64? {
        let isWide = read(0, 9).elementsEqual("#!AMR-WB\n".utf8)
        guard isWide || read(0, 6).elementsEqual("#!AMR\n".utf8) else { return nil }
        let lengths = isWide ? Self.wide : Self.narrow
        return frames(from: isWide ? 9 : 6, head: 1) { head in
            head.first.map { lengths[Int($0 >> 3 & 15)] }
        } * 20
    }

    // MARK: AAC

    private static let rates: [Int64] = [
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
    ]

    func adtsTime() -> Int64? {
        let head = read(0, 7)
        guard head.count == 7, Self.rates.indices.contains(Int(head[2] >> 2 & 15)) else { return nil }
        let count = frames(from: 0, head: 7) { head in
            guard head.count == 7, head[head.startIndex] == 0xFF, head[head.startIndex + 1] & 0xF6 == 0xF0 else {
                return nil
            }
            let bytes = head.dropFirst(3).prefix(3).map(Int.init)
            return (bytes[0] & 3) << 11 | bytes[1] << 3 | bytes[2] >> 5
        }
        return Self.milliseconds(count * 1_024, per: Self.rates[Int(head[2] >> 2 & 15)])
    }

    // MARK: MP3

    /// Where what follows an ID3 tag begins: its length is written in seven bits a byte.
    static func endOfTag(_ head: [UInt8]) -> Int64 {
        guard head.count == 10 else { return 0 }
        let length = head[6..<10].reduce(Int64(0)) { $0 << 7 | Int64($1 & 0x7F) }
        return 10 + length + (head[5] & 0x10 != 0 ? 10 : 0)
    }

    /// Of layer 3, in thousands of bits a second.
    private static let bitRates: [Int64] = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
    private static let lowBitRates: [Int64] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]

    /// What the head of a frame says: nil when it is none of layer 3.
    private struct MP3Head {
        let samples: Int64
        let rate: Int64
        let bitRate: Int64
        let isMono: Bool

        init?(_ bytes: ArraySlice<UInt8>) {
            let bytes = Array(bytes)
            guard bytes.count >= 4, bytes[0] == 0xFF, bytes[1] & 0xE6 == 0xE2 else { return nil }
            let version = bytes[1] >> 3 & 3
            let (bits, speed) = (Int(bytes[2] >> 4), Int(bytes[2] >> 2 & 3))
            guard version != 1, speed < 3, 1..<15 ~= bits else { return nil }
            let isFirst = version == 3
            samples = isFirst ? 1_152 : 576
            rate = [44_100, 48_000, 32_000][speed] / (isFirst ? 1 : version == 2 ? 2 : 4)
            bitRate = (isFirst ? PlayingTime.bitRates : PlayingTime.lowBitRates)[bits] * 1_000
            isMono = bytes[3] >> 6 == 3
        }

        var length: Int { Int(samples / 8 * bitRate / rate) }
    }

    /// By the frame that counts the others, when there is one; else frame by frame.
    func mp3Time(from start: Int64) -> Int64? {
        let first = read(start, 200)
        guard let head = MP3Head(first.prefix(4)) else { return nil }
        let side = head.samples == 1_152 ? (head.isMono ? 17 : 32) : (head.isMono ? 9 : 17)
        let note = first.dropFirst(4 + side).prefix(12)
        if note.starts(with: "Xing".utf8) || note.starts(with: "Info".utf8), note.count == 12,
            note[note.startIndex + 7] & 1 != 0
        {
            return Self.milliseconds(number(note.suffix(4)) * head.samples, per: head.rate)
        }
        let count = frames(from: start, head: 4) { bytes in
            MP3Head(bytes).map { $0.length + Int(bytes[bytes.startIndex + 2] >> 1 & 1) }
        }
        return Self.milliseconds(count * head.samples, per: head.rate)
    }
}
