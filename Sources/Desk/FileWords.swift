import Inbox
import Screen
import WhatsApp

extension Words {
    /// A size as people read it, rounded up, so that nothing is said to fit that does not.
    func bytes(_ count: Int64) -> SafeText {
        switch count {
        case ..<1_024: self(.sizeBytes, "\(max(0, count))")
        case ..<(1_024 * 1_024): self(.sizeKilobytes, "\((count + 1_023) / 1_024)")
        default: self(.sizeMegabytes, Self.megabytes(count))
        }
    }

    /// With a decimal under ten.
    private static func megabytes(_ count: Int64) -> SafeText {
        let tenths = (count * 10 + 1_048_575) / 1_048_576
        return tenths < 100 ? "\(tenths / 10).\(tenths % 10)" : "\((tenths + 9) / 10)"
    }

    /// As what the platform shows a file of ours.
    func kind(_ file: MediaContent) -> SafeText { file.isVoiceNote ? self(.kindVoice) : kind(file.kind) }

    /// As what the platform shows a file.
    func kind(_ kind: MediaAttachment.Kind) -> SafeText {
        switch kind {
        case .image: self(.kindImage)
        case .video: self(.kindVideo)
        case .audio: self(.kindAudio)
        case .document: self(.kindDocument)
        case .sticker: self(.kindSticker)
        }
    }
}

/// What is said about a message's file: what it is, where it is, and what tools read in it.
struct FileLines {
    let model: Model
    /// Of the rows; at least 1.
    let columns: Int

    private var words: Words { model.settings.words }
    private var policy: TextPolicy { model.settings.textPolicy }

    func rows(_ message: Message) -> [(text: SafeText, roles: Roles)] {
        guard let media = message.media else { return [] }
        let (text, role) = line(media, isOurs: message.isFromOutbox)
        var rows = TextWrap.wrap(text, columns: columns, limit: 4).map { (text: $0, roles: Roles(role)) }
        // Made of signs that a plain terminal has no twins of.
        if !model.settings.asciiOnly, case .shown(let lines)? = media.hash.flatMap({ model.previews[$0] }) {
            rows += lines.map { (text: $0.prefix(width: columns), roles: Roles(.msgSystem)) }
        }
        for machine in media.machineTexts {
            let told = SafeText(untrusted: machine.text, policy: policy, limit: 4_000).singleLine
            let phrase: Phrase = machine.task == .transcribe ? .machineTranscript : .machineDescription
            rows += TextWrap.wrap(words(phrase, told), columns: columns, limit: 8).map {
                (text: $0, roles: Roles(.msgSystem))
            }
        }
        return rows
    }

    /// `image/jpeg, 213 KB`; `audio/ogg; codecs=opus, 0:42, 96 KB`
    private func what(_ media: MessageMedia) -> SafeText {
        let type = SafeText(untrusted: media.mimeType ?? media.kind.rawValue, policy: policy, limit: 80).singleLine
        let time = media.playingTime.map(Self.playingTime)
        return [type, time, media.size.map(words.bytes)].compactMap(\.self).joined(separator: ", ")
    }

    /// `0:42`, and `1:02:09` from an hour on; whole seconds, as phones show them, and never nothing.
    private static func playingTime(_ milliseconds: Int64) -> SafeText {
        let seconds = max(1, (milliseconds + 500) / 1_000)
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (hours, rest) = seconds.quotientAndRemainder(dividingBy: 3_600)
        let clock = hours > 0 ? "\(hours):\(two(rest / 60)):\(two(rest % 60))" : "\(rest / 60):\(two(rest % 60))"
        return SafeText(untrusted: clock)
    }

    private func line(_ media: MessageMedia, isOurs: Bool) -> (SafeText, Role) {
        let what = what(media)
        let key = model.keyLabel(.openFile, in: .messages)
        switch media.state {
        case .waiting: return (words(isOurs ? .mediaSending : .mediaWaiting, what), .msgSystem)
        case .waitingAgain(let note, let at):
            let times = TimeWords(zone: model.settings.zone, now: model.now, words: words)
            return (
                words(isOurs ? .mediaSendingAgain : .mediaAgain, what, reason(note), times.clock(at)), .statePending
            )
        case .moving(nil): return (words(isOurs ? .mediaSending : .mediaComing, what), .statePending)
        case .moving(let percent?):
            return (words(isOurs ? .mediaSendingShare : .mediaComingShare, what, "\(percent)"), .statePending)
        case .here: return (words(isOurs ? .mediaOurs : .mediaHere, what), .msgSystem)
        case .failed(let note):
            let why = reason(note)
            return (
                key.isEmpty ? words(.mediaFailedNoKey, what, why) : words(.mediaFailed, what, why, key), .stateFailed
            )
        case .stopped:
            return (key.isEmpty ? words(.mediaStoppedNoKey, what) : words(.mediaStopped, what, key), .msgSystem)
        case .expired: return (words(.mediaExpired, what), .msgSystem)
        }
    }

    private func reason(_ note: FailureNote) -> SafeText { FailureWords(note, words: words, policy: policy).short }
}
