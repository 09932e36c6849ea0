//! `whereas force`: on which days a policy is in force.

use serde_json::json;

use super::load;
use crate::args::{Force, OutputFormat};
use crate::terminal::Terminal;
use crate::{CannotRun, Ending, Ran};

pub(crate) fn run(arguments: &Force, terminal: &Terminal) -> Ran {
    let (from, to) = (arguments.from, arguments.to);
    if let (Some(from), Some(to)) = (from, to)
        && from > to
    {
        return Err(CannotRun(format!(
            "no day is from {from} to {to}: the last is before the first"
        )));
    }
    let Some(package) = load::package(&arguments.path, arguments.policy.as_deref(), terminal)?
    else {
        return Ok(Ending::Found);
    };
    let policies = package.force(from, to);
    match arguments.output_format {
        OutputFormat::Human => {
            let texts: Vec<String> =
                policies.iter().map(whereas::force::ForceOfPolicy::to_text).collect();
            terminal.result(&texts.join("\n"));
        }
        OutputFormat::Json => {
            let all = json!({ "schema_version": 1, "from": from, "to": to, "policies": policies });
            terminal.result(&format!("{all:#}\n"));
        }
    }
    Ok(Ending::Clean)
}
