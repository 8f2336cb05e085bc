import Inbox
import Screen
import WhatsApp

/// What the builder can make.
enum BuildKind: CaseIterable, Hashable, Sendable {
    case buttons, list, link, flow, call, product, products, catalog
    case askLocation, askContact, askCall, askAddress, place, card

    var phrase: Phrase {
        switch self {
        case .buttons: .kindButtons
        case .list: .kindList
        case .link: .kindLink
        case .flow: .kindFlow
        case .call: .kindCall
        case .product: .kindProduct
        case .products: .kindProducts
        case .catalog: .kindCatalog
        case .askAddress: .kindAskAddress
        case .askLocation: .kindAskLocation
        case .askContact: .kindAskContact
        case .askCall: .kindAskCall
        case .place: .kindPlace
        case .card: .kindCard
        }
    }

    /// Whether a picture, a film or a document may stand above the words (`whatsapp.md` §4.4).
    var takesFileHeader: Bool { self == .buttons || self == .link || self == .flow }

    /// Whether it may go without a window, where the account may (`whatsapp.md` §4.9).
    var goesDirectly: Bool { self == .buttons || self == .link || self == .call }

    /// What the rows of a kind that grows by rows begin with.
    var growingSlot: BuildField.Slot? {
        switch self {
        case .list: .rowTitle
        case .products: .product
        default: nil
        }
    }

    /// Whether it can be kept as a file: places and cards are of one conversation.
    var isInteractive: Bool { self != .place && self != .card }
}

/// A message with more than words being put together over the conversation: fields, what is wrong, what they will see.
struct BuildState: Equatable, Sendable {
    var thread: ThreadKey
    var kind: BuildKind
    var fields: [BuildField]
    /// The field with the keyboard.
    var index: Int
    /// One that was saved with parts no field is for: it can be sent as it is.
    var fixed: Content?
    /// The draft in the box stands in the words: it goes with them.
    var usesDraft = false
    /// The failed message this one stands in for.
    var replaces: String?
    /// The name to keep it under, while that is asked for.
    var saving: TextEditor?
    /// A name that is taken: pressed again, the file is replaced.
    var taken: String?
    /// Buttons that go without a window: there may be more of them, and some may open pages.
    var isDirect: Bool

    /// The form of a kind, with the draft as its words.
    init(_ kind: BuildKind, thread: ThreadKey, draft: String = "", isDirect: Bool = false) {
        self.thread = thread
        self.kind = kind
        self.isDirect = isDirect && kind == .buttons
        let slots = self.isDirect ? Self.directSlots : Self.slots(of: kind)
        fields = slots.map { BuildField($0) }
        index = fields.firstIndex { $0.slot == .body } ?? 0
        if kind.isInteractive, !draft.isEmpty {
            fields[index].editor = TextEditor(draft)
            usesDraft = true
            index = min(index + 1, fields.count - 1)
        }
    }

    private static func slots(of kind: BuildKind) -> [BuildField.Slot] {
        switch kind {
        case .buttons: [.header, .body, .footer, .button, .button, .button]
        case .list: [.header, .body, .footer, .listButton, .rowTitle, .rowSecond]
        case .link: [.header, .body, .footer, .linkTitle, .url]
        case .flow: [.header, .body, .footer, .flowTitle, .flowID, .flowScreen]
        case .call: [.header, .body, .callTitle, .callMinutes]
        case .product: [.body, .footer, .catalogID, .product]
        case .products: [.header, .body, .footer, .catalogID, .product]
        case .catalog: [.body, .footer, .cover]
        case .askLocation, .askContact, .askCall, .askAddress: [.body]
        case .place: [.coordinates, .placeName, .placeAddress]
        case .card: [.cardName, .cardPhone, .cardEmail, .cardCompany]
        }
    }

    /// Fields that hold a character, or all when it is fixed: for leaving without a question.
    var isEmpty: Bool { fixed == nil && fields.allSatisfy(\.editor.isEmpty) }

    /// The editor with the keyboard.
    mutating func edit(_ change: (inout TextEditor) -> Bool) -> Bool {
        taken = nil
        if var name = saving {
            let isDone = change(&name)
            saving = name
            return isDone
        }
        guard fields.indices.contains(index) else { return false }
        let isDone = change(&fields[index].editor)
        if fields[index].slot == .body, fields[index].editor.isEmpty { usesDraft = false }
        grow()
        return isDone
    }

