// swift-tools-version: 6.2
import PackageDescription

/// Dependencies point one way: auditpack → Pack → Compiler → ISMS → Syntax → Source, and Git → Source.
let package = Package(
  name: "auditpack",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "auditpack", targets: ["auditpack"]),
    .executable(name: "sample-history", targets: ["SampleHistory"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    .target(name: "Source"),
    .target(name: "Syntax", dependencies: ["Source"]),
    .target(
      name: "ISMS", dependencies: ["Source", "Syntax"], exclude: ["Catalogs"], plugins: ["EmbedPlugin"]),
    .target(
      name: "Compiler",
      dependencies: [
        "Source", "Syntax", "ISMS", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]),
    .target(
      name: "Pack",
      dependencies: [
        "Source", "Syntax", "ISMS", "Compiler",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      plugins: ["EmbedPlugin"]),

    .systemLibrary(
      name: "Clibgit2", pkgConfig: "libgit2",
      providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]),
    // Spares libgit2 the reading of certificates, which nobody needs.
    .target(name: "NoCertificates"),
    .target(name: "Git", dependencies: ["Source", "Clibgit2", "NoCertificates"]),

    // The pack in formats that libraries write: a workbook, an archive.
    .systemLibrary(
      name: "Cxlsxwriter", pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]),
    .systemLibrary(
      name: "Cminizip", pkgConfig: "minizip",
      providers: [.apt(["libminizip-dev"]), .brew(["minizip"])]),
    .target(name: "Containers", dependencies: ["Source", "Pack", "Cxlsxwriter", "Cminizip"]),

    // How the C library asks for memory, which Swift does not import.
    .systemLibrary(name: "Cmalloc"),
    .executableTarget(
      name: "auditpack",
      dependencies: [
        "Source", "Syntax", "ISMS", "Compiler", "Pack", "Git", "Containers", "Cmalloc",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Turns data files (templates, catalogs) into Swift source, so that the binary can be moved.
    .executableTarget(name: "EmbedTool"),
    .plugin(name: "EmbedPlugin", capability: .buildTool(), dependencies: ["EmbedTool"], path: "Sources/EmbedPlugin"),

    // Turns sample-isms and its story into a git repository.
    .executableTarget(name: "SampleHistory"),
    // What the tests of several modules share.
    .target(name: "TestSupport", dependencies: ["Source"], path: "Tests/TestSupport"),

    // What `make bench` runs beside the product.
    .executableTarget(
      name: "MarkdownBenchmark", dependencies: ["Source", "Syntax", "TestSupport"], path: "Tests/Benchmarks/Markdown"),

    .executableTarget(
      name: "HistoryBenchmark", dependencies: ["Source", "Git"], path: "Tests/Benchmarks/History"),

    .testTarget(name: "SourceTests", dependencies: ["Source"]),
    .testTarget(name: "SyntaxTests", dependencies: ["Syntax", "TestSupport"]),
    .testTarget(name: "ISMSTests", dependencies: ["ISMS", "TestSupport"]),
    .testTarget(name: "CompilerTests", dependencies: ["Compiler", "TestSupport"]),
    .testTarget(name: "PackTests", dependencies: ["Pack", "TestSupport"]),
    .testTarget(name: "GitTests", dependencies: ["Git"]),
    .testTarget(name: "CommandTests", dependencies: ["auditpack", "SampleHistory"], exclude: ["Golden"]),
    .testTarget(name: "SampleHistoryTests", dependencies: ["SampleHistory", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
