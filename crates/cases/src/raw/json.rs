//! JSON to nodes. Our own reader, because numbers must stay text and everything must keep its place.

use ecow::EcoString;
use whereas_diagnostics::Diagnostic;
use whereas_source::Span;

use super::{Entry, Keys, Kind, MAX_ELEMENTS, MAX_NESTING, Node, Places};
use crate::problems;

type Read<T> = Result<T, Box<Diagnostic>>;

pub(super) fn read(text: &str, at: Places) -> Read<Node> {
    let mut reader = Reader { text, at, next: 0 };
    let node = reader.value(0)?;
    reader.blanks();
    match reader.peek() {
        None => Ok(node),
        Some(_) => Err(reader.fails("the end of the file")),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: Places,
    next: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.next).copied()
    }

    fn step(&mut self) {
        self.next = self.next.saturating_add(1);
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.step();
        }
    }

    fn span(&self, start: usize) -> Span {
        self.at.span(start, self.next)
    }

    /// The message for what stands here, where something else was wanted.
    fn fails(&self, wanted: &str) -> Box<Diagnostic> {
        let rest = self.text.get(self.next..).unwrap_or("");
        let found = rest.chars().next();
        let end = self.next.saturating_add(found.map_or(0, char::len_utf8));
        let span = self.at.span(self.next, end);
        let found = match found {
            Some(found) => format!("`{}`", problems::short(found.encode_utf8(&mut [0; 4]))),
            None => "the end of the file".to_owned(),
        };
        Box::new(problems::not_read(span, "JSON", &format!("{found} where {wanted} was wanted")))
    }

    fn value(&mut self, depth: usize) -> Read<Node> {
        self.blanks();
        let start = self.next;
        let kind = match self.peek() {
            Some(b'{' | b'[') if depth >= MAX_NESTING => {
                return Err(Box::new(problems::too_deep(
                    self.at.span(start, start.saturating_add(1)),
                )));
            }
            Some(b'{') => self.map(depth)?,
            Some(b'[') => self.list(depth)?,
            Some(b'"') => Kind::Quoted(self.string()?),
            Some(b'-' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z') => self.word()?,
            _ => return Err(self.fails("a value")),
        };
        Ok(Node { span: self.span(start), kind })
    }

    fn map(&mut self, depth: usize) -> Read<Kind> {
        self.step();
        let (mut entries, mut keys) = (Vec::new(), Keys::default());
        self.blanks();
        if self.peek() == Some(b'}') {
            self.step();
            return Ok(Kind::Map(entries));
        }
        loop {
            self.blanks();
            let start = self.next;
            if self.peek() != Some(b'"') {
                return Err(self.fails("a key in quotes"));
            }
            let key = self.string()?;
            let key_span = self.span(start);
            keys.add(&key, key_span)?;
            self.blanks();
            if self.peek() != Some(b':') {
                return Err(self.fails("`:`"));
            }
            self.step();
            let value = self.value(depth.saturating_add(1))?;
            entries.push(Entry { key, key_span, value });
            if self.ends(b'}', "`,` or `}`")? {
                return Ok(Kind::Map(entries));
            }
        }
    }

    fn list(&mut self, depth: usize) -> Read<Kind> {
        let start = self.next;
        self.step();
        let mut items = Vec::new();
        self.blanks();
        if self.peek() == Some(b']') {
            self.step();
            return Ok(Kind::List(items));
        }
        loop {
            if items.len() >= MAX_ELEMENTS {
                return Err(Box::new(problems::list_too_long(
                    self.at.span(start, start.saturating_add(1)),
                )));
            }
            items.push(self.value(depth.saturating_add(1))?);
            if self.ends(b']', "`,` or `]`")? {
                return Ok(Kind::List(items));
            }
        }
    }

    /// After an element: whether this is the end, or else a comma.
    fn ends(&mut self, close: u8, wanted: &str) -> Read<bool> {
        self.blanks();
        match self.peek() {
            Some(b',') => {
                self.step();
                Ok(false)
            }
            Some(byte) if byte == close => {
                self.step();
                Ok(true)
            }
            _ => Err(self.fails(wanted)),
        }
    }

    /// `true`, `false`, `null` or a number; whether it is one is for the fact's type to say.
    fn word(&mut self) -> Read<Kind> {
        let start = self.next;
        while matches!(
            self.peek(),
            Some(b'-' | b'+' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'_')
        ) {
            self.step();
        }
        let word = self.text.get(start..self.next).unwrap_or("");
        match word {
            "null" => Ok(Kind::Nothing),
            "true" | "false" => Ok(Kind::Plain(word.into())),
            _ if is_number(word) => Ok(Kind::Plain(word.into())),
            _ => {
                let what = format!("`{}` without quotes", problems::short(word));
                Err(Box::new(problems::not_read(self.span(start), "JSON", &what)))
            }
        }
    }

    fn string(&mut self) -> Read<EcoString> {
        let start = self.next;
        self.step();
        let mut out = EcoString::new();
        let mut run = self.next;
        loop {
            match self.peek() {
                None => {
                    let span = self.at.span(start, start.saturating_add(1));
                    return Err(Box::new(problems::not_read(
                        span,
                        "JSON",
                        "a text without its closing quotes",
                    )));
                }
                Some(b'"') => {
                    out.push_str(self.text.get(run..self.next).unwrap_or(""));
                    self.step();
                    return Ok(out);
                }
                Some(b'\\') => {
                    out.push_str(self.text.get(run..self.next).unwrap_or(""));
                    out.push(self.escape()?);
                    run = self.next;
                }
                Some(byte) if byte < 0x20 => {
                    return Err(self.fails("a character that is no control character"));
                }
                Some(_) => self.step(),
            }
        }
    }

    fn escape(&mut self) -> Read<char> {
        self.step();
        let found = self.peek();
        let plain = match found {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            _ => return Err(self.fails("an escape such as `\\n`")),
        };
        self.step();
        Ok(plain)
    }

    fn unicode(&mut self) -> Read<char> {
        let first = self.hex()?;
        let pair = 0xd800..=0xdbff;
        let code = if pair.contains(&first)
            && self.text.get(self.next..).is_some_and(|rest| rest.starts_with("\\u"))
        {
            self.step();
            let second = self.hex()?;
            let high = first.saturating_sub(0xd800).saturating_mul(0x400);
            second
                .checked_sub(0xdc00)
                .filter(|low| *low < 0x400)
                .map(|low| high.saturating_add(low).saturating_add(0x1_0000))
        } else {
            Some(first)
        };
        code.and_then(char::from_u32)
            .ok_or_else(|| self.fails("the other half of a pair of escapes"))
    }

    /// The four digits after `u`.
    fn hex(&mut self) -> Read<u32> {
        self.step();
        let digits = self.text.get(self.next..self.next.saturating_add(4)).unwrap_or("");
        let code = Some(digits)
            .filter(|digits| digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match code {
            Some(code) => {
                self.next = self.next.saturating_add(4);
                Ok(code)
            }
            None => Err(self.fails("four hexadecimal digits")),
        }
    }
}

/// `-?`, digits without a leading zero, perhaps a fraction, perhaps an exponent.
fn is_number(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = match word.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (word, None),
    };
    let mantissa = mantissa.strip_prefix('-').unwrap_or(mantissa);
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|it| digits(it.strip_prefix(['+', '-']).unwrap_or(it)))
}
