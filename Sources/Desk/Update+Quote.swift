import Inbox

extension Model {
    /// From the selected message to the one it quotes, reacts to, edits or deletes: among those loaded, or loaded around
    /// it.
    mutating func showQuoted() -> [Effect] {
        guard let open = conversation, let quote = selectedMessage?.quote else {
            tell(.noQuoteHere)
            return []
        }
        guard let key = quote.key else {
            tell(.quoteMissing)
            return []
        }
        guard !open.messages.contains(where: { $0.key == key }) else {
            land(on: key)
            return []
        }
        landing = key
        return [loadConversation(open.row.key)]
    }
}
