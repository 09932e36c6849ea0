//! Why a plan file is refused, for the person who has it.

use whereas_diagnostics::{Diagnostic, codes::plans as codes};
use whereas_plan::FORMAT;
use whereas_plan::file::{ENGINE, Fault, MAX_BYTES, Refused};
use whereas_source::Sources;

use crate::faults::{Faults, Part};

/// What is wrong with the plan file of this name.
pub(crate) fn faults(name: &str, refused: &Refused) -> Faults {
    Faults::new(Part::Plan, Sources::new(), vec![diagnostic(name, refused)])
}

fn diagnostic(name: &str, refused: &Refused) -> Diagnostic {
    let again = "compile it again from the sources: `whereas compile PATH -o FILE`";
    match refused {
        Refused::NotAPlan => Diagnostic::placeless(
            codes::NOT_A_PLAN,
            format!(
                "`{name}` is no compiled plan: it does not start as `whereas compile` starts one"
            ),
        )
        .help("name a folder of policies, a file that ends in .policy, or a plan"),
        Refused::OtherVersion { format, engine } => {
            let by = match engine {
                Some(engine) => format!("version {engine}, and this is version {ENGINE}"),
                None => {
                    format!("a version that writes form {format}, and this one reads form {FORMAT}")
                }
            };
            Diagnostic::placeless(codes::OTHER_VERSION, format!("`{name}` was compiled by {by}"))
                .help(again)
        }
        Refused::CutShort => Diagnostic::placeless(
            codes::CUT_SHORT,
            format!("`{name}` is cut short: it ends before all of the plan is there"),
        )
        .help("copy it again, or compile it again from the sources"),
        Refused::Changed => Diagnostic::placeless(
            codes::CHANGED,
            format!("`{name}` was changed: its checksum is not that of what it holds"),
        )
        .help("copy it again, or compile it again from the sources"),
        Refused::NotWellMade(fault) => {
            let why = match fault {
                Fault::Form => "what it holds is not in the form of plans".to_owned(),
                Fault::Hash => "its plan does not have the hash it states".to_owned(),
                Fault::Breaks(all) => all.first().map_or_else(String::new, |first| {
                    let program =
                        first.program.map_or_else(String::new, |it| format!(" of program {it}"));
                    format!("{} (at {}{program})", first.predicate.words(), first.at)
                }),
            };
            Diagnostic::placeless(
                codes::NOT_WELL_MADE,
                format!("`{name}` holds a plan that is not well made: {why}"),
            )
            .help(again)
        }
        Refused::TooLarge => Diagnostic::placeless(
            codes::PLAN_TOO_LARGE,
            format!("`{name}` has more than the {} MiB that a plan file may have", MAX_BYTES >> 20),
        )
        .help("compile the policies in packages of their own"),
    }
}
