import Testing

@testable import Screen

struct RolesTests {
    @Test func everyRoleIsStoredAsItsPosition() {
        for (position, role) in Role.allCases.enumerated() {
            #expect(Int(role.index) == position)
        }
    }

    @Test func roleNamesAreDottedAndUnique() {
        #expect(Set(Role.allCases.map(\.rawValue)).count == Role.allCases.count)
        for role in Role.allCases {
            #expect(role.rawValue.allSatisfy { $0 == "." || $0.isLowercase }, "\(role.rawValue)")
        }
    }

    @Test func layersKeepTheirOrder() {
        let roles = Roles(.listRow, .listUnread).adding(.listRowSelected)
        #expect(roles.layers == [.listRow, .listUnread, .listRowSelected])
        #expect(roles.top == .listRowSelected)
        #expect(roles.contains(.listUnread))
        #expect(!roles.contains(.compose))
    }

    @Test func aRoleGivenAgainMovesToTheTop() {
        #expect(Roles(.listRow, .listUnread, .listRow).layers == [.listUnread, .listRow])
    }

    @Test func aFifthLayerPushesTheBottomOneOut() {
        let roles = Roles(.default, .listRow, .listUnread, .listName, .unsafe)
        #expect(roles.layers == [.listRow, .listUnread, .listName, .unsafe])
    }

    @Test func noLayerIsFourBytesOfNothing() {
        #expect(Roles.none.layers.isEmpty)
        #expect(Roles.none.top == nil)
        #expect(MemoryLayout<Roles>.size == 4)
    }
}
