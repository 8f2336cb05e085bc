import Inbox
import WhatsApp

/// Buttons of a message that goes without a window: up to ten, at most two of which open pages and stand first
/// (`whatsapp.md` §4.9).
extension BuildState {
    static let directSlots: [BuildField.Slot] = [
        .header, .body, .footer, .linkTitle, .url, .button, .button, .button,
    ]

    /// Buttons that were begun for an open window get the rows of those that need none.
    mutating func offerPages() {
        guard !isDirect, let first = fields.firstIndex(where: { $0.slot == .button }) else { return }
        isDirect = true
        fields.insert(contentsOf: [BuildField(.linkTitle), BuildField(.url)], at: first)
        if index >= first { index += 2 }
        growDirectly()
    }

    /// There is always an empty row to go on with, of each kind, up to as many as there may be.
    mutating func growDirectly() {
        if let last = fields.lastIndex(where: { $0.slot == .url }), pageRows.count < Limits.Direct.linkButtons,
            pageRows.allSatisfy({ $0.title != nil || $0.url != nil })
        {
            fields.insert(contentsOf: [BuildField(.linkTitle), BuildField(.url)], at: last + 1)
            if index > last { index += 2 }
        }
        guard let last = fields.last(where: { $0.slot == .button }), !last.editor.isEmpty,
            fields.count(where: { $0.slot == .button }) + pages.count < Limits.Direct.buttons
        else { return }
        fields.append(BuildField(.button))
    }

    private struct PageRow {
        var place: Int
        var title: String?
        var url: String?
    }

    private var pageRows: [PageRow] {
        fields.indices.filter { fields[$0].slot == .linkTitle }.map { place in
            PageRow(place: place, title: fields[place].text, url: fields[place + 1].text)
        }
    }

    /// Those of which anything was written.
    private var usedPages: [PageRow] { pageRows.filter { $0.title != nil || $0.url != nil } }

    var pages: [Interactive.Page] {
        usedPages.map { Interactive.Page(title: $0.title ?? "", url: $0.url ?? "") }
    }

    /// Buttons as any window takes them, where they are such.
    func directAction(_ replies: [Interactive.Reply]) -> Interactive.Action {
        let pages = pages
        return pages.isEmpty && replies.count <= Limits.Interactive.buttons
            ? .buttons(replies) : .mixed(pages: pages, replies: replies)
    }

    /// The rows of buttons that were made before.
    static func fields(ofPages pages: [Interactive.Page], replies: [Interactive.Reply]) -> [BuildField] {
        let pairs = pages.isEmpty ? [Interactive.Page(title: "", url: "")] : pages
        let rows = replies.map { BuildField(.button, $0.title, id: $0.id) }
        return pairs.flatMap { [BuildField(.linkTitle, $0.title), BuildField(.url, $0.url)] } + rows
            + (rows.count..<max(rows.count, Limits.Interactive.buttons)).map { _ in BuildField(.button) }
    }

    /// Where the row of a page stands.
    func place(ofPage number: Int) -> Int? {
        usedPages.indices.contains(number) ? usedPages[number].place : nil
    }
}
