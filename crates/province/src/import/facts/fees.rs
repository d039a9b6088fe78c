//! Charges and fees of a record.

use domain::procedure::{Charge, ChargeKind, ChargeRole};

use super::super::json::{Notes, Object};
use super::channel;

/// The charges of `key`, and whether it prints that nothing is to be paid.
pub(super) fn read(object: &Object<'_>, notes: &mut Notes, key: &str) -> (Vec<Charge>, bool) {
    let Some(fees) = object.object(notes, key) else {
        notes.open("fees.missing", key, "Không in phí, lệ phí.");
        return (Vec::new(), false);
    };
    let text = fees.text(notes, "text");
    let none = fees.flag(notes, "none");
    let by_council = fees.flag(notes, "set_by_provincial_council").unwrap_or(false);
    let mut charges = items(&fees, notes);
    fees.keep_rest(notes, &[]);
    if let Some(text) = &text {
        notes.fact("fees.text", text);
    }
    if by_council {
        notes.fact("fees.set_by_provincial_council", "true");
    }
    let free = none == Some(true) && charges.is_empty();
    if none == Some(true) && !charges.is_empty() {
        notes.open("fees.contradiction", "fees.none", "Ghi không thu nhưng lại in khoản thu.");
    }
    if free && text.as_deref() == Some("Miễn phí") {
        notes.open(
            "fees.free_doubtful",
            "fees.text",
            "`Miễn phí` ở nguồn này thường chỉ là chưa nhập mức thu.",
        );
    }
    if charges.is_empty() && !free {
        match (&text, by_council) {
            (None, false) => notes.open("fees.missing", "fees", "Không in phí, lệ phí."),
            (text, _) => {
                let set_by = match text {
                    Some(text) => text.clone(),
                    None => "Nghị quyết của Hội đồng nhân dân tỉnh".to_owned(),
                };
                notes.open(
                    "fees.by_reference",
                    "fees.text",
                    format!("Mức thu theo văn bản khác: `{set_by}`."),
                );
                charges.push(open_charge(set_by));
            }
        }
    }
    (charges, free)
}

fn open_charge(set_by: String) -> Charge {
    Charge {
        code: "k1".to_owned(),
        name: "Phí, lệ phí".to_owned(),
        kind: ChargeKind::NotStated,
        amount: None,
        usd: None,
        per: String::new(),
        role: ChargeRole::Owed,
        set_by,
        condition: None,
        cases: Vec::new(),
        channels: Vec::new(),
        from: None,
        to: None,
        exemptions: Vec::new(),
    }
}

/// The items with amounts.
pub(super) fn items(fees: &Object<'_>, notes: &mut Notes) -> Vec<Charge> {
    let mut out = Vec::new();
    for (i, item) in fees.objects(notes, "items").into_iter().enumerate() {
        let kind = match item.text(notes, "kind").as_deref() {
            Some("phi") => ChargeKind::Charge,
            Some("le_phi") => ChargeKind::Fee,
            Some(other) => {
                notes.open(
                    "fees.kind",
                    item.at("kind"),
                    format!("Loại thu `{other}` không có trong mô hình."),
                );
                notes.fact(item.at("kind"), other);
                ChargeKind::NotStated
            }
            None => {
                notes.open("fees.kind", item.at("kind"), "Không nói là phí hay lệ phí.");
                ChargeKind::NotStated
            }
        };
        let name = item.text(notes, "name").unwrap_or_else(|| {
            notes.open("fees.name", item.at("name"), "Khoản thu không có tên.");
            "Phí, lệ phí".to_owned()
        });
        let amount: Option<i64> = item.count(notes, "amount_vnd");
        let usd: Option<i64> = item.count(notes, "amount_usd");
        let set_by = if amount.is_none() && usd.is_none() {
            notes.open("fees.amount", item.at("amount_vnd"), "Khoản thu không in mức.");
            name.clone()
        } else {
            String::new()
        };
        if usd.is_some() {
            notes.open("fees.usd", item.at("amount_usd"), "Mức thu bằng đô la Mỹ; chưa có mức bằng đồng.");
        }
        let role = match item.text(notes, "role").as_deref() {
            None => ChargeRole::Owed,
            Some("cap") => ChargeRole::Cap,
            Some(other) => {
                notes.open(
                    "fees.role",
                    item.at("role"),
                    format!("Vai trò `{other}` của khoản thu không có trong mô hình."),
                );
                notes.fact(item.at("role"), other);
                ChargeRole::Owed
            }
        };
        let words = item.texts(notes, "channels");
        let mut channels: Vec<_> = words.iter().filter_map(|word| channel(word)).collect();
        channels.dedup();
        for word in words.iter().filter(|word| channel(word).is_none()) {
            notes.open(
                "channels.unknown",
                item.at("channels"),
                format!("Cách thức `{word}` không có trong mô hình."),
            );
            notes.fact(item.at("channels"), word);
        }
        out.push(Charge {
            code: format!("k{}", i + 1),
            name,
            kind,
            amount,
            usd,
            per: item.text(notes, "per").unwrap_or_default(),
            role,
            set_by,
            condition: item.text(notes, "condition"),
            cases: Vec::new(),
            channels,
            from: None,
            to: None,
            exemptions: Vec::new(),
        });
        item.keep_rest(notes, &[]);
    }
    out
}
