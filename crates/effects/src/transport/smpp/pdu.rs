//! The messages of SMPP 3.4 that a sender needs, to and from bytes.
//!
//! Written by hand from the specification (SMPP v3.4 issue 1.2, chapters 4 and 5): a library that tells a
//! refusal from a lost answer, and lets a receipt be answered only once it is recorded, was not to be had.

/// Commands.
pub mod command {
    /// Answer to something not understood.
    pub const GENERIC_NACK: u32 = 0x8000_0000;
    /// Login for sending and receiving.
    pub const BIND_TRANSCEIVER: u32 = 0x0000_0009;
    /// A message to a phone.
    pub const SUBMIT_SM: u32 = 0x0000_0004;
    /// A message or receipt from the centre.
    pub const DELIVER_SM: u32 = 0x0000_0005;
    /// End.
    pub const UNBIND: u32 = 0x0000_0006;
    /// Sign of life.
    pub const ENQUIRE_LINK: u32 = 0x0000_0015;
    /// Makes an answer of a command.
    pub const RESPONSE: u32 = 0x8000_0000;
}

/// Longest message that is read, in bytes.
pub const LONGEST: usize = 64 * 1024;
const HEAD: usize = 16;
const RECEIPTED_MESSAGE_ID: u16 = 0x001e;
const MESSAGE_STATE: u16 = 0x0427;

/// A message as it travels: head and the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdu {
    /// Command.
    pub command: u32,
    /// Status; 0 is well.
    pub status: u32,
    /// Number that joins question and answer.
    pub sequence: u32,
    /// What follows the head.
    pub body: Vec<u8>,
}

/// Why bytes are no message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the centre sent what is no SMPP: {0}")]
pub struct Malformed(pub &'static str);

impl Pdu {
    /// A message without a body.
    #[must_use]
    pub fn bare(command: u32, status: u32, sequence: u32) -> Self {
        Self { command, status, sequence, body: Vec::new() }
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let length = u32::try_from(HEAD.saturating_add(self.body.len())).unwrap_or(u32::MAX);
        let mut out = Vec::with_capacity(HEAD.saturating_add(self.body.len()));
        for word in [length, self.command, self.status, self.sequence] {
            out.extend(word.to_be_bytes());
        }
        out.extend(&self.body);
        out
    }

    /// Takes the first message off `buffer`; `None` when it is not there whole yet.
    ///
    /// # Errors
    ///
    /// [`Malformed`] for a length that cannot be.
    pub fn take(buffer: &mut Vec<u8>) -> Result<Option<Self>, Malformed> {
        let Some(length) = word(buffer, 0) else { return Ok(None) };
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        if !(HEAD..=LONGEST).contains(&length) {
            return Err(Malformed("length"));
        }
        if buffer.len() < length {
            return Ok(None);
        }
        let whole: Vec<u8> = buffer.drain(..length).collect();
        let read = |at| word(&whole, at).ok_or(Malformed("head"));
        let body = whole.get(HEAD..).unwrap_or_default().to_vec();
        Ok(Some(Self { command: read(4)?, status: read(8)?, sequence: read(12)?, body }))
    }
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(four.try_into().ok()?))
}

/// A text that ends with a zero byte, cut to what the field may hold.
fn c_string(out: &mut Vec<u8>, text: &str, longest: usize) {
    out.extend(text.bytes().filter(|byte| *byte != 0).take(longest.saturating_sub(1)));
    out.push(0);
}

/// The login.
#[must_use]
pub fn bind(system_id: &str, password: &str, system_type: &str, sequence: u32) -> Pdu {
    let mut body = Vec::new();
    c_string(&mut body, system_id, 16);
    c_string(&mut body, password, 9);
    c_string(&mut body, system_type, 13);
    // Version 3.4, then type, plan and range of addresses: unknown and all.
    body.extend([0x34, 0, 0]);
    c_string(&mut body, "", 41);
    Pdu { command: command::BIND_TRANSCEIVER, status: 0, sequence, body }
}

/// Text of a short message in the alphabet that it travels in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoded {
    /// 0 the default alphabet, 8 UCS-2.
    pub data_coding: u8,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Encodes a text without tones as GSM 7-bit, one with tones as UCS-2; `None` when it does not fit into one
/// message.
#[must_use]
pub fn encode(text: &str) -> Option<Encoded> {
    use app::message::gsm7::{LONGEST_PLAIN, LONGEST_TONES, encode, units};
    if let Some(bytes) = encode(text) {
        return (bytes.len() <= LONGEST_PLAIN).then_some(Encoded { data_coding: 0, bytes });
    }
    units(text).filter(|units| *units <= LONGEST_TONES)?;
    let bytes = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    Some(Encoded { data_coding: 8, bytes })
}