    /// A list always has one empty row to go on with, up to as many as there may be.
    mutating func grow() {
        if isDirect { return growDirectly() }
        guard let slot = kind.growingSlot, let last = fields.last(where: { $0.slot == slot }), !last.editor.isEmpty,
            fields.count(where: { $0.slot == slot })
                < (slot == .rowTitle ? Limits.Interactive.rows : Limits.Interactive.products)
        else { return }
        fields.append(BuildField(slot))
        if slot == .rowTitle { fields.append(BuildField(.rowSecond)) }
    }

    /// A heading before the row with the keyboard; the rows above it get one too, because the platform wants one each.
    mutating func addHeading() -> Bool {
        guard let slot = kind.growingSlot, fields.indices.contains(index),
            let first = fields.firstIndex(where: { $0.slot == slot || $0.slot == .heading }),
            let row = fields[...index].lastIndex(where: { $0.slot == slot }), row >= first,
            row == first || fields[row - 1].slot != .heading,
            fields.count(where: { $0.slot == .heading }) < Limits.Interactive.sections
        else { return false }
        fields.insert(BuildField(.heading), at: row)
        index = row
        if row > first, fields[first].slot != .heading {
            fields.insert(BuildField(.heading), at: first)
            index += 1
        }
        return true
    }
}

/// One line of the form.
struct BuildField: Equatable, Sendable {
    /// What it is for.
    enum Slot: Hashable, Sendable {
        case header, body, footer, button, listButton, heading, rowTitle, rowSecond, linkTitle, url
        case flowTitle, flowID, flowScreen
        case callTitle, callMinutes
        case catalogID, product, cover
        case coordinates, placeName, placeAddress
        case cardName, cardPhone, cardEmail, cardCompany
    }

    var slot: Slot
    var editor: TextEditor
    /// What comes back with a tap, of a button or row that was made before; made of the title when nil.
    var id: String?

    init(_ slot: Slot, _ text: String = "", id: String? = nil) {
        self.slot = slot
        editor = TextEditor(text)
        self.id = id
    }

    /// The text, nil when nothing is there.
    var text: String? { editor.isEmpty ? nil : editor.text }
}

extension BuildField {
    /// What the field is called; a header that may be a file says so.
    func phrase(in kind: BuildKind) -> Phrase {
        switch slot {
        case .header where kind.takesFileHeader: .partHeaderOrLink
        case .linkTitle where kind == .buttons: .partPageButton
        default: slot.phrase
        }
    }

    /// In scalars (`whatsapp.md` §4.4); nil where the platform names none.
    func limit(in kind: BuildKind) -> Int? {
        slot == .header && kind.takesFileHeader && HeaderFile.isLink(editor.text)
            ? Limits.Template.url : slot.limit(in: kind)
    }
}

extension BuildField.Slot {
    fileprivate var phrase: Phrase {
        switch self {
        case .header: .partHeader
        case .callTitle: .partButton
        case .callMinutes: .partMinutes
        case .catalogID: .partCatalog
        case .product: .partProduct
        case .cover: .partCover
        case .body: .partBody
        case .footer: .partFooter
        case .button: .partButton
        case .listButton: .partListButton
        case .heading: .partHeading
        case .rowTitle: .partRow
        case .rowSecond: .partRowSecond
        case .linkTitle: .partButton
        case .url: .partURL
        case .flowTitle: .partButton
        case .flowID: .partFlow
        case .flowScreen: .partFlowScreen
        case .coordinates: .partCoordinates
        case .placeName: .partName
        case .placeAddress: .partAddress
        case .cardName: .partName
        case .cardPhone: .partPhone
        case .cardEmail: .partEmail
        case .cardCompany: .partCompany
        }
    }

    fileprivate func limit(in kind: BuildKind) -> Int? {
        switch self {
        case .header: Limits.Interactive.header
        case .body: kind == .list ? Limits.Interactive.listBody : Limits.Interactive.body
        case .footer: Limits.Interactive.footer
        case .button: Limits.Interactive.buttonTitle
        case .listButton: Limits.Interactive.listButton
        case .heading: Limits.Interactive.sectionTitle
        case .rowTitle: Limits.Interactive.rowTitle
        case .rowSecond: Limits.Interactive.rowDescription
        case .linkTitle, .callTitle: Limits.Interactive.linkTitle
        case .flowTitle: Limits.Interactive.flowTitle
        case .url: Limits.Template.url
        case .flowID, .flowScreen, .callMinutes, .catalogID, .product, .cover, .coordinates, .placeName, .placeAddress,
            .cardName, .cardPhone, .cardEmail,
            .cardCompany:
            nil
        }
    }
}
