print("auditpack")
