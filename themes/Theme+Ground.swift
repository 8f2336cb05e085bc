import Foundation
import Screen

extension Theme.Appearance {
    /// The ground as far as the environment tells: `COLORFGBG` ends in the background's index. Dark when it says
    /// nothing.
    public init(environment: [String: String]) {
        let background = environment["COLORFGBG"]?.split(separator: ";").last.flatMap { Int($0) }
        switch background {
        case 7, .some(9...15): self = .light
        default: self = .dark
        }
    }

    /// What the terminal said its background is: light where black words read better on it than white ones.
    public init(ground: RGB) {
        let black = RGB(red: 0, green: 0, blue: 0)
        let white = RGB(red: 255, green: 255, blue: 255)
        self = ground.contrast(with: black) > ground.contrast(with: white) ? .light : .dark
    }
}
