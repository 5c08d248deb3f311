# From the dry run to Stage 1: what the compiler found is put right, and management reviews the system.

commit 2026-10-02 18:10 +0200 jonas on review/remote-2026-2
| Remote working: links to the evidence of September
change policies/remote-working.md
< Compliance is exported each month.
> Compliance is exported each month; see [September 2026](../evidence/endpoint/device-compliance-2026-09.csv).
front policies/remote-working.md version="1.2" approved_on=2026-03-17 effective_from=2026-03-17

merge review/remote-2026-2 2026-10-05 09:05 +0200 tomasz
| Approve the remote working policy, version 1.3
|
| Reviewed-by: Ana Ruiz <ana@quillstone.example>
| Approved-by: Tomasz Wilk <tomasz@quillstone.example>

commit 2026-10-05 09:12 +0200 ana on fix/dry-run
| SoA: A.5.37 is back, and A.5.38 is no control
row soa/soa.csv A.5.37
drop soa/soa.csv A.5.36
< A.5.38,yes,Assistants that write text and code see what people paste into them.,risk,R-011,implemented,Only assistants in the asset register may be used.,own,,isms-manager,QS-POL-03,
fixes SOA-01 soa/soa.csv A.5.37 is missing
fixes SOA-01 soa/soa.csv A.5.38 does not exist

commit 2026-10-05 09:20 +0200 ana on fix/dry-run
| SoA: A.8.12 stood there twice
drop soa/soa.csv A.8.12
< A.8.12,yes,Removable media are blocked and exports raise an alarm.,risk,R-011,implemented,Fleetward blocks media; Beacon reports exports.,own,,isms-manager,QS-POL-10,
fixes SOA-01 soa/soa.csv A.8.12 is listed twice

commit 2026-10-05 09:45 +0200 ana on fix/dry-run
| SoA: say why A.7.3 and A.7.6 are not necessary
cell soa/soa.csv A.7.3 justification =
cell soa/soa.csv A.7.6 justification =
fixes SOA-02 soa/soa.csv A.7.3 is excluded without a justification
fixes SOA-02 soa/soa.csv A.7.6 is excluded without a justification

commit 2026-10-05 10:31 +0200 ana on fix/dry-run
| A.5.21 has a date again, and so has TA-015
cell soa/soa.csv A.5.21 due =
cell risk/treatment-actions.csv TA-015 due =
fixes SOA-08 soa/soa.csv A.5.21 is partial, and its action has no date

commit 2026-10-05 11:05 +0200 ruben on fix/dry-run
| Studio Kodnia never became a supplier; its row goes
drop registers/suppliers.csv SUP-22
< SUP-23,Studio Kodnia,Screens of the export dialogue built by two freelancers,engineering-lead,medium,confidential,PL,no,yes,A.5.20; A.8.30,2027-03-31,None yet,,2026-09-17,12 months,candidate
fixes SOA-05 registers/suppliers.csv A.8.30 is excluded, and SUP-23 develops for us

commit 2026-10-05 11:40 +0200 ruben on fix/dry-run
| Review of Mailfold was on 23 June
cell registers/suppliers.csv SUP-18 reviewed_on = 2026-02-30
fixes FLD-03 registers/suppliers.csv SUP-18 was reviewed on 2026-02-30

commit 2026-10-05 11:50 +0200 priya on review/changes-projects
| Change procedure: figures of nine months
change procedures/change-and-release.md
< In the first half of 2026 there were 741 deploys to production and 16 rollbacks
> In the first nine months of 2026 there were 1,148 deploys to production and 21 rollbacks
front procedures/change-and-release.md version="1.4" approved_on=2026-07-07
change procedures/change-and-release.md
< third quarter
> [third quarter](../evidence/forge/merge-sample-2026-q3.csv)

commit 2026-10-05 13:15 +0200 jonas on fix/dry-run
| Provider reports say nothing about secure areas of ours
front evidence/cloud/provider-assurance-2026.md controls=[A.7.1, A.7.2, A.7.4, A.7.5, A.7.6, A.7.8, A.7.11, A.7.12, A.7.13, A.5.22, A.5.23]
fixes EVD-08 evidence/cloud/provider-assurance-2026.md A.7.6 is excluded, and evidence names it
fixes EVD-09 evidence/cloud/provider-assurance-2026.md with A.7.6 the note names eleven controls

