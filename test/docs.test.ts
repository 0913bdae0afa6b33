/** What the pages tell people to type works, on a demo folder that is served once for all of them. */
import { execFile } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { demoFactory } from '../bin/main.ts'
import { type Ran, runHere } from '../server/test-cli.ts'
import { fillDemoFolder } from './support/demo-folder.ts'
import { emptyFolder, jidokaBin, type ServingJidoka, serveJidoka } from './support/jidoka.ts'
import { toolsBy } from './support/mcp-client.ts'
import { blocksOf, codesIn, commandsOf, pages, readPage, root } from './support/pages.ts'

const importExample =
  'npx jidoka import docs/examples/counts.csv docs/examples/states.csv --mapping docs/examples/bottling.yaml'
const askJson = 'npx jidoka ask --json --as operator@suzhou "Which orders are late?"'

/** Each command of the pages, with what its output must hold; `status` is 0 where none is given. */
const runs: Record<string, { says: RegExp; status?: number }> = {
  'npx jidoka ask "What was OEE of the Suzhou site last week, by line?"': { says: /SZ-L1\): \d+/ },
  'npx jidoka ask --as planner@suzhou "When do we run out of alloy steel bar?"': {
    says: /Alloy steel bar \(SZ-M10\): .* likely to run out by/,
  },
  'npx jidoka ask "最近哪个班组产量最低?"': { says: /最低的是 苏州工厂 丁班/ },
  'npx jidoka token issue operator@suzhou': { says: /^jdk_\S+$/m },
  'npx jidoka token issue operator@suzhou --scope read --days 90 --label "shift report"': {
    says: /^jdk_\S+$/m,
  },
  'npx jidoka token list': { says: /^tok_\S+ {2}operator@suzhou/m },
  'npx jidoka user list': { says: /supervisor@suzhou {2}\w\w {2}suzhou:supervisor/ },
  'npx jidoka user password planner@suzhou': { says: /^([a-z2-9]{4}-){3}[a-z2-9]{4}$/m },
  'npx jidoka import docs/examples/counts.csv --site example': {
    says: /stream: production_count/,
    status: 1,
  },
  [importExample]: { says: /counts\.csv: 8 rows read.*refused 0.*states\.csv: 7 .*refused 0/s },
  'npx jidoka ask "OEE of the example bottling plant on 2026-10-12, by machine"': {
    says: /Example filler \(EX-FIL-01\): 82\.9%/,
  },
  'npx jidoka import docs/examples/counts-with-mistakes.csv --mapping docs/examples/bottling.yaml':
    { says: /written 1, known already 2, refused 2/, status: 1 },
  "printf '%s\\n' 'choose-a-password' | npx jidoka user add supervisor@example --role example:supervisor":
    { says: /supervisor@example may sign in/ },
  'npx jidoka docs add docs/examples/torque-wrench-check.md --site suzhou': {
    says: /torque-wrench-check revision 1/,
  },
  'npx jidoka docs add docs/examples/torque-wrench-check.md --site suzhou --id torque-wrench-draft --draft --owner quality --review 12':
    { says: /torque-wrench-draft revision 1, \d+ passages, draft/ },
  'npx jidoka docs list --all': { says: /suzhou\/torque-wrench-draft r1 {2}draft/ },
  'npx jidoka docs publish torque-wrench-draft --site suzhou --revision 1 --from 2030-01-01T06:00':
    { says: /torque-wrench-draft r1 is published/ },
  'npx jidoka docs retire torque-wrench-draft --site suzhou': { says: /is retired/ },
  'npx jidoka docs reviews': { says: /^$|suzhou/ },
  'npx jidoka docs unanswered --site suzhou': { says: /^$|suzhou/ },
  'npx jidoka docs list': { says: /suzhou\/SOP-SZ-014-EN r1/ },
  'npx jidoka docs search "torque wrench check"': { says: /"document": "torque-wrench-check"/ },
  'npx jidoka docs reindex': { says: /^generation \d+: 0 revisions read anew$/m },
  'npx jidoka docs reindex --all --json': { says: /"read":\d+,"embeddingFailed":null/ },
  'npx jidoka key create line-2-gateway --site suzhou --stream measurement --stream state_sample': {
    says: /^jdi_\S+$/m,
  },
  'npx jidoka key list': { says: /line-2-gateway {2}suzhou\/line-2-gateway/ },
  'npx jidoka actions list': { says: /^$|suzhou/ },
  'npx jidoka findings list': { says: /^$|suzhou|example/ },
  'npx jidoka refused list': { says: /^$|example|suzhou/ },
  'npx jidoka refused replay --site suzhou': { says: /^$|still refused/ },
  'npx jidoka lessons list': { says: /^$|lesson/ },
  'npx jidoka models usage': { says: /limits of a day: none/ },
  'npx jidoka models usage --days 30 --json': { says: /"total":\{"tokens":0/ },
  'npx jidoka playbook check demo/playbooks/spindle-vibration.yaml': {
    says: /spindle-vibration at suzhou/,
  },
  'npx jidoka playbook rehearse spindle-vibration': {
    says: /would have proposed 1,.*SZ-CNC-03 {2}proposed/s,
  },
  'npx jidoka playbook rehearse filler-drift --json': { says: /"proposed":1/ },
  'npx jidoka ask --as supervisor@suzhou "Set an alert when OEE of SZ-L1 is below 60 %"': {
    says: /Proposed an alert/,
  },
  'npx jidoka playbook list': { says: /^$|armed/ },
  'npx jidoka audit export --site suzhou --out suzhou.jsonl': {
    says: /suzhou\.jsonl: \d+ entries of suzhou/,
  },
  'npx jidoka audit report --site suzhou --from 2026-11-01 --to 2026-12-01': {
    says: /^suzhou, .*: \d+ entries\nhead: \d+ [0-9a-f]{64}/,
  },
  'npx jidoka actions report --site suzhou': { says: /^$|open_maintenance_ticket/ },
  'npx jidoka health models': { says: /No model is trained/ },
  'npx jidoka schedule solve docs/examples/machining.txt --seconds 2': {
    says: /^machining: makespan \d+, .*machine 5: /s,
  },
  'npx jidoka schedule solve docs/examples/plant.json --seconds 2': {
    says: /^gear-cell: objective \d+, .*saw: WO-/s,
  },
  'npx jidoka schedule solve docs/examples/machining.txt --seconds 2 --json > plan.json': {
    says: /^$/,
  },
  'npx jidoka schedule check docs/examples/machining.txt plan.json': {
    says: /^ok: makespan \d+$/m,
  },
  'npx jidoka audit verify': { says: /^ok: \d+ entries, unbroken/ },
  [askJson]: { says: /"abstained": false/ },
  'npx jidoka doctor': { says: /^ok {3}store: pglite/m },
  'npx jidoka doctor --json': { says: /"ok":true/ },
}

