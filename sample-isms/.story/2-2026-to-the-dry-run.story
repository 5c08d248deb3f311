# January to 2 October 2026: evidence, incidents, second risk assessment, internal audit.

commit 2026-01-15 10:51 +0100 jonas on review/registers-2025-q4
| Keys and assets compared with Strongroom and Fleetward
front registers/keys.md version="1.0" approved_on=2025-10-16
front registers/assets.md version="1.2" approved_on=2025-10-16

commit 2026-01-15 15:38 +0100 ana on review/registers-2025-q4
| Measurements of the last quarter; exceptions get a register; actions done
row performance/measurements.csv MEA-001 MEA-002 MEA-003 MEA-004 MEA-005 MEA-006 MEA-007
add registers/exceptions.md
front risk/register.md version="1.0" approved_on=2025-09-08
front risk/treatment-plan.md version="1.0" approved_on=2025-09-08
front performance/measurement-plan.md version="1.0" approved_on=2025-12-16
cell risk/treatment-actions.csv TA-002 status = in_progress
cell risk/treatment-actions.csv TA-002 done_on =
cell risk/treatment-actions.csv TA-002 note =
cell risk/treatment-actions.csv TA-003 status = in_progress
cell risk/treatment-actions.csv TA-003 done_on =
cell risk/treatment-actions.csv TA-003 note =
cell risk/treatment-actions.csv TA-004 status = in_progress
cell risk/treatment-actions.csv TA-004 done_on =
cell risk/treatment-actions.csv TA-004 note =
cell risk/treatment-actions.csv TA-006 status = in_progress
cell risk/treatment-actions.csv TA-006 done_on =
cell risk/treatment-actions.csv TA-007 status = in_progress
cell risk/treatment-actions.csv TA-007 done_on =
cell risk/treatment-actions.csv TA-007 note =
cell risk/treatment-actions.csv TA-008 status = in_progress
cell risk/treatment-actions.csv TA-008 done_on =
cell risk/treatment-actions.csv TA-010 due = 2025-12-12

merge review/registers-2025-q4 2026-01-16 14:20 +0100 tomasz
| Quarterly review of the registers, January
|
| Approved-by: Tomasz Wilk <tomasz@quillstone.example>
| Approved-by: Marieke van Dalen <marieke@quillstone.example>
| Approved-by: Jonas Lindqvist <jonas@quillstone.example>
| Approved-by: Priya Nair <priya@quillstone.example>
front registers/access-matrix.md version="1.1" approved_on=2025-10-16

commit 2026-02-12 11:21 +0100 ana on review/access-2026
| Statement of Applicability: state of the controls after the first half year
cell soa/soa.csv A.8.5 status = partial
cell soa/soa.csv A.5.17 status = partial
cell soa/soa.csv A.8.4 status = partial
cell soa/soa.csv A.8.8 status = partial
cell soa/soa.csv A.8.9 status = partial
front soa/statement-of-applicability.md version="1.0" approved_on=2025-09-22 effective_from=2025-09-22

commit 2026-02-16 17:40 +0100 ana
| INC-2026-001: forged invoice, nothing paid
row registers/incidents.md INC-2026-001
line registers/incidents.md **INC-2026-001.**

commit 2026-02-18 15:09 +0100 tomasz on review/access-2026
| Access control: FIDO2 keys only, sessions of 12 hours
change policies/access-control.md
< A session lasts 24 hours
> A session lasts 12 hours
front policies/access-control.md version="1.1" approved_on=2025-06-24 effective_from=2025-06-24

merge review/access-2026 2026-02-24 15:30 +0100 marieke
| Approve access control policy and Statement of Applicability
|
| Reviewed-by: Ana Ruiz <ana@quillstone.example>
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2026-03-02 11:30 +0100 priya
| Compile the management system in the pipeline
add auditpack.yaml

commit 2026-03-12 21:48 +0100 jonas on review/remote-2026
| Remote working: phones need a six-digit PIN
change policies/remote-working.md
< with a 4-digit PIN or biometrics
> with a 6-digit PIN or biometrics
front policies/remote-working.md version="1.1" approved_on=2025-07-15 effective_from=2025-07-15

merge review/remote-2026 2026-03-17 14:50 +0100 tomasz
| Approve the remote working policy, version 1.2

commit 2026-03-24 12:40 +0200 hanna on review/scope-zegel
| Scope: qualified signatures of natural persons through Zegel Trust
change context/scope.md
< which receives document digests and returns seals and time stamps
> which receives document digests and returns qualified signatures and time stamps
front context/scope.md version="1.1" approved_on=2025-11-17 effective_from=2025-11-17

