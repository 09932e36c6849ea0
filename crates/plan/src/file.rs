//! Plans as a file: what `whereas compile` writes and whoever decides cases reads, without the compiler.
//!
//! Reads and produces bytes: a mark, the version of the form, the version of the engine, a length and a checksum; then
//! the plans in postcard's form. Invariants: whatever the bytes are, reading them ends with plans that [`verify`]
//! finds well made and that have the hashes the file states, or says why not; the same plans give the same bytes.

use ecow::EcoString;
use serde::{Deserialize, Serialize};

use crate::across::across;
use crate::{FORMAT, Plan, Violation, verify};

/// What a plan file starts with.
pub const MARK: &[u8] = b"whereas plan\n";
/// The most that a plan file may hold.
pub const MAX_BYTES: usize = 64 << 20;
/// The version of the engine that writes and reads: a plan is decided by the engine that compiled it.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

const CHECKSUM: usize = 32;

/// The plans of a package, and how they stand to each other.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Compiled {
    /// Of two policies in force together: the one that controls, and the one that stands back.
    pub controls: Vec<(EcoString, EcoString)>,
    /// The policies of which each stands for its own scope.
    pub apart: Vec<Vec<EcoString>>,
    /// The plans, in the order of the package.
    pub plans: Vec<Hashed>,
}

/// A plan and its hashes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Hashed {
    /// The hash of its meaning, in hexadecimal digits.
    pub meaning: String,
    /// The hash of its book.
    pub book: String,
    /// The plan.
    pub plan: Plan,
}

impl From<Plan> for Hashed {
    fn from(plan: Plan) -> Self {
        Self { meaning: plan.meaning.hash().to_string(), book: plan.book.hash().to_string(), plan }
    }
}

/// Why bytes are not taken for plans.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refused {
    /// They do not start with [`MARK`].
    NotAPlan,
    /// The form or the engine is another one.
    OtherVersion {
        /// The version of the form.
        format: u32,
        /// The version of the engine that wrote it; none where the form is another one.
        engine: Option<String>,
    },
    /// They end before they should.
    CutShort,
    /// They are not the bytes that were written.
    Changed,
    /// What they hold is no plan, or breaks a predicate.
    NotWellMade(Fault),
    /// They are more than [`MAX_BYTES`].
    TooLarge,
}

/// What is wrong with plans whose bytes are as they were written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// They are not in the form of plans.
    Form,
    /// A plan breaks predicates.
    Breaks(Vec<Violation>),
    /// A plan does not have the hash that is stated.
    Hash,
}

/// The plans as bytes; none where they would be more than [`MAX_BYTES`].
pub fn write(compiled: &Compiled) -> Result<Vec<u8>, Refused> {
    // What plans are made of can always be written.
    let body = postcard::to_stdvec(compiled).map_err(|_| Refused::NotWellMade(Fault::Form))?;
    let mut bytes = MARK.to_vec();
    bytes.extend(FORMAT.to_le_bytes());
    bytes.push(u8::try_from(ENGINE.len()).unwrap_or(u8::MAX));
    bytes.extend(ENGINE.as_bytes());
    bytes.extend(u64::try_from(body.len()).unwrap_or(u64::MAX).to_le_bytes());
    let checksum = checksum(&bytes, &body);
    bytes.extend(checksum);
    bytes.extend(body);
    if bytes.len() > MAX_BYTES { Err(Refused::TooLarge) } else { Ok(bytes) }
}

/// The plans that bytes hold.
pub fn read(bytes: &[u8]) -> Result<Compiled, Refused> {
    let body = body(bytes)?;
    let (compiled, rest): (Compiled, &[u8]) =
        postcard::take_from_bytes(body).map_err(|_| Refused::NotWellMade(Fault::Form))?;
    if !rest.is_empty() || compiled.plans.is_empty() {
        return Err(Refused::NotWellMade(Fault::Form));
    }
    let questions =
        compiled.plans.iter().flat_map(|it| Question::ALL.map(|question| (it, question)));
    let questions: Vec<(&Hashed, Question)> = questions.collect();
    let faults = across(&questions, |(hashed, question)| question.fault(hashed));
    match faults.into_iter().flatten().next() {
        Some(fault) => Err(Refused::NotWellMade(fault)),
        None => Ok(compiled),
    }
}

/// What is asked of a plan that was read.
#[derive(Clone, Copy)]
enum Question {
    WellMade,
    Meaning,
    Book,
}

impl Question {
    const ALL: [Self; 3] = [Self::WellMade, Self::Meaning, Self::Book];

    /// What is wrong, if anything is.
    fn fault(self, hashed: &Hashed) -> Option<Fault> {
        let Hashed { meaning, book, plan } = hashed;
        let same = match self {
            Self::WellMade => {
                let broken = verify(plan);
                return (!broken.is_empty()).then_some(Fault::Breaks(broken));
            }
            Self::Meaning => plan.meaning.hash().to_string() == *meaning,
            Self::Book => plan.book.hash().to_string() == *book,
        };
        (!same).then_some(Fault::Hash)
    }
}

/// What stands behind the head, where the head speaks of it.
fn body(bytes: &[u8]) -> Result<&[u8], Refused> {
    if bytes.len() > MAX_BYTES {
        return Err(Refused::TooLarge);
    }
    let mut head = Head { bytes, at: 0 };
    match head.take(MARK.len()) {
        Ok(mark) if mark == MARK => {}
        Err(Refused::CutShort) if !bytes.is_empty() && MARK.starts_with(bytes) => {
            return Err(Refused::CutShort);
        }
        _ => return Err(Refused::NotAPlan),
    }
    let format = u32::from_le_bytes(head.array()?);
    if format != FORMAT {
        return Err(Refused::OtherVersion { format, engine: None });
    }
    let [length] = head.array()?;
    let engine = head.take(length.into())?;
    if engine != ENGINE.as_bytes() {
        let engine = Some(String::from_utf8_lossy(engine).into_owned());
        return Err(Refused::OtherVersion { format, engine });
    }
    let length = u64::from_le_bytes(head.array()?);
    let before = bytes.get(..head.at).unwrap_or_default();
    let stated: [u8; CHECKSUM] = head.array()?;
    let body = bytes.get(head.at..).unwrap_or_default();
    if length > u64::try_from(body.len()).unwrap_or(u64::MAX) {
        return Err(Refused::CutShort);
    }
    if checksum(before, body) != stated {
        return Err(Refused::Changed);
    }
    Ok(body)
}

fn checksum(head: &[u8], body: &[u8]) -> [u8; CHECKSUM] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(head).update(body);
    *hasher.finalize().as_bytes()
}

/// The head of a file, read from its start.
struct Head<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Head<'b> {
    fn take(&mut self, count: usize) -> Result<&'b [u8], Refused> {
        let end = self.at.saturating_add(count);
        let taken = self.bytes.get(self.at..end).ok_or(Refused::CutShort)?;
        self.at = end;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Refused> {
        self.take(N)?.try_into().map_err(|_| Refused::CutShort)
    }
}
