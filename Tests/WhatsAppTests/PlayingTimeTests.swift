import TestSupport
import Testing

@testable import WhatsApp

/// Files are made here byte by byte, so that each says exactly what its format says.
@Suite struct PlayingTimeTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let bytes: [UInt8]
        let milliseconds: Int64?
        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(name: "a voice note", bytes: opus(units: 48_000 * 3 + 312, skipped: 312), milliseconds: 3_000),
        Case(
            name: "a voice note's last page in the middle of a packet",
            bytes: opus(units: 96_312, skipped: 312) + page(units: -1, content: [9]), milliseconds: 2_000),
        Case(
            name: "a page of another stream behind",
            bytes: opus(units: 48_312, skipped: 312) + page(units: 900_000, stream: 8, content: [9]),
            milliseconds: 1_000),
        Case(name: "Vorbis", bytes: vorbis(units: 66_150, rate: 44_100), milliseconds: 1_500),
        Case(
            name: "Ogg of another kind",
            bytes: page(units: 0, content: Array("FLAC".utf8) + [UInt8](repeating: 0, count: 30)),
            milliseconds: nil),
        Case(name: "a film", bytes: film(version: 0, clock: 600, units: 7_500), milliseconds: 12_500),
        Case(
            name: "a film of the long form", bytes: film(version: 1, clock: 1_000, units: 61_001), milliseconds: 61_001),
        Case(
            name: "a film whose head stands behind its pictures",
            bytes: box("ftyp", Array("isom".utf8)) + box("mdat", [UInt8](repeating: 7, count: 5_000))
                + film(version: 0, clock: 10, units: 25), milliseconds: 2_500),
        Case(
            name: "pictures of the 64-bit length",
            bytes: box("ftyp", Array("isom".utf8)) + long("mdat", [UInt8](repeating: 7, count: 50))
                + film(version: 0, clock: 10, units: 25), milliseconds: 2_500),
        Case(name: "a film without a clock", bytes: film(version: 0, clock: 0, units: 25), milliseconds: nil),
        Case(name: "a film of no length", bytes: film(version: 0, clock: 600, units: 0), milliseconds: nil),
        Case(name: "a film of a year", bytes: film(version: 1, clock: 1, units: 31_536_000), milliseconds: nil),
        Case(
            name: "a box that is shorter than its head",
            bytes: box("ftyp", Array("isom".utf8)) + [0, 0, 0, 3] + Array("free".utf8),
            milliseconds: nil),
        Case(
            name: "a box that is longer than the file",
            bytes: box("ftyp", Array("isom".utf8)) + [0xFF, 0xFF, 0xFF, 0xFF] + Array("free".utf8), milliseconds: nil),
        Case(name: "MP3, each frame as long as the next", bytes: mp3(frames: 100), milliseconds: 2_612),
        Case(name: "MP3 behind a tag", bytes: tag(length: 300) + mp3(frames: 100), milliseconds: 2_612),
        Case(name: "MP3 that counts its frames", bytes: countedMP3(frames: 1_000), milliseconds: 26_122),
        Case(name: "AAC", bytes: adts(frames: 86), milliseconds: 1_996),
        Case(name: "AMR", bytes: Array("#!AMR\n".utf8) + frames(50, head: 0x3C, length: 32), milliseconds: 1_000),
        Case(
            name: "AMR, wide", bytes: Array("#!AMR-WB\n".utf8) + frames(10, head: 0x44, length: 61), milliseconds: 200),
        Case(
            name: "AMR whose last frame is cut",
            bytes: Array("#!AMR\n".utf8) + frames(50, head: 0x3C, length: 32).dropLast(5),
            milliseconds: 980),
        Case(
            name: "AMR of no mode", bytes: Array("#!AMR\n".utf8) + frames(50, head: 0x54, length: 32), milliseconds: nil
        ),
        Case(name: "a picture", bytes: [0xFF, 0xD8, 0xFF, 0xE0] + [UInt8](repeating: 0, count: 60), milliseconds: nil),
        Case(name: "a text", bytes: Array("good morning to all of you".utf8), milliseconds: nil),
        Case(name: "nearly nothing", bytes: Array("OggS".utf8), milliseconds: nil),
        Case(name: "nothing", bytes: [], milliseconds: nil),
    ]

    @Test(arguments: cases) func readsWhatTheFileSays(_ row: Case) {
        #expect(Self.time(row.bytes) == row.milliseconds)
    }

    /// Strangers write these files: whatever a byte says, an answer comes, and it is none or a plausible one.
    @Test(arguments: cases.filter { $0.milliseconds != nil }) func survivesDamage(_ row: Case) {
        var dice = Dice(seed: 7)
        for _ in 0..<500 {
            var bytes = row.bytes
            for _ in 0...dice.number(0...3) {
                bytes[dice.number(0...(min(bytes.count, 120) - 1))] = UInt8(dice.number(0...255))
            }
            if dice.oneIn(3) { bytes = Array(bytes.prefix(dice.number(0...bytes.count))) }
            if let time = Self.time(bytes) { #expect(1...PlayingTime.longest ~= time) }
        }
    }

    @Test func readsNoMoreThanItNeeds() {
        var asked = 0
        let film = Self.film(version: 0, clock: 600, units: 7_500)
        let time = PlayingTime.milliseconds(size: 1 << 40) { offset, count in
            asked += count
            return offset < Int64(film.count) ? Array(film[Int(offset)...].prefix(count)) : []
        }
        #expect(time == 12_500 && asked < 1_000)
    }

    private static func time(_ bytes: [UInt8]) -> Int64? {
        PlayingTime.milliseconds(size: Int64(bytes.count)) { offset, count in
            offset < Int64(bytes.count) ? Array(bytes[Int(offset)...].prefix(count)) : []
        }
    }

    // MARK: Files

    private static func big(_ number: Int64, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    private static func little(_ number: Int64, _ count: Int) -> [UInt8] { big(number, count).reversed() }

    private static func page(units: Int64, stream: UInt8 = 5, content: [UInt8]) -> [UInt8] {
        Array("OggS".utf8) + [0, 0] + little(units, 8) + [stream, 0, 0, 0] + [UInt8](repeating: 0, count: 8)
            + [1, UInt8(content.count)] + content
    }

    private static func opus(units: Int64, skipped: Int64) -> [UInt8] {
        page(units: 0, content: Array("OpusHead".utf8) + [1, 1] + little(skipped, 2) + little(48_000, 4) + [0, 0, 0])
            + page(units: units / 2, content: [1, 2, 3]) + page(units: units, content: [4, 5])
    }

    private static func vorbis(units: Int64, rate: Int64) -> [UInt8] {
        let head = [1] + Array("vorbis".utf8) + little(0, 4) + [2] + little(rate, 4)
        return page(units: 0, content: head + [UInt8](repeating: 0, count: 14)) + page(units: units, content: [1])
    }

    private static func box(_ name: String, _ content: [UInt8]) -> [UInt8] {
        big(Int64(content.count + 8), 4) + Array(name.utf8) + content
    }

    private static func long(_ name: String, _ content: [UInt8]) -> [UInt8] {
        big(1, 4) + Array(name.utf8) + big(Int64(content.count + 16), 8) + content
    }

    private static func film(version: UInt8, clock: Int64, units: Int64) -> [UInt8] {
        let width = version == 0 ? 4 : 8
        let head = [version, 0, 0, 0] + big(1, width) + big(2, width) + big(clock, 4) + big(units, width)
        let moov = box("udta", [1, 2]) + box("mvhd", head + [UInt8](repeating: 0, count: 80))
        return box("ftyp", Array("mp42".utf8)) + box("moov", moov)
    }

    private static func tag(length: Int64) -> [UInt8] {
        Array("ID3".utf8) + [4, 0, 0, 0, 0, UInt8(length >> 7), UInt8(length & 0x7F)]
            + [UInt8](repeating: 0x55, count: Int(length))
    }

    private static func frames(_ count: Int, head: UInt8, length: Int) -> [UInt8] {
        (0..<count).flatMap { _ in [head] + [UInt8](repeating: 0, count: length - 1) }
    }

    /// 128 kbit/s, 44.1 kHz, two channels: 417 bytes.
    private static func mp3(frames: Int) -> [UInt8] {
        (0..<frames).flatMap { _ in [0xFF, 0xFB, 0x90, 0] + [UInt8](repeating: 0, count: 413) }
    }

    private static func countedMP3(frames: Int64) -> [UInt8] {
        let head: [UInt8] = [0xFF, 0xFB, 0x90, 0] + [UInt8](repeating: 0, count: 32)
        return head + Array("Xing".utf8) + [0, 0, 0, 1] + big(frames, 4) + [UInt8](repeating: 0, count: 369)
    }

    /// 44.1 kHz, frames of 200 bytes.
    private static func adts(frames: Int) -> [UInt8] {
        (0..<frames).flatMap { _ in
            [0xFF, 0xF1, 0x50, 0x80, 200 >> 3, (200 & 7) << 5, 0xFC] + [UInt8](repeating: 0, count: 193)
        }
    }
}
