# 2025: drafts, first approvals, first risk assessment.

# Who commits. Jonas has two addresses, and Forgeyard commits what it squashes.
person marieke Marieke van Dalen <marieke@quillstone.example>
person tomasz Tomasz Wilk <tomasz@quillstone.example>
person ana Ana Ruiz <ana@quillstone.example>
person jonas Jonas Lindqvist <jonas@quillstone.example>
person jonas-home Jonas Lindqvist <jonas.lindqvist@quillstone.example>
person priya Priya Nair <priya@quillstone.example>
person hanna Hanna Koskinen <hanna@quillstone.example>
person elodie Élodie Marchand <elodie@quillstone.example>
person ruben Ruben de Wit <ruben@quillstone.example>
person forge Forgeyard <noreply@forgeyard.example>

commit 2025-04-22 09:40 +0200 ana
| Start the repository of the management system
|
| A bank asked for certification in its tender. The wiki cannot show who approved
| what, so the rules move into git.
add README.md

commit 2025-04-22 16:20 +0200 ana
| Draft the context of the organisation
add context/context.md

commit 2025-04-24 11:05 +0200 ana
| Draft scope and interested parties
add context/scope.md context/interested-parties.md

commit 2025-05-05 14:30 +0200 ana
| Take over the information security policy from the wiki
add policies/information-security.md

commit 2025-05-06 09:55 +0200 tomasz
| Rules for passwords and access, from the wiki
add policies/passwords-and-access.md

commit 2025-05-07 16:41 +0200 jonas
| Backup policy from the wiki, and the first half of an operations policy
add policies/backup.md policies/operations.md

commit 2025-05-08 13:20 +0200 ruben
| Vendor list out of the finance spreadsheet
add registers/vendors.md registers/vendors.csv

commit 2025-05-12 21:17 +0200 jonas-home
| Laptops, accounts and cloud services: a first asset list
add registers/assets.md registers/assets.csv

commit 2025-05-13 10:02 +0200 elodie
| Rules on hiring, leaving and confidentiality
add policies/hr-security.md

commit 2025-05-15 15:26 +0200 ana
| Name roles and duties
add support/roles.md

commit 2025-05-19 11:48 +0200 priya
| Draft the secure development policy
add policies/secure-development.md

commit 2025-05-21 22:03 +0200 jonas-home
| Laptops and working away from an office, draft
add policies/remote-working.md

commit 2025-05-26 09:31 +0200 ana
| Draft how documents are kept, and how information is handled
add support/document-control.md policies/information-handling.md

commit 2025-05-27 16:15 +0200 priya
| Write down how changes and releases work today
add procedures/change-and-release.md

commit 2025-05-28 12:09 +0200 ruben
| Rules for suppliers, draft
add policies/supplier-security.md

commit 2025-06-02 09:05 +0200 ana
| Protect main: changes come by merge request from today
section README.md How a change is made

commit 2025-06-06 10:44 +0200 ana on review/information-security
| Information security policy: what managers and everybody do
section policies/information-security.md What managers do (A.5.4)
front policies/information-security.md status=draft version="0.3" -approved_by -approved_on -effective_from

merge review/information-security 2025-06-10 15:30 +0200 marieke
| Approve the information security policy, version 1.0
|
| Agreed in the board meeting of today.
|
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2025-06-17 09:20 +0200 tomasz on review/access
| Rename the rules on passwords to what they are, an access control policy
move policies/passwords-and-access.md policies/access-control.md

commit 2025-06-20 14:02 +0200 tomasz on review/access
| Access control policy: segregation of duties and utility programs
section policies/access-control.md Segregation of duties (A.5.3)
section policies/access-control.md Utility programs (A.8.18)
front policies/access-control.md status=draft version="1.0" -approved_by -approved_on -effective_from

merge review/access 2025-06-24 15:30 +0200 marieke
| Approve the access control policy
|
| Reviewed-by: Ana Ruiz <ana@quillstone.example>
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2025-06-26 11:33 +0200 ana on review/context
| Context, scope and parties after the talks with the leads
section context/context.md Internal issues
front context/context.md status=draft version="0.3" -approved_by -approved_on -effective_from
section context/scope.md Interfaces and dependencies
section context/interested-parties.md How the list was made and is kept
front context/scope.md status=draft version="0.3" -approved_by -approved_on -effective_from
front context/interested-parties.md status=draft version="1.0" -approved_by -approved_on -effective_from

