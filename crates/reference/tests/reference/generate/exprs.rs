//! Random expressions. Everything compound stands in brackets.

use super::{Generator, Gives, Level, Ty};

impl Generator {
    pub(super) fn literal(&mut self, ty: Ty) -> String {
        match ty {
            Ty::Truth => if self.random.percent(50) { "yes" } else { "no" }.to_owned(),
            Ty::Kind => self.random.pick(&["ka", "kb", "kc"]).unwrap_or("ka").to_owned(),
            Ty::Number => self.random.between(0, 4).to_string(),
        }
    }

    /// A value of a type. `each`: within what is said of an element `e`.
    pub(super) fn value(&mut self, ty: Ty, depth: usize, level: Level, each: bool) -> String {
        if ty == Ty::Truth {
            return self.truth(depth, level, each);
        }
        if depth == 0 || self.random.percent(35) {
            return if self.random.percent(80) {
                self.leaf(ty, level, each)
            } else {
                self.literal(ty)
            };
        }
        let next = depth - 1;
        if self.random.percent(30) {
            let test = self.truth(next, level, each);
            let (then, otherwise) =
                (self.value(ty, next, level, each), self.value(ty, next, level, each));
            return format!("(if {test} then {then} else {otherwise})");
        }
        if ty == Ty::Kind {
            return self.leaf(ty, level, each);
        }
        if self.list && self.random.percent(40) {
            return self.over_list(level);
        }
        let (a, b) = (self.value(ty, next, level, each), self.value(ty, next, level, each));
        match self.random.below(6) {
            0 => format!("({a} + {b})"),
            1 => format!("({a} - {b})"),
            2 => format!("({a} * {b})"),
            3 => format!("({a} / {b})"),
            4 => format!("(the lesser of ({a}, {b}))"),
            _ => format!("(the greater of ({a}, {b}))"),
        }
    }

    /// A name of a type, or a literal where there is none.
    fn leaf(&mut self, ty: Ty, level: Level, each: bool) -> String {
        let mut names: Vec<String> = Vec::new();
        for (place, fact) in self.facts.iter().enumerate() {
            if fact.ty == ty {
                names.push(format!("f{place}"));
                names.push(format!("f{place}"));
            }
            if ty == Ty::Truth && fact.optional {
                names.push(format!("(f{place} is absent)"));
            }
        }
        if ty == Ty::Truth {
            names.extend((0..self.questions).map(|q| format!("(q{q} is r{q}a)")));
            names.extend((0..self.terms.len()).map(|term| format!("t{term}")));
        }
        if ty == Ty::Number && self.parameter {
            names.push("p".to_owned());
        }
        if level > Level(0) {
            for (place, judgement) in self.judgements.iter().enumerate() {
                if judgement.ty == ty {
                    names.push(format!("j{place}"));
                    names.push(format!("j{place}"));
                }
            }
        }
        for (place, gives) in self.decisions.iter().enumerate().take(self.reach(level)) {
            match gives {
                Gives::Is(other) if *other == ty => names.push(format!("d{place}")),
                Gives::Each(other) if *other == ty && each => {
                    names.push(format!("(d{place} of e)"))
                }
                Gives::Is(_) | Gives::Set | Gives::Each(_) => {}
            }
        }
        if each {
            let field = match ty {
                Ty::Truth => "e.t",
                Ty::Kind => "e.c",
                Ty::Number => "e.n",
            };
            names.extend([field, field, field].map(str::to_owned));
        }
        self.random.pick(&names).unwrap_or_else(|| self.literal(ty))
    }

    /// How many decisions may be read.
    fn reach(&self, level: Level) -> usize {
        level.0.saturating_sub(1).min(self.decisions.len())
    }

    fn over_list(&mut self, level: Level) -> String {
        let filter = if self.random.percent(30) {
            String::new()
        } else {
            format!(" where {}", self.leaf(Ty::Truth, level, true))
        };
        let item = if self.random.percent(80) {
            "e.n".to_owned()
        } else {
            self.leaf(Ty::Number, level, true)
        };
        match self.random.below(5) {
            0 => format!("(count of (e in xs{filter}))"),
            1 => format!("(sum of ({item} for e in xs{filter}))"),
            2 => format!("(smallest of ({item} for e in xs{filter}))"),
            3 => format!("(count of different (e.n for e in xs{filter}))"),
            _ => {
                let xs = if filter.is_empty() { "xs".to_owned() } else { format!("(xs{filter})") };
                format!("(the e in {xs} with largest e.n).n")
            }
        }
    }

