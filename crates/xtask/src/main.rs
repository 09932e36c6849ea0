//! Chores of the workspace.

use std::collections::BTreeMap;
use xtask::generate::{self, Style};
use xtask::package;

fn main() {
    let mut args = std::env::args().skip(1);
    let word = args.next().unwrap_or_default();
    let seed: u64 = args.next().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    if word == "show" {
        let style = if args.next().as_deref() == Some("drafted") { Style::Drafted } else { Style::Wild };
        for (name, text) in generate::files(&generate::model(seed, style)) {
            println!("# ---- {name}\n{text}");
        }
    }
    if word == "check" {
        let mut codes: BTreeMap<String, (u32, String)> = BTreeMap::new();
        let mut forms: BTreeMap<&'static str, u32> = BTreeMap::new();
        let mut bad = 0;
        for n in 0..seed {
            let style = if n % 2 == 0 { Style::Drafted } else { Style::Wild };
            let model = generate::model(n, style);
            for form in model.forms() {
                *forms.entry(form).or_insert(0) += 1;
            }
            if let Err(refused) = package::compile(&generate::files(&model)) {
                bad += 1;
                for (code, line) in refused.codes.iter().zip(refused.text.lines()) {
                    let entry = codes.entry(code.clone()).or_default();
                    entry.0 += 1;
                    if entry.0 < 6 {
                        entry.1.push_str(&format!("\n     seed {n}: {line}"));
                    }
                }
            }
        }
        println!("{bad} of {seed} refused");
        for (code, (count, lines)) in codes {
            println!("{code} {count}{lines}");
        }
        let mut forms: Vec<_> = forms.into_iter().map(|(form, n)| (n, form)).collect();
        forms.sort_unstable();
        for (n, form) in forms {
            println!("{:5}.{} % {form}", u64::from(n) * 100 / seed, u64::from(n) * 1000 / seed % 10);
        }
    }
}
