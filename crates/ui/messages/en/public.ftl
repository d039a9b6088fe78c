# Pages for citizens and organisations.
home-title = What do you need to do?
home-find-procedure = Find a procedure
home-track = Track a dossier
home-track-hint = Enter the code on your receipt, or scan its QR code
home-visit = Come to the counter
procedures-title = Procedures
procedures-search = Find a procedure by name
procedures-field = Field
procedures-agency = Settling agency
procedures-count = { $n ->
    [one] { $n } procedure
   *[other] { $n } procedures
}
procedures-none = No procedure was found. Try fewer letters; tone marks are not needed.
procedure-papers = Papers you need
procedure-papers-hint = Tick each paper when you have it.
procedure-cost = Charges and fees
procedure-limit = Time limit
procedure-example = File a complete dossier now and the result is ready { $when }.
procedure-where = Where to file
procedure-basis = Legal basis
procedure-forms = Forms
procedure-steps = Steps
procedure-result = Result
procedure-code = Procedure code
procedure-agency = Settling agency
procedure-channels = How to file
procedure-decision = Publication decision
procedure-exemption = Exemptions
procedure-not-published = This procedure is not published.
track-title = Track a dossier
track-code = Dossier code
track-code-hint = For example, 000.00.19.H36-261123-0042
track-submit = Track
track-not-found = There is no dossier with this code. Check each digit on your receipt.
track-code-only = To see everything, scan the QR code on your receipt.
track-stage = Stage
track-next = What is next
track-progress = So far
track-next-wait = There is nothing for you to do. We send a message when the result is ready.
track-next-supplement = Bring the papers on the supplement request to the counter.
track-next-collect = Bring the receipt and your identity paper to collect the result.
track-next-closed = The dossier is closed.
verify-title = Check a paper
