/// The platform's notice that a person's addresses or keys changed. It is no user action and never opens a window
/// (`whatsapp.md` §2.4).
public struct SystemNotice: Hashable, Sendable {
    /// What changed. Open.
    public enum Kind: Hashable, Sendable {
        case userChangedNumber
        case userChangedUserID
        case identityChanged
        case other(String)
    }

    /// What changed.
    public var kind: Kind
    /// The platform's sentence. Untrusted: it quotes the person's name.
    public var body: String?
    /// The addresses before the change, as far as they were given.
    public var old: Aliases
    /// The addresses from now on, as far as they were given.
    public var new: Aliases
    /// The new identity key's hash, when the identity check is on.
    public var identityHash: String?
}

extension SystemNotice {
    /// - Parameter message: the whole element of `messages`, because the old addresses may stand there.
    init(message: JSONValue) {
        let system = message["system"] ?? .null
        let kind = Kind(system["type"]?.text ?? "")
        var new = Aliases()
        new.add(system["wa_id"])
        new.add(system["new_wa_id"])
        new.add(system["user_id"])
        new.add(system["parent_user_id"])

        var old = Aliases()
        old.add(system["customer"])
        old.add(system["previous_user_id"])
        old.add(system["previous_parent_user_id"])
        old.add(message["from"])
        old.add(message["from_user_id"])
        old.add(message["from_parent_user_id"])
        switch kind {
        case .userChangedNumber, .userChangedUserID:
            // The element may name its sender by the new address already; that is no old one.
            if old.bsuid == new.bsuid { old.bsuid = nil }
            if old.parentBSUID == new.parentBSUID { old.parentBSUID = nil }
            if kind == .userChangedNumber, old.waID == new.waID { old.waID = nil }
            // Whoever is named apart from their old addresses is named by the new ones.
            var sender = Aliases()
            sender.add(message["from"])
            sender.add(message["from_user_id"])
            if new.waID == nil, kind == .userChangedNumber, sender.waID != old.waID { new.waID = sender.waID }
            if new.bsuid == nil, old.bsuid != nil, sender.bsuid != old.bsuid { new.bsuid = sender.bsuid }
        case .identityChanged, .other:
            break
        }

        self.init(
            kind: kind, body: system["body"]?.string, old: old, new: new,
            identityHash: message["identity"]?["hash"]?.text ?? system["identity"]?.text)
    }
}

extension SystemNotice.Kind {
    /// Accepts the spellings of older payloads.
    init(_ word: String) {
        switch word {
        case "user_changed_number", "customer_changed_number": self = .userChangedNumber
        case "user_changed_user_id": self = .userChangedUserID
        case "customer_identity_changed", "user_identity_changed": self = .identityChanged
        default: self = .other(word)
        }
    }
}
