import { readdir, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { AppError } from '../base/app-error.ts'
import { catalog } from '../tools/index.ts'
import { parsePlaybook } from './parse.ts'

const folder = new URL('../demo/playbooks/', import.meta.url)
const read = (text: string) => parsePlaybook({ text, fileName: 'night.yaml', tools: catalog })

const good = `name: night
site: suzhou
title: { zh: 夜间, en: Night }
owner: maintenance
trigger:
  kind: schedule
  cron: '0 6 * * 1-5'
proposals:
  - tool: open_maintenance_ticket
    args:
      equipment: SZ-CNC-03
      title: Weekly look
`
const refusal = (text: string): Pick<AppError, 'message' | 'field' | 'hint'> => {
  try {
    read(text)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('it was taken')
}

test('the six playbooks of the demo are in order, with titles in both languages', async () => {
  const files = await readdir(folder)
  expect(files).toHaveLength(6)
  for (const fileName of files) {
    const text = await readFile(new URL(fileName, folder), 'utf8')
    const { name, title } = parsePlaybook({ text, fileName, tools: catalog })
    expect(`${name}.yaml`).toBe(fileName)
    expect(title.zh).toMatch(/\p{Script=Han}/u)
    expect(title.en).toMatch(/^[\x20-\x7e]+$/)
  }
})

test.each([
  [['owner', 'ownr'], 'night.yaml:4', 'ownr', 'owner'],
  [['maintenance\n', 'somebody\n'], 'night.yaml:4', 'owner', 'supervisor'],
  [['1-5', '1-9'], 'night.yaml:7', 'trigger.cron', 'ranges'],
  [
    ['open_maintenance_ticket', 'open_ticket'],
    'night.yaml:9',
    'proposals.0.tool',
    'open_maintenance_ticket',
  ],
  [['open_maintenance_ticket', 'list_tickets'], 'night.yaml:9', 'proposals.0.tool', 'Known'],
  [['title: Weekly', 'titel: Weekly'], 'night.yaml:12', 'proposals.0.args.titel', 'title'],
  [['Weekly look', `At \${machine} now`], 'night.yaml:11', 'proposals.0.args', `\${subject}`],
  [['  kind: schedule', '  kind: [schedule'], 'night.yaml:', '(file)', 'Mend'],
  [['name: night', 'name: Night!'], 'night.yaml:1', 'name', 'small letters'],
])('%j is refused by file, line, field and fix', ([was, is], line, field, hint) => {
  const refused = refusal(good.replace(String(was), String(is)))
  expect(refused.message).toContain(line)
  expect(refused.field).toBe(field)
  expect(refused.hint).toContain(hint)
})

test('a threshold is one limit, not two and not none', () => {
  const metric = (limit: string) =>
    good.replace(
      /kind: schedule\n.*\n/,
      `kind: metric\n  metric: oee\n  per: machine\n  every: day\n${limit}`,
    )
  expect(read(metric('  below: 60\n')).trigger.kind).toBe('metric')
  expect(refusal(metric('')).hint).toContain('exactly one')
  expect(refusal(metric('  below: 60\n  above: 10\n')).hint).toContain('exactly one')
})
