# Intake at the counter: finding the procedure, the form, guidance, refusal, results at once, the page after an act.
intake-find-hint = Type 2–4 letters of the name, the first letters of its words (cgpxd) or the code, then the number of the procedure
intake-found = { $n ->
    [one] { $n } procedure
   *[other] { $n } procedures
}
intake-found-more = Type more letters to narrow the list.
intake-none = Try fewer letters, or type the code of the procedure.
intake-other-procedure = Another procedure
intake-which-case = Which case is it?
intake-case = Case
intake-case-update = Show the papers of this case

intake-id-number = Identity, passport or registration number
intake-id-number-only = Identity number
intake-id-hint = Scan the QR of the identity card to fill in name and address too (F9)
intake-kind = Kind of applicant
intake-name = Full name, or name of the organisation
intake-address = Address
intake-email = E-mail
intake-phone = Telephone
intake-more = Representative, other channel, how the result goes back
intake-representative = Who files on their behalf
intake-authority = Authority document (number, date)
intake-sets = Sets of papers
intake-elsewhere = The dossier was received elsewhere
intake-elsewhere-place = Where it was received
intake-elsewhere-at = Received at (hour day/month/year)
intake-elsewhere-evidence = Hand-over minute or incoming stamp

applicant-kind-person = Vietnamese citizen
applicant-kind-overseas = Vietnamese living abroad
applicant-kind-foreigner = Foreign citizen
applicant-kind-civil-servant = Cadre, civil servant, public employee
applicant-kind-enterprise = Enterprise
applicant-kind-foreign-invested = Enterprise with foreign capital
applicant-kind-cooperative = Cooperative
applicant-kind-organisation = Other organisation
applicant-kind-foreign-organisation = Foreign organisation

intake-preview = If accepted now, the limit is
intake-transfer-by = To the settling agency at the latest
intake-warn-by = Reminder at the latest

intake-paper-lacks = Not there, or fewer than asked
intake-lacks = Missing: { $paper }
intake-guide-ask = Guide to complete
intake-guide = Issue and print the guidance slip
intake-what-default = If left empty, the slip says: not in the dossier
intake-what-there = Papers that are there but not right
intake-remark = Further guidance
intake-not-competent = Not received at this office
intake-register = Only record, decide later

intake-give = Give the result now
intake-at-once = Give the result at the counter
intake-result-name = Name of the result
intake-proof = The receiver shows
intake-proof-identity = Identity paper
intake-proof-authority = Authority document and identity paper
intake-receipt-wanted = The applicant wants a receipt
intake-pay-amount = Amount taken (đồng)
intake-pay-proof = Paid elsewhere, proof shown

intake-refuse-open = Refuse the dossier
intake-refuse = Refuse and print the notice
intake-ground-article = Article and clause

intake-ground-needed = Choose the text that the refusal rests on.
intake-reason-needed = Write the reason of the refusal.
intake-escalate-needed = Write what the leader must decide.
intake-remark-needed = Write which office is competent, so that the applicant knows where to go.
intake-items-needed = Nothing is missing: accept the dossier, or write which paper is not right.
intake-representative-needed = Name the authorised person and the authority document.
intake-evidence-needed = Name the proof of the receipt elsewhere.
intake-pay-receipt-needed = Write the number of the receipt or proof.
intake-result-needed = Name the result.

intake-field-applicant-name = Full name
intake-field-applicant-id-number = Identity number
intake-field-applicant-phone = Telephone
intake-field-applicant-email = E-mail
intake-field-applicant-address = Address
intake-field-represented-by-name = Representative
intake-field-represented-by-authority = Authority document
intake-field-represented-by-id-number = Identity number of the representative
intake-field-represented-by-phone = Telephone of the representative
intake-field-sets = Sets of papers
intake-field-received-elsewhere-place = Where it was received
intake-field-received-elsewhere-at = Received at
intake-field-received-elsewhere-evidence = Proof of receipt
intake-field-payment-amount = Amount taken

fault-required = nothing entered; fill in this field.
fault-too-long = too long; write it shorter.
fault-hidden-characters = has hidden or direction-changing characters; type it again.
fault-no-letter = must have a letter.
fault-not-a-phone = has 8 to 15 digits.
fault-not-an-email = looks like name@place.vn.
fault-not-an-id = only letters without marks and digits.
fault-not-an-instant = write hour and day, for example 09:30 14/12/2026.
fault-not-a-number = digits only.
fault-out-of-range = the number is out of range.

