import Foundation
import Screen
import Testing
import Themes

/// Not what a theme says of a role, but what becomes of the layers the screens really draw: every combination of roles in
/// the kept frames, in every shipped theme.
@Suite("Contrast of what is drawn")
struct DrawnContrastTests {
    /// Lines and gauges carry no words; a blank is nothing to read.
    private static let silent: Set<Role> = [
        .border, .borderFocused, .gaugeLeft, .gaugeCritical, .gaugeSpent, .gaugeShut,
    ]

    /// Every combination of the frames' legends.
    private static let combinations: [[Role]] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../DeskTests/Frames").standardizedFileURL
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []  // counted below
        var found: Set<[Role]> = []
        for name in names.sorted() {
            let url = folder.appendingPathComponent(name)
            let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""  // counted below
            guard let legend = text.components(separatedBy: "-- legend\n").dropFirst().first else { continue }
            for line in legend.split(separator: "\n").prefix(while: { !$0.hasPrefix("--") }) {
                guard let words = line.components(separatedBy: " = ").dropFirst().first else { continue }
                let roles = words.split(separator: "+").compactMap { Role(rawValue: String($0)) }
                if !roles.isEmpty { found.insert(roles) }
            }
        }
        return found.sorted { $0.map(\.rawValue).joined() < $1.map(\.rawValue).joined() }
    }()

    @Test func theFramesAreRead() {
        #expect(Self.combinations.count > 60)
        #expect(Self.combinations.contains([.listRow, .windowCritical, .listRowSelectedInactive]))
    }

    @Test(arguments: Theme.shipped, [ColorDepth.truecolor, .indexed256])
    func wordsAreLegible(name: String, depth: ColorDepth) throws {
        let theme = try Theme(named: name)
        let palette = theme.palette(depth: depth)
        let ground = RGB(indexed: theme.appearance == .dark ? 16 : 231)
        let plain = RGB(indexed: theme.appearance == .dark ? 231 : 16)
        for roles in Self.combinations where Self.silent.isDisjoint(with: roles) {
            let style = palette.style(roles.reduce(Roles.none) { $0.adding($1) })
            let ratio = (style.foreground.flatMap { RGB($0) } ?? plain)
                .contrast(with: style.background.flatMap { RGB($0) } ?? ground)
            #expect(ratio >= 4.5, "\(roles.map(\.rawValue).joined(separator: "+")): \(ratio)")
        }
    }
}
