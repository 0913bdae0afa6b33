/** The pages know every name of the code that they list, and none that it does not have. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { proposalStates, rejectReasons } from '../actions/index.ts'
import { fieldsOf, loadMetrics, seedMetrics, streamNames } from '../factory/index.ts'
import {
  riskLevels,
  roles,
  schema,
  ticketKinds,
  ticketPriorities,
  ticketStatuses,
} from '../store/index.ts'
import { openTestDb } from '../store/test-db.ts'
import { catalog } from '../tools/index.ts'
import { emptyFolder, runJidoka } from './support/jidoka.ts'
import { blocksOf, codesIn, readPage, rowsOf } from './support/pages.ts'

describe('docs/configuration.md', () => {
  // Its table has four columns; those of what a setting holds have fewer.
  const settings = rowsOf('docs/configuration.md').filter(
    ([, variable = '', ...more]) => more.length === 2 && /^(?:`[A-Z_]+`|none)$/.test(variable),
  )
  const documented = settings.flatMap(([key = '']) => codesIn(key))
  let folder: Awaited<ReturnType<typeof emptyFolder>>
  beforeAll(async () => {
    folder = await emptyFolder()
  })
  afterAll(() => folder.remove())

  /** Settings that hold settings, each with a row of its own. */
  const sections = ['model', 'agent', 'auth']

  let written = 0
  /** The command line names all that it knows when nothing is near. */
  async function knownBeside(yaml: string, env: Record<string, string> = {}): Promise<string[]> {
    const file = join(folder.path, `${written++}.yaml`)
    writeFileSync(file, yaml)
    const { code, stderr } = await runJidoka(['doctor', '--config', file], { env })
    expect(code).toBe(2)
    return /Known: (.*)\.$/m.exec(stderr)?.[1]?.split(', ') ?? [stderr]
  }

  test('has every setting of the schema and no other', async () => {
    const top = await knownBeside('"?": 1')
    const inner = await Promise.all(
      sections.map(async (section) => {
        const keys = await knownBeside(`${section}: { "?": 1 }`)
        return keys.map((key) => `${section}.${key}`)
      }),
    )
    const known = [...top.filter((key) => !sections.includes(key)), ...inner.flat()]
    expect(documented.sort()).toEqual(known.sort())
  })

  test('has every environment variable', async () => {
    const known = await knownBeside('', { [`JIDOKA_${'Q'.repeat(80)}`]: '1' })
    const told = settings.flatMap(([, variable = '']) => codesIn(variable))
    expect([...told, 'JIDOKA_CONFIG'].sort()).toEqual(known.sort())
  })

  test('has an example of every setting that is accepted as it stands', async () => {
    const [example = ''] = blocksOf('docs/configuration.md', 'yaml')
    // The keys of one source stand on its own page; here it is one setting.
    const keysOf = (text: string, indent: string) =>
      [...text.matchAll(new RegExp(`^${indent}(\\w+):`, 'gm'))].map(([, key]) => key)
    const inner = sections.flatMap((section) => {
      const [, text = ''] = new RegExp(`^${section}:\\n((?: .*\\n)+)`, 'm').exec(example) ?? []
      return keysOf(text, '  ').map((key) => `${section}.${key}`)
    })
    const keys = [...keysOf(example, '').filter((key) => !sections.includes(key ?? '')), ...inner]
    expect(keys.sort()).toEqual(documented.sort())
    const file = join(folder.path, 'example.yaml')
    writeFileSync(file, example)
    const secrets = [...example.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name)
    const env = Object.fromEntries(secrets.map((name) => [name, name.toLowerCase()]))
    const { code, stdout, stderr } = await runJidoka(['doctor', '--config', file], {
      // WeCom's has 43 letters and digits, and that of the metrics has to be long.
      env: { ...env, WECOM_AES_KEY: 'a'.repeat(43), METRICS_TOKEN: 'a'.repeat(32) },
    })
    expect(code, stderr).not.toBe(2)
    expect(stdout).toContain('model: built-in first, then qwen3:32b')
  })
})

describe('docs/glossary.md', () => {
  const told = new Set(rowsOf('docs/glossary.md').flatMap(([word = '']) => codesIn(word)))

  test('has every metric of the catalogue, under its names', async () => {
    const db = await openTestDb()
    await db.tx('ingest', (tx) => seedMetrics(tx, new Date('2026-11-24T00:00:00Z')))
    const metrics = await db.tx('read', (tx) => loadMetrics(tx))
    await db.close()
    expect(metrics.length).toBeGreaterThan(0)
    const rows = rowsOf('docs/glossary.md')
    for (const { id, names, source } of metrics) {
      const row = rows.find(([word]) => word === `\`${id}\` ${names.en}`)
      expect(row?.[1]?.split('、'), id).toContain(names.zh)
      const standard = source.standard === 'site' ? 'here' : `ISO 22400-2 no. ${source.number}`
      expect(row?.[3], id).toBe(standard)
    }
  })

  test.each([
    ['status of a proposal', proposalStates],
    ['risk', riskLevels],
    ['reason of a rejection', rejectReasons],
    ['kind of ticket', ticketKinds],
    ['status of a ticket', ticketStatuses],
    ['priority of a ticket', ticketPriorities],
    ['role', roles],
    ['time category', schema.machineState.category.enumValues],
    ['loss', schema.downtimeReason.lossClass.enumValues],
  ])('has every %s', (_name, words) => {
    expect(words.filter((word) => !told.has(word))).toEqual([])
  })
})

test('docs/import.md has every stream with all of its fields', () => {
  const rows = rowsOf('docs/import.md')
  for (const stream of streamNames) {
    const [, fields = ''] = rows.find(([name]) => name === `\`${stream}\``) ?? []
    const told = fields.split(/[^\w]+/)
    expect(
      fieldsOf(stream).filter((field) => !told.includes(field)),
      stream,
    ).toEqual([])
  }
})

test('docs/clients has every tool', () => {
  const told = rowsOf('docs/clients/README.md').flatMap(([name = '']) => codesIn(name))
  expect(catalog.map(({ name }) => name).filter((name) => !told.includes(name))).toEqual([])
})

test('docs/dependencies.md gives a reason for each package, and for no other', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readPage('package.json'),
  )
  const told = rowsOf('docs/dependencies.md').flatMap(([name = '']) => codesIn(name))
  const used = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })
  expect(told.sort()).toEqual(used.sort())
})