commit 2026-10-05 13:48 +0200 elodie on fix/dry-run
| HR security: back to the approved 24 hours
change policies/hr-security.md
< the same day, at the latest within 48 hours; sessions ended
> the same day, at the latest within 24 hours; sessions ended
fixes DOC-05 policies/hr-security.md changed after the approval of 2026-06-29

commit 2026-10-05 14:22 +0200 ana on fix/dry-run
| R-006 and R-013: levels as the method computes them
front risk/risks/R-006.md level=6
front risk/risks/R-013.md level=4 band=Monitor
fixes RSK-02 risk/risks/R-006.md level 6 instead of 8
fixes RSK-02 risk/risks/R-013.md level 4 instead of 6

commit 2026-10-05 15:40 +0300 hanna on fix/dry-run
| R-018: residual values from the workshop
front risk/risks/R-018.md -residual_likelihood -residual_impact -residual_level
fixes RSK-05 risk/risks/R-018.md no residual level

commit 2026-10-05 14:50 +0200 ana on fix/dry-run
| R-008 is treated, and not only looked at
front risk/risks/R-008.md -treatment
fixes RSK-04 risk/risks/R-008.md level 8 without a treatment

commit 2026-10-05 15:21 +0200 ana on fix/dry-run
| R-003: the acceptance by the cto of 26 August
front risk/risks/R-003.md -accepted_by -accepted_on -acceptance_reason -acceptance_expires
fixes RSK-05 risk/risks/R-003.md residual level 6 without acceptance

commit 2026-10-05 16:02 +0200 jonas on fix/dry-run
| R-009: nobody of us secures offices
front risk/risks/R-009.md controls=[A.5.11, A.7.3, A.7.7, A.7.8, A.7.9, A.7.10, A.7.13, A.7.14, A.8.1]
fixes RSK-07 risk/risks/R-009.md names A.7.3, which is excluded

commit 2026-10-05 17:20 +0200 ana on review/communication-2026
| Communication plan: contacts checked, groups used
section support/communication-plan.md Is it working?
front support/communication-plan.md version="1.0" approved_on=2025-10-08
change support/communication-plan.md
< threat digest
> [threat digest](../evidence/vuln/threat-digest-2026-q3.md)

commit 2026-10-06 10:02 +0300 hanna on review/changes-projects
| Projects: clause suggestions are class A
row registers/project-checklists.md PRJ-2026-06
front registers/project-checklists.md version="1.1" approved_on=2026-04-17

commit 2026-10-06 09:03 +0200 ana on fix/dry-run
| R-017: accepted by the ceo at level 6, not by me at 9
front risk/risks/R-017.md likelihood=3 level=9 residual_likelihood=3 residual_level=9 accepted_by=isms-manager
fixes RSK-06 risk/risks/R-017.md level 9 accepted by the isms-manager

commit 2026-10-06 09:35 +0200 priya on fix/dry-run
| R-016 and R-024: impact and likelihood are numbers
front risk/risks/R-016.md -impact
front risk/risks/R-024.md likelihood=high
fixes FLD-02 risk/risks/R-016.md no impact
fixes FLD-03 risk/risks/R-024.md likelihood is a word

commit 2026-10-06 10:15 +0200 jonas on fix/dry-run
| Assets: who owns the pipelines, and one comma too many
cell registers/assets.csv AST-020 owner =
change registers/assets.csv
< AST-037,Sievewright scanner,service,isms-manager,confidential,"EU, operated by the supplier",SUP-10,no,no,A.8.8,active,
> AST-037,Sievewright scanner,service,isms-manager,confidential,"EU, operated by the supplier",SUP-10,no,no,A.8.8,active
fixes FLD-02 registers/assets.csv AST-020 has no owner
fixes TBL-06 registers/assets.csv AST-037 has a cell too many

