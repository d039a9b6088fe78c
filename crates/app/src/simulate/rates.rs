//! How often things happen in a simulated province, in cases of a thousand.
//!
//! Assumed for demonstration: chosen so that every list and every paper of the program has
//! something to show, with lateness in the order that provinces publish for themselves (a few of
//! a hundred). They are no statistics of any province.

/// Filed at the counter, by post, through somebody authorised, online.
///
/// Who can file in a ministry's system does so as often as [`MINISTRY`] says.
pub(super) const CHANNELS: [u32; 4] = [560, 60, 60, 320];
/// Of the online filings: through the demonstration citizen's account.
pub(super) const OWN_ACCOUNT: u32 = 30;
/// Incomplete when first handed in.
pub(super) const INCOMPLETE: u32 = 90;
/// Of those guided: come back with what was missing.
pub(super) const COMES_BACK: u32 = 760;
/// Raised to the Centre's leader.
pub(super) const UNCLEAR: u32 = 20;
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
pub(super) const WITHDRAWN: u32 = 16;
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
/// The applicant wishes to wait, and the clock stands for it.
pub(super) const WISHES_TO_WAIT: u32 = 12;
/// An officer makes a mistake, which is corrected: in a transfer, a step, the result, the hand-over.
pub(super) const MISTAKES: [(&str, u32); 4] =
    [("transferred", 3), ("step-completed", 5), ("result-sent", 7), ("handed-over", 3)];
/// Refused wrongly, of those refused.
pub(super) const REFUSED_WRONGLY: u32 = 150;
/// A mistake has a cost that the side at fault bears.
pub(super) const MISTAKE_COSTS: u32 = 450;
/// The post cannot deliver at the first time.
pub(super) const UNDELIVERED: u32 = 60;
/// The applicant shows a published exemption, where there is one.
pub(super) const EXEMPT: u32 = 150;
/// At the Office the electronic file is signed for before the paper is there.
pub(super) const FILE_FIRST: u32 = 600;
/// The applicant has neither telephone nor e-mail.
pub(super) const UNREACHABLE: u32 = 30;
/// Filed in the ministry's own system, of what has one.
pub(super) const MINISTRY: u32 = 450;
/// How much oftener than others procedures are wanted that have a path of their own: a ministry's
/// system, further recipients. Each is one of a hundred, and its path must be seen.
pub(super) const RARE_PATH: u32 = 4;
/// The papers are looked at one by one before acceptance.
pub(super) const LOOKED: u32 = 240;
/// Of those looked at: a paper is not in order.
pub(super) const FAULTY: u32 = 110;
/// An online filing lies past the time for checking it.
pub(super) const LIES: u32 = 20;
/// Scans are added at the desk.
pub(super) const SCANNED: u32 = 160;
/// Files are added online by the applicant.
pub(super) const SCANNED_ONLINE: u32 = 250;
/// The result is a file too, of those that go back online.
pub(super) const RESULT_FILE: u32 = 500;
/// Of the unclear: the leader asks the agency to send somebody.
pub(super) const INVITED: u32 = 700;
/// Of the unclear: the Centre turns out not to be competent.
pub(super) const NOT_COMPETENT: u32 = 300;
/// Filed online though the Centre is not competent.
pub(super) const MISDIRECTED: u32 = 15;
/// The result is given in the act that accepts, where nothing is to be paid and it is owed at once.
pub(super) const AT_ONCE: u32 = 400;
/// Copies or pages are counted, where a charge is for each.
pub(super) const COUNTED: u32 = 600;
/// Pays at acceptance, not when the result is collected.
pub(super) const PAYS_EARLY: u32 = 700;
/// A payment is recorded wrongly, voided by a second person and recorded again.
pub(super) const VOIDED: u32 = 50;
/// Gets back what was paid for a dossier without a result.
pub(super) const REFUNDED: u32 = 900;
/// The post collected the charges with the papers.
pub(super) const COLLECTED: u32 = 400;
/// A head gives the dossier to somebody else.
pub(super) const REASSIGNED: u32 = 20;
/// Somebody leaves a remark.
pub(super) const NOTED: u32 = 30;
/// A further recipient gets its copy.
pub(super) const COPIED: u32 = 900;
/// The minute of the post is begun by the desk, not by the post.
pub(super) const MINUTE_BY_DESK: u32 = 250;
/// The other side sends the list back once before it signs.
pub(super) const MINUTE_SENT_BACK: u32 = 90;
/// A list has a consignment of which no dossier can be made.
pub(super) const NO_DOSSIER: u32 = 120;
/// Of those: it is closed, the others wait for their sender.
pub(super) const LINE_CLOSED: u32 = 700;
/// Records of guidance for a thousand dossiers.
pub(super) const GUIDANCE: u32 = 130;
/// Guided at the counter, by telephone, on the portal, by letter.
pub(super) const WAYS: [u32; 4] = [520, 300, 110, 70];
/// Whoever was guided says who they are.
pub(super) const ASKER_NAMED: u32 = 600;
/// What was counted in a till differs from what was recorded.
pub(super) const TILL_DIFFERS: u32 = 60;
/// A second person confirms a closing that evening, the next morning, not yet.
pub(super) const TILL_CONFIRMED: [u32; 3] = [820, 130, 50];
/// The director signs the letter that the facts propose.
pub(super) const URGED: u32 = 850;
/// The unit answers a letter.
pub(super) const LETTER_ANSWERED: u32 = 780;
/// Rates how the dossier was settled, of those that ended.
pub(super) const RATED: u32 = 220;
/// Rates at the desk right away, not from home.
pub(super) const RATED_AT_DESK: u32 = 450;
/// Faces from very satisfied to very dissatisfied: in time, late or asked twice, without a result.
pub(super) const FACES: [[u32; 5]; 3] =
    [[540, 330, 90, 25, 15], [120, 220, 290, 210, 160], [60, 130, 300, 280, 230]];
/// An indicator is left open.
pub(super) const LEFT_OPEN: u32 = 120;
/// Writes some words to a rating.
pub(super) const WITH_WORDS: u32 = 90;