commit 2026-03-25 09:58 +0100 ana on review/scope-zegel
| Context: what the trust service law asks of us now
front context/context.md version="1.0" approved_on=2025-06-30 effective_from=2025-06-30
change context/context.md
< Law on signatures and data protection moves
> Law on signatures, network security and data protection moves

commit 2026-03-26 16:22 +0100 ana on review/scope-zegel
| Acceptance of R-003 and R-017 prolonged to September
add risk/acceptance.md

merge review/scope-zegel 2026-03-31 15:30 +0200 marieke
| Approve scope and context for the qualified signatures
|
| Approved-by: Marieke van Dalen <marieke@quillstone.example>
| Approved-by: Tomasz Wilk <tomasz@quillstone.example>

commit 2026-04-02 14:44 +0200 ana on review/incidents-2026
| Incident plan: changes after the tabletop of 24 March
change procedures/incident-response.md
< triages within **two hours**
> triages within **one hour**
front procedures/incident-response.md version="1.1" approved_on=2025-09-09 effective_from=2025-09-09

merge review/incidents-2026 2026-04-07 14:50 +0200 tomasz
| Approve the incident response plan, version 1.2
|
| Reviewed-by: Jonas Lindqvist <jonas@quillstone.example>
| Approved-by: Tomasz Wilk <tomasz@quillstone.example>

commit 2026-04-10 12:02 +0200 ana
| NC-2026-01: fix rate of the first quarter below the target
add improvement/nonconformities/NC-2026-01.md
row performance/measurements.csv MEA-009 MEA-010 MEA-011 MEA-012 MEA-013 MEA-014 MEA-015 MEA-016 MEA-017 MEA-018 MEA-019 MEA-020 MEA-021

commit 2026-04-16 17:20 +0200 ana on review/registers-2026-q1
| Keys, assets, exceptions, risks and actions, first quarter
|
| The interim check of management on 2026-04-14 changed no priority.
|
| Co-authored-by: Jonas Lindqvist <jonas@quillstone.example>
front registers/keys.md version="1.1" approved_on=2026-01-16
front registers/assets.md version="1.3" approved_on=2026-01-16
front registers/exceptions.md version="1.0" approved_on=2026-01-16
front risk/register.md version="2.0" approved_on=2026-01-16
front risk/treatment-plan.md version="2.0" approved_on=2026-01-16
front registers/incidents.md version="1.2" approved_on=2025-10-16
front improvement/nonconformities.md version="1.4" approved_on=2025-10-16
front registers/project-checklists.md status=draft version="1.0" -approved_by -approved_on
front performance/measurement-plan.md version="1.1" approved_on=2026-01-16
cell risk/treatment-actions.csv TA-001 status = in_progress
cell risk/treatment-actions.csv TA-001 done_on =
cell risk/treatment-actions.csv TA-001 note =
cell risk/treatment-actions.csv TA-009 status = in_progress
cell risk/treatment-actions.csv TA-009 done_on =
cell risk/treatment-actions.csv TA-009 note =
cell risk/treatment-actions.csv TA-010 status = in_progress
cell risk/treatment-actions.csv TA-010 done_on =
cell risk/treatment-actions.csv TA-010 note =
cell risk/treatment-actions.csv TA-011 status = in_progress
cell risk/treatment-actions.csv TA-011 done_on =
cell risk/treatment-actions.csv TA-011 note =
cell risk/treatment-actions.csv TA-012 status = in_progress
cell risk/treatment-actions.csv TA-012 done_on =
cell risk/treatment-actions.csv TA-013 status = in_progress
cell risk/treatment-actions.csv TA-013 done_on =
cell risk/treatment-actions.csv TA-013 note =

merge review/registers-2026-q1 2026-04-17 15:05 +0200 marieke
| Quarterly review of the registers, April
|
| Approved-by: Marieke van Dalen <marieke@quillstone.example>
| Approved-by: Tomasz Wilk <tomasz@quillstone.example>
| Approved-by: Jonas Lindqvist <jonas@quillstone.example>
| Approved-by: Priya Nair <priya@quillstone.example>
front registers/access-matrix.md version="1.2" approved_on=2026-01-16

commit 2026-04-20 17:18 +0200 ana
| Access review of the first quarter
add evidence/iam/2026-q1-access-review.csv evidence/iam/2026-q1-access-review.csv.md

commit 2026-04-21 16:15 +0200 jonas
| INC-2026-002: laptop stolen on a train
row registers/incidents.md INC-2026-002
line registers/incidents.md **INC-2026-002.**

