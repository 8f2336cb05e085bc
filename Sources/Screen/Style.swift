/// How a role looks: what is nil shows the layer below; attributes add up.
public struct Style: Hashable, Sendable {
    /// The colour of the text; nil shows that of the layer below.
    public var foreground: Ink?
    /// The colour behind it; nil shows that of the layer below.
    public var background: Ink?
    /// Added to those of the layers below.
    public var attributes: Attributes

    /// A style that leaves unset what is not given.
    public init(foreground: Ink? = nil, background: Ink? = nil, attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// This style with another on top of it.
    public func under(_ upper: Style) -> Style {
        Style(
            foreground: upper.foreground ?? foreground, background: upper.background ?? background,
            attributes: attributes.union(upper.attributes))
    }
}
