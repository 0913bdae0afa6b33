import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** One case as a person reads it: what was asked, and each step with its words. */
export type ReportCase = {
  id: string
  verdict: string
  passed: boolean
  /** Language, kind and whatever else cases are looked for by. */
  tags: string[]
  title: string
  trace: { label: string; text: string }[]
  /** A drawing that the suite made itself, put in as it is. */
  svg?: string
}

/** Writes `evals/reports/NAME.html`, with the cases that failed first; its path. */
export function writeHtml(name: string, cases: ReportCase[]): string {
  const folder = new URL('./reports/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  const file = new URL(`${name}.html`, folder)
  writeFileSync(file, pageOf(name, cases))
  return fileURLToPath(file)
}

export function pageOf(name: string, cases: ReportCase[]): string {
  const ordered = cases.toSorted((a, b) => Number(a.passed) - Number(b.passed))
  const passed = cases.filter((one) => one.passed).length
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(name)}</title>
<style>${style}</style>
<h1>${escaped(name)}</h1>
<p>${passed} of ${cases.length} passed.</p>
${verdictTable(cases)}
${ordered.map(section).join('\n')}
</html>
`
}

const style = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
summary { cursor: pointer; padding: .3rem 0; }
.failed > summary b { color: light-dark(#b00020, #ff8a8a); }
.passed > summary b { color: light-dark(#14662e, #7bd88f); }
dt { font-weight: 600; margin-top: .5rem; }
dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
td, th { text-align: left; padding: .1rem 1rem .1rem 0; }
small { opacity: .75; }
`

function verdictTable(cases: ReportCase[]): string {
  const byVerdict = Map.groupBy(cases, ({ verdict }) => verdict)
  const rows = [...byVerdict].map(
    ([verdict, all]) => `<tr><td>${escaped(verdict)}</td><td>${all.length}</td></tr>`,
  )
  return `<table><tr><th>Verdict</th><th>Cases</th></tr>${rows.join('')}</table>`
}

function section({ id, verdict, passed, tags, title, trace, svg = '' }: ReportCase): string {
  const steps = trace.map(
    ({ label, text }) => `<dt>${escaped(label)}</dt><dd>${escaped(text)}</dd>`,
  )
  return `<details class="${passed ? 'passed' : 'failed'}">
<summary><b>${escaped(verdict)}</b> ${escaped(title)} <small>${escaped([id, ...tags].join(' · '))}</small></summary>
${svg}<dl>${steps.join('')}</dl>
</details>`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (one) => entities[one] ?? one)
