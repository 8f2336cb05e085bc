// swift-tools-version: 6.2
import Foundation
import PackageDescription

// One settings array for every target: strict by manifest, not by habit.
var settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]
// For `.scripts/check`; a newer compiler's new warning must not keep anybody from building.
if ProcessInfo.processInfo.environment["ORIEL_STRICT"] == "1" {
    settings.append(.treatAllWarnings(as: .error))
}

// Benchmarks are never timed tests: they exist only when asked for (`.scripts/bench`).
let wantsBench = ProcessInfo.processInfo.environment["ORIEL_BENCH"] == "1"
// The same with fuzzing, which needs libFuzzer and flags of its own (`.scripts/fuzz`).
let wantsFuzz = ProcessInfo.processInfo.environment["ORIEL_FUZZ"] == "1"

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let toml: Target.Dependency = .product(name: "TOMLKit", package: "TOMLKit")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")

var targets: [Target] = [
    // C, each behind the smallest header that serves.
    .systemLibrary(name: "CNcurses", providers: [.apt(["libncursesw5-dev"])]),
    .systemLibrary(name: "CCrypto", providers: [.apt(["libssl-dev"])]),
    .target(name: "CRescue"),

    // Pure: values in, values out. No package, no clock, no file.
    .target(name: "WhatsApp", swiftSettings: settings),
    .target(name: "Inbox", dependencies: ["WhatsApp"], swiftSettings: settings),
    .target(name: "Screen", swiftSettings: settings),
    .target(name: "Desk", dependencies: ["Inbox", "WhatsApp", "Screen"], swiftSettings: settings),

    // At the edges: files, database, network, terminal.
    .target(
        name: "Themes",
        dependencies: ["Screen", toml],
        path: "themes",
        resources: [
            .embedInCode("dark.toml"), .embedInCode("light.toml"), .embedInCode("high-contrast.toml"),
            .embedInCode("colorblind.toml"), .embedInCode("lamplight.toml"), .embedInCode("mono.toml"),
        ],
        swiftSettings: settings),
    .target(name: "Store", dependencies: ["Inbox", "WhatsApp", grdb], swiftSettings: settings),
    .target(name: "Spool", dependencies: ["CCrypto"], swiftSettings: settings),
    .target(name: "Cloud", dependencies: ["Inbox", "WhatsApp", "CCrypto"], swiftSettings: settings),
    .target(name: "Simulator", dependencies: ["Inbox", "WhatsApp", "CCrypto"], swiftSettings: settings),
    .target(
        name: "Terminal", dependencies: ["Screen", "Themes", "CNcurses", "CRescue"], swiftSettings: settings),
    .target(
        name: "Engine",
        dependencies: ["WhatsApp", "Inbox", "Screen", "Desk", "Themes", "Store", "Spool", "Cloud"],
        swiftSettings: settings),

    // The two commands.
    .executableTarget(
        name: "oriel",
        dependencies: [
            "WhatsApp", "Inbox", "Screen", "Desk", "Themes", "Store", "Spool", "Cloud", "Simulator", "Terminal",
            "Engine", argumentParser, toml, logging,
        ],
        swiftSettings: settings),
    .executableTarget(
        name: "orield",
        dependencies: ["Spool", "Simulator", "Inbox", "WhatsApp", argumentParser, hummingbird],
        swiftSettings: settings),

    // What tests of several targets share: payloads, processes, terminals, waiting.
    .target(name: "TestSupport", dependencies: ["WhatsApp"], path: "Tests/Support", swiftSettings: settings),
    // Says of what a run left behind whether anything was lost, doubled or sent twice.
    .target(
        name: "Checker", dependencies: ["Spool", "Store", "WhatsApp"], path: "Tests/Checker", swiftSettings: settings),
    .testTarget(
        name: "ProgramTests",
        dependencies: [
            "oriel", "orield", "Engine", "Desk", "Inbox", "Screen", "Simulator", "Spool", "Store", "Terminal", "Themes",
            "WhatsApp", "TestSupport", "Checker", grdb,
        ],
        swiftSettings: settings),
    .testTarget(name: "HouseTests", dependencies: ["Desk"], swiftSettings: settings),
    .testTarget(name: "CloudTests", dependencies: ["Cloud", "Inbox", "WhatsApp"], swiftSettings: settings),
    .testTarget(name: "WhatsAppTests", dependencies: ["WhatsApp", "TestSupport"], swiftSettings: settings),
    .testTarget(name: "SpoolTests", dependencies: ["Spool"], swiftSettings: settings),
    .testTarget(
        name: "DeskTests", dependencies: ["Desk", "Inbox", "WhatsApp", "Screen"], exclude: ["Frames"],
        swiftSettings: settings),
    .testTarget(name: "ScreenTests", dependencies: ["Screen"], swiftSettings: settings),
    .testTarget(name: "InboxTests", dependencies: ["Inbox", "WhatsApp"], swiftSettings: settings),
    .testTarget(
        name: "StoreTests", dependencies: ["Store", "Inbox", "WhatsApp", "TestSupport", grdb], swiftSettings: settings),
    .testTarget(name: "ThemesTests", dependencies: ["Themes", "Screen"], swiftSettings: settings),
    .testTarget(
        name: "SimulatorTests", dependencies: ["Simulator", "Inbox", "Spool", "WhatsApp", "orield", "TestSupport"],
        swiftSettings: settings),
    .testTarget(
        name: "OrieldTests", dependencies: ["orield", "Spool", "WhatsApp", "TestSupport"], swiftSettings: settings),
    .testTarget(
        name: "EngineTests",
        dependencies: [
            "Engine", "Desk", "Inbox", "WhatsApp", "Screen", "Themes", "Store", "Spool", "Cloud", "Simulator", "oriel",
            "orield", "TestSupport", grdb,
        ],
        exclude: ["Kinds"], swiftSettings: settings),
    .testTarget(
        name: "TerminalTests", dependencies: ["Terminal", "Screen", "Themes", "TestSupport"], swiftSettings: settings),
]

if wantsBench {
    targets.append(
        .executableTarget(
            name: "oriel-bench",
            dependencies: ["WhatsApp", "Inbox", "Screen", "Desk", "Store", "Spool", "Engine"],
            path: "Tests/Benchmarks",
            swiftSettings: settings))
}

if wantsFuzz {
    targets += [
        .systemLibrary(name: "CFuzzer", path: "Tests/CFuzzer"),
        // The config's loader is internal to `oriel`: its files are in `Borrowed`, as are fixtures of other tests.
        .executableTarget(
            name: "oriel-fuzz",
            dependencies: ["CFuzzer", "WhatsApp", "Inbox", "Screen", "Desk", "Themes", "Cloud", "Engine", toml],
            path: "Tests/Fuzz",
            swiftSettings: settings),
    ]
}

let package = Package(
    name: "oriel",
    dependencies: [
        // The store: the best-kept Swift SQLite library (migrations, FTS5, WAL pools).
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        // Arguments of both commands: the ecosystem's parser, with generated help.
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        // Config and theme files: people edit TOML by hand.
        .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
        // The log file; never the screen.
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        // HTTP in, only for `orield`, which faces the internet. `oriel` must not reach it.
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
    ],
    targets: targets,
    swiftLanguageModes: [.v6]
)