    /// A condition.
    pub(super) fn truth(&mut self, depth: usize, level: Level, each: bool) -> String {
        let share = self.random.below(100);
        if depth == 0 || share < 30 {
            return self.leaf(Ty::Truth, level, each);
        }
        let next = depth - 1;
        match share {
            30..34 => self.beside_absence(next, level, each),
            34..38 => format!("(not {})", self.truth(next, level, each)),
            38..60 => {
                let word = if self.random.percent(50) { " and " } else { " or " };
                let count = 2 + self.random.below(2);
                let all: Vec<String> = (0..count).map(|_| self.truth(next, level, each)).collect();
                format!("({})", all.join(word))
            }
            60..63 => {
                let all: Vec<String> = (0..3).map(|_| self.truth(next, level, each)).collect();
                format!("(at least 2 of ({}))", all.join(", "))
            }
            63..76 if self.list => self.quantified(next, level, each),
            76..84 => self.of_decisions(level, each),
            84..92 => {
                let kind = self.leaf(Ty::Kind, level, each);
                match self.random.below(3) {
                    0 => format!("({kind} is one of (ka, kc))"),
                    1 => format!("({kind} is not kb)"),
                    _ => format!("({kind} is {})", self.literal(Ty::Kind)),
                }
            }
            _ => {
                let number = self.leaf(Ty::Number, level, each);
                let op = self.random.pick(&["<", "<=", "=", ">", "!="]).unwrap_or("<");
                if self.random.percent(15) {
                    return format!("({number} is between 1 and {})", self.literal(Ty::Number));
                }
                format!("({number} {op} {})", self.literal(Ty::Number))
            }
        }
    }

    /// `F is not absent and …F…`, `F is absent or …F…`
    fn beside_absence(&mut self, depth: usize, level: Level, each: bool) -> String {
        let optional: Vec<(usize, Ty)> = self
            .facts
            .iter()
            .enumerate()
            .filter(|(_, fact)| fact.optional)
            .map(|(place, fact)| (place, fact.ty))
            .collect();
        let (name, ty) = match self.random.pick(&optional) {
            Some((place, ty)) if !each || self.random.percent(50) => (format!("f{place}"), ty),
            Some(_) | None if each => ("e.o".to_owned(), Ty::Truth),
            Some(_) | None => return self.leaf(Ty::Truth, level, each),
        };
        let read = match ty {
            Ty::Truth => name.clone(),
            Ty::Kind => format!("({name} is kb)"),
            Ty::Number => format!("({name} < 2)"),
        };
        let more = self.truth(depth, level, each);
        if self.random.percent(60) {
            format!("({name} is not absent and {read} and {more})")
        } else {
            format!("({name} is absent or ({read} and {more}))")
        }
    }

    fn quantified(&mut self, depth: usize, level: Level, each: bool) -> String {
        // An element is named once.
        if each {
            return self.leaf(Ty::Truth, level, each);
        }
        match self.random.below(3) {
            0 => format!("(any (e in xs where {}))", self.truth(depth, level, true)),
            1 => {
                let (filter, has) =
                    (self.leaf(Ty::Truth, level, true), self.leaf(Ty::Truth, level, true));
                format!("(every (e in xs where {filter} has {has}))")
            }
            _ => {
                let op = self.random.pick(&["<", "<=", "=", ">"]).unwrap_or("<");
                format!("({} {op} {})", self.over_list(level), self.literal(Ty::Number))
            }
        }
    }

    fn of_decisions(&mut self, level: Level, each: bool) -> String {
        let reach = self.reach(level);
        if reach == 0 {
            return self.leaf(Ty::Truth, level, each);
        }
        let place = self.random.below(reach);
        match self.decisions.get(place) {
            Some(Gives::Set) => match self.random.below(4) {
                0 => format!("(d{place} is empty)"),
                1 => format!("(d{place} is decided)"),
                _ => format!("(d{place} includes {})", self.literal(Ty::Kind)),
            },
            Some(Gives::Is(_)) => format!("(d{place} is decided)"),
            Some(Gives::Each(_)) | None => self.leaf(Ty::Truth, level, each),
        }
    }
}
