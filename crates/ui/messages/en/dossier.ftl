# Dossier: stages, actions, events, time limits.
dossier = Dossier
dossier-code = Dossier code
dossier-procedure = Procedure
dossier-applicant = Applicant
dossier-represented-by = Filed on behalf by
dossier-received-at = Received at
dossier-promised = Promised
dossier-channel = Filed through
dossier-return-by = Result by
dossier-papers = Papers
dossier-charge = Charge
dossier-fee = Fee
dossier-limit = Time limit
dossier-revision = Revision { $n }
dossier-slips = Slips issued

stage-draft = Being written
stage-submitted = Submitted, waiting for a check
stage-guided = Guided to complete
stage-escalated = Put to the Centre's leader
stage-accepted = Accepted
stage-in-transfer = Being handed over
stage-with-agency = Being settled
stage-consulting = Opinions asked
stage-awaiting-supplement = Waiting for a supplement
stage-awaiting-signature = Waiting for signature
stage-result-in-transfer = Result on its way
stage-result-ready = Result ready
stage-handed-over = Result handed over
stage-refused = Refused
stage-withdrawn = Withdrawn

public-stage-submitted = Submitted
public-stage-accepted = Accepted
public-stage-processing = Being settled
public-stage-result = Result ready
public-stage-closed = Handed over

action-accept = Accept
action-guide = Guide to complete
action-refuse = Refuse
action-escalate = Put to the leader
action-transfer = Transfer
action-take = Take over
action-complete-step = Complete the step
action-ask-supplement = Ask for a supplement
action-supplement = Receive the supplement
action-consult = Ask for opinions
action-answer-consultation = Answer the consultation
action-send-result = Send the result
action-confirm-result = Confirm the result
action-apologise = Apologise and promise again
action-pay = Record charges and fees
action-hand-over = Hand over the result
action-withdraw = Withdraw
action-assign = Assign
action-note = Note
action-notify = Notify the applicant
action-immediate-result = Result at once

event-submitted = Dossier submitted
event-guided = Guided to complete the dossier
event-escalated = Put to the Centre's leader
event-accepted = Accepted, code given
event-refused = Refused
event-transferred = Dossier handed over
event-taken = Receipt signed
event-step-completed = Step completed
event-supplement-asked = Supplement asked
event-supplement-received = Supplement complete, the clock starts again
event-consultation-asked = Opinions asked
event-consultation-answered = Opinion received
event-result-sent = Result sent to the Centre
event-result-confirmed = Result confirmed
event-notified = Applicant notified
event-overdue = Overdue
event-apologised = Apology with a new day
event-paid = Charges and fees paid
event-handed-over = Result handed over
event-withdrawn = Withdrawn
event-assigned = Assigned
event-noted = Note
event-promise-confirmed = Promised day confirmed

channel-counter = At the counter
channel-post = Public postal service
channel-provincial-portal = Provincial service portal
channel-national-portal = National service portal
channel-assisted = Online with assistance
channel-agency = Received at the agency
return-by-counter = At the counter
return-by-post = By post
return-by-online = Electronic copy

paper-receipt = Receipt with the promised day
paper-supplement = Request for a supplement
paper-refusal = Notice of refusal
paper-apology = Apology and new promised day
paper-control-slip = Control slip

checklist-paper = Paper
checklist-originals = Originals
checklist-copies = Copies
checklist-have = Present
checklist-missing = Missing
checklist-count = { $have } of { $total } papers present
checklist-keys = Keys 1–9 tick a paper, key A ticks all
checklist-form = Download the form
checklist-condition = When: { $condition }

clock-title = Time limit
clock-promised = Promised { $when }
clock-why = Why this day?
clock-because = Because { $reason }
clock-column-day = Day
clock-column-rule = Counting
clock-column-basis = Basis
clock-provisional = Provisional: the holidays of this year are not published yet.
clock-stopped = The clock is stopped. It starts again from zero when the supplement is complete.

holder-title = Held by
holder-since = Since { $when }
holder-paper-file = Paper file
holder-electronic-file = Electronic file
holder-elsewhere = The paper file is at { $place }

actions-title = What can be done now
actions-none = There is nothing for you to do with this dossier now.
actions-refused = Not possible now
actions-refused-count = { $n ->
    [one] { $n } action is not possible now, and why
   *[other] { $n } actions are not possible now, and why
}
actions-basis = Basis: { $provision }

timeline-title = What happened
timeline-by = { $who }
timeline-open-step = Show every step

conflict-title = Somebody else has just changed this dossier
conflict-lead = Your action was not recorded. This is what happened meanwhile:
conflict-kept = What you wrote is still here:
conflict-reload = Show the latest state

sentence-with = The dossier is with { $unit }, { $step }.
sentence-promised = Promised { $when }.
sentence-waiting = The dossier is waiting for papers from you.
sentence-ready = The result is ready. Please collect it at { $place }.
sentence-closed = The result was handed over on { $when }.
sentence-refused = The dossier was refused. The reason is in the notice of refusal.
sentence-withdrawn = The dossier was withdrawn at the applicant's request.