commit 2026-10-06 10:40 +0200 ana on fix/dry-run
| NC-2026-04 has its own number; NC-2026-02 is closed
|
| Nine of nine merge requests had two reviewers.
front improvement/nonconformities/NC-2026-04.md id=NC-2026-03
front improvement/nonconformities/NC-2026-02.md status=in_progress -effectiveness_checked_on -effectiveness -closed_on
fixes ID-01 improvement/nonconformities/NC-2026-04.md NC-2026-03 stands in two files
fixes PRF-08 improvement/nonconformities/NC-2026-02.md open past its due date

commit 2026-10-06 11:20 +0200 ana on fix/dry-run
| Climate decision in the head of the context document
front context/context.md -climate_change -climate_change_reason
fixes CTX-03 context/context.md no decision in the front matter

commit 2026-10-06 11:44 +0200 ana on fix/dry-run
| OBJ-03 has a target again
cell planning/objectives.md OBJ-03 Target =
fixes CTX-06 planning/objectives.md OBJ-03 has no target

commit 2026-10-06 13:10 +0200 tomasz on fix/dry-run
| Access review of the second quarter, left on a laptop
add evidence/iam/2026-q2-access-review.csv evidence/iam/2026-q2-access-review.csv.md
fixes DOC-08 registers/access-matrix.md link to the missing review
fixes EVD-03 evidence/iam/2026-q2-access-review.csv second quarter is missing from the series

commit 2026-10-06 14:05 +0200 jonas on fix/dry-run
| Scan of August as it was exported
change evidence/vuln/scan-2026-08.csv
< VF-2445,base-node image,TLS library,low,2026-08-30,180,2027-02-26,open,,1,yes,
< VF-2427,web,HTTP header handling,low,2026-08-30,180,2027-02-26,open,,1,yes,
> VF-2427,web,HTTP header handling,low,2026-08-30,180,2027-02-26,open,,1,yes,
> VF-2445,base-node image,TLS library,low,2026-08-30,180,2027-02-26,open,,1,yes,
fixes EVD-04 evidence/vuln/scan-2026-08.csv changed after collection

commit 2026-10-06 14:12 +0200 ana on fix/dry-run
| Penetration test: the report is of 2026
front evidence/vuln/pentest-2026-summary.pdf.md collected_on=2025-07-06 period=2025-05-18/2025-06-25 reviewed_on=2025-07-08
fixes EVD-02 evidence/vuln/pentest-2026-summary.pdf.md dated 2025

commit 2026-10-06 14:30 +0200 ana on fix/dry-run
| Front matter: a colon, a tab, a misspelt key
change context/isms-overview.md
< title: ISMS overview: processes, interactions, resources
> title: "ISMS overview: processes, interactions, resources"
fixes FM-10 context/isms-overview.md a colon in a title without quotes
change registers/keys.md
< aproved_by: cto
> approved_by: cto
fixes FLD-01 registers/keys.md aproved_by
change evidence/iam/mfa-enrolment-2026-09.json.md
< reviewed_on:	2026-10-02
> reviewed_on: 2026-10-02
fixes FM-09 evidence/iam/mfa-enrolment-2026-09.json.md a tab after the colon

commit 2026-10-06 15:02 +0200 ana on fix/dry-run
| Control numbers that do not exist
front procedures/incident-response.md controls=[A.5.24, A.5.25, A.5.26, A.5.27, A.5.28, A.6.8, A.5.39]
fixes REF-01 procedures/incident-response.md A.5.39
front evidence/iam/app-role-model-2026.json.md controls=[A.8.43, A.5.15]
fixes REF-01 evidence/iam/app-role-model-2026.json.md A.8.43

commit 2026-10-06 15:30 +0200 ana on fix/dry-run
| Links to renamed and missing things
change policies/operations.md
< ](../procedures/disaster-recovery.md)
> ](../procedures/business-continuity.md)
fixes DOC-08 policies/operations.md link to a renamed document
change policies/privacy.md
< ](backup.md)
> ](operations.md)
fixes DOC-08 policies/privacy.md link to a document that is gone
change registers/exceptions.md
< ](../risk/methodology.md)
> ](../risk/method.md)
fixes DOC-08 registers/exceptions.md link to a renamed document
cell registers/exceptions.md EXC-2026-04 Risk = R-026
fixes DOC-08 registers/exceptions.md R-026 is unknown
cell soa/soa.csv A.5.32 documents = QS-PRO-05; QS-POL-11
fixes DOC-08 soa/soa.csv QS-POL-11 is unknown

