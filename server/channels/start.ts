import { Hono } from 'hono'
import { dayMs } from '../../base/milliseconds.ts'
import type { SendToPerson } from '../../factory/index.ts'
import type { ServerDeps } from '../deps.ts'
import { type Loop, localWakes, startLoop } from '../jobs/index.ts'
import type { ChannelDeps } from './channel-deps.ts'
import type { Adapter } from './contract.ts'
import { deliverMessages } from './deliver.ts'
import { announceProposals, refreshCopies } from './follow-proposals.ts'
import { handleDue } from './handle.ts'
import { type Kept, keepConnected } from './keep-connected.ts'
import { makeRefusals } from './refused.ts'
import { alertsToChats } from './send-alert.ts'
import type { ChannelsConfig } from './settings.ts'
import { slackAdapter } from './slack/adapter.ts'
import { slackRoutes } from './slack/routes.ts'
import { socketMode } from './slack/socket-mode.ts'
import { type Menu, wireWecom } from './wecom/wire.ts'

type Wired = {
  deps: Omit<ServerDeps, 'channelRoutes'>
  config: ChannelsConfig
  /** This process, to the others of the store. */
  holder: string
}

/** Chat systems: what they call, and the work that goes on behind. */
export type Channels = {
  routes: Hono
  adapters: readonly Adapter[]
  /** All that is due now, once. */
  round: (signal: AbortSignal) => Promise<void>
  start: () => Loop
  /** What carries alerts to people. */
  sendAlert: SendToPerson
}

export function openChannels({ deps: given, config, holder }: Wired): Channels {
  const waker = localWakes()
  const adapters: Adapter[] = []
  const { enter } = given.auth
  const deps: ChannelDeps = { ...given, adapters, enter, wakeChannels: waker.wake }
  const refuse = makeRefusals(given)
  const routes = new Hono()
  const connections: (() => Kept)[] = []
  const connect = (name: string, run: (signal: AbortSignal) => Promise<boolean>) => {
    connections.push(() =>
      keepConnected({ ...{ db: deps.db, log: deps.log, holder, name }, connect: run }),
    )
  }
  if (config.slack !== null) {
    const door = { deps, config: config.slack, refuse }
    const { appToken } = config.slack
    adapters.push(slackAdapter(config.slack, deps.pictures))
    routes.route('/slack', slackRoutes(door))
    if (appToken !== null) connect('slack socket', (signal) => socketMode(door, appToken, signal))
  }
  const wecom =
    config.wecom === null
      ? null
      : wireWecom({ deps, refuse, routes, connect, config: config.wecom })
  adapters.push(...(wecom?.adapters ?? []))
  const told = new Set<string>()
  const work = { deps, waker, connections, told, menu: wecom?.menu ?? null }
  return {
    ...{ routes, adapters },
    round: (signal) => round(work, signal),
    start: () => startWork(work),
    // Without a chat system, the message in the store is the notice in the pages.
    sendAlert: adapters.length === 0 ? async () => undefined : alertsToChats(deps),
  }
}

type Work = {
  deps: ChannelDeps
  waker: ReturnType<typeof localWakes>
  connections: (() => Kept)[]
  menu: Menu | null
  /** Proposals that their deciders have heard of. */
  told: Set<string>
}

async function round({ deps, told }: Work, signal: AbortSignal): Promise<void> {
  await handleDue(deps, signal)
  await followProposals(deps, told, signal)
  await deliverMessages(deps, signal)
}

async function followProposals(
  deps: ChannelDeps,
  told: Set<string>,
  signal: AbortSignal,
): Promise<void> {
  await announceProposals(deps, told)
  await refreshCopies(deps, signal)
}

/** A conversation is not kept waiting by the others: so many are handled at once. */
const handlers = 4

function startWork({ deps, waker, connections, told, menu }: Work): Loop {
  if (deps.adapters.length === 0) return { stop: async () => undefined }
  const { log, telemetry } = deps
  const shared = { log, telemetry, wakes: waker }
  const loops = [
    // All are woken in this process; one looks often for what another process took in.
    ...Array.from({ length: handlers }, (_, at) =>
      startLoop({
        ...{ name: 'channel inbox', everyMs: at === 0 ? 1000 : 5000, ...shared },
        run: (signal) => handleDue(deps, signal),
      }),
    ),
    startLoop({
      ...{ name: 'channel outbox', everyMs: 1000, ...shared },
      run: (signal) => deliverMessages(deps, signal),
    }),
    startLoop({
      ...{ name: 'channel cards', everyMs: 5000, log, telemetry, wakes: deps.wakes },
      run: async (signal) => {
        await followProposals(deps, told, signal)
        waker.wake()
      },
    }),
  ]
  if (menu !== null) {
    const unhurried = localWakes()
    loops.push(
      startLoop({ ...shared, name: 'wecom menu', everyMs: dayMs, run: menu, wakes: unhurried }),
    )
  }
  const kept = connections.map((start) => start())
  return {
    stop: async () => {
      for (const one of kept) await one.stop()
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}