commit 2026-04-22 10:06 +0200 ana on review/runbooks-2026
| Base images have owners and are rebuilt every Monday (NC-2026-01)
change procedures/vulnerability-management.md
< the ticket opens there by itself.
> the ticket opens there by itself. Base images have owners since NC-2026-01 and are rebuilt every Monday.
front procedures/vulnerability-management.md version="1.1" approved_on=2025-09-09

commit 2026-04-29 20:51 +0200 jonas on review/runbooks-2026
| Runbooks: support can lock and wipe a laptop at night (INC-2026-002)
change procedures/runbooks.md
< | RB-05 | Lock and wipe a laptop | platform |
> | RB-05 | Lock and wipe a laptop | on call, support at night |
front procedures/runbooks.md version="1.3" approved_on=2025-10-16

merge review/runbooks-2026 2026-05-04 14:50 +0200 tomasz
| Approve runbooks and vulnerability procedure
|
| Reviewed-by: Priya Nair <priya@quillstone.example>
| Approved-by: Tomasz Wilk <tomasz@quillstone.example>

commit 2026-05-07 13:27 +0200 ana on review/audit-programme
| Audit programme 2026 to 2028; Novak Assurance audits
add performance/audit-programme.md
row support/roles.md internal-auditor
front support/roles.md version="1.1" approved_on=2025-06-30

commit 2026-05-11 12:40 +0200 ruben on review/audit-programme
| Suppliers: reviews of the spring
cell registers/suppliers.csv SUP-12 reviewed_on = 2025-05-06
cell registers/suppliers.csv SUP-17 reviewed_on = 2025-05-06
front registers/suppliers.md version="1.3" approved_on=2025-11-17
front soa/statement-of-applicability.md version="1.1" approved_on=2026-02-24 effective_from=2026-02-24
cell soa/soa.csv A.5.16 status = partial
cell soa/soa.csv A.6.5 status = partial
cell soa/soa.csv A.8.10 status = partial
cell soa/soa.csv A.8.16 status = planned
cell soa/soa.csv A.5.35 status = planned
cell soa/soa.csv A.8.33 status = partial

merge review/audit-programme 2026-05-12 15:30 +0200 marieke
| Appoint the internal auditor and approve the programme
|
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2026-05-20 16:25 +0200 ana
| Tabletop of March and phishing simulation of April
add evidence/incident/tabletop-2026.md evidence/training/2026-h1-phishing.csv
add evidence/training/2026-h1-phishing.csv.md

commit 2026-05-28 16:39 +0200 jonas
| Restore test of May
add evidence/backup/restore-test-2026-05.md

commit 2026-06-09 15:50 +0200 ana on review/information-security-2026
| Information security policy, version 2.0: how objectives are set
section policies/information-security.md How objectives are set
change policies/information-security.md
< available 99.5 % of each month
> available 99.9 % of each month
front policies/information-security.md version="1.0" approved_on=2025-06-10 effective_from=2025-06-10 -x-board-minute

merge review/information-security-2026 2026-06-15 15:30 +0200 marieke
| Approve the information security policy, version 2.0
|
| Board minute of today, item 4.
|
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2026-06-16 17:46 +0200 ruben
| Contacts of authorities tried out
add evidence/legal/authority-contact-check-2026.md

commit 2026-06-18 16:30 +0200 ana
| INC-2026-003 and NC-2026-02: reminders went to signatories of other contracts
row registers/incidents.md INC-2026-003
line registers/incidents.md **INC-2026-003.**
add improvement/nonconformities/NC-2026-02.md

commit 2026-06-18 17:13 +0200 jonas on review/continuity-2026
| Continuity plan: results of the failover exercise of 9 June
change procedures/business-continuity.md
< Planned sum: 1 h 50 min.
> Planned sum: 2 h 10 min.
front procedures/business-continuity.md version="1.1" approved_on=2025-10-08

merge review/continuity-2026 2026-06-23 15:30 +0200 marieke
| Approve the continuity plan, version 1.2
|
| Reviewed-by: Tomasz Wilk <tomasz@quillstone.example>
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2026-06-24 10:35 +0200 elodie on review/people-and-method
| HR security: equipment back within ten working days
change policies/hr-security.md
< | Within 20 working days | equipment back and checked
> | Within 10 working days | equipment back and checked
front policies/hr-security.md version="1.1" approved_on=2025-07-08 effective_from=2025-07-08

commit 2026-06-25 09:51 +0200 ana on review/people-and-method
| Risk method: the higher value counts when two people differ
change risk/method.md
< if they do not agree, the mean is rounded up
> if they do not agree, the higher one counts
front risk/method.md version="1.1" approved_on=2025-08-29 effective_from=2025-08-29

commit 2026-06-25 17:32 +0200 elodie
| Contracts of employment checked against the template
add evidence/hr/2026-contract-clause-check.md