commit 2025-06-27 16:10 +0200 ana on review/context
| Overview of the processes
add context/isms-overview.md
front support/roles.md status=draft version="1.0" -approved_by -approved_on

merge review/context 2025-06-30 15:30 +0200 marieke
| Approve context, scope, interested parties and roles
|
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2025-07-03 15:12 +0200 ana on review/handling
| Information handling: classes, labels and transfer
section policies/information-handling.md Labels (A.5.13)
section policies/information-handling.md Transfer (A.5.14)
front policies/information-handling.md status=draft version="0.3" -approved_by -approved_on -effective_from

commit 2025-07-04 09:47 +0200 elodie on review/handling
| HR security: discipline and confidentiality agreements
section policies/hr-security.md Discipline (A.6.4)
section policies/hr-security.md Confidentiality agreements (A.6.6)
front policies/hr-security.md status=draft version="1.0" -approved_by -approved_on -effective_from

merge review/handling 2025-07-08 15:30 +0200 marieke
| Merge review/handling

commit 2025-07-08 17:30 +0200 ana
| Draft the risk method with scales of four steps
|
| The trial with five steps gave different values in every third case.
add risk/methodology.md

commit 2025-07-10 13:40 +0200 jonas on review/remote
| Remote working: disposal of laptops, web filtering
section policies/remote-working.md Disposal and re-use (A.7.14)
section policies/remote-working.md Web filtering (A.8.23)
front policies/remote-working.md status=draft version="1.0" -approved_by -approved_on -effective_from

commit 2025-07-11 10:22 +0200 priya on review/remote
| Change procedure: emergency changes and separate environments
section procedures/change-and-release.md Emergency
section procedures/change-and-release.md Separate environments (A.8.31)
front procedures/change-and-release.md status=draft version="1.2" -approved_by -approved_on

merge review/remote 2025-07-15 14:50 +0200 tomasz
| Approve remote working policy and change procedure
|
| Approved-by: Tomasz Wilk <tomasz@quillstone.example>

commit 2025-07-17 11:25 +0200 ruben on review/suppliers
| Supplier policy: contract terms and leaving a cloud service
section policies/supplier-security.md Contracts (A.5.20)
section policies/supplier-security.md Cloud services (A.5.23)
front policies/supplier-security.md status=draft version="1.0" -approved_by -approved_on -effective_from

commit 2025-07-18 10:31 +0200 ruben on review/suppliers
| Vendors are called suppliers everywhere
move registers/vendors.md registers/suppliers.md
move registers/vendors.csv registers/suppliers.csv
front registers/suppliers.md data=vendors.csv
front registers/suppliers.md status=draft version="1.1" -approved_by -approved_on

merge review/suppliers 2025-07-22 15:30 +0200 marieke
| Approve the supplier policy and the supplier register
|
| Reviewed-by: Ana Ruiz <ana@quillstone.example>
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2025-08-14 10:10 +0200 ana on review/incidents
| Draft the incident response plan
add procedures/incident-response.md

commit 2025-08-20 18:02 +0200 ana on risk/assessment-2025
| Risks of the first workshop
|
| Tomasz, Jonas, Priya, Élodie and Ana; R-001 to R-012.
add risk/register.md risk/risks/R-001.md risk/risks/R-002.md risk/risks/R-003.md risk/risks/R-004.md
add risk/risks/R-005.md risk/risks/R-006.md risk/risks/R-007.md risk/risks/R-008.md risk/risks/R-009.md
add risk/risks/R-010.md risk/risks/R-011.md risk/risks/R-012.md

commit 2025-08-25 09:14 +0200 ana on review/risk-method
| Risk method: who may accept what
|
| Renamed, because the file holds one method and not the study of methods.
move risk/methodology.md risk/method.md
section risk/method.md Acceptance
front risk/method.md status=draft version="1.0" -approved_by -approved_on -effective_from

