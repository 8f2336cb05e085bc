import Desk
import Dispatch
import Engine
import Foundation
import Glibc
import Inbox
import Screen
import Store

/// The inbox as lines: for a screen reader, a terminal that can do nothing, or a pipe. The same model, updates, gate, undo and
/// drafts as the screen; no cell is drawn and no byte steers a terminal.
extension ScreenSession {
    func runPlainly() async throws -> Outcome {
        let surface = PlainSurface()
        var services = services
        services.zone = settings.zone
        services.wardrobe = Wardrobe(searchPaths: searchPaths, configFile: configFile)
        if let reload {
            services.reload = { reload().map { $0.adapted(drawsSigns: true, drawsUnicode: true).plain } }
        }
        var settings = settings
        settings.isPlain = true
        settings.showsTour = false
        // Where letters beyond ASCII cannot be shown, signs have letters and emoji have names.
        setlocale(LC_CTYPE, "")
        let drawsUnicode = String(cString: nl_langinfo(nl_item(CODESET))) == "UTF-8"
        settings.asciiOnly = glyphs == .ascii || glyphs == .auto && !drawsUnicode
        if !drawsUnicode { settings.textPolicy.emoji = .text }
        var model = Model(now: services.clock(), size: surface.size, settings: settings, queue: queue)
        model.opening = opening
        var report = PlainReport()
        // Why nothing can be written, where that is nobody's wish.
        var unwritten: Failure?
        let loop = DeskLoop(
            model: model, surface: surface,
            runner: EffectRunner(services: services, mailbox: mailbox, facts: facts), mailbox: mailbox,
            clock: services.clock, stop: {},
            report: { [mailbox] model in
                var output = StandardOutput()
                do throws(Failure) {
                    for line in report.lines(&model) { try output.line(line.string) }
                    try output.flush()
                } catch {
                    switch output.failure {
                    case EPIPE: mailbox.post(.ended(.readerGone))
                    case EIO: mailbox.post(.ended(.terminalLost))
                    default:
                        unwritten = error
                        mailbox.post(.ended(.readerGone))
                    }
                }
            })
        let signals = Self.endings(into: mailbox)
        defer { for source in signals { source.cancel() } }
        Self.readOrders(into: mailbox)
        let ending = await runWithCompany(loop, services)
        for text in loop.unsaved.values {
            StandardError.tell("a draft could not be saved; its words were: \(text)")
        }
        if let unwritten { throw unwritten }
        return Outcome(ending: ending, model: loop.model)
    }

    /// A line is an order; the end of the input is one, too.
    private static func readOrders(into mailbox: Mailbox) {
        let thread = Thread { @Sendable in
            while let line = readLine() {
                do throws(PlainOrder.Mistake) {
                    if let order = try PlainOrder(line: line) { mailbox.post(.ordered(order)) }
                } catch {
                    mailbox.post(.misordered(error))
                }
            }
            mailbox.post(.ordered(.end))
        }
        thread.name = "oriel-orders"
        thread.start()
    }

    private static func endings(into mailbox: Mailbox) -> [any DispatchSourceSignal] {
        signal(SIGPIPE, SIG_IGN)
        return [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { @Sendable in mailbox.post(.ended(.signal(number))) }
            source.resume()
            return source
        }
    }
}

extension ReloadedConfig {
    /// For a desk without a screen.
    fileprivate var plain: ReloadedConfig {
        var plain = self
        plain.settings.isPlain = true
        plain.theme = nil
        return plain
    }
}
