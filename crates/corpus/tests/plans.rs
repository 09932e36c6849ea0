//! Compiled plans of the policies of the project: they answer as the sources do, and whatever is done to their bytes,
//! they are refused or still well made.

#![expect(clippy::expect_used, reason = "what a test cannot do without, it may fail on")]

use std::path::{Path, PathBuf};

use whereas::{Asked, Package};
use whereas_corpus::packages;
use whereas_plan::file::{self, Compiled, Fault, Hashed, MARK, Refused};
use whereas_plan::op::Op;
use whereas_plan::verify::Predicate;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies");

fn package(folder: &Path) -> Package {
    Package::load(&packages::files(folder).expect("a folder")).expect("the policies are clean")
}

fn plan(folder: &str) -> Vec<u8> {
    package(&Path::new(ROOT).join(folder)).to_plan().expect("a plan")
}

fn cases(folder: &Path) -> Vec<(String, String)> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder.join("cases"))
        .expect("cases")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let read = |path: &PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, std::fs::read_to_string(path).expect("a text"))
    };
    paths.iter().map(read).collect()
}

/// What a package says of a case, in every form.
fn said(package: &Package, name: &str, text: &str) -> [String; 4] {
    let decided = package.decide_text(name, text, None).expect("the case is sound");
    let all = Asked { trace: true, either_way: true, ..Asked::default() };
    [
        decided.text(Asked::default()),
        decided.text(all),
        decided.duties_text(),
        decided.outcome(all).to_json(),
    ]
}

#[test]
fn a_plan_answers_every_case_as_its_sources_do() {
    let mut count = 0;
    for folder in packages::under(Path::new(ROOT)).expect("the policies") {
        let from_sources = package(&folder);
        let bytes = from_sources.to_plan().expect("a plan");
        assert_eq!(bytes, package(&folder).to_plan().expect("a plan"), "the same bytes each time");
        let from_plan = Package::from_plan("the plan", &bytes).expect("the plan is sound");
        assert_eq!(from_plan.to_plan().expect("a plan"), bytes);
        for (name, text) in cases(&folder) {
            assert_eq!(said(&from_plan, &name, &text), said(&from_sources, &name, &text), "{name}");
            count += 1;
        }
        assert_eq!(from_plan.force(None, None), from_sources.force(None, None));
    }
    assert!(count > 70, "{count} cases");
}

#[test]
fn a_plan_that_is_cut_anywhere_is_refused() {
    for folder in ["dhs", "classic/home-sale"] {
        let bytes = plan(folder);
        for end in 0..bytes.len() {
            let refused = file::read(&bytes[..end]).expect_err("it is cut short");
            let wanted = if end == 0 { Refused::NotAPlan } else { Refused::CutShort };
            assert_eq!(refused, wanted, "cut after {end} bytes");
        }
        let mut longer = bytes.clone();
        longer.push(0);
        assert_eq!(file::read(&longer), Err(Refused::Changed));
    }
}

#[test]
fn a_plan_with_a_flipped_bit_is_refused() {
    for (folder, each) in [("classic/employee-discount", 1), ("dhs", 97)] {
        let mut bytes = plan(folder);
        for bit in (0..bytes.len() * 8).step_by(each) {
            bytes[bit / 8] ^= 1 << (bit % 8);
            let refused = file::read(&bytes).expect_err("a bit is flipped");
            assert!(
                !matches!(refused, Refused::NotWellMade(_) | Refused::TooLarge),
                "bit {bit}: {refused:?}"
            );
            bytes[bit / 8] ^= 1 << (bit % 8);
        }
        assert!(file::read(&bytes).is_ok(), "each bit was put back");
    }
}