/// A message to a phone, with a receipt asked for.
#[must_use]
pub fn submit(source: &str, to: &str, text: &Encoded, sequence: u32) -> Pdu {
    let number = source.bytes().all(|byte| byte.is_ascii_digit());
    let mut body = Vec::new();
    c_string(&mut body, "", 6);
    // Type and plan of the sender: a name is alphanumeric, a number belongs to the network.
    body.extend(if number { [0, 1] } else { [5, 0] });
    c_string(&mut body, source, 21);
    body.extend([1, 1]);
    c_string(&mut body, to, 21);
    // Class, protocol, priority; sent at once, kept as long as the centre does.
    body.extend([0, 0, 0]);
    c_string(&mut body, "", 17);
    c_string(&mut body, "", 17);
    // Receipt wanted, replaces nothing, alphabet, no canned text.
    body.extend([1, 0, text.data_coding, 0]);
    let length = u8::try_from(text.bytes.len()).unwrap_or(u8::MAX);
    body.push(length);
    body.extend(text.bytes.iter().take(usize::from(length)));
    Pdu { command: command::SUBMIT_SM, status: 0, sequence, body }
}

/// The first text of a body: the name of the centre after a bind, the message's id after a submit.
#[must_use]
pub fn first_text(pdu: &Pdu) -> String {
    let end = pdu.body.iter().position(|byte| *byte == 0).unwrap_or(pdu.body.len());
    String::from_utf8_lossy(pdu.body.get(..end).unwrap_or_default()).into_owned()
}

/// What became of a message, as the centre says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The message's id there.
    pub id: String,
    /// How it ended.
    pub end: End,
}

/// How a message ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// The phone has it.
    Delivered,
    /// It is still on its way.
    OnItsWay,
    /// It will never arrive; the centre's word for why.
    Lost(String),
}

/// Reads a receipt; `None` for a message from a phone.
///
/// # Errors
///
/// [`Malformed`] when the body ends early or the receipt names no message.
pub fn receipt(pdu: &Pdu) -> Result<Option<Receipt>, Malformed> {
    let mut rest = Reader(&pdu.body);
    rest.text()?;
    rest.skip(2)?;
    rest.text()?;
    rest.skip(2)?;
    rest.text()?;
    let class = rest.byte()?;
    rest.skip(2)?;
    rest.text()?;
    rest.text()?;
    rest.skip(4)?;
    let length = usize::from(rest.byte()?);
    let text = String::from_utf8_lossy(rest.take(length)?).into_owned();
    // Bits 2 to 5 say what kind of message it is; 1 is a receipt.
    if class & 0b0011_1100 != 0b0000_0100 {
        return Ok(None);
    }
    let mut id = field(&text, "id:");
    let mut state = field(&text, "stat:");
    while !rest.0.is_empty() {
        let tag = u16::from_be_bytes([rest.byte()?, rest.byte()?]);
        let length = usize::from(u16::from_be_bytes([rest.byte()?, rest.byte()?]));
        let value = rest.take(length)?;
        match (tag, value) {
            (RECEIPTED_MESSAGE_ID, value) => {
                let text = String::from_utf8_lossy(value).trim_end_matches('\0').to_owned();
                id = Some(text).filter(|id| !id.is_empty()).or(id);
            }
            (MESSAGE_STATE, [code]) => state = Some(state_named(*code).to_owned()),
            _ => {}
        }
    }
    let id = id.ok_or(Malformed("a receipt without an id"))?;
    let end = match state.unwrap_or_default().to_uppercase().as_str() {
        "DELIVRD" | "ACCEPTD" => End::Delivered,
        "ENROUTE" | "SCHEDULED" => End::OnItsWay,
        other => End::Lost(other.chars().filter(char::is_ascii_alphanumeric).take(10).collect()),
    };
    Ok(Some(Receipt { id, end }))
}

fn state_named(code: u8) -> &'static str {
    match code {
        0 => "SCHEDULED",
        1 => "ENROUTE",
        2 => "DELIVRD",
        3 => "EXPIRED",
        4 => "DELETED",
        5 => "UNDELIV",
        6 => "ACCEPTD",
        8 => "REJECTD",
        _ => "UNKNOWN",
    }
}

