//! The style of a page: light and dark, and for paper. Nothing is loaded from elsewhere.

pub(crate) const STYLE: &str = "
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --soft: #f1f3f5; --line: #6b7280; --link: #0b4f9e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececec; --paper: #17191c; --soft: #24282d; --line: #9aa3ad; --link: #8cc2ff; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
header, nav, main, footer { max-width: 72rem; margin: 0 auto; padding: 0 1.25rem; }
a { color: var(--link); }
a:focus-visible, input:focus-visible, textarea:focus-visible, summary:focus-visible {
  outline: 3px solid var(--link); outline-offset: 2px;
}
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem 1rem; }
h1 { line-height: 1.2; }
h2 { border-bottom: 2px solid var(--line); margin-top: 3rem; }
h3 { margin-top: 2.5rem; }
h4 { margin: 1rem 0 .25rem; }
.kicker { margin-bottom: 0; }
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem; }
blockquote { margin: .5rem 0; padding: .5rem 1rem; border-inline-start: 4px solid var(--line); background: var(--soft); }
blockquote p, .lines { white-space: pre-line; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--soft); padding: .75rem; border: 1px solid var(--line); }
table { border-collapse: collapse; width: 100%; }
caption { text-align: start; font-weight: 600; padding: .5rem 0; }
th, td { border: 1px solid var(--line); padding: .4rem .6rem; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
th { background: var(--soft); }
.foreign { font-style: italic; border-bottom: 1px dotted var(--line); }
.mark { font-size: .8em; }
.warn { border: 2px solid var(--line); padding: .25rem 1rem; }
fieldset { border: 1px solid var(--line); margin: 1rem 0; display: grid; gap: .5rem; }
fieldset label { display: grid; gap: .2rem; }
input, textarea { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); padding: .3rem; width: 100%; }
@media (max-width: 48rem) { .columns { grid-template-columns: 1fr; } }
@media print {
  :root { color-scheme: light; --ink: #000; --paper: #fff; --soft: #fff; --line: #666; --link: #000; }
  body { font-size: 10pt; }
  nav, .skip { display: none; }
  header, main, footer { max-width: none; padding: 0; }
  h2, h3, h4 { break-after: avoid; }
  blockquote, fieldset, tr { break-inside: avoid; }
  textarea { min-height: 4rem; }
}
";
