import Screen

/// The attributes of a theme file, in the order they are printed.
struct AttributeName {
    let name: String
    let attribute: Attributes

    static let all = [
        AttributeName(name: "bold", attribute: .bold),
        AttributeName(name: "dim", attribute: .dim),
        AttributeName(name: "italic", attribute: .italic),
        AttributeName(name: "underline", attribute: .underline),
        AttributeName(name: "reverse", attribute: .reverse),
        AttributeName(name: "strike", attribute: .strike),
    ]

    static func names(of attributes: Attributes) -> [String] {
        all.filter { attributes.contains($0.attribute) }.map(\.name)
    }
}
