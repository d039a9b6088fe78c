//! The words that the files use for enumerated values.

use calendar::{DayOffKind, YearStatus};
use domain::organisation::{Role, UnitKind};
use domain::procedure::process::Silence;
use domain::procedure::{
    ApplicantKind, Channel, ChargeKind, ChargeRole, Level, OnlineLevel, Outcome, PaperForm, Place,
    Publication, StepKind,
};

use crate::fault::Faults;

/// A value that the files write as one of a few words.
pub(crate) trait Term: Copy + Sized + 'static {
    /// What it is, for the message of a fault.
    const WHAT: &'static str;
    /// Every word and its value.
    const TABLE: &'static [(&'static str, Self)];

    /// The word for this value.
    fn word(self) -> &'static str;

    /// The value of `word`.
    fn parse(word: &str) -> Option<Self> {
        Self::TABLE.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
    }
}

/// Reads a word, or records that it is unknown and which words there are.
pub(crate) fn term<T: Term>(faults: &mut Faults, place: &str, word: &str) -> Option<T> {
    let value = T::parse(word);
    if value.is_none() {
        let known: Vec<&str> = T::TABLE.iter().map(|(known, _)| *known).collect();
        faults.say(
            place,
            format!("`{word}` không phải là {}.", T::WHAT),
            format!("Dùng một trong: {}.", known.join(", ")),
        );
    }
    value
}

/// Reads a list of words.
pub(crate) fn terms<T: Term>(faults: &mut Faults, place: &str, words: &[String]) -> Vec<T> {
    words.iter().enumerate().filter_map(|(i, word)| term(faults, &format!("{place}[{i}]"), word)).collect()
}

/// Writes a list of words.
pub(crate) fn words<T: Term>(values: &[T]) -> Vec<String> {
    values.iter().map(|value| value.word().to_owned()).collect()
}

macro_rules! words {
    ($ty:ident, $what:literal, { $($word:literal => $variant:ident),+ $(,)? }) => {
        impl Term for $ty {
            const WHAT: &'static str = $what;
            const TABLE: &'static [(&'static str, Self)] = &[$(($word, $ty::$variant)),+];

            fn word(self) -> &'static str {
                match self { $($ty::$variant => $word),+ }
            }
        }
    };
}

words!(Role, "vai trò", {
    "counter-officer" => CounterOfficer, "officer" => Officer, "division-head" => DivisionHead,
    "agency-head" => AgencyHead, "clerk" => Clerk, "chairman" => Chairman, "director" => Director,
    "deputy-director" => DeputyDirector, "procedure-control" => ProcedureControl,
    "post-clerk" => PostClerk, "administrator" => Administrator, "auditor" => Auditor,
    "citizen" => Citizen,
});
words!(UnitKind, "loại đơn vị", {
    "centre" => Centre, "desk" => Desk, "committee" => Committee, "office" => Office,
    "department" => Department, "division" => Division, "vertical" => Vertical, "post" => Post,
    "district" => District, "commune" => Commune,
});
words!(Place, "nơi làm thủ tục", {
    "centre" => Centre, "mobile" => Mobile, "on-site" => OnSite, "elsewhere" => Elsewhere,
});

words!(Publication, "tình trạng công bố", {
    "draft" => Draft, "published" => Published, "abolished" => Abolished,
});
words!(Level, "cấp tiếp nhận", {
    "central" => Central, "province" => Province, "district" => District, "commune" => Commune,
});
words!(ApplicantKind, "loại người nộp", {
    "person" => Person, "overseas-vietnamese" => OverseasVietnamese, "foreigner" => Foreigner,
    "civil-servant" => CivilServant, "enterprise" => Enterprise,
    "foreign-invested-enterprise" => ForeignInvestedEnterprise, "cooperative" => Cooperative,
    "organisation" => Organisation, "foreign-organisation" => ForeignOrganisation,
});
words!(Channel, "cách thức nộp", {
    "counter" => Counter, "post" => Post, "authorised" => Authorised, "online" => Online,
    "agency" => Agency, "ministry" => Ministry,
});
words!(OnlineLevel, "mức độ trực tuyến", {
    "none" => None, "unspecified" => Unspecified, "partial" => Partial, "full" => Full,
});
words!(ChargeKind, "loại khoản thu", {
    "charge" => Charge, "fee" => Fee, "not-stated" => NotStated,
});
words!(ChargeRole, "vai trò của khoản thu", { "owed" => Owed, "cap" => Cap });
words!(Outcome, "kết cục", {
    "guide" => Guide, "supplement" => Supplement, "refuse" => Refuse, "apologise" => Apologise,
    "result" => Result,
});
words!(PaperForm, "mẫu giấy tờ", {
    "receipt" => Receipt, "supplement-request" => SupplementRequest, "refusal" => Refusal,
    "apology" => Apology, "result" => Result,
});
words!(StepKind, "loại bước", {
    "receive" => Receive, "transfer" => Transfer, "assign" => Assign, "appraise" => Appraise,
    "review" => Review, "decide" => Decide, "issue" => Issue, "forward" => Forward,
    "return" => Return,
});
words!(Silence, "cách hiểu khi không trả lời", {
    "decide-without" => DecideWithout, "counts-as-agreement" => CountsAsAgreement,
    "must-answer" => MustAnswer,
});
words!(DayOffKind, "loại ngày nghỉ", {
    "statutory" => Statutory, "compensatory" => Compensatory, "swapped_off" => SwappedOff,
    "local" => Local,
});
words!(YearStatus, "tình trạng của năm", { "published" => Published, "computed" => Computed });