commit 2025-08-27 17:45 +0200 ana on risk/assessment-2025
| Risks of the second workshop
|
| The risk of a fire at the office is closed: there is no office.
|
| Co-authored-by: Hanna Koskinen <hanna@quillstone.example>
| Co-authored-by: Ruben de Wit <ruben@quillstone.example>
add risk/risks/R-013.md risk/risks/R-014.md risk/risks/R-015.md risk/risks/R-016.md risk/risks/R-017.md
add risk/risks/R-018.md risk/risks/R-019.md risk/risks/R-020.md risk/risks/R-021.md risk/risks/R-022.md
add risk/risks/R-023.md risk/risks/R-024.md

merge review/risk-method 2025-08-29 15:30 +0200 marieke
| Approve the risk method
|
| Reviewed-by: Tomasz Wilk <tomasz@quillstone.example>
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2025-09-02 09:50 +0200 ana on review/incidents
| Procedure for vulnerabilities and technical tests
add procedures/vulnerability-management.md

commit 2025-09-05 11:20 +0200 ana on risk/assessment-2025
| Treatment plan with the actions agreed so far
add risk/treatment-plan.md risk/treatment-actions.csv
front risk/register.md status=draft version="0.3" -approved_by -approved_on

merge risk/assessment-2025 2025-09-08 14:00 +0200 tomasz
| Approve the risk register and the treatment plan
|
| Discussed with all owners on 2025-09-05.
|
| Approved-by: Tomasz Wilk <tomasz@quillstone.example>
| Approved-by: Jonas Lindqvist <jonas@quillstone.example>
| Approved-by: Priya Nair <priya@quillstone.example>
| Approved-by: Hanna Koskinen <hanna@quillstone.example>
| Approved-by: Élodie Marchand <elodie@quillstone.example>
| Approved-by: Ruben de Wit <ruben@quillstone.example>
front risk/treatment-plan.md status=draft version="0.3" -approved_by -approved_on

commit 2025-09-08 16:37 +0200 ana on review/incidents
| Evidence, learning and time limits, after the comments of Jonas and Priya
section procedures/incident-response.md Evidence (A.5.28)
section procedures/incident-response.md Learning (A.5.27)
front procedures/incident-response.md status=draft version="1.0" -approved_by -approved_on -effective_from
change procedures/vulnerability-management.md
< | high | 60 days |
> | high | 30 days |
front procedures/vulnerability-management.md status=draft version="1.0" -approved_by -approved_on

merge review/incidents 2025-09-09 14:50 +0200 tomasz
| Approve incident plan and vulnerability procedure
|
| Reviewed-by: Jonas Lindqvist <jonas@quillstone.example>
| Reviewed-by: Priya Nair <priya@quillstone.example>
| Approved-by: Tomasz Wilk <tomasz@quillstone.example>

commit 2025-09-11 15:55 +0200 ruben on review/compliance
| Compliance procedure and the register of obligations
add procedures/compliance.md registers/obligations.md

commit 2025-09-12 17:40 +0200 ana on review/soa
| Statement of Applicability, all 93 controls
|
| Co-authored-by: Tomasz Wilk <tomasz@quillstone.example>
add soa/statement-of-applicability.md soa/annex-a.csv

merge review/compliance 2025-09-16 15:30 +0200 marieke
| Approve the compliance procedure and the obligations
|
| Reviewed-by: Ana Ruiz <ana@quillstone.example>
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2025-09-18 14:48 +0200 jonas on review/cloud-matrix
| What Nordhavn does and what we do, control by control
add procedures/shared-responsibility.md

commit 2025-09-19 10:26 +0200 ana on review/soa
| Reasons for the three exclusions; call the file what it is
move soa/annex-a.csv soa/soa.csv
front soa/statement-of-applicability.md data=annex-a.csv
section soa/statement-of-applicability.md Exclusions
front soa/statement-of-applicability.md status=draft version="0.3" -approved_by -approved_on -effective_from

