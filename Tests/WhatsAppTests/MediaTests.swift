import Testing
import WhatsApp

/// What the platform tells of files, and what files tell of themselves.
struct MediaTests {
    private static let hex = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"

    @Test(arguments: [
        (hex, hex), (hex.uppercased(), hex), ("LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=", hex),
        ("LPJNul-wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ", hex), ("q1B2", nil), ("9f86d081", nil), ("", nil),
        (String(hex.dropLast()), nil), (hex.dropLast() + "g", nil),
        ("LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmC!=", nil),
        (String(repeating: "A", count: 65), nil),
    ])
    func aDigestIsReadInEitherForm(text: String, expected: String?) { #expect(MediaDigest(text)?.hex == expected) }

    @Test(arguments: [
        (#"{"url":"https://x/1","file_size":"20481","sha256":"q1B2","mime_type":"image/jpeg"}"#, 20_481 as Int64?),
        (#"{"url":"https://x/1","file_size":20481}"#, 20_481), (#"{"url":"https://x/1","file_size":-1}"#, nil),
        (#"{"url":"https://x/1","file_size":"many"}"#, nil), (#"{"url":"https://x/1"}"#, nil),
    ])
    func aRecordTakesNumbersAsStrings(json: String, size: Int64?) throws {
        let record = try #require(MediaRecord(json: try JSONValue(text: json)))
        #expect(record.size == size && record.url == "https://x/1" && record.digest == nil)
    }

    @Test(arguments: [#"{}"#, #"{"url":""}"#, #"{"url":null}"#, #"[]"#])
    func aRecordWithoutAnAddressIsNone(json: String) throws {
        #expect(try MediaRecord(json: JSONValue(text: json)) == nil)
    }

    @Test(arguments: [
        ([0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg"), ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        (Array("RIFF....WEBPVP8X".utf8), "image/webp"), (Array("%PDF-1.7".utf8), "application/pdf"),
        (Array("OggS".utf8), "audio/ogg"),
        (Array("OggS\(String(repeating: ".", count: 24))OpusHead".utf8), "audio/ogg; codecs=opus"),
        (Array("OggS\(String(repeating: ".", count: 24))\u{1}vorbis".utf8), "audio/ogg"),
        (Array("....ftypisom".utf8), "video/mp4"),
        (Array("....ftyp3gp5".utf8), "video/3gpp"), (Array("....ftypM4A ".utf8), "audio/mp4"),
        (Array("ID3".utf8), "audio/mpeg"), (Array("#!AMR\n".utf8), "audio/amr"),
        (Array("PK\u{3}\u{4}".utf8), nil), ([], nil), ([0xFF], nil),
    ])
    func aFileIsKnownByHowItBegins(head: [UInt8], type: String?) {
        #expect(MediaType.of(fileBeginningWith: head) == type)
    }

    @Test(
        arguments: [
            ("....ftypheic", "image/heic"), ("....ftypavif", "image/avif"), ("....ftypmif1", "image/heif"),
            ("\0\0\0\u{18}ftypmif1\0\0\0\0mif1heic", "image/heic"),
            ("\0\0\0\u{18}ftypmif1\0\0\0\0mif1avif", "image/avif"),
            ("\0\0\0\u{18}ftypcaqv\0\0\0\0mp42heic", "video/mp4"), ("....ftypcaqv", nil), ("....ftyp", nil),
            ("....ftypqt  ", "video/quicktime"), ("....ftypcrx ", "image/x-canon-cr3"), ("....ftyp3g2a", "video/3gpp2"),
            ("....ftypiso6", "video/mp4"), ("GIF89a", "image/gif"), ("II*\0", "image/tiff"), ("fLaC", "audio/flac"),
            ("RIFF....AVI ", "video/x-msvideo"), ("RIFF....WAVE", "audio/wav"),
        ] as [(String, String?)])
    func whatThePlatformDoesNotTakeIsKnownToo(head: String, type: String?) {
        #expect(MediaType.of(fileBeginningWith: Array(head.utf8)) == type)
    }

    @Test func everyTypeThatCanBeSentHasAnEndingThatLeadsBack() {
        for format in Limits.Media.formats {
            let ending = MediaType.fileEnding(of: format.mimeType)
            #expect(ending != "bin" && MediaType.of(fileNamed: "x.\(ending)") == format.mimeType, "\(format.mimeType)")
        }
        #expect(MediaType.fileEnding(of: "audio/ogg; codecs=opus") == "ogg")
        #expect(MediaType.fileEnding(of: "../../etc/passwd") == "bin" && MediaType.fileEnding(of: nil) == "bin")
        #expect(MediaType.of(fileNamed: "IMG.JPEG") == "image/jpeg" && MediaType.of(fileNamed: "noending") == nil)
    }
}
