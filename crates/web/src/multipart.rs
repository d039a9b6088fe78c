//! A form with a file, as browsers send it (RFC 7578), read whole: one file, some short fields.

/// What such a form says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The fields that are no files, in order.
    pub fields: Vec<(String, String)>,
    /// The content of the file; its name is not kept, it decides nothing.
    pub file: Option<Vec<u8>>,
}

/// The boundary that a content type announces.
#[must_use]
pub fn boundary(content_type: &str) -> Option<&str> {
    let (kind, parameters) = content_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let value = parameters.split(';').find_map(|part| part.trim().strip_prefix("boundary="))?;
    let value = value.trim_matches('"');
    (1..=70).contains(&value.len()).then_some(value)
}

/// Reads a body between its boundaries; `None` when it is not what it says.
#[must_use]
pub fn read(body: &[u8], boundary: &str) -> Option<Parts> {
    let (open, next) = (format!("--{boundary}"), format!("\r\n--{boundary}"));
    let mut rest = body.strip_prefix(open.as_bytes())?;
    let mut parts = Parts::default();
    // A form of ours has few parts; more are not ours.
    for _ in 0..32 {
        if rest.starts_with(b"--") {
            return Some(parts);
        }
        rest = rest.strip_prefix(b"\r\n")?;
        let head_end = find(rest, b"\r\n\r\n")?;
        let head = std::str::from_utf8(rest.get(..head_end)?).ok()?;
        let content = rest.get(head_end.checked_add(4)?..)?;
        let end = find(content, next.as_bytes())?;
        let (value, after) = content.split_at_checked(end)?;
        rest = after.get(next.len()..)?;
        let disposition =
            head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
        let name = quoted(disposition, "name")?;
        if quoted(disposition, "filename").is_some() {
            parts.file = Some(value.to_vec());
        } else {
            parts.fields.push((name, String::from_utf8(value.to_vec()).ok()?));
        }
    }
    None
}

/// The value of `; name="…"`, and not of the end of another name.
fn quoted(line: &str, name: &str) -> Option<String> {
    let wanted = format!("{name}=\"");
    let at = line
        .match_indices(&wanted)
        .find(|(at, _)| line.get(..*at).is_some_and(|before| before.ends_with([' ', ';'])))?
        .0;
    let rest = line.get(at.checked_add(wanted.len())?..)?;
    rest.split('"').next().map(str::to_owned)
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    let first = what.first()?;
    let mut from = 0_usize;
    loop {
        let rest = bytes.get(from..)?;
        let at = from.checked_add(rest.iter().position(|byte| byte == first)?)?;
        if bytes.get(at..)?.starts_with(what) {
            return Some(at);
        }
        from = at.checked_add(1)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = b"--xY\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nabc\r\n\
        --xY\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF-\r\n--x\r\n--xY--\r\n";

    #[test]
    fn fields_and_file_are_told_apart() {
        let parts = read(BODY, "xY").unwrap();
        assert_eq!(parts.fields, [("csrf".to_owned(), "abc".to_owned())]);
        assert_eq!(parts.file.unwrap(), b"%PDF-\r\n--x", "a boundary that only begins alike is content");
    }

    #[test]
    fn what_is_cut_off_or_of_another_boundary_is_nothing() {
        for end in [0, 1, 10, 60, BODY.len() - 12] {
            assert_eq!(read(&BODY[..end], "xY"), None, "{end}");
        }
        assert_eq!(read(BODY, "zz"), None);
    }

    #[test]
    fn the_boundary_is_what_the_header_says() {
        let table = [
            ("multipart/form-data; boundary=xY", Some("xY")),
            ("multipart/form-data; boundary=\"x Y\"", Some("x Y")),
            ("multipart/form-data; boundary=", None),
            ("multipart/mixed; boundary=xY", None),
            ("multipart/form-data", None),
        ];
        for (header, expected) in table {
            assert_eq!(boundary(header), expected, "{header}");
        }
    }
}
