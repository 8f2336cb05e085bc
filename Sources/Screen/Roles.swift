/// The roles of a cell in layers, bottom to top: at most four, in four bytes.
///
/// A selected unread row is `list.row`, then `list.unread`, then `list.row.selected`: what an upper layer leaves unset
/// shows the layer below.
public struct Roles: Hashable, Sendable, ExpressibleByArrayLiteral {
    /// The bottom layer is the lowest byte, holding the role's index plus one; 0 means no layer.
    private var packed: UInt32

    /// No layer: drawn as `default`.
    public static let none = Roles()

    /// Layers from bottom to top. A role given twice counts at its last place; of more than four the top four stay.
    public init(_ layers: Role...) {
        self.init(layers)
    }

    /// Layers from bottom to top, as in `[.listRow, .listUnread]`.
    public init(arrayLiteral layers: Role...) {
        self.init(layers)
    }

    /// Layers from bottom to top. A role given twice counts at its last place; of more than four the top four stay.
    public init(_ layers: [Role]) {
        packed = 0
        for role in layers {
            add(role)
        }
    }

    /// One layer.
    public init(_ role: Role) {
        packed = UInt32(role.index) + 1
    }

    /// How many layers there are, 0…4.
    public var count: Int {
        (32 - packed.leadingZeroBitCount + 7) / 8
    }

    /// Whether there is no layer.
    public var isEmpty: Bool { packed == 0 }

    /// The top layer, if any.
    public var top: Role? {
        isEmpty ? nil : role(at: count - 1)
    }

    /// The layers from bottom to top.
    public var layers: [Role] {
        (0..<count).map(role(at:))
    }

    /// Whether a role is among the layers.
    public func contains(_ role: Role) -> Bool {
        let wanted = UInt32(role.index) + 1
        return packed & 0xFF == wanted || packed >> 8 & 0xFF == wanted || packed >> 16 & 0xFF == wanted
            || packed >> 24 == wanted
    }

    /// Puts a role on top; it leaves its former place, and with four layers the bottom one falls out.
    public mutating func add(_ role: Role) {
        let byte = UInt32(role.index) + 1
        var kept: UInt32 = 0
        var shift: UInt32 = 0
        for position in 0..<4 {
            let layer = packed >> (UInt32(position) * 8) & 0xFF
            if layer == 0 || layer == byte { continue }
            kept |= layer << shift
            shift += 8
        }
        if shift == 32 {
            kept >>= 8
            shift = 24
        }
        packed = kept | byte << shift
    }

    /// These layers with one more on top.
    public func adding(_ role: Role) -> Roles {
        var copy = self
        copy.add(role)
        return copy
    }

    /// Calls back with each layer's index, bottom to top, without building an array.
    func forEachIndex(_ body: (Int) -> Void) {
        var rest = packed
        while rest != 0 {
            body(Int(rest & 0xFF) - 1)
            rest >>= 8
        }
    }

    private func role(at position: Int) -> Role {
        Role.table[Int(packed >> (UInt32(position) * 8) & 0xFF) - 1]
    }
}
