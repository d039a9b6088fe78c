# Words used on every page.
product = Electronic one-stop shop
demo-ribbon = Demonstration data – not real dossiers
skip-to-content = Skip to main content
error-title-prefix = Error:
error-heading = There is a problem
error-inline-prefix = Error:
language = Language
language-vi = Tiếng Việt
language-en = English
sign-in = Sign in
sign-out = Sign out
signed-in-as = Signed in: { $name }
username = User name
password = Password
footer-hours = Opening hours
footer-hotline = Hotline
footer-help = Need help?
footer-accessibility = Accessibility statement
footer-privacy = Privacy
footer-contact = Call { $phone } or come to the counter for help.
working-hours = Monday to Friday: 7:00–11:30, 13:30–17:00

nav-main = Main sections
nav-breadcrumbs = Breadcrumbs
nav-home = Home
nav-procedures = Procedures
nav-track = Track a dossier
nav-verify = Check a paper
nav-help = Help
nav-desk = Desk
nav-intake = Intake
nav-worklist = Worklist
nav-handover-papers = Hand over papers
nav-return-result = Return results
nav-board = Board
nav-reports = Reports
nav-register = Register
nav-dossiers = Dossiers
nav-admin = Administration
nav-users = Accounts
nav-calendar = Working calendar
nav-journal = Journal
nav-gallery = Component gallery

back = Back
continue = Continue
save = Save
send = Send
cancel = Cancel
close = Close
edit = Edit
change = Change
delete = Delete
add = Add
confirm = Confirm
search = Search
search-placeholder = Search by name, code or phone
filter = Filter
clear-filter = Clear filters
all = All
open = Open
view = View
download = Download
download-xlsx = Download as Excel
print = Print
print-page = Print this page
print-pdf = Print (PDF)
copy = Copy
copied = Copied
show-more = Show more
next-page = Next page
previous-page = Previous page
pagination = Pages
yes = Yes
no = No
none = None
unknown = Not known
optional = optional
required = required
loading = Loading…
sort-by = Sort by { $column }
sorted-ascending = ascending
sorted-descending = descending
results-count = { $n ->
    [one] { $n } result
   *[other] { $n } results
}
as-of = As of { $when }
definition = How this is counted
details = Details
chart-as-table = Show as a table
empty-title = Nothing here yet
important = Important
success = Done
information = Information
warning = Warning

shortcuts-title = Keyboard shortcuts on this page
shortcuts-hint = Press ? for keyboard shortcuts
shortcuts-off = Turn shortcuts off
shortcuts-on = Turn shortcuts on
shortcut-key = Key
shortcut-does = Does
draft-restored = Your unsent text was restored.

# Units of limits and time
limit-working-days = { $n ->
    [one] { $n } working day
   *[other] { $n } working days
}
limit-working-hours = { $n ->
    [one] { $n } working hour
   *[other] { $n } working hours
}
limit-calendar-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
limit-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
limit-immediately = Settled at once
remaining-working-days = { $n ->
    [one] { $n } working day left
   *[other] { $n } working days left
}
remaining-hours = { $n ->
    [one] { $n } working hour left
   *[other] { $n } working hours left
}
due-today = Due today
due-tomorrow = Due tomorrow
late-working-days = { $n ->
    [one] { $n } working day late
   *[other] { $n } working days late
}
late-today = Late since today
deadline-paused = Waiting for a supplement, the clock is stopped
deadline-finished-on-time = Finished on time
deadline-finished-late = Finished late
deadline-none = No promised day
promised-on-aside = (promised { $when })
provisional = provisional
since = since { $when }
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

# Common inputs
full-name = Full name
organisation-name = Name of the organisation
id-number = Identity number
tax-code = Tax or enterprise code
phone = Phone number
email = E-mail
address = Address
date-of-birth = Date of birth
note = Note
reason = Reason
date-from = From
date-to = To
date-hint = For example, 14/12/2026
unit = Unit
field = Field
officer = Officer
position = Position
amount = Amount
money-free = Nothing to pay
status = Status
choose-one = Choose one
select-placeholder = – Choose –

# Input errors and error pages
error-required = Enter { $field }
error-choose = Choose { $field }
error-too-long = { $field } is longer than { $max } characters
error-date = Enter a date as day/month/year, for example 14/12/2026
error-phone = A phone number has 10 digits and begins with 0
error-email = The e-mail address is not right, for example name@office.vn
error-id-number = An identity number has 12 digits
error-number = Enter a whole number, zero or more
error-sign-in = The user name or the password is not right
error-locked = Too many failed attempts. Try again in { $minutes } minutes.
error-session = Your session has ended. Sign in again to continue.
error-form-expired = This page was open for a long time. Reload it and send again.
error-not-found-title = Page not found
error-not-found-body = The address may be mistyped, or the page has moved.
error-forbidden-title = You may not do this
error-forbidden-body = If your work needs this right, ask the administrator.
error-conflict-title = The dossier has changed
error-too-many-title = Too many requests
error-too-many-body = Wait a minute and try again.
error-server-title = Something went wrong here
error-server-body = What was sent before is safe. Try again in a few minutes.
error-unavailable-title = The service is paused
error-unavailable-body = You can still file at the counter during opening hours.
error-bad-request-title = The request is not right
error-bad-request-body = Check what you entered.
error-too-large-title = Too much data
error-too-large-body = Make it smaller and send it again.
error-reference = When you call the hotline, read out this number: { $reference }
