import { Hono } from 'hono'
import type { ServerDeps } from '../deps.ts'
import { type Loop, localWakes, startLoop } from '../jobs/index.ts'
import type { ChannelDeps } from './channel-deps.ts'
import type { Adapter } from './contract.ts'
import { deliverMessages } from './deliver.ts'
import { announceProposals, refreshCopies } from './follow-proposals.ts'
import { handleDue } from './handle.ts'
import { type Kept, keepConnected } from './keep-connected.ts'
import { makeRefusals } from './refused.ts'
import type { ChannelsConfig } from './settings.ts'
import { slackAdapter } from './slack/adapter.ts'
import { slackRoutes } from './slack/routes.ts'
import { socketMode } from './slack/socket-mode.ts'

type Wired = {
  deps: Omit<ServerDeps, 'channelRoutes'>
  config: ChannelsConfig
  /** This process, to the others of the store. */
  holder: string
}

/** Chat systems: what they call, and the work that goes on behind. */
export type Channels = { routes: Hono; start: () => Loop }

export function openChannels({ deps: given, config, holder }: Wired): Channels {
  const waker = localWakes()
  const adapters: Adapter[] = []
  const deps: ChannelDeps = { ...given, adapters, wakeChannels: waker.wake }
  const refuse = makeRefusals(given)
  const routes = new Hono()
  const connections: (() => Kept)[] = []
  const connect = (name: string, run: (signal: AbortSignal) => Promise<boolean>) =>
    connections.push(() =>
      keepConnected({ ...{ db: deps.db, log: deps.log, holder, name }, connect: run }),
    )
  if (config.slack !== null) {
    const door = { deps, config: config.slack, refuse }
    const { appToken } = config.slack
    adapters.push(slackAdapter(config.slack, deps.pictures))
    routes.route('/slack', slackRoutes(door))
    if (appToken !== null) connect('slack socket', (signal) => socketMode(door, appToken, signal))
  }
  return { routes, start: () => startWork({ deps, waker, connections }) }
}

type Work = {
  deps: ChannelDeps
  waker: ReturnType<typeof localWakes>
  connections: (() => Kept)[]
}

/** A conversation is not kept waiting by the others: so many are handled at once. */
const handlers = 4

function startWork({ deps, waker, connections }: Work): Loop {
  if (deps.adapters.length === 0) return { stop: async () => undefined }
  const told = new Set<string>()
  const shared = { log: deps.log, wakes: waker }
  const loops = [
    ...Array.from({ length: handlers }, () =>
      startLoop({
        ...{ name: 'channel inbox', everyMs: 1000, ...shared },
        run: (signal) => handleDue(deps, signal),
      }),
    ),
    startLoop({
      ...{ name: 'channel outbox', everyMs: 1000, ...shared },
      run: (signal) => deliverMessages(deps, signal),
    }),
    startLoop({
      ...{ name: 'channel cards', everyMs: 5000, log: deps.log, wakes: deps.wakes },
      run: async (signal) => {
        await announceProposals(deps, told)
        await refreshCopies(deps, signal)
        waker.wake()
      },
    }),
  ]
  const kept = connections.map((start) => start())
  return {
    stop: async () => {
      for (const one of kept) await one.stop()
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}
