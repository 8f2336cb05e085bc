/// How many colours there are to choose from.
public enum ColorDepth: String, CaseIterable, Sendable {
    case truecolor, indexed256, ansi16, mono
}