commit 2025-09-21 20:33 +0200 jonas-home on review/cloud-matrix
| Matrix: what we read each year, and how we would leave
section procedures/shared-responsibility.md Leaving
front procedures/shared-responsibility.md status=draft version="1.0" -approved_by -approved_on

merge review/soa 2025-09-22 15:30 +0200 marieke
| Approve the Statement of Applicability, version 1.0
|
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

merge review/cloud-matrix 2025-09-23 14:50 +0200 tomasz
| Approve the shared-responsibility matrix

commit 2025-09-24 11:03 +0200 ana on review/overview
| Overview: means for the rest of the year; parties: Zegel Trust and the insurer
section context/isms-overview.md Resources (clause 7.1)
front context/isms-overview.md status=draft version="1.0" -approved_by -approved_on -effective_from
row context/interested-parties.md IP-07 IP-10
front context/interested-parties.md version="1.1" approved_on=2025-06-30 effective_from=2025-06-30

merge review/overview 2025-09-26 15:30 +0200 marieke
| Approve overview and interested parties
|
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2025-09-29 15:17 +0200 jonas on review/support
| Disaster recovery plan, from the runbook of the platform team
add procedures/disaster-recovery.md

commit 2025-10-02 16:55 +0200 ana on review/support
| Document control: retention schedule; communication plan
section support/document-control.md Records (A.5.33)
section support/document-control.md Documents from outside
front support/document-control.md status=draft version="1.1" -approved_by -approved_on
add support/communication-plan.md

commit 2025-10-06 13:08 +0200 jonas on review/support
| Continuity is more than recovery: impact analysis, people, suppliers
move procedures/disaster-recovery.md procedures/business-continuity.md
section procedures/business-continuity.md Impact analysis
front procedures/business-continuity.md status=draft version="1.0" -approved_by -approved_on

merge review/support 2025-10-08 15:30 +0200 marieke
| Approve document control, communication and continuity plan
|
| Reviewed-by: Ruben de Wit <ruben@quillstone.example>
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2025-10-10 09:44 +0200 tomasz on review/registers-2025-q3
| Who gets which access: the matrix behind the policy
add registers/access-matrix.md

commit 2025-10-15 16:24 +0200 jonas on review/registers-2025-q3
| Register of keys, and the runbooks; assets compared with Fleetward
add registers/keys.md procedures/runbooks.md
front registers/assets.md status=draft version="1.1" -approved_by -approved_on
row registers/assets.csv AST-049 AST-050

commit 2025-10-15 17:02 +0200 ana on review/registers-2025-q3
| Registers of incidents and nonconformities
add registers/incidents.md improvement/nonconformities.md

merge review/registers-2025-q3 2025-10-16 14:50 +0200 tomasz
| Quarterly review of the registers
|
| Approved-by: Tomasz Wilk <tomasz@quillstone.example>
| Approved-by: Marieke van Dalen <marieke@quillstone.example>
front registers/access-matrix.md status=draft version="1.0" -approved_by -approved_on
front registers/incidents.md status=draft version="1.1" -approved_by -approved_on
front improvement/nonconformities.md status=draft version="1.3" -approved_by -approved_on

commit 2025-10-17 14:36 +0200 jonas on review/operations
| The backup policy becomes a section of the operations policy
delete policies/backup.md
section policies/operations.md Backup (A.8.13)
section policies/operations.md Redundancy (A.8.14)
front policies/operations.md status=draft version="1.0" -approved_by -approved_on -effective_from

commit 2025-10-23 10:58 +0200 priya on review/operations
| Secure development: ten principles, test data
section policies/secure-development.md Architecture principles (A.8.27)
section policies/secure-development.md Test information (A.8.33)
front policies/secure-development.md status=draft version="1.1" -approved_by -approved_on -effective_from

merge review/operations 2025-10-28 14:50 +0100 tomasz
| Approve operations and secure development policy
|
| Reviewed-by: Ana Ruiz <ana@quillstone.example>
| Approved-by: Tomasz Wilk <tomasz@quillstone.example>

commit 2025-10-29 15:05 +0100 ana on review/privacy
| Privacy and data life cycle policy
|
| Text of Sabine Hofer, ticket ISMS-112.
|
| Co-authored-by: Sabine Hofer <sabine@hofer-privacy.example>
add policies/privacy.md