merge review/changes-projects 2026-10-06 15:55 +0200 tomasz
| Approve change procedure and project checklists
|
| Approved-by: Tomasz Wilk <tomasz@quillstone.example>

merge review/communication-2026 2026-10-06 16:10 +0200 marieke
| Approve the communication plan, version 1.1
|
| Reviewed-by: Ruben de Wit <ruben@quillstone.example>
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

merge fix/dry-run 2026-10-07 10:20 +0200 marieke
| Merge the corrections of the dry run
|
| Each commit names what the compiler had found.
|
| Reviewed-by: Tomasz Wilk <tomasz@quillstone.example>
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2026-10-07 11:33 +0200 jonas on review/operations-2026
| Operations, version 2.0: zones inside production
section policies/operations.md Segregation of networks (A.8.22)
front policies/operations.md version="1.1" approved_on=2025-10-28 effective_from=2025-10-28
change policies/operations.md
< review of Q3
> [review of Q3](../evidence/cloud/capacity-review-2026-q3.md)
change policies/operations.md
< third quarter 2026
> [third quarter 2026](../evidence/monitoring/alert-tickets-2026-q3.csv)

commit 2026-10-07 15:14 +0200 priya on review/operations-2026
| Secure development: assistants listed in the asset register
change policies/secure-development.md
< reviewed as such.
> reviewed as such; only an assistant listed in the asset register may see our code.
front policies/secure-development.md version="1.2" approved_on=2025-10-28 effective_from=2025-10-28
change policies/secure-development.md
< third quarter 2026
> [third quarter 2026](../evidence/forge/merge-sample-2026-q3.csv)

commit 2026-10-07 16:47 +0200 jonas on review/operations-2026
| Assets reconciled for the third quarter
row registers/assets.csv AST-051 AST-052
section registers/assets.md Changes since version 1.5
front registers/assets.md version="1.5" approved_on=2026-07-17
change registers/assets.md
< third quarter
> [third quarter](../evidence/asset/inventory-reconciliation-2026-q3.csv)

commit 2026-10-07 17:10 +0200 elodie
| Evidence of the third quarter: joiners, leavers, discipline
add evidence/hr/2026-disciplinary-nil-return.md evidence/hr/2026-leaver-checklists.csv
add evidence/hr/2026-leaver-checklists.csv.md evidence/hr/2026-screening-log.csv
add evidence/hr/2026-screening-log.csv.md

commit 2026-10-08 09:36 +0200 ana on review/operations-2026
| Vulnerability procedure: Redtern confirmed deletion; incidents read for patterns
change procedures/vulnerability-management.md
<
>  Redtern confirmed for 2026 on 2026-07-06.
front procedures/vulnerability-management.md version="1.2" approved_on=2026-05-04
change registers/incidents.md
< last on 2026-07-08
> last on 2026-10-08
change registers/incidents.md
< The trend goes to the next management review.
> The trend was put before the [management review](../performance/management-review-2026.md).
front registers/incidents.md version="1.3" approved_on=2026-04-17
change procedures/vulnerability-management.md
< third quarter
> [third quarter](../evidence/vuln/threat-digest-2026-q3.md)
change registers/incidents.md
< third quarter export
> [third quarter export](../evidence/monitoring/alert-tickets-2026-q3.csv)

commit 2026-10-08 13:40 +0200 ana on review/cryptography
| Measurements of the third quarter
row performance/measurements.csv MEA-036 MEA-037 MEA-038 MEA-039 MEA-040 MEA-041 MEA-042 MEA-043 MEA-044 MEA-045 MEA-046 MEA-047 MEA-048 MEA-049
section performance/measurement-plan.md Judgement of the third quarter
front performance/measurement-plan.md version="1.3" approved_on=2026-07-17

merge review/operations-2026 2026-10-08 14:50 +0200 tomasz
| Approve operations, development, vulnerabilities, assets and incidents
|
| Reviewed-by: Ana Ruiz <ana@quillstone.example>
| Approved-by: Tomasz Wilk <tomasz@quillstone.example>

