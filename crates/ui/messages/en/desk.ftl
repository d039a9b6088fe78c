# The officers' desk: intake, worklists, hand-over, results.
desk-title = Desk
desk-today = Today
intake-title = Accept a dossier
intake-find-procedure = Procedure
intake-find-procedure-hint = Type a few letters of its name or code
intake-applicant = Applicant
intake-kind-person = Person
intake-kind-organisation = Organisation
intake-represented = Filed on behalf of somebody else
intake-papers = Papers
intake-deadline-preview = If accepted now, promised { $when }
intake-accept = Accept and print the receipt
intake-accepted = Dossier { $code } is accepted.
intake-print-receipt = Print the receipt
intake-next = Accept another dossier
intake-next-consignment = Next consignment
intake-missing = { $n ->
    [one] { $n } paper is missing
   *[other] { $n } papers are missing
}
intake-guide-once = Guidance is given once only. List every missing paper.
intake-missing-summary = The dossier is not complete. Issue a guidance slip, or tick the papers that are there.
intake-channel = Channel
intake-return-by = Result by

guide-title = Guide to complete the dossier
guide-content = What is to be completed
supplement-title = Ask for a supplement
supplement-content = Papers and content to be supplied
supplement-once = This is the only supplement that can be asked for this dossier.
supplement-window = A supplement can be asked until { $when }
supplement-received-title = Receive the supplement
refusal-title = Refuse the dossier
refusal-ground = Ground of refusal
refusal-reason = Reason of refusal
refusal-slip-note = Reason and ground are printed on the notice of refusal.
escalate-title = Put to the Centre's leader
escalate-note = The difficulty

worklist-title = Worklist
worklist-overdue = Overdue
worklist-today = Today
worklist-tomorrow = Tomorrow
worklist-waiting = Waiting for a supplement
worklist-consultation = Waiting for opinions
worklist-new = New
worklist-ready = Results to hand over
worklist-empty-overdue = No dossier is overdue.
worklist-empty = There is no dossier in this list.
worklist-select = Select dossier { $code }
worklist-column-code = Dossier code
worklist-column-procedure = Procedure
worklist-column-applicant = Applicant
worklist-column-holder = Held by
worklist-column-due = Promised
worklist-column-standing = Time limit
worklist-column-stage = Stage
worklist-column-received = Accepted
worklist-count = { $n ->
    [one] { $n } dossier
   *[other] { $n } dossiers
}

handover-title = Hand over paper files
handover-to = Hand over to
handover-select = Select dossiers, or scan the code on the receipt
handover-selected = { $n ->
    [one] { $n } dossier selected
   *[other] { $n } dossiers selected
}
handover-submit = Hand over and print the control slip
handover-incoming = Dossiers waiting for your signature
handover-take = Sign for them
handover-taken = { $n ->
    [one] { $n } dossier taken over.
   *[other] { $n } dossiers taken over.
}
handover-late = Forwarded late: it had to arrive before { $when }

step-title = Work on the step
step-current = Present step
step-next = Next step
step-result-note = Outcome of the step
result-title = Send the result
files-result = Result
result-upload = File of the result (optional)
result-file-kept = The uploaded file is kept; choose another to replace it.
result-number = Document number
result-date = Document date
result-file = File of the result
result-type = Kind of result

return-title = Hand over the result
return-find = Scan the receipt or type the dossier code
return-fee-due = { $amount } to be paid
return-fee-paid = Charges and fees are paid
return-fee-first = Take the charges and fees before handing over the result.
return-identity-checked = The receiver's identity paper was checked
return-receiver = Receiver
return-submit = Hand over the result
return-done = The result of dossier { $code } is handed over.
pay-title = Record charges and fees
pay-receipt-number = Receipt number
pay-method = Paid by
pay-cash = Cash
pay-transfer = Bank transfer

worklist-in-transit = On the way
worklist-all = All open
worklist-search = Find a code, name or telephone number
worklist-no-code = No code yet
handover-signed = Signed for
handover-none = Nothing waits for your signature.
handover-outgoing = Sent, not yet signed for
handover-not-signed = Could not be signed for
handover-by = Must arrive before
pay-amount = Amount (đồng)
pay-proof = Proof of payment shown
pay-online = Paid online
worklist-search-results = Search results

# Lists, scanning, post, supervision.
worklist-call = To be called
worklist-with-post = With the post
warn-called = Called
warn-proof = Proof (who answered)
warn-proof-usual = The applicant answered
warn-done = { $n } calls are recorded.
warn-not-done = Not recorded
warn-hint = Tick with Space and press G, or press G on the row.
warn-none = No dossier is chosen.
scan-label = Scan
scan-hint = Scan the code of the receipt, or type the dossier code and press Enter
scan-add = Add to the batch
scan-here = { $code } is ticked
scan-not-here = { $code } is not in this list
scan-unknown = No dossier was found for “{ $code }”.
postbatch-title = Results to the post
postbatch-lead = Select by scanning, write each consignment number; the whole batch has one list number.
postbatch-none = No result waits for the post.
postbatch-give = Give to the post
postbatch-list = Waiting results
postbatch-done = { $n } results are with the post, list { $list }.
postbatch-consignment-of = Consignment of { $code }
postbatch-postage-of = Postage of { $code }
postbatch-consignment-needed = Write the consignment number.
postbatch-failed = Not given
supervision-title = Supervision
supervision-lead = What the Centre is told: hand-overs, opinions, silence, delays, apologies, stopped clocks, corrections, withdrawals, failed messages.
supervision-none = Nothing was told.
supervision-all = All
supervision-at = At
supervision-what = What
supervision-unit = Unit
supervision-kind-passed-on = Passed on
supervision-kind-consulted = Opinions asked
supervision-kind-silent = Silent
supervision-kind-overdue = Overdue
supervision-kind-apologised = Apologised
supervision-kind-forwarded-late = Forwarded late
supervision-kind-taken-up-late = Taken up late
supervision-kind-escalated = Escalated
supervision-kind-clock-stopped = Clock stopped
supervision-kind-corrected = Corrected
supervision-kind-withdrawal-asked = Withdrawal waits
supervision-kind-notice-failed = Message failed
opinions-title = Opinions and joint looks asked of my unit
opinions-by = Before
opinions-what = What
opinions-answer = Give an opinion
opinions-come = Send somebody to look
nav-supervision = Supervision
nav-post-out = To the post
