//! Operations that read a leaf, seen as one.

use super::{ColumnId, InputId, Op};

/// What an operation reads of a leaf.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LeafRead {
    /// Which leaf.
    pub leaf: LeafOf,
    /// What stands beside `… is not absent` on the way to it.
    pub guards: u32,
    /// What is asked of it.
    pub asked: LeafAsked,
}

/// A leaf of a case.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LeafOf {
    /// A fact or a field of it.
    Input(InputId),
    /// A field of an element.
    Column(ColumnId),
}

/// What is asked of a leaf.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LeafAsked {
    /// Its value.
    Value,
    /// `F is absent`
    Absent,
    /// `F is known`
    Known,
}

impl Op {
    /// What it reads of a leaf, if it reads one.
    #[must_use]
    pub const fn leaf(self) -> Option<LeafRead> {
        let (leaf, guards, asked) = match self {
            Self::Input { input, guards } => (LeafOf::Input(input), guards, LeafAsked::Value),
            Self::Absent { input, guards } => (LeafOf::Input(input), guards, LeafAsked::Absent),
            Self::Known { input, guards } => (LeafOf::Input(input), guards, LeafAsked::Known),
            Self::Cell { column, guards } => (LeafOf::Column(column), guards, LeafAsked::Value),
            Self::CellAbsent { column, guards } => {
                (LeafOf::Column(column), guards, LeafAsked::Absent)
            }
            Self::CellKnown { column, guards } => {
                (LeafOf::Column(column), guards, LeafAsked::Known)
            }
            Self::Constant(_)
            | Self::Valueless(_)
            | Self::AsOfDay
            | Self::GoverningDay
            | Self::Reading { .. }
            | Self::Found(_)
            | Self::EventOn
            | Self::EventBy(_)
            | Self::EventAbout
            | Self::There { .. }
            | Self::ListEmpty { .. }
            | Self::ListKnown { .. }
            | Self::Spread { .. }
            | Self::Not(_)
            | Self::And(_)
            | Self::Or(_)
            | Self::AtLeast { .. }
            | Self::Needs(_)
            | Self::Read(_)
            | Self::IsDecided(_)
            | Self::Scoped { .. }
            | Self::If { .. }
            | Self::Compare { .. }
            | Self::OneOf { .. }
            | Self::OneOfConstant { .. }
            | Self::Between { .. }
            | Self::Includes { .. }
            | Self::SetEmpty { .. }
            | Self::Arithmetic { .. }
            | Self::Lesser(_)
            | Self::Greater(_)
            | Self::Rounded { .. }
            | Self::ParameterOn { .. }
            | Self::Any { .. }
            | Self::Every(_)
            | Self::Sum { .. }
            | Self::Extreme { .. }
            | Self::Different(_)
            | Self::DaysInAny(_)
            | Self::Pick { .. }
            | Self::Combine(_)
            | Self::Judging(_) => return None,
        };
        Some(LeafRead { leaf, guards, asked })
    }
}
