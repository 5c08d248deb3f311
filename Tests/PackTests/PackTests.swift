import Testing

@testable import Pack
