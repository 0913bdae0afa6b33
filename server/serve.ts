import { type Clock, randomId, systemClock } from '../base/ports.ts'
import type { SendToPerson } from '../factory/index.ts'
import { runArmed } from '../playbooks/index.ts'
import type { OpenStore } from '../store/index.ts'
import { createApp } from './app.ts'
import { createAuth, issueToken } from './auth/index.ts'
import { type Channels, openChannels } from './channels/index.ts'
import type { Demo } from './cli/command.ts'
import { composeDeps, openStore } from './compose.ts'
import type { Config } from './config.ts'
import { routesOf, send } from './connectors/index.ts'
import { folderSecrets } from './data-folder.ts'
import type { ServerDeps } from './deps.ts'
import { startConnections } from './ingest/connections/connections.ts'
import { doors } from './ingest/connections/doors.ts'
import { type JobDeps, startJobs, wakesOn } from './jobs/index.ts'
import { type Listener, listen } from './listen.ts'
import { createLog } from './log.ts'
import { oidcOf } from './oidc/index.ts'
import { playbookFiles, playbookFolders } from './playbook-files.ts'
import { openTelemetry } from './telemetry/index.ts'
import { tellReports } from './tell-reports.ts'
import { version } from './version.ts'
import { webDir } from './web-dir.ts'

/** How long streams and slow requests may go on after the server was asked to end. */
const graceMs = 1500
const demoTokenDays = 30
/** A server asks for the same pages all day. */
const serverBuffersMb = 128
/** When whoever opens the page first has it. */
const agentAheadMs = 3000

type ServeOptions = { config: Config; demo: Demo | null; progress: (line: string) => void }

/** Starts everything; the port is taken first, so that a taken one is known at once. */
export async function startServer(options: ServeOptions) {
  const { config, progress } = options
  const listener = await listen(config)
  try {
    progress(`Opening ${config.databaseUrl === null ? config.dataDir : 'the database'} …`)
    const store = await openStore(config, { buffersMb: serverBuffersMb })
    try {
      return await startOn(store, listener, options)
    } catch (error) {
      await store.db.close()
      throw error
    }
  } catch (error) {
    await listener.close(0)
    throw error
  }
}

async function startOn(store: OpenStore, listener: Listener, options: ServeOptions) {
  const { config, demo, progress } = options
  const { db, lock, migrated } = store
  if (migrated > 0) progress(`Applied ${migrated} migrations.`)
  const [log, clock] = [createLog(config.logLevel), systemClock]
  if (demo !== null) await demo.load({ db, clock, progress })
  const baseUrl = config.publicUrl ?? `http://localhost:${listener.port}`
  const [wakes, alertWakes] = await openWakes(db)
  // A folder has one owner at a time, so what its last one held is ours at once.
  const holder = lock === null ? randomId('server') : 'the owner of the folder'
  const shared = { db, clock, holder, log, dataDir: config.dataDir }
  const connections = startConnections({ ...shared, doors }, config.sources)
  const telemetry = await openTelemetry(config.telemetry, { db, clock, version })
  const { deps, channels } = withChannels(
    {
      ...composeDeps({ config, db, log, baseUrl, telemetry, connections: connections.status }),
      ...signingIn({ config, demo }, { db, baseUrl, clock }),
      wakes,
      playbookFiles: () => playbookFiles(playbookFolders(config, demo)),
      reports: config.reports,
      webDir,
    },
    { config: config.channels, holder },
  )
  listener.answerWith(createApp(deps).fetch)
  const chats = channels.start()
  const jobs = startJobs({
    ...{ ...shared, newId: randomId, wakes, alertWakes, telemetry, retention: config.retention },
    sendToPerson: await everyWay(deps, channels),
    ...actingOf(deps),
    ...sendingOf(config.connectors, clock),
  })
  const simulator = demo?.simulate({ db, clock, log })
  lock?.serveAt(`http://localhost:${listener.port}`)
  setTimeout(loadAgent, agentAheadMs).unref()
  return {
    baseUrl,
    demo: demo === null ? null : { ...demo, token: await demoToken(deps, demo) },
    stop: async () => {
      await simulator?.stop()
      await listener.close(graceMs)
      for (const part of [connections, chats, jobs]) await part.stop()
      for (const part of [telemetry, deps.pictures, wakes, alertWakes, db]) await part.close()
    },
  }
}

/** Its modules hold the thread for a second or more: not while the first question waits. */
const loadAgent = () => void import('../agent/index.ts')

const openWakes = (db: OpenStore['db']) =>
  Promise.all([wakesOn(db, 'jidoka_proposal'), wakesOn(db, 'jidoka_alert')])

/** Who may come in, and how. */
function signingIn(
  { config, demo }: Pick<ServeOptions, 'config' | 'demo'>,
  wired: Pick<ServerDeps, 'db' | 'baseUrl' | 'clock'>,
): Pick<ServerDeps, 'auth' | 'oidc' | 'demo' | 'localToken'> {
  const { signing, local } = folderSecrets(config)
  const byPassword = config.signIn.local ? demo : null
  return {
    auth: createAuth({ ...wired, signing }),
    oidc: oidcOf(config.signIn, { ...wired, signing }),
    demo: byPassword && { userIds: byPassword.userIds, password: byPassword.password },
    localToken: local,
  }
}

/** The rest of the server, and what chat systems call of it. */
function withChannels(
  rest: Omit<ServerDeps, 'channelRoutes'>,
  wired: { config: Config['channels']; holder: string },
): { deps: ServerDeps; channels: Channels } {
  const channels = openChannels({ deps: rest, ...wired })
  return { deps: { ...rest, channelRoutes: channels.routes }, channels }
}

/** What the executor can do, the playbooks that ask for it, and who is told of reports. */
function actingOf(
  deps: ServerDeps,
): Pick<JobDeps, 'effects' | 'playbooks' | 'reports' | 'reader' | 'providers'> {
  const looked = new Map<string, number>()
  return {
    ...{ effects: deps.effects, reader: deps.reader, providers: deps.providers },
    playbooks: async (signal) => {
      const { events, broken } = await runArmed({ ...deps, looked, signal })
      if (events > 0) deps.wakes.wake()
      for (const why of broken) deps.log.warn({ why }, 'a playbook could not run')
    },
    reports: async (signal) => {
      const { broken } = await tellReports(deps, signal)
      for (const why of broken) deps.log.warn({ why }, 'a report could not be told')
    },
  }
}

/** A message goes to the chats of its person, and to an address where they asked for that. */
async function everyWay(deps: ServerDeps, { sendAlert }: Channels): Promise<SendToPerson> {
  const { mail } = deps.reports
  if (mail === null) return sendAlert
  const { reportsByMail, smtpSender } = await import('./mail/index.ts')
  const byMail = reportsByMail(deps, smtpSender(mail))
  return async (message, signal) => {
    await sendAlert(message, signal)
    await byMail(message, signal)
  }
}

/** What goes to other systems, and how. */
function sendingOf(
  connectors: Config['connectors'],
  clock: Clock,
): Pick<JobDeps, 'routeOf' | 'connectors' | 'send'> {
  return {
    routeOf: routesOf(connectors),
    connectors: connectors.map(({ name }) => name),
    send: (outgoing, signal) => send({ connectors, clock }, outgoing, signal),
  }
}

async function demoToken(deps: ServerDeps, { tokenFor }: Demo): Promise<string> {
  const { token } = await issueToken(deps, {
    userId: tokenFor,
    label: 'demo',
    audience: `${deps.baseUrl}/mcp`,
    scopes: ['read', 'propose'],
    days: demoTokenDays,
  })
  return token
}
