//! How often things happen in a simulated province, in cases of a thousand.
//!
//! Assumed for demonstration: chosen so that every list and every paper of the program has
//! something to show, with lateness in the order that provinces publish for themselves (a few of
//! a hundred). They are no statistics of any province.

/// Filed at the counter, by post, through somebody authorised, online.
pub(super) const CHANNELS: [u32; 4] = [560, 60, 60, 320];
/// Of the online filings: through the demonstration citizen's account.
pub(super) const OWN_ACCOUNT: u32 = 30;
/// Incomplete when first handed in.
pub(super) const INCOMPLETE: u32 = 90;
/// Of those guided: come back with what was missing.
pub(super) const COMES_BACK: u32 = 760;
/// Raised to the Centre's leader.
pub(super) const UNCLEAR: u32 = 15;
/// Refused at the desk.
pub(super) const REFUSED_AT_DESK: u32 = 12;
/// Forwarded to the agency after the lawful moment.
pub(super) const FORWARDED_LATE: u32 = 45;
/// Asked for a supplement after appraisal.
pub(super) const SUPPLEMENT: u32 = 80;
/// Of those: answer.
pub(super) const SUPPLEMENT_ANSWERED: u32 = 780;
/// Refused after appraisal.
pub(super) const REFUSED_AFTER: u32 = 20;
/// Withdrawn by the applicant.
pub(super) const WITHDRAWN: u32 = 12;
/// Result well before the day, about on the day, late.
pub(super) const PACE: [u32; 3] = [560, 365, 75];
/// Result goes back by post, of those not filed online.
pub(super) const BACK_BY_POST: u32 = 260;
/// Result is collected with an authority document.
pub(super) const BY_AUTHORITY: u32 = 60;
/// The n-th procedure is wanted as often as this over n and [`POPULARITY_FLAT`].
pub(super) const POPULARITY: u32 = 1000;
/// Keeps the most wanted procedures from being all there is.
pub(super) const POPULARITY_FLAT: u32 = 4;
/// How much oftener than others the procedures of the agency are wanted where the demonstration
/// accounts work: their lists must have something to show.
pub(super) const FIRST_AGENCY: u32 = 4;
/// Received first by an agency that forwards it, of those brought by hand.
pub(super) const BY_AGENCY: u32 = 15;
/// Result is collected at another desk.
pub(super) const OTHER_DESK: u32 = 25;
/// An opinion that the process does not foresee is asked.
pub(super) const CONSULTED: u32 = 35;
/// A consulted unit is silent past its time.
pub(super) const SILENT: u32 = 220;
/// Of the late: the head apologises with a new day.
pub(super) const APOLOGISED: u32 = 620;
/// The clock stands for a financial duty.
pub(super) const STOPPED: u32 = 10;
/// A result is sent with a mistake, which is corrected.
pub(super) const CORRECTED: u32 = 8;
/// The post cannot deliver at the first time.
pub(super) const UNDELIVERED: u32 = 40;
/// The applicant shows a published exemption, where there is one.
pub(super) const EXEMPT: u32 = 150;
/// At the Office the electronic file is signed for before the paper is there.
pub(super) const FILE_FIRST: u32 = 600;
/// The applicant has neither telephone nor e-mail.
pub(super) const UNREACHABLE: u32 = 30;
