import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Db, schema } from '../store/index.ts'
import { describeOnEachStore } from '../store/test-db.ts'
import { auditTimeline, listAudit, verifyAudit } from './audit.ts'
import { auditHeadOf, auditPage, summariseAudit } from './audit-export.ts'
import { decide } from './decide.ts'
import { delegate } from './delegate.ts'
import { erasePerson } from './erase.ts'
import { handOver } from './hand-over.ts'
import {
  approval,
  by,
  gateClock,
  manager,
  operator,
  person,
  requestsOf,
  seedGate,
  setRule,
  supervisor,
} from './test-gate.ts'

const leaver = person('wu.leaver@suzhou', 'supervisor')
const secrets = ['wu.leaver', 'Wu Leaver', 'my knee hurts', 'kneeling down', 'my knee again']
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jidoka-audit-'))
  const page = await readFile(new URL('../docs/verify-audit.md', import.meta.url), 'utf8')
  for (const [language, file] of Object.entries({ js: 'verify.mjs', python: 'verify.py' })) {
    const [, script = ''] = new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(page) ?? []
    expect(script.trim().split('\n').length).toBeLessThanOrEqual(30)
    await writeFile(join(folder, file), script)
  }
})
afterAll(() => rm(folder, { recursive: true }))

/** A plant where somebody decided, wrote, lent and handed over; and somebody who asked. */
async function livedIn(db: Db) {
  const deps = { db, clock: gateClock }
  await seedGate(db, [leaver])
  await setRule(db)
  const at = { createdAt: gateClock(), updatedAt: gateClock() }
  const name = { name: 'Wu Leaver', email: 'wu.leaver@example.org', emailVerified: false, ...at }
  await db.tx('app', (tx) =>
    tx.orm.insert(schema.user).values({ id: leaver.userId, language: 'zh', ...name }),
  )
  await db.tx('owner', (tx) =>
    tx.rows(sql`insert into saved_view (site_id, id, owner_id, name, query, form, version, created_at,
      updated_at) values ('suzhou', 'v1', ${leaver.userId}, 'mine', '{}', 'table', 1, now(), now())`),
  )
  const request = requestsOf(db)
  const [first, second] = [await request('a'), await request('b', leaver)]
  const reject = { ...approval(first), verdict: 'reject' as const, reasonCode: 'other' as const }
  await decide(deps, by(leaver), { ...reject, reasonText: 'my knee hurts' })
  await decide(deps, by(manager), approval(second))
  await delegate({ ...deps, newId: () => 'dlg_1' }, by(leaver), {
    ...{ siteId: 'suzhou', role: 'supervisor', toUser: supervisor.userId },
    ...{ fromAt: gateClock(), untilAt: new Date('2026-11-04T00:00:00Z'), reason: 'kneeling down' },
  })
  const note = { siteId: 'suzhou', toUser: supervisor.userId, note: 'my knee again' }
  await handOver({ ...deps, newId: () => 'hov_1' }, by(leaver), note)
  return { deps, first, second }
}

/** Every table that holds one of these texts in any column. */
async function placesOf(db: Db, texts: string[]): Promise<string[]> {
  const like = sql.param(texts.map((text) => `%${text}%`))
  return db.tx('owner', async (tx) => {
    const tables = await tx.rows<{ held: string }>(sql`
      select relname as held from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`)
    const found: string[] = []
    for (const { held } of tables) {
      const [row] = await tx.rows(sql`select 1 from ${sql.identifier(held)} t
        where t::text ilike any (${like}::text[]) limit 1`)
      if (row !== undefined) found.push(held)
    }
    return found.sort()
  })
}

async function exported(db: Db): Promise<string[]> {
  const head = await auditHeadOf(db, 'suzhou')
  const lines = await auditPage(db, { siteId: 'suzhou', after: 0, upTo: head?.seq ?? 0 })
  return [...lines, { head }].map((line) => JSON.stringify(line))
}

async function checkWith(program: string, script: string, lines: string[]): Promise<string> {
  const file = join(folder, 'chain.jsonl')
  await writeFile(file, `${lines.join('\n')}\n`)
  return new Promise((resolve) => {
    execFile(program, [join(folder, script), file], (error, out, err) =>
      resolve(out + err + (error?.code === 'ENOENT' ? 'ENOENT' : '')),
    )
  })
}

async function readByNoAgent(db: Db): Promise<void> {
  const calls = [
    `jidoka_erase_person('a', 'b', 'c', now())`,
    `jidoka_underneath('decision', 'delete from decision', 'a', 'b')`,
    `jidoka_rename_person('a', 'b')`,
  ]
  for (const role of ['read', 'propose', 'execute', 'ingest', 'app', 'chat', 'decide'] as const) {
    const closed = role === 'decide' ? calls : [...calls, '* from audit_personal']
    for (const what of closed) {
      const tried = db.tx(role, (tx) => tx.exec(`select ${what}`))
      await expect(tried, `${role}: ${what}`).rejects.toThrow('permission denied')
    }
  }
  for (const statement of [`update audit_personal set value = 'x'`, 'delete from audit_personal']) {
    await expect(db.tx('owner', (tx) => tx.exec(statement))).rejects.toThrow('append-only')
  }
}

