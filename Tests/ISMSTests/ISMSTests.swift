import Testing

@testable import ISMS
