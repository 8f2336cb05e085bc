/// Sounds and films of real formats without a tone or a picture: as long as they say they play, and nothing else.
enum SimSound {
    /// How long the file with an id plays, in whole seconds: what its last three digits say, from one second to five
    /// minutes; of an id without digits at its end its letters decide.
    static func seconds(id: String) -> Int {
        let digits = id.suffix(3)
        let number = Int(digits).map { Swift.max(0, $0) } ?? Int(SimFile.seed(id) % 60)
        return Swift.max(1, number % 301)
    }

    // MARK: Ogg with Opus

    /// A packet of one byte: mono, one frame of 60 ms that its coder left out as silence (RFC 6716 §3.1).
    private static let silence: UInt8 = 3 << 3
    private static let unitsPerPacket: Int64 = 2_880
    /// What a coder puts before the first sound; no part of what is played.
    private static let skipped: Int64 = 312

    /// A voice note: the head, the tags, and pages of silence, the last of which tells where the sound ends (RFC 7845).
    static func opus(seconds: Int) -> [UInt8] {
        let head = Array("OpusHead".utf8) + [1, 1] + little(skipped, 2) + little(48_000, 4) + [0, 0, 0]
        let vendor = Array("oriel".utf8)
        let tags = Array("OpusTags".utf8) + little(Int64(vendor.count), 4) + vendor + little(0, 4)
        var bytes = page(number: 0, kind: 2, units: 0, packets: [head])
        bytes += page(number: 1, kind: 0, units: 0, packets: [tags])
        let end = Int64(seconds) * 48_000 + skipped
        let count = Int((end + unitsPerPacket - 1) / unitsPerPacket)
        var (number, done) = (Int64(2), 0)
        while done < count {
            let packets = min(250, count - done)
            done += packets
            let isLast = done == count
            bytes += page(
                number: number, kind: isLast ? 4 : 0, units: isLast ? end : Int64(done) * unitsPerPacket,
                packets: Array(repeating: [silence], count: packets))
            number += 1
        }
        return bytes
    }

    /// - Parameters:
    ///   - kind: 2 begins the stream, 4 ends it.
    ///   - units: at 48 kHz, where its last packet ends.
    ///   - packets: at most 255, each below 255 bytes.
    private static func page(number: Int64, kind: UInt8, units: Int64, packets: [[UInt8]]) -> [UInt8] {
        var page = Array("OggS".utf8) + [0, kind] + little(units, 8) + little(1, 4) + little(number, 4)
        page += [0, 0, 0, 0, UInt8(packets.count)] + packets.map { UInt8($0.count) }
        for packet in packets { page += packet }
        page.replaceSubrange(22..<26, with: little(Int64(checksum(page)), 4))
        return page
    }

    /// The CRC-32 of Ogg: its polynomial unreflected, nothing inverted.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        bytes.reduce(UInt32(0)) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte) << 24) { bits, _ in
                bits & 0x8000_0000 == 0 ? bits << 1 : bits << 1 ^ 0x04C1_1DB7
            }
        }
    }

    // MARK: MPEG-4, 3GPP

    /// A film that tells its time and has no track.
    static func film(seconds: Int, brand: String) -> [UInt8] {
        let matrix: [UInt8] = [1, 0, 0, 0, 1, 0, 0, 0, 1].enumerated().flatMap { place, one -> [UInt8] in
            one == 0 ? [0, 0, 0, 0] : place == 8 ? [0x40, 0, 0, 0] : [0, 1, 0, 0]
        }
        let times = big(0, 4) + big(0, 4) + big(1_000, 4) + big(Int64(seconds) * 1_000, 4)
        let pace: [UInt8] = [0, 1, 0, 0, 1, 0] + [UInt8](repeating: 0, count: 10)
        let movie = [0, 0, 0, 0] + times + pace + matrix + [UInt8](repeating: 0, count: 24) + big(1, 4)
        return box("ftyp", Array(brand.utf8) + big(0, 4) + Array(brand.utf8)) + box("moov", box("mvhd", movie))
            + box("mdat", [])
    }

    private static func box(_ name: String, _ content: [UInt8]) -> [UInt8] {
        big(Int64(content.count + 8), 4) + Array(name.utf8) + content
    }

    // MARK: AMR

    /// Fifty frames a second that say there is nothing to hear.
    static func amr(seconds: Int) -> [UInt8] {
        Array("#!AMR\n".utf8) + [UInt8](repeating: 15 << 3 | 4, count: seconds * 50)
    }

    // MARK: Numbers

    private static func big(_ number: Int64, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    private static func little(_ number: Int64, _ count: Int) -> [UInt8] { big(number, count).reversed() }
}
