import Screen
import Testing
import Themes

/// The theme `colorblind` keeps its promise: states stay apart for people who see no red, no green or no blue.
@Suite("Colour vision")
struct ColorVisionTests {
    /// What an agent must not take for one another, by colour alone.
    private static let groups: [[Role]] = [
        [.windowOpen, .windowSoon, .windowCritical, .windowClosed],
        [.windowOpen, .windowLikely, .windowDisputed, .windowUnknown],
        [.stateSent, .stateUncertain, .stateFailed],
        [.stateRead, .stateUncertain, .stateFailed],
        [.gaugeLeft, .gaugeCritical, .windowSoon],
        [.statusError, .status],
        [.formMissing, .formValue],
    ]
    /// ΔE*ab: at a glance, at arm's length, in a column of text.
    private static let apart = 15.0

    private func color(_ role: Role, in palette: Palette) throws -> RGB {
        try #require(palette.style([role]).foreground.flatMap { RGB($0) })
    }

    private func closest(_ name: String, _ vision: ColorVision, _ depth: ColorDepth) throws -> (Double, String) {
        let palette = try Theme(named: name).palette(depth: depth)
        var closest = (Double.infinity, "")
        for group in Self.groups {
            for (index, a) in group.enumerated() {
                for b in group[(index + 1)...] {
                    let distance = vision.distance(try color(a, in: palette), try color(b, in: palette))
                    if distance < closest.0 { closest = (distance, "\(a.rawValue) and \(b.rawValue)") }
                }
            }
        }
        return closest
    }

    @Test(arguments: ColorVision.allCases, [ColorDepth.truecolor, .indexed256])
    func statesStayApart(vision: ColorVision, depth: ColorDepth) throws {
        let (distance, pair) = try closest("colorblind", vision, depth)
        #expect(distance >= Self.apart, "\(pair) are \(distance) apart")
    }

    /// The measure itself: colours everybody confuses are near, and the usual palette shows why the theme exists.
    @Test func theMeasureSeesWhatIsConfused() throws {
        let (red, green) = (RGB(red: 200, green: 60, blue: 60), RGB(red: 110, green: 110, blue: 60))
        #expect(ColorVision.usual.distance(red, green) > 50)
        #expect(ColorVision.protanopia.distance(red, green) < ColorVision.usual.distance(red, green) / 2)
        let (yellow, white) = (RGB(red: 255, green: 250, blue: 160), RGB(red: 255, green: 245, blue: 250))
        #expect(ColorVision.tritanopia.distance(yellow, white) < ColorVision.usual.distance(yellow, white) / 2)
        #expect(ColorVision.usual.distance(red, red) == 0)
        #expect(try closest("dark", .protanopia, .truecolor).0 < Self.apart)
    }
}