intake-done-guided = The guidance slip is issued
intake-done-guided-next = Give the slip to the applicant. With all of it the dossier is accepted next time.
intake-done-refused = The dossier is refused
intake-done-refused-next = Give the notice with the reason to the applicant.
intake-done-escalated = The Centre's leader is told
intake-done-escalated-next = The dossier waits for the answer and stays at your desk.
intake-done-registered = The dossier is recorded, not accepted
intake-done-registered-next = It has no code and no time limit runs. Decide on the page of the dossier.
intake-done-given = The result is given and the dossier closed
intake-print-guidance = Print the guidance slip
intake-print-refusal = Print the notice of refusal
intake-same-procedure = Same procedure again
intake-open-dossier = Open the dossier
intake-qr = For the applicant to follow
intake-qr-open = Open the applicant's page

# The board and the register.
board-today = Today
board-week = This week
board-month = This month
board-thirty = Last 30 days
board-year = This year
board-periods = Periods
board-from = From
board-to = To
board-show = Show
board-period = Period from { $from } to { $to }.
board-period-wrong = A day looks like 14/12/2026, and the first day is not after the last.
board-note-period = In the period
board-empty = No dossier in this period.
board-by-unit-received = Dossiers received by agency
board-by-field = By field
board-definitions = How each figure is counted
figure-received = Received
figure-received-is = Dossiers recorded in the period, with a code or not yet.
figure-accepted = Accepted
figure-accepted-is = Dossiers accepted and given a code in the period.
figure-solved-early = Solved early
figure-solved-early-is = Dossiers whose result came in the period, before the promised day.
figure-solved-on-time = Solved on time
figure-solved-on-time-is = Dossiers whose result came in the period, on the promised day and not after its hour.
figure-solved-late = Solved late
figure-solved-late-is = Dossiers whose result came in the period, after the promised instant.
figure-open-in-time = Open, in time
figure-open-in-time-is = Dossiers now without a result, the promised instant still ahead.
figure-open-overdue = Open, overdue
figure-open-overdue-is = Dossiers now without a result, the promised instant past.
figure-waiting-supplement = Waiting for a supplement
figure-waiting-supplement-is = Dossiers whose clock is stopped now until the applicant supplies papers.
figure-refused = Refused
figure-refused-is = Dossiers refused with a notice in the period.
figure-withdrawn = Withdrawn
figure-withdrawn-is = Dossiers withdrawn by the applicant in the period.
figure-forwarded-late = Forwarded late
figure-forwarded-late-is = Dossiers accepted in the period and forwarded to the agency after the time for it.

register-number = No.
register-returned = Returned
register-note = Note
register-desk = Desk
register-year = Year
register-volume = Volume
register-empty = The register of this year has no dossier yet.
register-pdf = Print volume { $n } (PDF)
register-xlsx = Download volume { $n } (Excel)

# Channels and charges at the counter.
intake-accept-immediate = Accept and give the code
intake-accepted-immediate = Code { $code } is given; the result is owed at once.
intake-post = Minute of the post
intake-post-number = Number of the minute
intake-post-signed = Signed at (hour day/month/year)
intake-post-consignment = Consignment number
intake-post-postage = Postage in đồng
intake-post-collected = Charges collected by the post, in đồng
intake-agency = Agency that received it by mistake
intake-agency-unit = Agency
intake-agency-at = Received there at (hour day/month/year)
intake-ministry = System of a ministry
intake-ministry-system = Name of the system
intake-ministry-number = The dossier's number there
intake-return-desk = Collected at
intake-return-desk-here = At this desk
intake-charges = Quantities and exemptions
intake-post-needed = Write number, hour and consignment of the minute.
intake-ministry-needed = Write the system and the number there.
intake-channel-hired = Authorised person or hired service
intake-pay-cash-hint = Cash: leave it empty and the desk gives the number.
intake-charge-cap = at most
fault-post-minute = Write number, hour and consignment of the minute.
fault-agency-hour = Choose the agency and write when it received the dossier.
fault-ministry-number = Write the system and the number there.