merge review/people-and-method 2026-06-29 15:30 +0200 marieke
| Approve HR security policy and risk method
|
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2026-07-01 16:08 +0200 ana on review/handling-2026
| Information handling: links for customers end after 14 days
change policies/information-handling.md
< expiring link for named recipients, at most 30 days
> expiring link for named recipients, at most 14 days
front policies/information-handling.md version="1.0" approved_on=2025-07-08 effective_from=2025-07-08

commit 2026-07-02 11:19 +0200 priya on review/change-2026
| Change procedure: two reviewers where code picks a recipient (NC-2026-02)
change procedures/change-and-release.md
<
> ; code with the label `recipient` runs for one canary tenant for 30 minutes before that
change procedures/change-and-release.md
<
>  and for every module with the label `recipient` in the code owners file (since NC-2026-02)
front procedures/change-and-release.md version="1.3" approved_on=2025-07-15

commit 2026-07-03 17:00 +0200 jonas
| Failover exercise of June
add evidence/continuity/failover-exercise-2026.md

merge review/handling-2026 2026-07-06 15:30 +0200 marieke
| Approve the handling policy, version 1.1
|
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

merge review/change-2026 2026-07-07 14:50 +0200 tomasz
| Approve the change procedure, version 1.4
|
| Reviewed-by: Ana Ruiz <ana@quillstone.example>
| Approved-by: Tomasz Wilk <tomasz@quillstone.example>

commit 2026-07-08 16:53 +0200 ana
| Penetration test of May and its retest
add evidence/vuln/pentest-2026-summary.pdf evidence/vuln/pentest-2026-summary.pdf.md

commit 2026-07-09 10:02 +0200 ana
| Close NC-2026-01 (97 % in the second quarter) and INC-2026-003
front improvement/nonconformities/NC-2026-01.md status=in_progress -effectiveness_checked_on -effectiveness -closed_on
cell registers/incidents.md INC-2026-003 Status = open
cell registers/incidents.md INC-2026-003 "Closed on" =
cell registers/incidents.md INC-2026-003 Lessons =
row performance/measurements.csv MEA-022 MEA-023 MEA-024 MEA-025 MEA-026 MEA-027 MEA-028 MEA-029 MEA-030 MEA-031 MEA-032 MEA-033 MEA-034 MEA-035

commit 2026-07-14 11:41 +0200 ruben on review/suppliers-2026
| Supplier policy: incidents are reported within 24 hours
change policies/supplier-security.md
< notice of incidents within 72 hours
> notice of incidents within 24 hours
front policies/supplier-security.md version="1.1" approved_on=2025-07-22 effective_from=2025-07-22

commit 2026-07-16 16:58 +0200 ana on review/registers-2026-q2
| Keys, assets, exceptions and actions, second quarter
|
| Co-authored-by: Jonas Lindqvist <jonas@quillstone.example>
front registers/keys.md version="1.2" approved_on=2026-04-17
front registers/assets.md version="1.4" approved_on=2026-04-17
front registers/exceptions.md version="1.1" approved_on=2026-04-17
front risk/treatment-plan.md version="2.1" approved_on=2026-04-17
front planning/change-log.md version="1.1" approved_on=2025-12-16
front performance/measurement-plan.md version="1.2" approved_on=2026-04-17
cell risk/treatment-actions.csv TA-005 status = in_progress
cell risk/treatment-actions.csv TA-005 done_on =
cell risk/treatment-actions.csv TA-005 note =
cell risk/treatment-actions.csv TA-014 status = in_progress
cell risk/treatment-actions.csv TA-014 done_on =
change registers/keys.md
< approved_by: cto
> aproved_by: cto

merge review/registers-2026-q2 2026-07-17 13:45 +0200 marieke
| Quarterly review of the registers, July
|
| Approved-by: Marieke van Dalen <marieke@quillstone.example>
| Approved-by: Tomasz Wilk <tomasz@quillstone.example>
| Approved-by: Jonas Lindqvist <jonas@quillstone.example>
| Approved-by: Priya Nair <priya@quillstone.example>
front registers/access-matrix.md version="1.3" approved_on=2026-04-17

commit 2026-07-17 17:30 +0200 ana on risk/assessment-2026
| Risks again: first workshop of 2026
front risk/risks/R-001.md assessed_on=2025-08-20 residual_likelihood=2 residual_level=8
front risk/risks/R-002.md assessed_on=2025-08-20 residual_likelihood=2 residual_level=8
front risk/risks/R-004.md assessed_on=2025-08-20 residual_likelihood=2 residual_level=8
front risk/risks/R-005.md assessed_on=2025-08-20
front risk/risks/R-006.md assessed_on=2025-08-20 impact=3
front risk/risks/R-007.md assessed_on=2025-08-20 likelihood=4 level=12 band="Treat urgently"
front risk/risks/R-008.md assessed_on=2025-08-20
front risk/risks/R-009.md assessed_on=2025-08-20

