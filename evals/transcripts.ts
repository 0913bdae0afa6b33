/**
 * `npm run evals -- --suite transcripts [--only TEXT] [--json]`
 *
 * Twenty conversations as a plant's people hold them, with the built-in model on the demo factory, to be
 * read: nothing here is scored but that each turn comes to an end. What they were judged to be stands in
 * docs/transcripts.md.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Answer } from '../agent/index.ts'
import { type ReportCase, writeHtml } from './html-report.ts'
import { openPlant } from './nlq/plant.ts'
import { report } from './report.ts'

const conversation = z.strictObject({
  ...{ id: z.string(), as: z.string(), language: z.enum(['zh', 'en']) },
  turns: z.array(z.string()).min(1),
})
type Conversation = z.output<typeof conversation>

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, json: { type: 'boolean' } },
})

const said = readFileSync(new URL('./transcripts/conversations.jsonl', import.meta.url), 'utf8')
const conversations = said
  .trim()
  .split('\n')
  .map((line) => conversation.parse(JSON.parse(line)))
  .filter(({ id }) => id.includes(values.only))

type Played = Conversation & { answers: Answer[] }

const callsOf = ({ calls }: Answer): string =>
  calls.map(({ tool, args }) => `${tool} ${JSON.stringify(args)}`).join('\n')

const reportCase = ({ id, as, language, turns, answers }: Played): ReportCase => ({
  ...{ id, verdict: 'played', passed: answers.length === turns.length, tags: [language, as] },
  title: turns.join(' → '),
  trace: answers.flatMap((answer, at) => [
    { label: turns[at] ?? '', text: answer.answer },
    ...(answer.calls.length === 0 ? [] : [{ label: 'Calls', text: callsOf(answer) }]),
  ]),
})

/** The same as text, for whoever reads it in a terminal. */
const asText = ({ id, as, turns, answers }: Played): string =>
  [
    `## ${id} (${as})`,
    ...answers.map((answer, at) => `> ${turns[at]}\n\n${answer.answer}\n\n\`${callsOf(answer)}\``),
  ].join('\n\n')

const plant = await openPlant()
const played: Played[] = []
for (const one of conversations) {
  played.push({ ...one, answers: await plant.converse(one.turns, one.as) })
}
await plant.db.close()

const page = writeHtml('transcripts', played.map(reportCase))
writeFileSync(page.replace(/html$/u, 'md'), `${played.map(asText).join('\n\n')}\n`)
process.stderr.write(`\n${page}\n`)
const turns = played.flatMap(({ answers }) => answers)
report({
  ...{ name: 'transcripts', cases: played.length, targets: {} },
  metrics: { turns: turns.length, asked_back: turns.filter((one) => one.ask_back !== null).length },
})
