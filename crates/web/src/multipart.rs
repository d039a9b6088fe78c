//! A form with a file, as browsers send it (RFC 7578), read as it comes: short fields are kept, the one file goes on.

/// The most bytes of heads and fields together; more is no form of ours.
const MOST_WORDS: usize = 64 * 1024;
/// The most parts of a form of ours.
const MOST_PARTS: usize = 32;

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

/// Why a body could not be read.
#[derive(Debug)]
pub enum Broken {
    /// It is not what it says.
    NotAForm,
    /// Whoever takes the file could not.
    Sink(std::io::Error),
}

/// What is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    /// The boundary before a part; what follows it says whether there is one.
    Boundary,
    /// The lines before a content.
    Head,
    /// The content of a field or of the file.
    Field,
    File,
    /// Behind the last boundary.
    End,
}

/// A form that is being read.
#[derive(Debug)]
pub struct Form {
    /// The line end and the boundary that end a content.
    next: Vec<u8>,
    at: At,
    /// What came and is not read yet; never longer than a head, a field or a piece of the file.
    rest: Vec<u8>,
    name: String,
    words: usize,
    parts: usize,
    /// The fields that are no files, in order.
    pub fields: Vec<(String, String)>,
}

impl Form {
    /// Begins a form with this boundary.
    #[must_use]
    pub fn new(boundary: &str) -> Self {
        Self {
            next: format!("\r\n--{boundary}").into_bytes(),
            at: At::Field,
            // The first boundary has no line end before it; with one it is like the others, behind an empty field.
            rest: b"\r\n".to_vec(),
            name: String::new(),
            words: 0,
            parts: 0,
            fields: Vec::new(),
        }
    }

    /// Reads the next bytes; those of the file go to `sink`. Its name is not kept: it decides nothing.
    ///
    /// # Errors
    ///
    /// [`Broken`], and the form cannot be read any more.
    pub fn read(
        &mut self,
        bytes: &[u8],
        sink: &mut dyn FnMut(&[u8]) -> std::io::Result<()>,
    ) -> Result<(), Broken> {
        self.rest.extend_from_slice(bytes);
        while self.step(sink)? {}
        let most = if self.at == At::File { usize::MAX } else { MOST_WORDS };
        if self.rest.len() > most { Err(Broken::NotAForm) } else { Ok(()) }
    }