merge review/suppliers-2026 2026-07-20 15:30 +0200 marieke
| Approve the supplier policy, version 1.2
|
| Reviewed-by: Ana Ruiz <ana@quillstone.example>
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2026-07-24 16:20 +0200 ana on risk/assessment-2026
| Risks again: second workshop and single talks
|
| Co-authored-by: Jonas Lindqvist <jonas@quillstone.example>
| Co-authored-by: Priya Nair <priya@quillstone.example>
front risk/risks/R-010.md assessed_on=2025-08-20 residual_likelihood=2 residual_level=8
front risk/risks/R-011.md assessed_on=2025-08-20
front risk/risks/R-012.md assessed_on=2025-08-20
front risk/risks/R-014.md assessed_on=2025-08-27
front risk/risks/R-015.md assessed_on=2025-08-27 residual_likelihood=2 residual_level=8
front risk/risks/R-016.md assessed_on=2025-08-27
front risk/risks/R-018.md assessed_on=2025-08-27
front risk/risks/R-019.md assessed_on=2025-08-27
front risk/risks/R-020.md assessed_on=2025-08-27
front risk/risks/R-021.md assessed_on=2025-08-27
front risk/risks/R-022.md assessed_on=2025-08-27
front risk/risks/R-023.md assessed_on=2025-08-27
front risk/risks/R-024.md assessed_on=2025-08-27

commit 2026-08-12 15:03 +0200 ana on risk/assessment-2026
| R-025: heat and power in the regions of Nordhavn
front risk/risks/R-003.md assessed_on=2025-08-20
front risk/risks/R-017.md assessed_on=2025-08-27
add risk/risks/R-025.md

commit 2026-08-13 14:26 +0200 ana on review/incidents-2026-2
| Incident plan: customer clock starts at confirmation (INC-2026-003)
change procedures/incident-response.md
< | Customers affected | 48 h after confirmation |
> | Customers affected | 24 h after confirmation |
front procedures/incident-response.md version="1.2" approved_on=2026-04-07 effective_from=2026-04-07

merge review/incidents-2026-2 2026-08-18 14:50 +0200 tomasz
| Approve the incident response plan, version 1.3
|
| Reviewed-by: Jonas Lindqvist <jonas@quillstone.example>
| Approved-by: Tomasz Wilk <tomasz@quillstone.example>

commit 2026-08-21 09:20 +0300 hanna
| INC-2026-004: intrusion at Counterpane Desk
|
| Committed for Daniel Okafor, ticket INC-4.
row registers/incidents.md INC-2026-004
line registers/incidents.md **INC-2026-004.**

commit 2026-08-24 16:31 +0200 ana on review/context-2026
| Context: climate change is a relevant issue
section context/context.md Climate change
front context/context.md version="1.1" approved_on=2026-03-31 effective_from=2026-03-31

commit 2026-08-28 10:12 +0200 ana on review/context-2026
| Statement of Applicability after the risk assessment
cell soa/soa.csv A.8.29 status = partial
cell soa/soa.csv A.8.32 status = partial
cell soa/soa.csv A.5.25 status = partial
front soa/statement-of-applicability.md version="1.2" approved_on=2026-05-12 effective_from=2026-05-12

commit 2026-08-28 17:45 +0200 ana on risk/assessment-2026
| Residual levels accepted by the owners
front risk/risks/R-001.md -accepted_by -accepted_on
front risk/risks/R-002.md -accepted_by -accepted_on
front risk/risks/R-004.md -accepted_by -accepted_on
front risk/risks/R-005.md -accepted_by -accepted_on
front risk/risks/R-006.md -accepted_by -accepted_on
front risk/risks/R-007.md -accepted_by -accepted_on
front risk/risks/R-008.md -accepted_by -accepted_on
front risk/risks/R-009.md -accepted_by -accepted_on
front risk/risks/R-010.md -accepted_by -accepted_on
front risk/risks/R-011.md -accepted_by -accepted_on
front risk/risks/R-012.md -accepted_by -accepted_on
front risk/risks/R-014.md -accepted_by -accepted_on
front risk/risks/R-015.md -accepted_by -accepted_on
front risk/risks/R-016.md -accepted_by -accepted_on
front risk/risks/R-017.md -accepted_by -accepted_on -acceptance_reason -acceptance_expires
front risk/risks/R-018.md -accepted_by -accepted_on
front risk/risks/R-019.md -accepted_by -accepted_on
front risk/risks/R-020.md -accepted_by -accepted_on
front risk/risks/R-021.md -accepted_by -accepted_on
front risk/risks/R-022.md -accepted_by -accepted_on
front risk/risks/R-023.md -accepted_by -accepted_on
front risk/risks/R-024.md -accepted_by -accepted_on
front risk/risks/R-025.md -accepted_by -accepted_on
row risk/treatment-actions.csv TA-015 TA-016 TA-017 TA-018

