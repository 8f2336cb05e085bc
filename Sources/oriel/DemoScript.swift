import Inbox
import Screen

/// The first minute as somebody's hands would play it: the window shuts while Ana is written to, a template carries the
/// words over, and what was held is sent once she answers. Played live by `demo --play`, drawn by `demo picture --play`.
struct DemoScript {
    /// What hands do.
    enum Beat {
        /// Keys in the notation of `oriel render`, shown on screen while they are pressed.
        case press(String)
        /// Words, a character at a time.
        case type(String)
        /// Nothing, until so long after the beginning.
        case rest(until: Span)
    }

    /// Something that happens at one moment.
    struct Cue: Hashable {
        /// After the beginning.
        var at: Span
        var strokes: [KeyStroke]
        /// What the screen shows of it; nil shows nothing any more.
        var shown: SafeText?
    }

    var beats: [Beat]

    static let firstMinute = DemoScript(beats: [
        .rest(until: .seconds(2)),
        .type("Oi Ana, desculpe! O caminhão quebrou"),
        .rest(until: .seconds(10)),
        .press("<M-a>"),
        .type("Bom dia! Já estou vendo isso com a entrega."),
        .press("<Enter>"),
        .rest(until: .seconds(24)),
        .press("<C-g>"),
        .type("ana"),
        .press("<Enter>"),
        .type("; o pedido chega amanhã"),
        .rest(until: .seconds(58)),
        .press("<Enter>"),
        .type("4471"),
        .press("<Enter>"),
        .rest(until: .seconds(70)),
        .press("<Enter>"),
        .rest(until: .seconds(78)),
    ])

    private static let perCharacter = Span(milliseconds: 60)
    private static let beforeKey = Span(milliseconds: 900)
    private static let afterKey = Span(milliseconds: 700)

    /// Everything that happens, in time.
    ///
    /// - Throws: `KeyNotationError` when a beat's keys cannot be read.
    func cues() throws -> [Cue] {
        var cues: [Cue] = []
        var at = Span.zero
        for beat in beats {
            switch beat {
            case .press(let keys):
                let strokes = try KeyNotation.parse(keys)
                at = at + Self.beforeKey
                cues.append(Cue(at: at, strokes: strokes, shown: SafeText(untrusted: KeyNotation.label(strokes))))
                at = at + Self.afterKey
                cues.append(Cue(at: at, strokes: []))
            case .type(let words):
                for character in words {
                    at = at + Self.perCharacter
                    cues.append(Cue(at: at, strokes: [KeyStroke(character)]))
                }
            case .rest(let until): at = max(at, until)
            }
        }
        cues.append(Cue(at: at, strokes: []))
        return cues
    }

    /// The stretches in which nobody touches a key for long: a picture may hurry through them.
    func rests() throws -> [Range<Span>] {
        let moments = [Span.zero] + (try cues().map(\.at))
        return zip(moments, moments.dropFirst()).filter { $1 - $0 > .seconds(4) }.map {
            $0 + .seconds(2)..<$1 - .seconds(2)
        }
    }
}
