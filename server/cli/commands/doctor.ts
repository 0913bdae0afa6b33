import { accessSync, constants, existsSync } from 'node:fs'
import { join } from 'node:path'
import { describeError } from '../../../base/app-error.ts'
import { lockOwner } from '../../../base/data-lock.ts'
import { modelMode } from '../../model-settings.ts'
import { lookAtProvider } from '../../oidc/index.ts'
import type { OutputOf } from '../../operations/index.ts'
import { webDir } from '../../web-dir.ts'
import { type Call, type Command, jsonOption } from '../command.ts'

type Check = { name: string; ok: boolean; found: string; fix?: string }

export const doctor: Command = {
  name: 'doctor',
  args: '',
  summary: 'Look at everything that can be wrong, and say how to mend it.',
  options: jsonOption,
  run: async (call) => {
    const checks = [
      ...machineChecks(call),
      ...(await providerChecks(call)),
      ...(await dataChecks(call)),
    ]
    const ok = checks.every((check) => check.ok)
    if (call.given('json')) call.print(JSON.stringify({ ok, checks }))
    for (const check of call.given('json') ? [] : checks) {
      call.print(`${check.ok ? 'ok  ' : 'BAD '} ${check.name}: ${check.found}`)
      if (!check.ok && check.fix !== undefined) call.print(`     fix: ${check.fix}`)
    }
    return ok ? 0 : 1
  },
}

function machineChecks({ config }: Call): Check[] {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const owner = lockOwner(config.dataDir)
  return [
    {
      name: 'node',
      ok: major > 22 || (major === 22 && minor >= 18),
      found: process.versions.node,
      fix: 'Run through npm, which brings Node 24, or install Node 22.18 or newer.',
    },
    {
      name: 'data folder',
      ok: !existsSync(config.dataDir) || isWritable(config.dataDir),
      found: config.dataDir,
      fix: 'Make it writable for this user, or choose another with --data.',
    },
    { name: 'server', ok: true, found: owner === null ? 'none runs' : (owner.url ?? 'starting') },
    {
      name: 'pages',
      ok: existsSync(join(webDir, 'index.html')),
      found: webDir,
      fix: 'Run npm run build.',
    },
    { name: 'model', ok: true, found: modelMode(config) },
  ]
}

/** Only where one is configured: nothing else is asked over the network. */
async function providerChecks({ config }: Call): Promise<Check[]> {
  const { oidc } = config.signIn
  if (oidc === null) return []
  const name = 'sign-in provider'
  try {
    const { keys } = await lookAtProvider(oidc)
    return [{ name, ok: true, found: `${oidc.issuer}, ${keys} keys to sign with` }]
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : ''
    const found = `${describeError(error).message} ${cause}`
    return [{ name, ok: false, found, fix: 'Look at auth.oidc in the config file.' }]
  }
}

async function dataChecks({ connect, io }: Call): Promise<Check[]> {
  try {
    const connection = await connect()
    const { readiness, status } = await connection.perform('state', {}, { signal: io.signal })
    return [
      { name: 'store', ok: true, found: `${status.store}, ${connection.where}` },
      {
        name: 'ready',
        ok: readiness.ready,
        found: `${readiness.migrations} migrations, oldest approved work ${readiness.outboxAgeS} s`,
        fix: 'Approved work waits too long: is a server running?',
      },
      { name: 'retrieval', ok: true, found: status.retrieval },
      ...status.sources.map(({ site, newest }) => ({
        name: `data of ${site}`,
        ok: true,
        found: newest === null ? 'none yet' : `until ${newest}`,
      })),
      ...connectionChecks(status.connections),
      ...findingChecks(status.findings),
      ...streamChecks(status.streams),
    ]
  } catch (error) {
    const { message, hint } = describeError(error)
    return [{ name: 'store', ok: false, found: message, ...(hint ? { fix: hint } : {}) }]
  }
}

type Status = OutputOf<'state'>['status']

const connectionChecks = (connections: Status['connections']): Check[] =>
  connections.map(({ id, kind, state: now, problem, stored, waiting }) => ({
    name: `source ${id}`,
    ok: now === 'connected' || now === 'elsewhere',
    found: `${kind}, ${now}, ${stored} rows stored, ${waiting} waiting${problem === null ? '' : `: ${problem}`}`,
    fix: 'Look at its url, its user and its mapping in the config file.',
  }))

const findingChecks = (findings: Status['findings']): Check[] =>
  Object.entries(findings).map(([kind, open]) => ({
    name: `data quality, ${kind.replaceAll('_', ' ')}`,
    ok: true,
    found: `${open} open; see jidoka findings list`,
  }))

const streamChecks = (streams: Status['streams']): Check[] =>
  streams.map(({ stream, keep, bytes }) => ({
    name: `stream ${stream}`,
    ok: true,
    found: `${(bytes / 1_000_000).toFixed(1)} MB, kept ${keep ?? 'for ever'}`,
  }))

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}