const notRun: Record<string, string> = {
  'npx jidoka audit erase somebody@suzhou --reason "left the company, asked for it"':
    'nobody of the shared server may go; actions/audit-privacy.test.ts erases',
  'npm ci && npm start': '.ci/run installs; the tests here start the same server',
  'npm ci && npm test': 'this is it',
  'npm run evals -- --suite rag --json': 'takes minutes; evals/start.test.ts covers the names',
  'npm run evals -- --suite schedule --parts classic --families la,ta --seconds 1,10 --threads 2':
    'takes minutes; evals/start.test.ts covers the names',
  'npm run evals -- --suite schedule --parts classic --seconds 1,10,60 --keep evals/baselines/schedule-runs.json':
    'needs the instances, which are no part of the project',
  'npm run bench -- kpi --json': 'takes minutes; evals/start.test.ts covers the names',
  'npm run bench -- alerts --json': 'takes minutes; evals/start.test.ts covers the names',
  'claude mcp add --transport http jidoka http://localhost:3000/mcp --header "Authorization: Bearer jdk_…"':
    'belongs to another program',
  'curl -s http://localhost:3000/mcp -H \'Authorization: Bearer jdk_…\' -H \'Content-Type: application/json\' -H \'Accept: application/json, text/event-stream\' -d \'{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}\'':
    'run below with a token, as the configurations of clients are',
}

test('every command of the pages is run here, or listed with the reason why not', () => {
  const written = new Set(pages.flatMap(commandsOf))
  expect([...written].sort()).toEqual([...Object.keys(runs), ...Object.keys(notRun)].sort())
})

