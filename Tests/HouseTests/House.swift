import Testing

/// One target of the product as the design has it: where it lives and what it may reach.
struct HouseTarget: Sendable, CustomTestStringConvertible {
    let name: String
    /// From the package's root.
    let folder: String
    /// Our own targets it depends on.
    let targets: Set<String>
    /// Products of packages it depends on.
    var products: Set<String> = []
    /// Modules of the toolchain its files may import.
    var system: Set<String> = []

    var testDescription: String { name }
}

/// The house (`.github/ARCHITECTURE.md`): every target, and every arrow that may be drawn. A new arrow is a decision, made
/// here first.
enum House {
    static let targets: [HouseTarget] = [
        HouseTarget(name: "CNcurses", folder: "Sources/CNcurses", targets: []),
        HouseTarget(name: "CCrypto", folder: "Sources/CCrypto", targets: []),
        HouseTarget(name: "CRescue", folder: "Sources/CRescue", targets: []),
        HouseTarget(
            name: "WhatsApp", folder: "Sources/WhatsApp", targets: [], system: ["FoundationEssentials", "Glibc"]),
        HouseTarget(name: "Inbox", folder: "Sources/Inbox", targets: ["WhatsApp"], system: ["Glibc"]),
        HouseTarget(name: "Screen", folder: "Sources/Screen", targets: [], system: ["Glibc"]),
        HouseTarget(
            name: "Desk", folder: "Sources/Desk", targets: ["Inbox", "WhatsApp", "Screen"], system: ["Glibc"]),
        HouseTarget(
            name: "Themes", folder: "themes", targets: ["Screen"], products: ["TOMLKit"],
            system: ["Foundation", "Glibc"]),
        HouseTarget(
            name: "Store", folder: "Sources/Store", targets: ["Inbox", "WhatsApp"], products: ["GRDB"],
            system: ["Foundation", "Glibc", "Synchronization"]),
        HouseTarget(
            name: "Spool", folder: "Sources/Spool", targets: ["CCrypto"],
            system: ["Glibc", "Dispatch", "Synchronization"]),
        HouseTarget(
            name: "Cloud", folder: "Sources/Cloud", targets: ["Inbox", "WhatsApp", "CCrypto"],
            system: ["Foundation", "FoundationNetworking", "Glibc", "Dispatch", "Synchronization"]),
        HouseTarget(
            name: "Simulator", folder: "Sources/Simulator", targets: ["Inbox", "WhatsApp", "CCrypto"]),
        HouseTarget(
            name: "Terminal", folder: "Sources/Terminal", targets: ["Screen", "Themes", "CNcurses", "CRescue"],
            system: ["Foundation", "Glibc", "Dispatch", "Synchronization"]),
        HouseTarget(
            name: "Engine", folder: "Sources/Engine",
            targets: ["WhatsApp", "Inbox", "Screen", "Desk", "Themes", "Store", "Spool", "Cloud"],
            system: ["Foundation", "Glibc", "Dispatch", "Synchronization"]),
        HouseTarget(
            name: "oriel", folder: "Sources/oriel",
            targets: [
                "WhatsApp", "Inbox", "Screen", "Desk", "Themes", "Store", "Spool", "Cloud", "Simulator", "Terminal",
                "Engine",
            ],
            products: ["ArgumentParser", "TOMLKit", "Logging"],
            system: ["Foundation", "Glibc", "Dispatch", "Synchronization"]),
        HouseTarget(
            name: "orield", folder: "Sources/orield", targets: ["Spool", "Simulator", "Inbox", "WhatsApp"],
            products: ["ArgumentParser", "Hummingbird"],
            system: ["Foundation", "FoundationNetworking", "Glibc", "Dispatch", "Synchronization"]),
    ]

    /// Where our Swift files are.
    static let folders = ["Sources", "Tests", "themes"]
    /// Below these the clock, even a monotonic one, is a parameter.
    static let pure: Set<String> = ["WhatsApp", "Inbox", "Screen", "Desk", "Simulator", "Themes", "Store", "Spool"]
    /// The commands: the only places where the wall clock is read.
    static let commands: Set<String> = ["oriel", "orield"]
    /// What may lie at the top of the tree beside dot files.
    static let top: Set<String> = ["Package.swift", "README.md", "Sources", "Tests", "themes", "screenshots"]
    /// More lines than this ask to be split.
    static let lines = 450

    static func target(_ name: String) -> HouseTarget? { targets.first { $0.name == name } }
}