/// Bytes whose checksum and hashes are right, and whose plan was changed at random: what verification lets pass must
/// still be decided without a panic.
#[test]
fn a_plan_that_somebody_made_is_refused_or_decides() {
    let folder = Path::new(ROOT).join("gallery");
    let bytes = plan("gallery");
    let body = &bytes[body_at(&bytes)..];
    let cases = cases(&folder);
    let (mut form, mut broken, mut passed) = (0, 0, 0);
    let mut seed = 1_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("a small number") % below
    };
    for _ in 0..3_000 {
        let mut changed = body.to_vec();
        for _ in 0..=random(3) {
            let at = random(changed.len());
            changed[at] = u8::try_from(random(256)).expect("a byte");
        }
        let Ok(compiled) = postcard::from_bytes::<Compiled>(&changed) else {
            form += 1;
            continue;
        };
        let plans = compiled.plans.into_iter().map(|it| Hashed::from(it.plan)).collect();
        let made = file::write(&Compiled { plans, ..compiled }).expect("it can be written");
        let Ok(package) = Package::from_plan("made", &made) else {
            broken += 1;
            continue;
        };
        passed += 1;
        let (name, text) = &cases[random(cases.len())];
        if let Ok(decided) = package.decide_text(name, text, None) {
            let _ = decided.text(Asked { trace: true, either_way: true, ..Asked::default() });
            let _ = decided.outcome(Asked::default()).to_json();
        }
        let _ = package.force(None, None);
    }
    assert!(form > 100 && broken > 20 && passed > 100, "{form} {broken} {passed}");
}

/// Where the plans start: behind the mark, the form, the engine's version, the length and the checksum.
fn body_at(bytes: &[u8]) -> usize {
    let engine = MARK.len() + 4;
    engine + 1 + usize::from(*bytes.get(engine).expect("a head")) + 8 + 32
}

/// The plan of a package, changed, with a checksum and hashes that are right.
fn made(change: impl FnOnce(&mut Compiled)) -> Vec<u8> {
    let mut compiled = file::read(&plan("classic/employee-discount")).expect("the plan is sound");
    change(&mut compiled);
    let plans = compiled.plans.into_iter().map(|it| Hashed::from(it.plan)).collect();
    file::write(&Compiled { plans, ..compiled }).expect("it can be written")
}

fn code(bytes: &[u8]) -> String {
    let faults = Package::from_plan("permits.plan", bytes).expect_err("it is refused");
    let [one] = faults.diagnostics() else { unreachable!("one thing is wrong") };
    format!("{}: {}", one.code, one.message)
}

#[test]
fn each_way_of_being_no_plan_has_its_code() {
    let bytes = plan("classic/employee-discount");
    let with = |at: usize, byte: u8| {
        let mut bytes = bytes.clone();
        bytes[at] = byte;
        bytes
    };
    let unwritten = made(|compiled| {
        let program = &mut compiled.plans[0].plan.meaning.programs[0];
        let last = program.ops.ids().next_back().expect("a program has operations");
        let first = program.ops.ids().next().expect("a program has operations");
        if let Some(op) = program.ops.get_mut(first) {
            *op = Op::Not(last);
        }
    });
    let Err(Refused::NotWellMade(Fault::Breaks(found))) = file::read(&unwritten) else {
        unreachable!("a slot is read before it is written")
    };
    assert!(found.iter().any(|it| it.predicate == Predicate::WrittenBeforeRead), "{found:?}");
    let mut lying = file::read(&bytes).expect("the plan is sound");
    lying.plans[0].meaning = lying.plans[0].book.clone();
    let lying = file::write(&lying).expect("it can be written");
    let large = [MARK, &vec![0; file::MAX_BYTES]].concat();
    let all = [
        code(b"as_of: 2024-06-01\n"),
        code(&with(MARK.len(), 9)),
        code(&with(MARK.len() + 5, b'9')),
        code(&bytes[..bytes.len() - 1]),
        code(&with(bytes.len() - 1, 0xff)),
        code(&unwritten),
        code(&lying),
        code(&made(|compiled| compiled.plans.clear())),
        code(&large),
    ];
    insta::assert_snapshot!(all.join("\n"));
    // At the limit it is read, and is another version.
    let at_limit = large.get(..file::MAX_BYTES).expect("it is larger");
    assert_eq!(file::read(at_limit), Err(Refused::OtherVersion { format: 0, engine: None }));
}

/// Reading is recursive where types are: who wrote the bytes must not decide how deep.
#[test]
fn a_type_that_nests_too_deep_is_no_plan() {
    use whereas_value::types::Type;
    let nested = |depth: usize| {
        made(|compiled| {
            let ty = (0..depth).fold(Type::Truth, |ty, _| Type::Optional(Box::new(ty)));
            let fact = compiled.plans[0].plan.book.decision_types.iter_mut().next();
            *fact.expect("there is a decision") = ty;
        })
    };
    assert!(file::read(&nested(8)).is_ok());
    assert_eq!(file::read(&nested(9)), Err(Refused::NotWellMade(Fault::Form)));
}
