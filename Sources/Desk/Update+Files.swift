import Inbox
import Screen
import WhatsApp

/// The file of a message: fetched, opened, saved, stopped.
extension Model {
    /// `o`: opens what is here, fetches what is not.
    mutating func openFile() -> [Effect] {
        guard let open = conversation, let message = selectedMessage, let media = message.media else { return noFile() }
        if message.isFromOutbox || media.state == .here {
            return media.hash == nil ? noFile() : [.openFile(media)]
        }
        switch media.state {
        case .waiting, .waitingAgain, .failed, .stopped:
            guard !settings.isReader else {
                tell(.readerRefuses, tone: .warning)
                return []
            }
            tell(.fetchingFile)
            return [.fetchFile(message.key, open.row.key)]
        case .moving: tell(.fileOnItsWay)
        case .expired: tell(.fileGone, tone: .warning)
        case .here: break
        }
        return []
    }

    mutating func saveFile() -> [Effect] {
        guard let media = selectedMessage?.media, media.hash != nil else { return noFile() }
        let name = FileNaming.harmless(media.fileName, kind: media.kind, mimeType: media.mimeType)
        let folder = settings.saveFolder.isEmpty ? "." : settings.saveFolder
        modes.append(.save(SaveState(media: media, path: "\(folder)/\(name)")))
        return []
    }

    /// `X`: what comes stays away, what goes is taken back with its message.
    mutating func stopTransfer() -> [Effect] {
        guard let open = conversation, let message = selectedMessage, let media = message.media else { return noFile() }
        switch media.state {
        case .waiting, .waitingAgain, .moving:
            tell(.transferStopped)
            if !message.isFromOutbox { return [.stopFile(message.key, open.row.key)] }
            return [.recallRow(message.localID ?? "", open.row.key)]
        case .here, .failed, .stopped, .expired:
            tell(.nothingMoves)
            return []
        }
    }

    private mutating func noFile() -> [Effect] {
        tell(.noFileHere)
        return []
    }

    // MARK: Saving

    mutating func performInSave(_ command: Command) -> [Effect] {
        guard case .save(var state) = modes.last else { return [] }
        switch command {
        case .back:
            modes.removeLast()
            return []
        case .accept:
            guard !state.path.isBlank, state.awaited == nil else { return [] }
            let token = token()
            state.awaited = token
            state.problem = nil
            modes[modes.count - 1] = .save(state)
            return [.saveFile(state.media, path: state.path.text, token: token)]
        default:
            guard state.path.perform(command) else { return [] }
            state.problem = nil
            modes[modes.count - 1] = .save(state)
            return []
        }
    }

    mutating func fileSaved(_ path: String, token: Int) -> [Effect] {
        guard case .save(let state) = modes.last, state.awaited == token else { return [] }
        modes.removeLast()
        tell(.fileSaved, SafeText(untrusted: path, limit: 400).singleLine, tone: .good)
        return []
    }

    /// A file an agent named cannot be used; the box stays as it is.
    mutating func fileRefused(_ obstacle: Obstacle, token: Int) -> [Effect] {
        switch modes.last {
        case .save(var state) where state.awaited == token:
            state.awaited = nil
            state.problem = words.obstacle(obstacle)
            modes[modes.count - 1] = .save(state)
        case .attach(var state) where state.taking == token:
            state.taking = nil
            state.problem = words.obstacle(obstacle)
            modes[modes.count - 1] = .attach(state)
        default: break
        }
        return []
    }

    // MARK: Answers

    mutating func fileOpened(_ program: String) -> [Effect] {
        tell(.openedWith, SafeText(untrusted: program, limit: 80).singleLine)
        return []
    }

    /// No display here: the line that fetches the file is shown, and copied.
    mutating func fileLine(_ line: String) -> [Effect] {
        tell(.copiedLine, SafeText(untrusted: line, limit: 1_000).singleLine)
        return [.copy(line)]
    }

    mutating func fileUnopened(_ mimeType: String) -> [Effect] {
        tell(.noProgram, SafeText(untrusted: mimeType, limit: 80).singleLine, tone: .warning)
        return []
    }

    // MARK: Pictures in cells

    /// How many of the newest pictures are drawn.
    private static let mostPreviews = 12

    /// Pictures that are here and have no preview yet.
    mutating func wantPreviews() -> [Effect] {
        guard settings.drawsPictures, !settings.isPlain, !settings.asciiOnly, let open = conversation,
            layout.kind != .tooSmall
        else {
            return []
        }
        let hashes = open.messages.reversed().lazy.compactMap { message -> String? in
            guard let media = message.media, media.kind == .image || media.kind == .sticker, media.state == .here else {
                return nil
            }
            return media.hash
        }.prefix(Self.mostPreviews)
        var effects: [Effect] = []
        for media in open.messages.compactMap(\.media) {
            guard let hash = media.hash, hashes.contains(hash), previews[hash] == nil else { continue }
            previews[hash] = .asked
            effects.append(.loadPreview(media, size: previewSize))
        }
        return effects
    }

    /// A third of the messages at most, so that words stay in sight.
    private var previewSize: Size {
        let indent = MessageLayout(self, columns: layout.pane.columns).indent
        return Size(
            columns: max(8, min(48, layout.pane.columns - indent - 1)), rows: max(3, min(12, messageHeight / 3)))
    }

    mutating func previewLoaded(_ hash: String, _ lines: [String]) -> [Effect] {
        guard previews[hash] != nil else { return [] }
        // Its blanks are part of the picture.
        previews[hash] = .shown(lines.map { SafeText(untrusted: $0, limit: 400) })
        return []
    }
}
