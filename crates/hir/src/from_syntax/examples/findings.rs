//! `found j is yes by officer on D because "…" weighing f, g not shown resting on h`.

use whereas_syntax::tree::{self, Weighed as Word};
use whereas_value::case::{Basis, Finding, Weighed};
use whereas_value::types::Type;

use super::super::bars::Named;
use super::super::entry::Entry;
use super::super::faults;
use super::super::labels::date;
use super::super::lower::Lower;

impl Lower<'_> {
    /// Findings; one takes the place of an earlier one of the same judgement.
    pub(super) fn findings(
        &mut self,
        file: usize,
        findings: &mut Vec<Finding>,
        written: &[tree::Finding],
    ) {
        let mut own: Vec<Finding> = Vec::new();
        for one in written {
            let Some(finding) = self.finding(file, one) else { continue };
            let twice = own
                .iter()
                .any(|it| it.judgement == finding.judgement && !it.draft && !finding.draft);
            if twice {
                self.report(faults::examples::found_twice(&one.judgement));
                continue;
            }
            own.push(finding);
        }
        findings.retain(|before| own.iter().all(|it| it.judgement != before.judgement));
        findings.extend(own);
    }

    fn finding(&mut self, file: usize, found: &tree::Finding) -> Option<Finding> {
        let judgement = self.judgement(file, &found.judgement);
        let ty = judgement
            .and_then(|id| self.hir.judgements.get(id))
            .map_or(Type::Broken, |it| it.ty.clone());
        let value = found.value.as_ref().and_then(|value| self.single_value(file, value, &ty));
        let mut weighing = Vec::new();
        let mut also_weighing = Vec::new();
        for factor in &found.weighing {
            self.weighed(file, factor, &mut weighing, &mut also_weighing);
        }
        let resting_on: Vec<Basis> =
            found.resting_on.iter().flat_map(|path| self.basis(file, path)).collect();
        let finding = Finding {
            judgement: judgement?,
            value,
            by: found.by.as_ref().and_then(|name| self.actor(file, name)),
            on: found.on.map(date),
            because: found.because.as_ref().map(|text| text.text.clone()).unwrap_or_default(),
            weighing,
            also_weighing,
            resting_on,
            draft: found.draft,
        };
        // Of a finding that says a value which could not be read nothing can be said.
        (finding.draft || finding.value.is_some()).then_some(finding)
    }

    fn weighed(
        &mut self,
        file: usize,
        weighed: &tree::FindingFactor,
        weighing: &mut Vec<Weighed>,
        also: &mut Vec<Basis>,
    ) {
        let name = &weighed.factor;
        let path = tree::FieldPath { base: name.clone(), fields: Vec::new(), span: name.span };
        let wanted = "a factor";
        let entry = match self.named(file, &path, wanted) {
            Some(Named::Thing(entry)) => entry,
            Some(Named::Field(..) | Named::FieldOf(..)) | None => return,
        };
        if let Entry::Factor(factor) = entry {
            if weighing.iter().any(|it: &Weighed| it.factor == factor) {
                self.report(faults::examples::given_twice(name));
                return;
            }
            weighing.push(Weighed { factor, present: weighed.weighed != Word::NotShown });
            return;
        }
        if weighed.weighed != Word::Named {
            self.report(faults::names::wrong_kind(name, entry.a_kind(), wanted));
            return;
        }
        also.extend(self.basis(file, &path));
    }
}