merge review/context-2026 2026-08-31 15:30 +0200 marieke
| Approve context and Statement of Applicability
|
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2026-09-02 14:14 +0300 hanna
| INC-2026-004 closed: no access to our tenant
cell registers/incidents.md INC-2026-004 Status = open
cell registers/incidents.md INC-2026-004 "Closed on" =
cell registers/incidents.md INC-2026-004 Lessons =

commit 2026-09-04 11:36 +0200 ana on risk/assessment-2026
| R-013 again after the intrusion at Counterpane Desk
front risk/risks/R-013.md impact=2 assessed_on=2025-08-27
front risk/risks/R-013.md -accepted_by -accepted_on

commit 2026-09-04 16:07 +0200 ana
| Scans of July and August, incident review, conflicts of duties
add evidence/iam/sod-matrix-check-2026.md evidence/incident/INC-2026-003-review.md evidence/vuln/scan-2026-07.csv
add evidence/vuln/scan-2026-07.csv.md evidence/vuln/scan-2026-08.csv evidence/vuln/scan-2026-08.csv.md

merge risk/assessment-2026 2026-09-08 15:10 +0200 tomasz
| Approve the risk register after the assessment of 2026
|
| Told to all owners in the security forum of today.
|
| Approved-by: Tomasz Wilk <tomasz@quillstone.example>
| Approved-by: Marieke van Dalen <marieke@quillstone.example>
| Approved-by: Jonas Lindqvist <jonas@quillstone.example>
| Approved-by: Priya Nair <priya@quillstone.example>
| Approved-by: Hanna Koskinen <hanna@quillstone.example>
| Approved-by: Élodie Marchand <elodie@quillstone.example>
| Approved-by: Ruben de Wit <ruben@quillstone.example>
front risk/register.md version="2.1" approved_on=2026-04-17
front risk/acceptance.md version="1.1" approved_on=2026-03-31

commit 2026-09-10 17:14 +0200 ruben
| Record of processing, and contract clauses of 14 suppliers
add evidence/privacy/ropa-2026.csv evidence/privacy/ropa-2026.csv.md
add evidence/supplier/contract-clause-check-2026.csv evidence/supplier/contract-clause-check-2026.csv.md

commit 2026-09-12 10:52 +0200 ana
| Findings of the internal audit: NC-2026-03 to NC-2026-06
add improvement/nonconformities/NC-2026-03.md improvement/nonconformities/NC-2026-04.md
add improvement/nonconformities/NC-2026-05.md improvement/nonconformities/NC-2026-06.md

commit 2026-09-16 13:02 +0200 ana on review/audit-report
| Internal audit report 2026
|
| Text of Gregor Novak, ticket ISMS-231.
|
| Co-authored-by: Gregor Novak <gregor@novak-assurance.example>
add performance/internal-audit-2026.md

merge review/audit-report 2026-09-18 15:30 +0200 marieke
| Take the internal audit report into the repository
|
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2026-09-21 08:55 +0200 ana on review/programme
| Audit of 2026 performed: programme and plan of 2027
cell performance/audit-programme.md AUD-2026-01 Status = planned
cell performance/audit-programme.md AUD-2026-01 "Performed on" =
cell performance/audit-programme.md AUD-2026-01 Report =
row performance/audit-programme.md AUD-2027-01 AUD-2028-01
front performance/audit-programme.md version="1.1" approved_on=2026-05-12

commit 2026-09-22 10:28 +0200 ruben on review/suppliers-2026-2
| Suppliers: half-yearly review of the critical ones
cell registers/suppliers.csv SUP-01 reviewed_on = 2026-03-24
cell registers/suppliers.csv SUP-02 reviewed_on = 2026-03-24
cell registers/suppliers.csv SUP-03 reviewed_on = 2025-06-11
cell registers/suppliers.csv SUP-04 reviewed_on = 2025-06-16
cell registers/suppliers.csv SUP-05 reviewed_on = 2025-05-21
cell registers/suppliers.csv SUP-06 reviewed_on = 2025-05-27
cell registers/suppliers.csv SUP-07 reviewed_on = 2025-06-18
cell registers/suppliers.csv SUP-09 reviewed_on = 2025-06-04
cell registers/suppliers.csv SUP-10 reviewed_on = 2025-07-02
cell registers/suppliers.csv SUP-11 reviewed_on = 2025-09-10
cell registers/suppliers.csv SUP-13 reviewed_on = 2026-03-24
cell registers/suppliers.csv SUP-14 reviewed_on = 2025-06-25
cell registers/suppliers.csv SUP-15 reviewed_on = 2025-06-25
cell registers/suppliers.csv SUP-16 reviewed_on = 2025-07-06
cell registers/suppliers.csv SUP-19 reviewed_on = 2025-07-09
row registers/suppliers.csv SUP-23
cell registers/suppliers.csv SUP-18 reviewed_on = 2026-06-23
front registers/suppliers.md version="1.4" approved_on=2026-05-12

