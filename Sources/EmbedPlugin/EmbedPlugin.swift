import Foundation
import PackagePlugin

/// Embeds the data folders of a target into its binary as `enum Embedded`.
@main
struct EmbedPlugin: BuildToolPlugin {
  /// The folder whose files a target embeds, below the package.
  private static let folders = [
    "ISMS": "Sources/ISMS/Catalogs",
    "Pack": "templates/pack",
  ]

  func createBuildCommands(context: PluginContext, target: Target) async throws -> [Command] {
    guard let folder = Self.folders[target.name] else { return [] }
    let root = context.package.directoryURL.appending(path: folder)
    let files = try FileManager.default.subpathsOfDirectory(atPath: root.path)
      .filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
      .map { root.appending(path: $0) }
      .filter { !$0.hasDirectoryPath && FileManager.default.isRegularFile($0) }
      .sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "Embedded.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(folder)",
        executable: try context.tool(named: "EmbedTool").url,
        arguments: [output.path, root.path] + files.map(\.path),
        inputFiles: files,
        outputFiles: [output])
    ]
  }
}

extension FileManager {
  fileprivate func isRegularFile(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return fileExists(atPath: url.path, isDirectory: &isFolder) && !isFolder.boolValue
  }
}
