import Inbox
import Screen
import WhatsApp

@testable import Desk

extension ScreenState {
    static let hash = String(repeating: "ab", count: 32)

    static func file(_ type: String, _ size: Int64, name: String, animated: Bool = false) -> MediaContent {
        MediaContent(
            kind: MediaContent.kind(of: type) ?? .document, hash: "", mimeType: type, size: size, fileName: name,
            isAnimated: animated)
    }

    /// Files at paths an agent may type.
    static func files(_ inbox: inout FakeInbox) {
        let found: [(String, MediaContent)] = [
            ("~/etiqueta.jpg", file("image/jpeg", 218_000, name: "etiqueta.jpg")),
            ("~/nota fiscal 4471.pdf", file("application/pdf", 1_400_000, name: "nota fiscal 4471.pdf")),
            ("~/filme.mkv", file("video/x-matroska", 9_000_000, name: "filme.mkv")),
            ("~/painel.png", file("image/png", 6_000_000, name: "painel.png")),
            ("~/audio.mp3", file("audio/mpeg", 90_000, name: "audio.mp3")),
        ]
        for (path, file) in found { inbox.files[path] = FileReport(path: path, file: file) }
        inbox.files["~/no"] = FileReport(
            path: "~/no", completion: "~/nota", choices: ["nota fiscal 4471.pdf", "nota.txt"])
        inbox.files["~/nota"] = FileReport(path: "~/nota", choices: ["nota fiscal 4471.pdf", "nota.txt"])
    }

    static func media(_ size: Size, isNarrowed: Bool = false) -> Session {
        let waits = FailureNote(code: nil, title: "transport_timedOut")
        let states: [(MessageMedia.State, MessageMedia)] = [
            (.waiting, MessageMedia(kind: .image, mimeType: "image/jpeg")),
            (.waitingAgain(waits, at: Cast.now + .minutes(3)), MessageMedia(kind: .image, mimeType: "image/jpeg")),
            (.moving(percent: 42), MessageMedia(kind: .video, mimeType: "video/mp4", size: 9_600_000)),
            (
                .failed(FailureNote(code: nil, title: "media_wrong_hash")),
                MessageMedia(kind: .document, mimeType: "application/pdf", fileName: "nota.pdf", size: 20_481)
            ),
            (.stopped, MessageMedia(kind: .audio, mimeType: "audio/ogg; codecs=opus", size: 900)),
            (.expired, MessageMedia(kind: .image, mimeType: "image/jpeg")),
            (.here, MessageMedia(kind: .image, mimeType: "image/jpeg", size: 218_000, hash: hash)),
        ]
        var messages: [Message] = []
        for (index, (state, media)) in states.enumerated() {
            var media = media
            media.state = state
            let caption = index == 6 ? "comprovante" : nil
            var message = Cast.message(
                Int64(index + 1), .inbound, caption, at: Cast.ago(1, Int64(20 - index)), type: media.kind.rawValue)
            if let name = media.fileName { message.details.append(MessageDetail(.fileName, name)) }
            message.details.append(MessageDetail(.fileType, media.mimeType ?? ""))
            if state == .here { media.machineTexts = [MachineText(.describe, "Banco do Sul\nR$ 1.240,00")] }
            message.media = media
            messages.append(message)
        }
        var ours = Cast.message(
            20, .outbound, "segue a nota", at: Cast.ago(0, 2), type: "document",
            delivery: Cast.delivered(.queued, at: Cast.ago(0, 2)), by: "Bia Melo")
        ours.media = MessageMedia(
            kind: .document, mimeType: "application/pdf", fileName: "nota.pdf", size: 1_400_000, hash: hash,
            state: .moving(percent: 70))
        messages.append(ours)
        var row = Cast.ana
        row.unread = 0
        return thread(size, row, messages: messages)
    }

    private static func attach(_ size: Size, _ keys: String) -> Session {
        var session = ana(size) { files(&$0) }
        session.press(keys)
        return session
    }

    /// Every state a file can be in, and the boxes for those that come and go.
    static let files: [ScreenState] = [
        ScreenState("media-states") { media($0) },
        ScreenState("media-selected") { size in
            var session = media(size)
            session.press("<S-Tab>k")
            return session
        },
        ScreenState("media-preview") { size in
            var session = media(size)
            session.model.previews[hash] = .asked
            session.send(.previewLoaded(hash, ["▗▄▄▄▄▄▄▖", "▐█▀▀▀▀█▌", "▝▀▘  ▝▀▘"]))
            return session
        },
        ScreenState("media-save") { size in
            var session = media(size)
            session.inbox.fileTrouble = Obstacle(.fileExists, "./comprovante.jpg")
            session.press("<S-Tab>ks<Enter>")
            return session
        },
        ScreenState("attach-empty") { attach($0, "<C-x>a") },
        ScreenState("attach-completing") { attach($0, "<C-x>a~/no<Tab>") },
        ScreenState("attach-picture") { attach($0, "Segue a etiqueta!<C-x>a~/etiqueta.jpg") },
        ScreenState("attach-document") { attach($0, "<C-x>a~/nota fiscal 4471.pdf<Tab>nota do pedido 4471") },
        ScreenState("attach-too-large") { attach($0, "<C-x>a~/painel.png<Enter>") },
        ScreenState("attach-wrong-type") { attach($0, "<C-x>a~/filme.mkv<Enter>") },
    ]
}
