import { AppError } from '../../../base/app-error.ts'
import { lockOwner } from '../../../base/data-lock.ts'
import type { Call, Command } from '../command.ts'

type Started = Awaited<ReturnType<typeof import('../../serve.ts').startServer>>

export const serve: Command = {
  name: 'serve',
  args: '[--demo]',
  summary: 'Open the store and serve the pages, the MCP endpoint and the API.',
  options: {
    demo: { value: null, help: 'load the demo factory and keep it alive' },
    port: { value: 'N', help: 'port (PORT; default: 3000)' },
    host: { value: 'HOST', help: 'address to listen on (JIDOKA_HOST; default: 127.0.0.1)' },
  },
  run: async ({ config, demo, given, io, print }) => {
    refuseSecond(config)
    const { startServer } = await import('../../serve.ts')
    const server = await startServer({
      config,
      demo: given('demo') ? await demo() : null,
      progress: print,
    })
    for (const line of welcome(server)) print(line)
    print(`ready ${server.baseUrl}`)
    await untilAborted(io.signal)
    await server.stop()
    return 0
  },
}

function refuseSecond({ dataDir, databaseUrl }: Call['config']): void {
  const owner = databaseUrl === null ? lockOwner(dataDir) : null
  if (owner === null) return
  throw new AppError('conflict', `${dataDir} is in use by process ${owner.pid}.`, {
    hint: `Use it${owner.url === null ? '' : ` at ${owner.url}`}, stop it, or give another folder with --data.`,
  })
}

function welcome({ baseUrl, demo }: Started): string[] {
  if (demo === null) return ['', `Open ${baseUrl}`, `MCP endpoint: ${baseUrl}/mcp`, '']
  const { userIds, password, token } = demo
  return [
    '',
    `Open ${baseUrl} and sign in; the password of all is ${password}:`,
    ...userIds.map((userId) => `  ${userId}`),
    '',
    'Connect an AI client (one paste):',
    `  claude mcp add --transport http jidoka ${baseUrl}/mcp --header "Authorization: Bearer ${token}"`,
    '',
    'Three things to try:',
    '  npx jidoka ask "最近哪个班组产量最低?"',
    '  npx jidoka ask "What was OEE of the Suzhou site last week, by line?"',
    '  In the chat, as operator@suzhou: "Open a ticket for SZ-CNC-03: spindle noise", then approve it as supervisor@suzhou.',
    '',
  ]
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