commit 2025-11-03 12:31 +0200 hanna on review/privacy
| Privacy: ways in which data could leak
section policies/privacy.md Leakage (A.8.12)
front policies/privacy.md status=draft version="0.3" -approved_by -approved_on -effective_from

merge review/privacy 2025-11-04 15:30 +0100 marieke
| Approve the privacy policy
|
| Reviewed-by: Ruben de Wit <ruben@quillstone.example>
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2025-11-11 19:22 +0100 jonas
| Cryptography policy, approved
add policies/cryptography.md

commit 2025-11-12 10:49 +0100 ruben on supplier/mailfold
| Mailfold replaces Duivenpost for outgoing mail
|
| Duivenpost moves its servers out of the EU in December. Assessment of Mailfold in
| ticket PUR-87; the contract ends on 2025-11-30, deletion confirmed.
cell registers/suppliers.csv SUP-18 title = Duivenpost
cell registers/suppliers.csv SUP-18 location = GB
cell registers/suppliers.csv SUP-18 contract_until = 2025-11-30
cell registers/suppliers.csv SUP-18 assurance = Questionnaire answered 2024-10-01
cell registers/suppliers.csv SUP-18 assurance_until =
change procedures/business-continuity.md
< Duivenpost for notices
> Mailfold for notices
front registers/suppliers.md version="1.2" approved_on=2025-07-22

commit 2025-11-13 09:33 +0100 ana on supplier/mailfold
| Scope and assets name Mailfold
change context/scope.md
<   - Duivenpost, which sends
>   - Mailfold, which sends
change context/scope.md
< Fleetward, Duivenpost, Counterpane Desk**
> Fleetward, Mailfold, Counterpane Desk**
front context/scope.md version="1.0" approved_on=2025-06-30 effective_from=2025-06-30
cell registers/assets.csv AST-041 title = Sending account at Duivenpost

merge supplier/mailfold 2025-11-17 15:30 +0100 marieke
| Approve the change of the e-mail supplier
|
| Reviewed-by: Jonas Lindqvist <jonas@quillstone.example>
| Approved-by: Marieke van Dalen <marieke@quillstone.example>

commit 2025-11-18 11:50 +0200 hanna
| Checklists of projects in one place
add registers/project-checklists.md

commit 2025-11-24 14:07 +0100 elodie on review/training
| Training plan for 2026
add support/training-plan.md

commit 2025-11-27 10:00 +0100 ana via forge
| Editorial: spelling and links in six documents (#41)
|
| Co-authored-by: Élodie Marchand <elodie@quillstone.example>
change policies/hr-security.md
< Screening is finnished
> Screening is finished
change policies/information-handling.md
< Removable media are not usd.
> Removable media are not used.
change policies/information-security.md
< What was signed stays exactly as it was singed
> What was signed stays exactly as it was signed
change procedures/shared-responsibility.md
< In no case is the risk inherrited
> In no case is the risk inherited
change context/context.md
< It is written from an half-day workshop
> It is written from a half-day workshop
change policies/remote-working.md
< laptops, networks and habbits
> laptops, networks and habits

merge review/training 2025-12-02 15:30 +0100 ana
| Approve the training plan
|
| Approved-by: Ana Ruiz <ana@quillstone.example>
front support/training-plan.md status=draft version="1.1" -approved_by -approved_on

commit 2025-12-11 10:35 +0100 ana on review/objectives-2026
| Objectives for 2026, how they are measured, and a change log
add planning/objectives.md performance/measurement-plan.md performance/measurements.csv planning/change-log.md

merge review/objectives-2026 2025-12-16 15:30 +0100 marieke
| Approve objectives and measurement plan
|
| Reviewed-by: Tomasz Wilk <tomasz@quillstone.example>
| Approved-by: Marieke van Dalen <marieke@quillstone.example>
front planning/objectives.md status=draft version="1.0" -approved_by -approved_on
front performance/measurement-plan.md status=draft version="0.3" -approved_by -approved_on
front planning/change-log.md status=draft version="1.0" -approved_by -approved_on
