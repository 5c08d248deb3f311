import Source

extension Document {
  /// The deviations its front matter accepts, as records of the kind a register holds: each is about the document, and
  /// is named after it and the rule.
  var acceptedDeviations: [Record] {
    var counts: [String: Int] = [:]
    return (record.fields["deviations"]?.items ?? []).compactMap { item in
      guard case .map(let map) = item.value else { return nil }
      var fields = Fields(map)
      let rule = fields["rule"]?.text ?? ""
      counts[rule, default: 0] += 1
      let number = counts[rule, default: 1]
      let place = fields["rule"]?.location ?? item.location
      fields["target"] = Field(.text(id), at: place)
      // A name of its own even where the rule is missing, or it would be that of the document.
      let name = "\(id)/\(rule.isEmpty ? "deviation" : rule)" + (number > 1 ? "/\(number)" : "")
      return Record(kind: .deviation, id: name, fields: fields, location: place, register: id)
    }
  }
}
