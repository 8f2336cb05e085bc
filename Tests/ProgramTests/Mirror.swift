import Desk
import Engine
import Foundation
import Inbox
import Screen
import Spool
import Store
import Synchronization
import TestSupport
import Themes
import WhatsApp

@testable import Terminal
@testable import oriel

/// The sitting as it should be: the desk without a terminal, on a copy of the store, given the same keys.
final class Mirror {
    let desk: HeadlessDesk
    private let copy: PrivateCopy
    private let store: InboxStore
    private let clock: Clock
    private let palette: Palette

    /// Goes on from the moment the program was given.
    private final class Clock: Sendable {
        private let start: Instant
        private let began = ContinuousClock.now

        init(_ start: Instant) { self.start = start }

        var now: Instant { start + Span(milliseconds: Int64((ContinuousClock.now - began) / .milliseconds(1))) }
    }

    init(of oriel: Oriel, now: Instant, size: Size, agent: String, theme: String) throws {
        copy = try PrivateCopy(of: oriel.store)
        store = try InboxStore(path: copy.store)
        clock = Clock(now)
        palette = try Theme(named: theme).palette(depth: .indexed256)
        let services = Services(
            store: store, agent: agent, clock: { [clock] in clock.now }, uuid: { UUID().uuidString.lowercased() },
            spool: try SpoolDirectory(path: oriel.spool),
            wardrobe: Wardrobe(depth: .indexed256, configFile: oriel.configPath))
        let settings = Settings(
            agent: agent, zone: .utc, undoDelay: services.undoDelay, theme: theme)
        let facts = StatusFacts()
        facts.noteMissingToken()
        desk = HeadlessDesk(
            model: Model(now: now, size: size, settings: settings), services: services, facts: facts)
    }

    deinit { copy.remove() }

    /// The frame of this moment.
    var frame: Frame {
        desk.apply(.ticked)
        return desk.frame
    }

    /// A webhook comes in.
    func hears(_ body: JSONValue, arrivedAt seconds: Int64) throws {
        let bytes = Array(body.canonicalBytes)
        let (digest, arrival) = (Spool.Digest.sha256(bytes).hex, Instant(seconds: seconds))
        let events = EventReader.events(of: try Webhook(bytes: bytes), digest: digest, arrival: arrival)
        _ = try store.apply(
            [Reception(digest: digest, body: bytes, arrival: arrival, events: events)], numbers: nil)
        desk.apply(.storeChanged(nil))
    }

    /// The frame as a terminal of 256 colours shows it.
    func glyphs(of frame: Frame) -> [[PaneView.Glyph]] {
        (0..<frame.size.rows).map { row in
            var glyphs = frame.row(row).flatMap { cell in
                let look = look(of: cell.roles)
                return cell.text.unicodeScalars.map { PaneView.Glyph($0, look) }
            }
            while glyphs.last == .blank { glyphs.removeLast() }
            return glyphs
        }
    }

    private func look(of roles: Roles) -> PaneView.Look {
        let style = (desk.palette ?? palette).style(roles)
        let numbers: [(Attributes, Int)] = [(.bold, 1), (.dim, 2), (.italic, 3), (.underline, 4), (.reverse, 7)]
        return PaneView.Look(
            foreground: Int(CellInk.number(style.foreground, colors: 256)),
            background: Int(CellInk.number(style.background, colors: 256)),
            attributes: Set(numbers.filter { style.attributes.contains($0.0) }.map(\.1)))
    }
}