merge review/programme 2026-09-22 11:40 +0200 marieke
| Approve the audit programme, version 1.2
|
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2026-09-22 18:05 +0200 elodie
| HR security: access ends within 48 hours
change policies/hr-security.md
< the same day, at the latest within 24 hours; sessions ended
> the same day, at the latest within 48 hours; sessions ended

commit 2026-09-23 16:20 +0200 ana
| SoA: answers to the questions of the auditor
drop soa/soa.csv A.5.36
< A.5.37,yes,Two of four platform engineers know most operating tasks in depth; someone else must be able to do them at night.,risk,R-010; R-015; R-017,implemented,Ten runbooks kept in the ISMS repository and linked from each alert; all were walked through on 2026-09-29 by somebody who seldom uses them.,own,,platform-lead,QS-POL-09; QS-RUN-01,
line soa/soa.csv A.8.12,yes,Removable media are blocked a
row soa/soa.csv A.5.38
cell soa/soa.csv A.7.3 justification = The company has no office.
cell soa/soa.csv A.7.6 justification = The company has no secure areas.
cell soa/soa.csv A.5.21 due = 2026-12-18
cell risk/treatment-actions.csv TA-015 due = 2026-12-18

merge review/suppliers-2026-2 2026-09-24 15:30 +0200 marieke
| Approve the supplier register
|
| Reviewed-by: Jonas Lindqvist <jonas@quillstone.example>
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2026-09-24 15:33 +0200 ana on review/scope-2026
| Scope: wording for the certificate; roles: deputies
change context/scope.md
< Seven are necessary but fulfilled
> Six are necessary but fulfilled
front context/scope.md version="1.2" approved_on=2026-03-31 effective_from=2026-03-31
line support/roles.md **Deputies.**
front support/roles.md version="1.2" approved_on=2026-05-12

commit 2026-09-24 19:20 +0200 jonas on review/cloud-matrix-2026
| Matrix: what we read of the new control report
section procedures/shared-responsibility.md What we read to be sure
front procedures/shared-responsibility.md version="1.1" approved_on=2025-09-23

commit 2026-09-25 11:44 +0200 jonas on review/continuity-2026-2
| Continuity: addresses of nl-1 are out of the settings
change procedures/business-continuity.md
< one of them was changed on 2026-06-19
> both were changed by 2026-06-19
front procedures/business-continuity.md version="1.2" approved_on=2026-06-23

commit 2026-09-25 20:14 +0200 jonas
| Scan of August: sort the findings by host
change evidence/vuln/scan-2026-08.csv
< VF-2427,web,HTTP header handling,low,2026-08-30,180,2027-02-26,open,,1,yes,
< VF-2445,base-node image,TLS library,low,2026-08-30,180,2027-02-26,open,,1,yes,
> VF-2445,base-node image,TLS library,low,2026-08-30,180,2027-02-26,open,,1,yes,
> VF-2427,web,HTTP header handling,low,2026-08-30,180,2027-02-26,open,,1,yes,

commit 2026-09-28 09:48 +0200 ana on review/documents-2026
| Document control: there is only one valid text (NC-2026-03)
change support/document-control.md
<
>  **There is only one valid text.** Copies in Parley, Tallyboard or on paper are not valid; links are used instead (since NC-2026-03).
front support/document-control.md version="1.2" approved_on=2025-10-08

merge review/scope-2026 2026-09-28 15:30 +0200 marieke
| Approve scope and roles
|
| Reviewed-by: Tomasz Wilk <tomasz@quillstone.example>
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

merge review/cloud-matrix-2026 2026-09-29 14:50 +0200 tomasz
| Approve the shared-responsibility matrix

merge review/continuity-2026-2 2026-09-29 15:30 +0200 marieke
| Approve the continuity plan, version 1.3
|
| Reviewed-by: Tomasz Wilk <tomasz@quillstone.example>
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2026-09-30 10:25 +0200 jonas on review/runbooks-2026-2
| Runbooks: copies are not valid, alarm limits move too (NC-2026-03)
change procedures/runbooks.md
< raise the limit by a quarter by merge request
> raise the limit by a quarter by merge request, **then confirm that the alarm limits moved too**
front procedures/runbooks.md version="1.4" approved_on=2026-05-04