commit 2026-10-08 16:17 +0200 jonas
| Capacity review and inventory of the third quarter
add evidence/asset/inventory-reconciliation-2026-q3.csv evidence/asset/inventory-reconciliation-2026-q3.csv.md
add evidence/cloud/capacity-review-2026-q3.md

commit 2026-10-08 16:20 +0200 jonas on review/cryptography
| Cryptography: Argon2id for passwords, and somebody else approves
|
| The dry run showed that I had approved my own text in November.
change policies/cryptography.md
< | Customers' passwords | bcrypt, cost 12 |
> | Customers' passwords | Argon2id, 64 MiB, 3 passes, single salt for each password |
front policies/cryptography.md version="1.0" approved_by=platform-lead approved_on=2025-11-11 effective_from=2025-11-11
fixes DOC-04 policies/cryptography.md author and approver were the same

merge review/cryptography 2026-10-09 14:50 +0200 tomasz
| Approve cryptography policy and measurements
|
| Reviewed-by: Priya Nair <priya@quillstone.example>
| Approved-by: Tomasz Wilk <tomasz@quillstone.example>

commit 2026-10-12 15:42 +0200 elodie on review/people-2026
| Training plan: deputies of ISMS tasks are in it (NC-2026-04)
change support/training-plan.md
< exercise reports, certificate | none |
> exercise reports, certificate | deputy not recorded, closed as NC-2026-04 |
change support/training-plan.md
< management review
> [management review](../performance/management-review-2026.md)
front support/training-plan.md version="1.2" approved_on=2025-12-02
front improvement/nonconformities/NC-2026-04.md status=in_progress -effectiveness_checked_on -effectiveness -closed_on
front improvement/nonconformities/NC-2026-04.md -corrective_action

commit 2026-10-12 17:05 +0200 ana on review/parties-and-law
| Parties: public sector is not taken on; overview: numbers of 2026
row context/interested-parties.md IP-13
front context/interested-parties.md version="1.2" approved_on=2025-09-26 effective_from=2025-09-26
change context/isms-overview.md
< management review, [nonconformities]
> [management review](../performance/management-review-2026.md), [nonconformities]
front context/isms-overview.md version="1.1" approved_on=2025-09-26 effective_from=2025-09-26
fixes DOC-07 context/interested-parties.md review was due on 2026-09-26
fixes DOC-07 context/isms-overview.md review was due on 2026-09-26

commit 2026-10-12 17:40 +0200 ana
| Evidence read by a second person
front evidence/ack/2026-policy-acknowledgements.csv.md -reviewed_by -reviewed_on
front evidence/backup/backup-jobs-2026-q3.csv.md -reviewed_by -reviewed_on
front evidence/endpoint/wipe-log-2026.csv.md -reviewed_by -reviewed_on
front evidence/iam/idp-users-vs-hr-2026-09.csv.md -reviewed_by -reviewed_on
front evidence/iam/privileged-elevations-2026-q3.csv.md -reviewed_by -reviewed_on
front evidence/privacy/deletion-jobs-2026-q3.csv.md -reviewed_by -reviewed_on
front evidence/privacy/sharing-report-2026-09.csv.md -reviewed_by -reviewed_on
front evidence/supplier/reviews-2026.csv.md -reviewed_by -reviewed_on
front evidence/training/2026-awareness-completion.csv.md -reviewed_by -reviewed_on
front evidence/training/isms-role-competence.csv.md -reviewed_by -reviewed_on
front evidence/vuln/scan-2026-09.csv.md -reviewed_by -reviewed_on

commit 2026-10-12 18:20 +0200 ruben on review/parties-and-law
| Compliance and obligations: yearly review
line procedures/compliance.md Team checks of September 2026
change procedures/compliance.md
< Two customer contracts had one of these points on 2025-09-01 (notice within 12 hours in one, audit on site in one)
> Three customer contracts had one of these points on 2026-10-01 (notice within 12 hours in two, audit on site in one)
front procedures/compliance.md version="1.0" approved_on=2025-09-16
section registers/obligations.md Notes of the review of 2026-09-24
front registers/obligations.md version="1.2" approved_on=2025-09-16 -reviewed_on
fixes DOC-07 procedures/compliance.md review was due on 2026-09-16
fixes DOC-07 registers/obligations.md review was due on 2026-09-16

