/// One column of one row.
public struct Cell: Hashable, Sendable {
    /// What is drawn here; empty in the right half of a wide cell.
    public let text: String
    /// Columns the text takes: 1 or 2, and 0 for the right half of a wide cell.
    public let width: UInt8
    /// What it means, bottom layer first.
    public internal(set) var roles: Roles

    init(text: String, width: UInt8, roles: Roles) {
        self.text = text
        self.width = width
        self.roles = roles
    }

    /// A blank without roles.
    public static let blank = Cell(text: " ", width: 1, roles: .none)

    /// A blank that keeps its roles, in place of half a wide cell.
    func blanked() -> Cell {
        Cell(text: " ", width: 1, roles: roles)
    }
}
