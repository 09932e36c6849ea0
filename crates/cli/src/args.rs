//! The commands and their options.

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use whereas_value::Date;

/// Rules as code that a lawyer can read: check policies, run their examples, decide cases.
///
/// Exit code: 0 where all is clean, 1 where something was found in the files, 2 where the command could not run.
#[derive(Parser, Debug)]
#[command(name = "whereas", version, propagate_version = true, max_term_width = 100)]
pub(crate) struct Arguments {
    /// When to use colours; NO_COLOR is honoured.
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub color: Color,
    #[command(subcommand)]
    pub command: Command,
}

/// When to use colours.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Start a package of its own: a policy, its passages, a case.
    New(New),
    /// Say everything that is wrong with a policy.
    Check(Check),
    /// Put policy files into their one layout.
    Fmt(Fmt),
    /// Run the examples of a policy.
    Test(Test),
    /// Decide a case, or many.
    Eval(Eval),
    /// Put one case to every policy of a package that decides something.
    Compare(Compare),
    /// Say which duties a case has, and in which state.
    Duties(Duties),
    /// Say on which days a policy is in force, suspended, or contested.
    Force(Force),
    /// Say of every clause whether the examples show it bite, and show it not bite.
    Coverage(Coverage),
    /// Write a policy as one page, each passage beside the clause that encodes it.
    Report(Report),
    /// Write the plans of a package to a file that decides cases without the sources.
    Compile(Compile),
    /// Print the page of a diagnostic.
    Explain(Explain),
    /// Print a form that a policy takes in the compiler.
    Show(Show),
    /// Print the JSON Schema of the cases of a policy, or of what Whereas says.
    Schema(Schema),
    /// Print the completions for a shell.
    Completions(Completions),
    /// Print the manual page, of all or of one command.
    Man(Man),
}

#[derive(Args, Debug)]
pub(crate) struct Check {
    /// A folder of policies, or one policy file.
    #[arg(default_value = ".")]
    pub path: String,
    /// In which form.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub output_format: FindingsFormat,
    /// Tell all findings, and not the first hundred only.
    #[arg(long)]
    pub no_limit: bool,
    /// End with 1 where there is anything of this level, or a worse one.
    #[arg(long, value_name = "LEVEL", default_value = "warning")]
    pub fail_on: FailOn,
}

/// What ends a check with 1.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum FailOn {
    /// An error or a warning.
    Warning,
    /// An error.
    Error,
}

/// The forms of findings.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum FindingsFormat {
    /// With the lines they are about.
    Human,
    /// One line each.
    Short,
    /// As JSON.
    Json,
    /// As SARIF 2.1.0, for code scanning.
    Sarif,
    /// As annotations of a GitHub workflow.
    Github,
}

#[derive(Args, Debug)]
pub(crate) struct New {
    /// The folder of the package, which must not be there yet; its last part is the package's name.
    pub name: String,
}

#[derive(Args, Debug)]
pub(crate) struct Compile {
    /// A folder of policies, or one policy file.
    pub path: String,
    /// The plan file to write; - for standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: String,
}

#[derive(Args, Debug)]
pub(crate) struct Force {
    /// A folder of policies, one policy file, or a compiled plan.
    #[arg(default_value = ".")]
    pub path: String,
    /// The first day; without it, from ever.
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub from: Option<Date>,
    /// The last day; without it, for ever.
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub to: Option<Date>,
    /// Only this policy of the folder.
    #[arg(long, value_name = "NAME")]
    pub policy: Option<String>,
    /// In which form.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub output_format: OutputFormat,
}

#[derive(Args, Debug)]
pub(crate) struct Coverage {
    /// A folder of policies, or one policy file.
    #[arg(default_value = ".")]
    pub path: String,
    /// Only this policy of the folder.
    #[arg(long, value_name = "NAME")]
    pub policy: Option<String>,
    /// End with 1 where a clause lacks an example in which it bites, or one in which it does not.
    #[arg(long)]
    pub strict: bool,
    /// In which form.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub output_format: OutputFormat,
}

#[derive(Args, Debug)]
pub(crate) struct Report {
    /// A folder of policies, or one policy file.
    #[arg(default_value = ".")]
    pub path: String,
    /// The policy, where the folder has several.
    #[arg(long, value_name = "NAME")]
    pub policy: Option<String>,
    /// In which language: en or es.
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub language: String,
    /// In which form.
    #[arg(long, value_name = "FORMAT", default_value = "html")]
    pub output_format: PageFormat,
    /// The file to write, whole or not at all; without it, or with -, standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<String>,
}

/// The forms of a page.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum PageFormat {
    /// One HTML file that loads nothing.
    Html,
    /// Markdown.
    Md,
}