commit 2026-10-12 18:34 +0200 ruben on review/parties-and-law
| Supplier register: one row went and one date was corrected, to be approved again
front registers/suppliers.md version="1.5" approved_on=2026-09-24

commit 2026-10-13 09:22 +0200 jonas on review/keys-2026-q3
| Keys compared with Strongroom: two lines corrected
cell registers/keys.md "KEY-05 audit trail seal" Custodian = platform-lead
front registers/keys.md version="1.3" approved_on=2026-07-17

merge review/people-2026 2026-10-13 11:10 +0200 ana
| Approve the training plan, version 1.3
|
| Approved-by: Ana Ruiz <ana@quillstone.example>

merge review/keys-2026-q3 2026-10-13 11:30 +0200 tomasz
| Approve the key register
|
| Approved-by: Tomasz Wilk <tomasz@quillstone.example>

merge review/parties-and-law 2026-10-13 14:30 +0200 marieke
| Approve parties, overview, compliance, obligations and suppliers
|
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2026-10-13 16:30 +0200 ana on review/management-review
| Minutes of the management review of 12 October
add performance/management-review-2026.md
change README.md
<
>  [management review](performance/management-review-2026.md),
fixes DOC-01 performance/management-review-2026.md no management review

commit 2026-10-13 17:12 +0200 ana on review/management-review
| Objectives judged by the review
section planning/objectives.md Where they stand on 2026-10-07
front planning/objectives.md version="1.1" approved_on=2025-12-16

commit 2026-10-14 10:44 +0300 hanna on review/management-review
| Privacy: deleted contracts stay 30 days in the bin
|
| Co-authored-by: Sabine Hofer <sabine@hofer-privacy.example>
change policies/privacy.md
< | Contracts a user deletes | 60 days in the bin |
> | Contracts a user deletes | 30 days in the bin |
front policies/privacy.md version="1.0" approved_on=2025-11-04 effective_from=2025-11-04

merge review/management-review 2026-10-14 13:20 +0200 marieke
| Approve minutes, objectives and privacy policy
|
| Reviewed-by: Tomasz Wilk <tomasz@quillstone.example>
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2026-10-14 15:26 +0200 tomasz on review/access-matrix-2026
| Access matrix after the review of the third quarter
cell registers/access-matrix.md "product (6)" "Counterpane Desk" = w
front registers/access-matrix.md version="1.4" approved_on=2026-07-17
change registers/access-matrix.md
< third quarter
> [third quarter](../evidence/iam/2026-q3-access-review.csv)

commit 2026-10-14 16:03 +0200 ana
| Evidence of the third quarter: access review, merges, alerts, threats
add evidence/forge/merge-sample-2026-q3.csv evidence/forge/merge-sample-2026-q3.csv.md
add evidence/iam/2026-q3-access-review.csv evidence/iam/2026-q3-access-review.csv.md
add evidence/monitoring/alert-tickets-2026-q3.csv evidence/monitoring/alert-tickets-2026-q3.csv.md
add evidence/vuln/threat-digest-2026-q3.md

commit 2026-10-15 10:50 +0200 ana on review/registers-2026-q3
| Exceptions tested; risks read with the owners; NC-2026-03 closed
row registers/exceptions.md EXC-2026-06
front registers/exceptions.md version="1.2" approved_on=2026-07-17
section risk/register.md Quarterly review of 2026-10-15
front risk/register.md version="2.2" approved_on=2026-09-08 -reviewed_on
front improvement/nonconformities/NC-2026-03.md status=in_progress -effectiveness_checked_on -effectiveness -closed_on
front improvement/nonconformities/NC-2026-03.md -corrective_action
change risk/register.md
< threat digest
> [threat digest](../evidence/vuln/threat-digest-2026-q3.md)

