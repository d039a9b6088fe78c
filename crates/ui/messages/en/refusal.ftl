# Refusals by the rules: heading and explanation by the code of the core.
refusal-incomplete = Papers are missing
refusal-incomplete-detail = { $n ->
    [one] One paper is missing.
   *[other] { $n } papers are missing.
} The list below is complete, so one more visit settles it.
refusal-procedure-not-in-force = The procedure is not in force
refusal-procedure-not-in-force-detail = No dossier can be filed under this procedure today.
refusal-channel-not-open = The channel is not open
refusal-channel-not-open-detail = The procedure is not open for that channel; choose another.
refusal-applicant-not-entitled = This kind of applicant cannot apply
refusal-applicant-not-entitled-detail = The procedure is not meant for that kind of applicant.
refusal-case-needed = A case must be chosen
refusal-case-needed-detail = The procedure has several cases; choose one of the list.
refusal-paper-not-published = A paper is not in the published list
refusal-paper-not-published-detail = Only papers of the published procedure can be asked for or handed in.
refusal-wrong-stage = Not possible at this stage
refusal-wrong-stage-detail = The dossier is at the stage “{ $stage }”.
refusal-already-accepted = Accepted before
refusal-already-accepted-detail = The dossier has the code { $code }.
refusal-already-guided = Guided once already
refusal-already-guided-detail = Guidance was given at { $when }; it is given once only.
refusal-supplement-already-asked = A supplement was asked once already
refusal-supplement-already-asked-detail = A supplement was asked at { $when }; it cannot be asked a second time.
refusal-supplement-window-over = The time for asking a supplement is over
refusal-supplement-window-over-detail = A supplement could be asked until { $when }.
refusal-not-in-appraisal = Not in appraisal
refusal-not-in-appraisal-detail = A supplement can only be asked while the dossier is appraised.
refusal-empty-reason = A reason is missing
refusal-empty-reason-detail = “{ $field }” must be stated in full.
refusal-supplement-incomplete = The supplement is incomplete
refusal-supplement-incomplete-detail = { $n ->
    [one] One of the papers asked for is still missing.
   *[other] { $n } of the papers asked for are still missing.
}
refusal-step-not-open = The step is not open
refusal-step-not-open-detail = No step can be skipped; do the one that is open.
refusal-steps-remain = Steps remain
refusal-steps-remain-detail = { $n ->
    [one] One open step remains before the result can be sent.
   *[other] { $n } open steps remain before the result can be sent.
}
refusal-wrong-unit = Not the unit that must act
refusal-wrong-unit-detail = By the process this belongs to another unit.
refusal-not-holder = Only the holder may do it
refusal-not-holder-detail = Only the person accountable for the dossier may do this.
refusal-no-process = No approved process
refusal-no-process-detail = The procedure has no approved internal process, so it cannot be transferred.
refusal-unpaid = Charges are unpaid
refusal-unpaid-detail = { $amount } must be paid before the result is handed over.
refusal-wrong-amount = The amount does not fit
refusal-wrong-amount-detail = The amount must be above 0 and at most the { $amount } still owed.
refusal-proof-missing = Proof is missing
refusal-proof-missing-detail = “{ $field }” is needed as proof.
refusal-not-immediate = The result is not owed at once
refusal-not-immediate-detail = This procedure has a time limit; its result is not given at once.
refusal-not-overdue = The dossier is not overdue
refusal-not-overdue-detail = The promised day has not passed, or the delay is recorded already.
refusal-not-provisional = The promise is not provisional
refusal-not-provisional-detail = This promise does not wait for a calendar.
refusal-refusal-too-late = Too late to refuse
refusal-refusal-too-late-detail = It could be refused within the time limit, until { $when }.
refusal-not-registered = There is no dossier
refusal-not-registered-detail = This dossier was never recorded.
refusal-no-number = No number for the slip
refusal-no-number-detail = No number could be given for the slip; try again.
refusal-closed = The dossier is closed
refusal-closed-detail = The dossier is closed: { $stage }.