fn field(text: &str, name: &str) -> Option<String> {
    // `id:` must not be found inside another word.
    let begins =
        |(at, _): &(usize, &str)| *at == 0 || text.get(..*at).is_some_and(|before| before.ends_with(' '));
    let (at, _) = text.match_indices(name).find(begins)?;
    let rest = text.get(at.checked_add(name.len())?..)?;
    rest.split_whitespace().next().map(str::to_owned)
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, n: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self.0.split_at_checked(n).ok_or(Malformed("it ends early"))?;
        self.0 = rest;
        Ok(taken)
    }

    fn skip(&mut self, n: usize) -> Result<(), Malformed> {
        self.take(n).map(drop)
    }

    fn byte(&mut self) -> Result<u8, Malformed> {
        let taken = self.take(1)?;
        taken.first().copied().ok_or(Malformed("it ends early"))
    }

    fn text(&mut self) -> Result<(), Malformed> {
        let end = self.0.iter().position(|byte| *byte == 0).ok_or(Malformed("a text without an end"))?;
        self.skip(end.saturating_add(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> Vec<u8> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
    }

    #[test]
    fn the_login_has_the_bytes_of_the_specification() {
        // The example of chapter 3 of the specification, as a transceiver.
        let expected = hex(
            "0000002F 00000009 00000000 00000001 534D50503354455354 00 7365637265743038 00 5355424D495431 00 \
             34 00 00 00",
        );
        let mut pdu = bind("SMPP3TEST", "secret08", "SUBMIT1", 1).bytes();
        assert_eq!(pdu, expected);
        let read = Pdu::take(&mut pdu).unwrap().unwrap();
        assert_eq!((read.command, read.sequence, pdu.len()), (command::BIND_TRANSCEIVER, 1, 0));
        let long = bind(&"x".repeat(40), &"y".repeat(40), "", 1);
        assert_eq!(first_text(&long).len(), 15, "a field never runs over");
    }

    #[test]
    fn a_message_has_the_bytes_of_the_specification() {
        let plain = submit("1022", "84912345678", &encode("Ho so @").unwrap(), 7).bytes();
        let expected =
            hex("00000040 00000004 00000000 00000007 00 00 01 31303232 00 01 01 3834393132333435363738 00 \
             00 00 00 00 00 01 00 00 00 07 486F20736F2000");
        assert_eq!(plain.len(), expected.len());
        assert_eq!(plain[4..], expected[4..]);
        let named = submit("LAMDONG", "84912345678", &encode("hồ").unwrap(), 8);
        assert_eq!(named.body[1..3], [5, 0], "a name is alphanumeric");
        assert!(named.body.ends_with(&[8, 0, 4, 0x00, 0x68, 0x1e, 0xd3]));
    }

    #[test]
    fn a_text_travels_in_the_alphabet_that_holds_it_and_in_one_part() {
        let table = [
            ("a".repeat(160), Some((0, 160))),
            ("a".repeat(161), None),
            ("[".repeat(80), Some((0, 160))),
            ("[".repeat(81), None),
            ("ồ".repeat(70), Some((8, 140))),
            ("ồ".repeat(71), None),
            ("\u{1f600}".to_owned(), None),
        ];
        for (text, expected) in table {
            let found = encode(&text).map(|own| (own.data_coding, own.bytes.len()));
            assert_eq!(found, expected, "{}", text.chars().count());
        }
    }

    #[test]
    fn messages_are_cut_out_of_a_stream_however_it_arrives() {
        let both = [Pdu::bare(command::ENQUIRE_LINK, 0, 1).bytes(), bind("a", "b", "", 2).bytes()].concat();
        let (mut buffer, mut seen) = (Vec::new(), Vec::new());
        for byte in both {
            buffer.push(byte);
            seen.extend(Pdu::take(&mut buffer).unwrap().map(|pdu| pdu.sequence));
        }
        assert_eq!(seen, [1, 2]);
        for length in [0_u32, 15, 65_537, u32::MAX] {
            assert!(Pdu::take(&mut length.to_be_bytes().to_vec()).is_err(), "{length}");
        }
    }

    fn delivery(class: u8, text: &str, more: &[u8]) -> Pdu {
        let mut body = vec![0, 1, 1, b'8', 0, 0, 1, b'9', 0, class, 0, 0, 0, 0, 0, 0, 0, 0];
        body.push(u8::try_from(text.len()).unwrap());
        body.extend(text.bytes());
        body.extend(more);
        Pdu { command: command::DELIVER_SM, status: 0, sequence: 3, body }
    }

    #[test]
    fn a_receipt_is_read_from_its_text_or_its_parameters() {
        let text = |state: &str| {
            format!(
                "id:42 sub:001 dlvrd:001 submit date:1908140800 done date:1908140801 stat:{state} err:000 text:id:7"
            )
        };
        let ended = |end| Some(Receipt { id: "42".into(), end });
        let table = [
            (delivery(4, &text("DELIVRD"), &[]), ended(End::Delivered)),
            (delivery(4, &text("ENROUTE"), &[]), ended(End::OnItsWay)),
            (delivery(4, &text("UNDELIV"), &[]), ended(End::Lost("UNDELIV".into()))),
            (delivery(4, &text("REJECTD"), &[]), ended(End::Lost("REJECTD".into()))),
            (delivery(4, "", &hex("001E 0003 343200 0427 0001 02")), ended(End::Delivered)),
            (delivery(4, "", &hex("001E 0003 343200 0427 0001 05")), ended(End::Lost("UNDELIV".into()))),
            (delivery(0, "xin chào", &[]), None),
        ];
        for (pdu, expected) in table {
            assert_eq!(receipt(&pdu), Ok(expected));
        }
        assert!(receipt(&delivery(4, "no field", &[])).is_err());
    }

    #[test]
    fn no_bytes_of_a_centre_end_the_program() {
        let whole = delivery(4, "id:1 stat:DELIVRD", &hex("001E 0003 343200 0427 0001 02"));
        for end in 0..whole.body.len() {
            let cut = Pdu { body: whole.body[..end].to_vec(), ..whole.clone() };
            drop(receipt(&cut));
            drop(first_text(&cut));
        }
        let mut state = 7_u64;
        for _ in 0..5_000 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let body: Vec<u8> =
                (0..state % 60).map(|n| u8::try_from((state >> (n % 56)) & 0xff).unwrap()).collect();
            drop(receipt(&Pdu { body, ..whole.clone() }));
        }
    }
}