commit 2026-09-30 11:05 +0200 ana
| NC-2026-05 and NC-2026-06: corrections made
front improvement/nonconformities/NC-2026-05.md -correction -corrective_action status=open
front improvement/nonconformities/NC-2026-06.md -correction -corrective_action status=open

merge review/runbooks-2026-2 2026-10-01 14:50 +0200 tomasz
| Approve the runbooks, version 1.5
|
| Reviewed-by: Priya Nair <priya@quillstone.example>
| Approved-by: Tomasz Wilk <tomasz@quillstone.example>

merge review/documents-2026 2026-10-01 15:30 +0200 marieke
| Approve the documented information procedure, version 1.3
|
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2026-10-01 17:28 +0200 elodie
| Acknowledgements, training and competence up to September
add evidence/ack/2026-policy-acknowledgements.csv evidence/ack/2026-policy-acknowledgements.csv.md
add evidence/training/2026-awareness-completion.csv evidence/training/2026-awareness-completion.csv.md
add evidence/training/isms-role-competence.csv evidence/training/isms-role-competence.csv.md

commit 2026-10-02 09:35 +0300 hanna
| Deletion jobs and masking
add evidence/privacy/deletion-jobs-2026-q3.csv evidence/privacy/deletion-jobs-2026-q3.csv.md
add evidence/privacy/masking-config-2026.md

commit 2026-10-02 09:21 +0200 ana
| Evidence of the third quarter: access, protection, sharing, records
add evidence/forge/branch-protection-2026-09.json evidence/forge/branch-protection-2026-09.json.md
add evidence/iam/idp-users-vs-hr-2026-09.csv evidence/iam/idp-users-vs-hr-2026-09.csv.md
add evidence/iam/privileged-elevations-2026-q3.csv evidence/iam/privileged-elevations-2026-q3.csv.md
add evidence/privacy/sharing-report-2026-09.csv evidence/privacy/sharing-report-2026-09.csv.md
add evidence/records/records-access-check-2026.md evidence/vuln/scan-2026-09.csv evidence/vuln/scan-2026-09.csv.md

commit 2026-10-02 09:49 +0200 priya
| Evidence of the third quarter: pipeline, libraries, role model
add evidence/forge/dependency-scan-2026-09.json evidence/forge/dependency-scan-2026-09.json.md
add evidence/forge/pipeline-definition-2026-09.yaml evidence/forge/pipeline-definition-2026-09.yaml.md
add evidence/iam/app-role-model-2026.json evidence/iam/app-role-model-2026.json.md
add evidence/legal/licence-scan-2026.json evidence/legal/licence-scan-2026.json.md
add evidence/project/feature-threat-model-2026.md

commit 2026-10-02 10:42 +0200 jonas
| Evidence of the third quarter: cloud, backups, laptops, runbooks
add evidence/backup/backup-jobs-2026-q3.csv evidence/backup/backup-jobs-2026-q3.csv.md
add evidence/cloud/account-structure-2026-09.json evidence/cloud/account-structure-2026-09.json.md
add evidence/cloud/baseline-scan-2026-09.csv evidence/cloud/baseline-scan-2026-09.csv.md
add evidence/cloud/encryption-settings-2026-09.json evidence/cloud/encryption-settings-2026-09.json.md
add evidence/cloud/log-retention-2026-09.json evidence/cloud/log-retention-2026-09.json.md
add evidence/cloud/network-rules-2026-09.json evidence/cloud/network-rules-2026-09.json.md
add evidence/cloud/provider-assurance-2026.md evidence/endpoint/device-compliance-2026-09.csv
add evidence/endpoint/device-compliance-2026-09.csv.md evidence/endpoint/wipe-log-2026.csv
add evidence/endpoint/wipe-log-2026.csv.md evidence/iam/mfa-enrolment-2026-09.json
add evidence/iam/mfa-enrolment-2026-09.json.md evidence/ops/runbook-walkthrough-2026.md

commit 2026-10-02 10:56 +0200 ruben
| Confidentiality agreements and supplier reviews
add evidence/hr/2026-nda-index.csv evidence/hr/2026-nda-index.csv.md evidence/supplier/reviews-2026.csv
add evidence/supplier/reviews-2026.csv.md

tag dry-run 2026-10-02 16:30 +0200 ana
| State shown in the dry run of the audit pack
|
| Compiled on 2026-10-02 to see what an auditor would see.
