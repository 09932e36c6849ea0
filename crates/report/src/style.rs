//! The style of a page: light and dark, and for paper. Nothing is loaded from elsewhere.

pub(crate) const STYLE: &str = "
:root {
  color-scheme: light dark;
  --ink: #1b1b1b; --paper: #fff; --soft: #f1f3f5; --line: #6b7280; --faint: #c9ced6; --link: #0b4f9e; --good: #14602b;
}
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececec; --paper: #17191c; --soft: #24282d; --line: #9aa3ad; --faint: #454c55; --link: #8cc2ff; --good: #8fd6a4; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
header, nav, main, footer { max-width: 72rem; margin: 0 auto; padding: 0 1.25rem; }
footer { padding-bottom: 3rem; }
a { color: var(--link); }
a:focus-visible, input:focus-visible, textarea:focus-visible, summary:focus-visible {
  outline: 3px solid var(--link); outline-offset: 2px;
}
.skip { position: absolute; left: -100vw; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem 1rem; }
h1 { line-height: 1.2; margin-top: .25rem; }
h2 { border-bottom: 2px solid var(--line); margin-top: 3rem; }
h3 { margin: 2rem 0 .5rem; line-height: 1.3; }
h4 { margin: 1.25rem 0 .25rem; }
p { margin: .5rem 0; }
.kicker { margin: 1.5rem 0 0; }
nav ul { columns: 20rem; list-style: none; padding-inline-start: 0; margin: .25rem 0 .5rem; font-size: .9rem; }
nav ul li { break-inside: avoid; padding-inline-start: 1rem; text-indent: -1rem; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .35rem 1.5rem; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
article { border-top: 1px solid var(--faint); margin-top: 2.5rem; }
#clauses > article:first-of-type { border-top: 0; margin-top: 0; }
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem; }
.columns > div { min-width: 0; }
blockquote { margin: .5rem 0; padding: .4rem 1rem; border-inline-start: 4px solid var(--line); background: var(--soft); }
pre {
  white-space: pre-wrap; overflow-wrap: anywhere; background: var(--soft); padding: .6rem .8rem; margin: .5rem 0;
  border: 1px solid var(--faint); font-size: .85rem; line-height: 1.45;
}
.examples { list-style: none; padding: 0; }
.examples > li { border-inline-start: 4px solid var(--faint); padding-inline-start: 1rem; margin: .75rem 0; }
.came { color: var(--good); }
.outcome p { margin: .15rem 0; overflow-wrap: break-word; }
.outcome .answer { font-weight: 600; margin-top: .4rem; }
.outcome .why { padding-inline-start: 1.25rem; }
.outcome .below { padding-inline-start: 2.5rem; }
table { border-collapse: collapse; width: 100%; font-size: .925rem; table-layout: fixed; }
th, td { border: 1px solid var(--faint); padding: .4rem .6rem; text-align: start; vertical-align: top; overflow-wrap: break-word; }
th { background: var(--soft); }
th:nth-child(1) { width: 21%; }
th:nth-child(2) { width: 23%; }
th:nth-child(4) { width: 12%; }
th:nth-child(5) { width: 12%; }
.foreign { font-style: italic; border-bottom: 1px dotted var(--line); }
.mark { font-size: .8em; }
.warn { border: 2px solid var(--line); padding: .25rem 1rem; }
.warn h2 { border: 0; margin-top: .5rem; }
fieldset { border: 1px solid var(--line); margin: 1rem 0; display: grid; grid-template-columns: 2fr 1fr 4fr; gap: .75rem; }
fieldset label { display: grid; gap: .2rem; align-content: start; min-width: 0; font-size: .9rem; }
legend { font-weight: 600; }
input, textarea {
  font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); padding: .3rem; width: 100%; min-height: 2.4rem;
}
@media screen and (max-width: 48rem) {
  .columns { grid-template-columns: 1fr; gap: 0; }
  fieldset { grid-template-columns: 1fr; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .5rem; }
  table, tbody, tr, td, tbody th { display: block; width: auto; }
  tbody th:nth-child(n) { width: auto; }
  thead { position: absolute; display: block; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { border: 1px solid var(--line); margin: 0 0 1rem; }
  th, td { border: 0; border-bottom: 1px solid var(--faint); }
  td::before { content: attr(data-label); display: block; font-size: .8rem; font-weight: 600; }
}
@media print {
  :root { color-scheme: light; --ink: #000; --paper: #fff; --soft: #fff; --line: #666; --faint: #aaa; --link: #000; --good: #000; }
  @page { margin: 18mm 16mm; }
  body { font-size: 9.5pt; line-height: 1.4; }
  nav, .skip { display: none; }
  header, main, footer { max-width: none; padding: 0; }
  h2, h3, h4, legend { break-after: avoid; }
  blockquote, fieldset, tr { break-inside: avoid; }
  p { orphans: 3; widows: 3; }
  .answer { break-after: avoid; }
  h2 { margin-top: 1.5rem; }
  article { margin-top: 1.25rem; }
  h3 { margin-top: 1rem; }
  h4 { margin-top: .6rem; }
  p, .examples > li { margin: .3rem 0; }
  table, pre { font-size: 8.5pt; }
  input, textarea { border: 0; border-bottom: 1px solid #666; }
  input, textarea { min-height: 3rem; resize: none; }
}
";