#[derive(Args, Debug)]
pub(crate) struct Fmt {
    /// Policy files, and folders of them; - for standard input, laid out to standard output.
    #[arg(default_value = ".")]
    pub paths: Vec<String>,
    /// Write nothing; name the files that would change, and end with 1 where there are any.
    #[arg(long)]
    pub check: bool,
    /// Write nothing; show what would change, and end with 1 where anything would.
    #[arg(long)]
    pub diff: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Test {
    /// A folder of policies, or one policy file.
    #[arg(default_value = ".")]
    pub path: String,
    /// Only examples whose policy, clause or title holds this, and cases whose file does.
    pub filter: Option<String>,
    /// In which form.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub output_format: TestFormat,
    /// Keep the outcomes of the cases as they now are, instead of comparing them; never where CI is set.
    #[arg(long)]
    pub update: bool,
}

/// The forms of test results.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum TestFormat {
    /// For people: what failed, and a count.
    Human,
    /// As JSON.
    Json,
    /// As JUnit's XML, for build servers.
    Junit,
}

/// The forms of results.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum OutputFormat {
    /// For people.
    Human,
    /// As JSON.
    Json,
}

/// A policy and a case.
#[derive(Args, Debug)]
pub(crate) struct PolicyAndCase {
    /// A folder of policies, one policy file, or a compiled plan.
    pub path: String,
    /// The case: JSON, YAML or TOML; - for standard input. `eval` also takes many: JSON, one a line (.jsonl).
    pub case: String,
    /// The day as of which the case is decided, instead of the one it states.
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub as_of: Option<Date>,
    /// Only this policy of the folder.
    #[arg(long, value_name = "NAME")]
    pub policy: Option<String>,
    /// In which language, of those that the labels have words in: en or es.
    #[arg(long, value_name = "LANGUAGE")]
    pub language: Option<String>,
    /// In which form.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub output_format: OutputFormat,
}

fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|error| error.to_string())
}

#[derive(Args, Debug)]
pub(crate) struct Eval {
    #[command(flatten)]
    pub what: PolicyAndCase,
    /// How the case is written, instead of what the end of its name, or the text, says.
    #[arg(long, value_name = "FORMAT")]
    pub cases_format: Option<CasesFormat>,
    /// Only this decision, or one value or element of it (`priorities.border_security`, `exempt[2]`); may be given more
    /// than once.
    #[arg(long, value_name = "NAME")]
    pub decision: Vec<String>,
    /// Say of every rule whether it prevailed.
    #[arg(long)]
    pub trace: bool,
    /// Say what would follow from each open judgement, either way.
    #[arg(long)]
    pub either_way: bool,
    /// End with a code that says the status of this decision; where several policies have it, in the one in force (see the
    /// manual page).
    #[arg(long, value_name = "DECISION")]
    pub exit_code_from: Option<String>,
}

/// How cases are written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum CasesFormat {
    /// One case, as JSON.
    Json,
    /// One case, as YAML.
    Yaml,
    /// One case, as TOML.
    Toml,
    /// Many cases, as JSON, one a line.
    Jsonl,
}

#[derive(Args, Debug)]
pub(crate) struct Compare {
    #[command(flatten)]
    pub what: PolicyAndCase,
}

#[derive(Args, Debug)]
pub(crate) struct Duties {
    #[command(flatten)]
    pub what: PolicyAndCase,
}

#[derive(Args, Debug)]
pub(crate) struct Explain {
    /// The codes of diagnostics, such as E0110; without one, the list of all.
    pub codes: Vec<String>,
}

#[derive(Args, Debug)]
pub(crate) struct Show {
    /// Which form.
    pub form: FormShown,
    /// A policy file; for `plan`, a compiled plan too.
    pub file: String,
}

/// The forms of a policy.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum FormShown {
    /// The tokens of the text.
    Tokens,
    /// What the drafter wrote, nothing resolved.
    Tree,
    /// Names resolved.
    Hir,
    /// The types of the expressions, and what else the checker knows.
    Types,
    /// The plan that decides cases.
    Plan,
}

#[derive(Args, Debug)]
pub(crate) struct Schema {
    #[command(subcommand)]
    pub of: SchemaOf,
}

/// Of what a schema is.
#[derive(Subcommand, Debug)]
pub(crate) enum SchemaOf {
    /// Of the cases that the policies of a package take.
    Case {
        /// A folder of policies, one policy file, or a compiled plan.
        #[arg(default_value = ".")]
        path: String,
    },
    /// Of outcomes: what `eval` and `duties` print as JSON, of every policy.
    Outcome,
    /// Of what `compare` prints as JSON, of every policy.
    Comparison,
    /// Of what `force` prints as JSON, of every policy.
    Force,
}

#[derive(Args, Debug)]
pub(crate) struct Completions {
    /// The shell.
    pub shell: Shell,
}

#[derive(Args, Debug)]
pub(crate) struct Man {
    /// The command whose page it is; without one, the page of whereas.
    pub command: Option<String>,
}
