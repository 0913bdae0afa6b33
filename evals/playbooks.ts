/**
 * The six playbooks of the demo, rehearsed over its 90 days and compared with what was planted
 * (demo/truth.json). A story is caught when its playbook would have proposed something about its
 * subject after it began; every other proposal counts against precision.
 */

import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dayMs } from '../base/milliseconds.ts'
import type { Principal } from '../base/principal.ts'
import { loadDemo } from '../demo/index.ts'
import { seedMetrics } from '../factory/index.ts'
import { parsePlaybook, type Rehearsal, rehearse } from '../playbooks/index.ts'
import { openTestDb } from '../store/test-db.ts'
import { catalog } from '../tools/index.ts'
import { report, type Target } from './report.ts'

const now = new Date('2026-11-24T02:17:00Z')
const folder = new URL('../demo/playbooks/', import.meta.url)
const { historyDays, stories } = JSON.parse(
  readFileSync(new URL('../demo/truth.json', import.meta.url), 'utf8'),
)

type Story = { subject: string; sinceDays: number }

/** What each playbook is there to see; null: nothing of the kind was planted. */
const planted: Record<string, Story | null> = {
  'spindle-vibration': {
    subject: stories.spindle.machineId,
    sinceDays: stories.spindle.vibration.risesOverDays,
  },
  'filler-drift': { subject: stories.filler.machineId, sinceDays: stories.filler.sinceDays },
  'scrap-rate': { subject: stories.filler.machineId, sinceDays: stories.filler.sinceDays },
  'supplier-late': {
    subject: stories.supplier.supplierId,
    sinceDays: stories.supplier.growsOverDays,
  },
  'bottleneck-starved': {
    subject: stories.bottleneck.before,
    sinceDays: stories.bottleneck.movedDaysAgo,
  },
  'unqualified-stop': null,
}

const targets: Record<string, Target> = {
  recall: { op: '>=', value: 1 },
  precision: { op: '>=', value: 0.8 },
  broken: { op: '==', value: 0 },
}

const manager: Principal = {
  userId: 'manager@group',
  language: 'en',
  roles: ['suzhou', 'dongguan', 'chengdu'].map((siteId) => ({ siteId, role: 'manager' })),
}

const db = await openTestDb()
const signal = new AbortController().signal
await db.tx('ingest', (tx) => seedMetrics(tx, now))
await loadDemo({ db, clock: () => now })
const tally = { proposed: 0, right: 0, caught: 0, broken: 0 }
for (const fileName of (await readdir(folder)).sort()) {
  const source = await readFile(new URL(fileName, folder), 'utf8')
  const playbook = parsePlaybook({ text: source, fileName, tools: catalog })
  const from = new Date(now.getTime() - historyDays * dayMs)
  const deps = { db, clock: () => now, principal: manager, signal }
  const rehearsed = await rehearse(deps, { playbook, source }, { from, to: now })
  count(rehearsed, planted[playbook.name])
}
await db.close()

function count(rehearsed: Rehearsal, story: Story | null | undefined): void {
  const proposals = rehearsed.items.filter(({ outcome }) => outcome === 'proposed')
  const right = proposals.filter(
    ({ subject, at }) =>
      story?.subject === subject && now.getTime() - Date.parse(at) <= story.sinceDays * dayMs,
  )
  tally.proposed += proposals.length
  tally.right += right.length
  tally.caught += Number(right.length > 0)
  tally.broken += Number(story === undefined)
  const line = { ...rehearsed, items: proposals.map(({ at, subject }) => `${at} ${subject}`) }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}

const stated = Object.values(planted).filter((story) => story !== null).length
report({
  name: 'playbooks',
  cases: Object.keys(planted).length,
  metrics: {
    recall: tally.caught / stated,
    precision: tally.proposed === 0 ? 0 : tally.right / tally.proposed,
    proposals: tally.proposed,
    broken: tally.broken,
  },
  targets,
})
