import Inbox
import Testing
import WhatsApp

/// What keeps a file from being sent (`whatsapp.md` §5), and what a stranger's name of a file becomes.
struct MediaContentTests {
    private static func file(
        _ type: String, _ size: Int64, as kind: MediaAttachment.Kind? = nil, caption: String? = nil,
        isAnimated: Bool = false
    ) -> MediaContent {
        MediaContent(
            kind: kind ?? MediaContent.kind(of: type) ?? .document, hash: "", mimeType: type, size: size,
            fileName: "x", isAnimated: isAnimated, caption: caption)
    }

    private static let mega: Int64 = 1 << 20

    /// What stands behind a NUL is cut off in many a program: no words of ours leave with one.
    @Test(arguments: [
        Content.text(TextContent(body: "please pay\0 NOT to")), .direct(DirectContent(body: "a\0b")),
        .media(file("image/png", 9, caption: "a\0b")),
    ])
    func noWordsLeaveWithANUL(content: Content) {
        let context = GateContext(
            window: WindowEvidence(trigger: Instant(seconds: 1_000)), address: .phone("15557770101"), hasWritten: true)
        for pass in [Permit.Pass.keyPress, .departure] {
            let verdict = SendGate(allowsDirectSend: true).pass(
                content, in: context, pass: pass, at: Instant(seconds: 1_100))
            #expect(throws: Refusal.holdsNUL) { try verdict.get() }
        }
    }

    @Test(
        arguments: [
            (file("image/jpeg", 5 * mega), nil), (file("image/jpeg", 5 * mega + 1), "media_too_large"),
            (file("image/png", 1), nil), (file("image/png", 0), "media_empty"), (file("image/gif", 1), "media_type"),
            (file("video/mp4", 16 * mega), nil), (file("video/mp4", 16 * mega + 1), "media_too_large"),
            (file("audio/ogg; codecs=opus", 16 * mega), nil), (file("audio/aac", 16 * mega + 1), "media_too_large"),
            (file("application/pdf", 100 * mega), nil), (file("application/pdf", 100 * mega + 1), "media_too_large"),
            (file("application/zip", 1), "media_type"), (file("", 1), "media_type"),
            (file("image/webp", 100 << 10), nil), (file("image/webp", 100 << 10 + 1), "media_too_large"),
            (file("image/webp", 500 << 10, isAnimated: true), nil),
            (file("image/webp", 500 << 10 + 1, isAnimated: true), "media_too_large"),
            (file("image/jpeg", 1, as: .document), "media_type"),
            (file("image/jpeg", 1, caption: String(repeating: "ã", count: 1_024)), nil),
            (file("image/jpeg", 1, caption: String(repeating: "a", count: 1_025)), "too_long"),
            (file("audio/mpeg", 1, caption: "oi"), "caption_unsupported"),
            (file("image/webp", 1, caption: "oi"), "caption_unsupported"),
        ] as [(MediaContent, String?)])
    func whatCannotBeSentIsSaidBeforeAByteLeaves(file: MediaContent, refusal: String?) {
        #expect(file.problem?.code == refusal)
        let context = GateContext(
            window: WindowEvidence(trigger: Instant(seconds: 1_000)), address: .phone("15557770101"), hasWritten: true)
        for pass in [Permit.Pass.keyPress, .departure] {
            let verdict = SendGate().pass(.media(file), in: context, pass: pass, at: Instant(seconds: 1_100))
            switch verdict {
            case .success(let permit): #expect(refusal == nil && permit.notAfter != nil)
            case .failure(let found): #expect(found.code == refusal)
            }
        }
    }

    @Test func aFileNeedsAnOpenWindowAsTextDoes() {
        let file = Content.media(Self.file("image/jpeg", 1))
        let context = GateContext(
            window: WindowEvidence(trigger: Instant(seconds: 0)), address: .phone("15557770101"), hasWritten: true)
        let verdict = SendGate().pass(file, in: context, pass: .departure, at: Instant(seconds: 86_400))
        guard case .failure(.windowClosed) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(file.isFreeForm)
    }

    @Test func theRequestNamesTheUploadedFile() {
        var file = Self.file("application/pdf", 1, caption: "Invoice")
        file.fileName = "invoice.pdf"
        file.replyTo = "wamid.1"
        let json = RequestWriter.request(.media(file), to: .bsuid("US.1"), id: "uuid", mediaID: "5100001").json
        #expect(
            json["type"] == "document" && json["recipient"] == "US.1" && json["context"]?["message_id"] == "wamid.1")
        #expect(json["document"] == ["id": "5100001", "caption": "Invoice", "filename": "invoice.pdf"])
        let sound = RequestWriter.request(
            .media(Self.file("audio/mpeg", 1)), to: .phone("1"), id: "uuid", mediaID: "5"
        ).json
        #expect(sound["audio"] == ["id": "5"])
    }

    @Test(
        arguments: [
            ("invoice.pdf", "application/pdf", "invoice.pdf"), ("../../etc/passwd", "application/pdf", "passwd.pdf"),
            ("..", "image/jpeg", "document.jpg"), (nil, "image/jpeg", "document.jpg"), ("", nil, "document.bin"),
            ("/", "image/png", "document.png"), ("C:\\Users\\x\\nota.pdf", "application/pdf", "nota.pdf"),
            (".bashrc", "text/plain", "bashrc.txt"), ("-rf", "text/plain", "rf.txt"),
            ("a\u{0}b\n\u{1B}[2Jc.pdf", "application/pdf", "ab_2Jc.pdf"),
            ("\u{202E}fdp.exe", "application/pdf", "fdp.exe.pdf"),
            ("$(reboot).pdf", "application/pdf", "__reboot_.pdf"),
            ("virus.exe", "image/jpeg", "virus.exe.jpg"), ("nota fiscal.PDF", "application/pdf", "nota fiscal.PDF"),
            ("archive.tar.xz", "application/x-xz", "archive.tar.xz"), ("naïve ☂.pdf", "application/pdf", "naïve ☂.pdf"),
            ("x. . .", "text/plain", "x.txt"),
        ] as [(String?, String?, String)])
    func aStrangersNameIsNeverAPath(told: String?, type: String?, name: String) {
        let found = FileNaming.harmless(told, kind: .document, mimeType: type)
        #expect(found == name)
        #expect(!found.contains("/") && !found.hasPrefix(".") && !found.hasPrefix("-"))
    }

    @Test func aLongNameKeepsItsEnding() {
        let found = FileNaming.harmless(
            String(repeating: "ä", count: 400) + ".pdf", kind: .document, mimeType: "application/pdf")
        #expect(found.utf8.count <= 120 && found.hasSuffix("ä.pdf"))
    }

    /// Only Ogg with Opus has a play button on the phone (`whatsapp.md` §4.2).
    @Test(arguments: [
        ("audio/ogg; codecs=opus", true), ("audio/OGG;codecs=Opus", true), ("audio/ogg", false),
        ("audio/ogg; codecs=vorbis", false), ("audio/mpeg", false), ("audio/mp4; codecs=opus", false),
    ])
    func oggWithOpusGoesAsAVoiceNote(type: String, isVoice: Bool) {
        let file = Self.file(type, 1)
        #expect(file.isVoiceNote == isVoice && file.problem == nil)
        let json = RequestWriter.request(.media(file), to: .phone("1"), id: "uuid", mediaID: "5").json
        #expect(json["audio"] == (isVoice ? ["id": "5", "voice": true] : ["id": "5"]))
    }
}
