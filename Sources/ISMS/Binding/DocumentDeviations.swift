import Source

extension Document {
  /// The deviations its front matter accepts, as records of the kind a register holds: each is about the document, and
  /// is named after it and the rule.
  var acceptedDeviations: [Record] {
    var counts: [String: Int] = [:]
    return (record.fields["deviations"]?.items ?? []).compactMap { item in
      guard case .map(var fields) = item.value else { return nil }
      let rule = fields["rule"]?.text ?? ""
      counts[rule, default: 0] += 1
      let number = counts[rule, default: 1]
      let place = fields["rule"]?.location ?? item.location
      fields["target"] = Field(.text(id), at: place)
      let name = [id, rule].filter { !$0.isEmpty }.joined(separator: "/") + (number > 1 ? "/\(number)" : "")
      return Record(kind: .deviation, id: name, fields: fields, location: place, register: id)
    }
  }
}
