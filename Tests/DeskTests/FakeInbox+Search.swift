import Inbox

@testable import Desk

extension FakeInbox {
    /// The messages around one; the newest when it is not there.
    func stretch(_ key: ThreadKey, around middle: MessageKey, count: Int, token: Int) -> [Action] {
        guard let row = rows[key] else { return [] }
        let all = messages[key] ?? []
        let place = all.firstIndex { $0.key == middle }
        let start = place.map { max(0, $0 - count / 2) } ?? max(0, all.count - count)
        let end = min(all.count, start + count)
        return [
            .conversationLoaded(
                LoadedConversation(
                    row: row, messages: Array(all[start..<end]), hasOlder: start > 0, hasNewer: end < all.count,
                    draft: drafts[key] ?? "", heldText: held[key]), token: token)
        ]
    }

    /// Every word begins a word of the message; newest first.
    func search(_ query: SearchQuery, within thread: ThreadKey?, before: MessageKey?, count: Int) -> SearchPage {
        var hits: [SearchHit] = []
        for (key, row) in rows where thread == nil || key == thread {
            for message in messages[key] ?? [] where query.filters.allSatisfy({ passes($0, row, message) }) {
                guard let text = message.text, let matches = Self.matches(of: query.words, in: text) else { continue }
                hits.append(
                    SearchHit(
                        key: message.key, thread: key, wamid: message.wamid, direction: message.direction,
                        type: message.type, text: text, matches: matches, timestamp: message.timestamp,
                        author: message.author, person: row.person, name: row.name, username: row.username,
                        address: row.address))
            }
        }
        hits.sort { ($0.timestamp, $0.key) > ($1.timestamp, $1.key) }
        if let before, let place = hits.firstIndex(where: { $0.key == before }) { hits.removeFirst(place + 1) }
        return SearchPage(hits: Array(hits.prefix(count)), hasMore: hits.count > count)
    }

    /// The same of conversations.
    func passes(_ query: SearchQuery?, _ row: ThreadRow, at now: Instant) -> Bool {
        guard let query else { return true }
        let name = FoldedText(row.name ?? "").string
        return query.words.allSatisfy { name.contains(FoldedText($0).string) }
            && query.filters.allSatisfy { filter in
                let holds =
                    switch filter.kind {
                    case .state(.unanswered): row.waitingSince != nil
                    case .state(.unread): row.unread > 0
                    case .state(.failed): row.failed > 0
                    case .state(.mine): row.assignee == Cast.agent
                    case .state(.draft): !(drafts[row.key] ?? "").allSatisfy(\.isWhitespace)
                    case .window(.closing): row.window(at: now).isClosingSoon
                    default: true
                    }
                return holds != filter.isNegated
            }
    }

    /// As much of the filters as the screens here need.
    private func passes(_ filter: QueryFilter, _ row: ThreadRow, _ message: Message) -> Bool {
        let holds =
            switch filter.kind {
            case .from("us"): message.direction == .outbound
            case .from(let who):
                message.direction == .inbound
                    && FoldedText(row.name ?? "").string.contains(FoldedText(who).string)
            case .state(.failed): message.delivery?.needsCare ?? false
            case .state(.unanswered): row.waitingSince != nil
            default: true
            }
        return holds != filter.isNegated
    }

    private static func matches(of words: [String], in text: String) -> [Range<Int>]? {
        let folded = FoldedText(text)
        var found: [Range<Int>] = []
        for word in words {
            let wanted = FoldedText(word).characters
            let places = folded.characters.indices.filter { place in
                let isStart = place == 0 || !folded.characters[place - 1].isLetter
                return isStart && folded.characters[place...].starts(with: wanted)
            }
            if places.isEmpty { return nil }
            found += places.map { folded.origins[$0]..<folded.origins[$0 + wanted.count - 1] + 1 }
        }
        return found.sorted { $0.lowerBound < $1.lowerBound }
    }
}