test('both READMEs tell the same commands', () => {
  expect(commandsOf('README.zh-CN.md')).toEqual(commandsOf('README.md'))
})

describe('on a demo server', () => {
  let folder: Awaited<ReturnType<typeof emptyFolder>>
  let server: ServingJidoka
  const from = process.cwd()
  beforeAll(async () => {
    folder = await emptyFolder()
    await fillDemoFolder(join(folder.path, 'data'))
    server = await serveJidoka(['--demo', '--data', join(folder.path, 'data')])
    // Lists of refused rows are written beside, not into the project.
    mkdirSync(join(folder.path, 'here'))
    for (const one of ['docs', 'demo']) symlinkSync(join(root, one), join(folder.path, 'here', one))
    process.chdir(join(folder.path, 'here'))
    vi.stubEnv('JIDOKA_DATA', join(folder.path, 'data'))
  })
  afterAll(async () => {
    process.chdir(from)
    vi.unstubAllEnvs()
    await server?.stop()
    await folder?.remove()
  })

  const ended = new Map<string, Promise<Ran>>()
  /** A line that several pages have runs once. */
  const run = (line: string): Promise<Ran> => {
    const known = ended.get(line) ?? typed(line)
    ended.set(line, known)
    return known
  }
  /** What needs no shell runs in this process: most of a command is its start. */
  const typed = (line: string): Promise<Ran> =>
    /^npx jidoka [^|>]*$/.test(line)
      ? runHere(wordsOf(line).slice(2), '', demoFactory)
      : shell(line)
  const wordsOf = (line: string) =>
    [...line.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word)
  const shell = (line: string) =>
    new Promise<Ran>((resolve) => {
      const command = line.replace('npx jidoka', `'${process.execPath}' '${jidokaBin}'`)
      execFile('sh', ['-c', command], (error, out, err) =>
        resolve({ status: Number(error?.code ?? 0), out, err }),
      )
    })

  const withCommands = pages.filter((page) => commandsOf(page).some((line) => line in runs))
  test.concurrent.each(withCommands)('what %s tells to type works', async (page) => {
    for (const line of commandsOf(page)) {
      const expected = runs[line]
      if (expected === undefined) continue
      const { status, out, err } = await run(line)
      expect(out, `${line}\n${err}`).toMatch(expected.says)
      expect(status, `${line}\n${err}`).toBe(expected.status ?? 0)
    }
  })

  /** As a reader fills a page in: their token, their port, their paths. */
  const filledIn = async (text: string) => {
    const { out } = await run('npx jidoka token issue operator@suzhou')
    const [token = ''] = /^jdk_\S+$/m.exec(out) ?? []
    return text
      .replaceAll(/jdk_…|\$\{input:jidoka-token\}/g, token)
      .replaceAll('http://localhost:3000', server.url)
      .replaceAll('/path/to/jidoka/bin/jidoka.js', jidokaBin)
  }

  test('each configuration of a client connects and is offered the same tools', async () => {
    const env = { ...process.env, JIDOKA_DATA: join(folder.path, 'data') } as Record<string, string>
    const blocks = blocksOf('docs/clients/README.md', 'json')
    const offered = await Promise.all(
      blocks.map(async (block) => toolsBy(JSON.parse(await filledIn(block)), env)),
    )
    expect(offered).toHaveLength(3)
    expect(new Set(offered.map(String)).size).toBe(1)
    expect(offered[0]).toEqual(expect.arrayContaining(['query_kpi', 'open_maintenance_ticket']))
  })

  test('a tool call is one request', async () => {
    const [line = ''] = commandsOf('docs/clients/README.md').filter((one) => one.startsWith('curl'))
    const { out } = await shell(await filledIn(line))
    expect(JSON.parse(/\{.*\}/s.exec(out)?.[0] ?? '').result.tools.length).toBeGreaterThan(10)
  })

  test('README names the keys of the answer object', async () => {
    const [, told = ''] = /its keys stay: ([^.]*)\./.exec(readPage('README.md')) ?? []
    expect(codesIn(told)).toEqual(Object.keys(JSON.parse((await run(askJson)).out)))
  })
})
