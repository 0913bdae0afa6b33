import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import { findSite, parseInstant, zoneOf } from '../../factory/index.ts'
import {
  disarm,
  listPlaybooks,
  parsePlaybook,
  proposeArming,
  rehearse,
} from '../../playbooks/index.ts'
import { defineOperation } from './operation.ts'

const file = { source: z.string().min(1).max(20_000), fileName: z.string().min(1).max(500) }
const text = z.string().min(1).max(100)

export const playbooksList = defineOperation({
  name: 'playbooks-list',
  input: z.strictObject({}),
  run: ({ db }, { principal }) => listPlaybooks(db, principal),
})

export const playbookCheck = defineOperation({
  name: 'playbook-check',
  input: z.strictObject(file),
  run: async ({ tools }, _context, { source, fileName }) =>
    parsePlaybook({ text: source, fileName, tools }),
})

export const playbookRehearse = defineOperation({
  name: 'playbook-rehearse',
  input: z.strictObject({ ...file, from: text.optional(), to: text.optional() }),
  run: async (deps, context, { source, fileName, from, to }) => {
    const playbook = parsePlaybook({ text: source, fileName, tools: deps.tools })
    const { principal, signal } = context
    const site = await deps.db.tx('read', (tx) => findSite(tx, playbook.site), { principal })
    const now = deps.clock()
    const at = (field: string, typed: string | undefined, days: number) =>
      typed === undefined
        ? new Date(now.getTime() - days * 86_400_000)
        : parseInstant({ field, typed, zone: zoneOf(site.zone) })
    const window = { from: at('--from', from, 30), to: at('--to', to, 0) }
    return rehearse({ ...deps, principal, signal }, { playbook, source }, window)
  },
})

export const playbookArm = defineOperation({
  name: 'playbook-arm',
  input: z.strictObject(file),
  run: async (deps, { principal, signal }, given) => {
    const idempotencyKey = deps.newId('arm')
    const asking = { ...deps, principal, signal, channel: 'cli', idempotencyKey }
    const { siteId, id } = await proposeArming(asking, given)
    const inbox = `${deps.baseUrl}/inbox/${encodeURIComponent(siteId)}/${encodeURIComponent(id)}`
    return { siteId, id, inbox }
  },
})

export const playbookDisarm = defineOperation({
  name: 'playbook-disarm',
  input: z.strictObject({ site: text, name: text, reason: z.string().max(500).optional() }),
  run: async (deps, { principal }, { site: siteId, name, reason = null }) => {
    const outcome = await disarm(deps, { principal, channel: 'cli' }, { siteId, name, reason })
    if (outcome === 'disarmed' || outcome === 'already_disarmed') return { outcome }
    throw new AppError(
      outcome === 'not_found' ? 'not_found' : 'forbidden',
      `${name}: ${outcome}.`,
      {
        field: 'name',
        hint: '`jidoka playbook list` shows what is armed; a supervisor or manager of the site stops it.',
      },
    )
  },
})