/** Every trigger and whether it fires: an erasure leaves all of them as they were. */
const guards = (db: Db) =>
  db.tx('owner', (tx) =>
    tx.rows(sql`select tgrelid::regclass::text as held, tgname, tgenabled from pg_trigger
      where not tgisinternal order by 1, 2`),
  )

async function summarised(db: Db): Promise<void> {
  const period = { from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-12-01T00:00:00Z') }
  const summary = await summariseAudit(db, { siteId: 'suzhou', ...period })
  expect(summary.people).toContainEqual({
    actor: leaver.userId,
    events: { proposed: 1, rejected: 1, delegated: 1, handed_over: 1 },
  })
  expect(summary.decisions.map(({ event, actor }) => [event, actor])).toEqual([
    ['rejected', leaver.userId],
    ['approved', manager.userId],
    ['delegated', leaver.userId],
  ])
  const later = { from: period.to, to: new Date('2027-01-01T00:00:00Z') }
  expect(await summariseAudit(db, { siteId: 'suzhou', ...later })).toMatchObject({ entries: 0 })
}

async function changeShows(db: Db): Promise<void> {
  await db.tx('owner', (tx) =>
    tx.exec(`alter table audit_personal disable trigger audit_personal_stays;
      update audit_personal set value = 'somebody@suzhou' where seq = 2 and field = 'actor';
      alter table audit_personal enable always trigger audit_personal_stays`),
  )
  expect(await verifyAudit(db)).toMatchObject({ ok: false, firstBad: { siteId: 'suzhou', seq: 2 } })
}

/** Both scripts of the page: whole is ok; one byte, another name, a lost or cut entry are not. */
async function scriptsJudge(whole: string[]): Promise<void> {
  const byte = whole.map((line, at) => (at === 3 ? line.replace('suzhou', 'suzhoU') : line))
  const renamed = whole.map((line) => line.replaceAll('"value":"wu', '"value":"wU'))
  const broken = [renamed, whole.slice(1), whole.toSpliced(-2, 1), whole.slice(0, -1)]
  const programs = [[process.execPath, 'verify.mjs'] as const, ['python3', 'verify.py'] as const]
  for (const [program, script] of programs) {
    const said = await checkWith(program, script, whole)
    if (program === 'python3' && said.includes('ENOENT')) continue
    expect(said).toMatch(/^ok: \d+ entries of suzhou/)
    expect(await checkWith(program, script, byte)).toMatch(/^BROKEN at entry 4/)
    for (const lines of broken) expect(await checkWith(program, script, lines)).toMatch(/^BROKEN/)
  }
}

describeOnEachStore('personal data in the record', (open) => {
  test('stand in the chain as seals only, and are shown in plain words', async () => {
    const db = await open()
    const { first } = await livedIn(db)
    const inChain = await placesOf(db, secrets)
    expect(inChain).toContain('audit_personal')
    expect(inChain).not.toContain('audit_entry')
    const timeline = await auditTimeline(db, operator, 'suzhou', first.id)
    expect(timeline.at(-1)).toMatchObject({
      actor: leaver.userId,
      detail: { reason_text: 'my knee hurts', reason_code: 'other' },
    })
    expect(await verifyAudit(db)).toMatchObject({ ok: true })
    await readByNoAgent(db)
    await summarised(db)
    await changeShows(db)
  })

  test('go out of every table, and the chain stays whole', async () => {
    const db = await open()
    const { deps, first, second } = await livedIn(db)
    const asked = { person: leaver.userId, by: 'admin@suzhou', reason: 'asked for it' }
    expect(await erasePerson(deps, { ...asked, by: leaver.userId })).toBeNull()
    expect(await erasePerson(deps, { ...asked, person: 'nobody@suzhou' })).toBeNull()
    expect(await placesOf(db, ['my knee hurts'])).toContain('decision')
    const before = await exported(db)
    await scriptsJudge(before)
    const guardsBefore = await guards(db)
    const erasure = await erasePerson(deps, asked)
    expect(erasure).toMatchObject({ sites: ['group', 'suzhou'], unsealedEntries: 0 })
    expect(await placesOf(db, secrets)).toEqual([])
    expect(await verifyAudit(db)).toMatchObject({ ok: true })
    const chain = (lines: string[]) => lines.map((line) => JSON.parse(line).sha256)
    expect(chain(await exported(db)).slice(0, before.length - 1)).toEqual(
      chain(before).slice(0, -1),
    )
    const timeline = await auditTimeline(db, operator, 'suzhou', first.id)
    const { pseudonym = '' } = erasure ?? {}
    expect(timeline.at(-1)).toMatchObject({ actor: pseudonym, detail: { reason_text: '[erased]' } })
    expect(pseudonym).toMatch(/^\[erased [0-9a-f]{8}\]$/)
    const { items } = await listAudit(db, operator, { siteId: 'suzhou', limit: 1 })
    expect(items[0]).toMatchObject({ event: 'person_erased', actor: 'admin@suzhou' })
    const [authors] = await db.tx('read', (tx) =>
      tx.rows(sql`select requested_by as by, authors from proposal where id = ${second.id}`),
    )
    expect(authors).toEqual({ by: pseudonym, authors: [pseudonym] })
    expect(await guards(db)).toEqual(guardsBefore)
    const after = await exported(db)
    expect(await checkWith(process.execPath, 'verify.mjs', after)).toMatch(/^ok/)
    expect(after.join('\n')).not.toMatch(/leaver|knee/)
  })
})
