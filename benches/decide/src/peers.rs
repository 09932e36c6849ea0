//! The peer: the virtual machine of regorus over the frozen statements of the rules.

use common::w1;
use common::w2;
use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{Engine, Rc, Value};

pub fn vm(source: &str, rule: &str) -> RegoVM {
    let mut engine = Engine::new();
    engine.add_policy("p.rego".into(), source.into()).expect("the frozen policy parses");
    let entry: Rc<str> = rule.into();
    let compiled = engine.compile_with_entrypoint(&entry).expect("it compiles");
    let program =
        Compiler::compile_from_policy(&compiled, &[rule]).expect("it compiles for the machine");
    let mut vm = RegoVM::new();
    vm.load_program(program);
    vm
}

/// The cases of a workload as the peer reads them.
pub fn values(lines: impl Iterator<Item = String>) -> Vec<Value> {
    lines.map(|line| Value::from_json_str(&line).expect("a case")).collect()
}

pub fn w1_line(case: &w1::Case) -> String {
    serde_json::to_string(case).expect("a case")
}

pub fn w2_line(case: &w2::Case) -> String {
    w2::to_json(case)
}