commit 2026-10-15 14:12 +0200 tomasz on review/access-2026-2
| Access control: dormant after 45 days, evidence of three quarters
change policies/access-control.md
< An identity without sign-in for 90 days is disabled.
> An identity without sign-in for 45 days is disabled.
front policies/access-control.md version="1.2" approved_on=2026-02-24 effective_from=2026-02-24
change policies/access-control.md
< third quarter
> [third quarter](../evidence/iam/2026-q3-access-review.csv)
change policies/access-control.md
< leaver checklists
> [leaver checklists](../evidence/hr/2026-leaver-checklists.csv)

merge review/registers-2026-q3 2026-10-15 14:50 +0200 tomasz
| Quarterly review of risks and exceptions, October
|
| Approved-by: Tomasz Wilk <tomasz@quillstone.example>
| Approved-by: Ana Ruiz <ana@quillstone.example>
| Approved-by: Jonas Lindqvist <jonas@quillstone.example>
| Approved-by: Priya Nair <priya@quillstone.example>
| Approved-by: Hanna Koskinen <hanna@quillstone.example>
| Approved-by: Élodie Marchand <elodie@quillstone.example>
| Approved-by: Ruben de Wit <ruben@quillstone.example>

merge review/access-matrix-2026 2026-10-15 16:10 +0200 marieke
| Approve the role-to-access matrix
|
| Reviewed-by: Ana Ruiz <ana@quillstone.example>
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2026-10-16 09:40 +0200 ana on review/access-2026-2
| Nonconformities and change log after the management review
section improvement/nonconformities.md State on 2026-10-16
section improvement/nonconformities.md Trend
front improvement/nonconformities.md version="1.5" approved_on=2026-04-17
row planning/change-log.md CHG-11 CHG-12
front planning/change-log.md version="2.0" approved_on=2026-07-17

commit 2026-10-16 15:18 +0200 ana on review/treatment-plan
| Treatment plan: four actions open, none late
section risk/treatment-plan.md State on 2026-10-19
section risk/treatment-plan.md Means
cell risk/treatment-actions.csv TA-016 note =
front risk/treatment-plan.md version="2.2" approved_on=2026-07-17

merge review/access-2026-2 2026-10-16 15:30 +0200 marieke
| Approve access control, nonconformities and change log
|
| Reviewed-by: Ana Ruiz <ana@quillstone.example>
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

merge review/treatment-plan 2026-10-19 14:50 +0200 tomasz
| Approve the treatment plan, version 2.3
|
| Approved-by: Tomasz Wilk <tomasz@quillstone.example>
| Approved-by: Ana Ruiz <ana@quillstone.example>
| Approved-by: Jonas Lindqvist <jonas@quillstone.example>
| Approved-by: Priya Nair <priya@quillstone.example>
| Approved-by: Hanna Koskinen <hanna@quillstone.example>
| Approved-by: Élodie Marchand <elodie@quillstone.example>
| Approved-by: Ruben de Wit <ruben@quillstone.example>

commit 2026-10-19 16:44 +0200 ana on review/soa-stage-1
| Statement of Applicability, version 1.4
cell soa/soa.csv A.8.12 status = implemented
cell soa/soa.csv A.5.21 justification = Packages and base images come from people we do not know.
cell soa/soa.csv A.7.5 because = R-003; OBL-11
section soa/statement-of-applicability.md Counts on 2026-10-20
section soa/statement-of-applicability.md Changes since version 1.3 of 2026-08-31
front soa/statement-of-applicability.md version="1.3" approved_on=2026-08-31 effective_from=2026-08-31
fixes SOA-09 soa/statement-of-applicability.md actions were planned after the approval of 2026-08-31

merge review/soa-stage-1 2026-10-20 15:30 +0200 marieke
| Approve the Statement of Applicability, version 1.4
|
| Reviewed-by: Tomasz Wilk <tomasz@quillstone.example>
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2026-10-20 16:05 +0200 ana
| The certification body knows version 1.4 of the Statement of Applicability
change auditpack.yaml
>   # The version sent to the certification body with the plan for Stage 1.
>   soa_version: "1.4"

tag stage-1 2026-10-23 15:00 +0200 marieke
| State sent to Delta Assurance Certification for Stage 1