    /// Whether the form is complete.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.at == At::End
    }

    /// One step; `false` when more has to come first.
    fn step(&mut self, sink: &mut dyn FnMut(&[u8]) -> std::io::Result<()>) -> Result<bool, Broken> {
        match self.at {
            At::End => {
                self.rest.clear();
                Ok(false)
            }
            At::Boundary => {
                let Some((two, _)) = self.rest.split_first_chunk::<2>() else { return Ok(false) };
                self.at = match two {
                    b"\r\n" => At::Head,
                    b"--" => At::End,
                    _ => return Err(Broken::NotAForm),
                };
                self.rest.drain(..2);
                Ok(true)
            }
            At::Head => {
                let Some(end) = find(&self.rest, b"\r\n\r\n") else { return Ok(false) };
                let head: Vec<u8> = self.rest.drain(..end.saturating_add(4)).collect();
                self.head(&head)?;
                Ok(true)
            }
            At::Field => {
                let Some(end) = find(&self.rest, &self.next) else { return Ok(false) };
                let value: Vec<u8> = self.rest.drain(..end).collect();
                self.rest.drain(..self.next.len());
                self.at = At::Boundary;
                self.count(value.len())?;
                let first = self.parts == 0;
                if first && !value.is_empty() {
                    return Err(Broken::NotAForm);
                }
                if !first {
                    let value = String::from_utf8(value).map_err(|_| Broken::NotAForm)?;
                    self.fields.push((std::mem::take(&mut self.name), value));
                }
                Ok(true)
            }
            At::File => self.file(sink),
        }
    }

    fn head(&mut self, head: &[u8]) -> Result<(), Broken> {
        self.count(head.len())?;
        self.parts = self.parts.saturating_add(1);
        let head = std::str::from_utf8(head).map_err(|_| Broken::NotAForm)?;
        let disposition =
            head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"));
        let disposition = disposition.filter(|_| self.parts <= MOST_PARTS).ok_or(Broken::NotAForm)?;
        self.name = quoted(disposition, "name").ok_or(Broken::NotAForm)?;
        self.at = if quoted(disposition, "filename").is_some() { At::File } else { At::Field };
        Ok(())
    }

    fn file(&mut self, sink: &mut dyn FnMut(&[u8]) -> std::io::Result<()>) -> Result<bool, Broken> {
        let found = find(&self.rest, &self.next);
        // What may be the begin of the boundary stays until more has come.
        let open = self.rest.len().saturating_sub(self.next.len().saturating_sub(1));
        let content = self.rest.get(..found.unwrap_or(open)).unwrap_or_default();
        if !content.is_empty() {
            sink(content).map_err(Broken::Sink)?;
        }
        let read = content.len();
        self.rest.drain(..read);
        if found.is_some() {
            self.rest.drain(..self.next.len());
            self.at = At::Boundary;
        }
        Ok(found.is_some())
    }

    fn count(&mut self, words: usize) -> Result<(), Broken> {
        self.words = self.words.saturating_add(words);
        if self.words > MOST_WORDS { Err(Broken::NotAForm) } else { Ok(()) }
    }
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

    type WholeForm = (Vec<(String, String)>, Vec<u8>);

    /// Fields and file of a body that comes in pieces of this length; `None` when it is no whole form.
    fn read(body: &[u8], boundary: &str, piece: usize) -> Option<WholeForm> {
        let (mut form, mut file) = (Form::new(boundary), Vec::new());
        for piece in body.chunks(piece) {
            form.read(piece, &mut |bytes| {
                file.extend_from_slice(bytes);
                Ok(())
            })
            .ok()?;
        }
        form.is_complete().then_some((form.fields, file))
    }

    #[test]
    fn fields_and_file_are_told_apart_however_they_come() {
        for piece in 1..=BODY.len() {
            let (fields, file) = read(BODY, "xY", piece).unwrap();
            assert_eq!(fields, [("csrf".to_owned(), "abc".to_owned())], "{piece}");
            assert_eq!(file, b"%PDF-\r\n--x", "a boundary that only begins alike is content ({piece})");
        }
    }

    #[test]
    fn what_is_cut_off_or_of_another_boundary_is_nothing() {
        for end in [0, 1, 10, 60, BODY.len() - 12] {
            assert_eq!(read(&BODY[..end], "xY", 7), None, "{end}");
        }
        assert_eq!(read(BODY, "zz", 7), None);
        assert_eq!(read(&[b"before", BODY].concat(), "xY", 7), None);
    }

    #[test]
    fn what_is_no_form_of_ours_ends_early() {
        let mut form = Form::new("xY");
        let sink = &mut |_: &[u8]| Ok(());
        let endless = (0..).map(|_| form.read(&[b'a'; 4096], sink)).take_while(Result::is_ok).count();
        assert!(endless < 20, "{endless}");
        let part = "--xY\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n".repeat(MOST_PARTS + 1);
        assert_eq!(read(format!("{part}--xY--\r\n").as_bytes(), "xY", 999), None);
        let full = Form::new("xY").read(BODY, &mut |_| Err(std::io::ErrorKind::StorageFull.into()));
        assert!(matches!(full, Err(Broken::Sink(_))), "{full:?}");
    }

    #[test]
    fn the_file_is_never_held() {
        let mut form = Form::new("xY");
        let mut held = 0;
        form.read(&BODY[..BODY.len() - 20], &mut |_| Ok(())).unwrap();
        for _ in 0..1000 {
            form.read(&[b'\r'; 8192], &mut |_| Ok(())).unwrap();
            held = held.max(form.rest.len());
        }
        assert!(held < 8192, "{held}");
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
