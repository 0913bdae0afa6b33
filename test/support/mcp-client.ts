import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'

type Entry = { command: string; args: string[] } | { url: string; headers: Record<string, string> }

/** The files of clients differ in the name of the list alone. */
type Configuration = { mcpServers?: Record<string, Entry>; servers?: Record<string, Entry> }

/** Connects as a client does that is configured so; the names of the tools that it is offered. */
export async function toolsBy(
  { mcpServers, servers }: Configuration,
  env: Record<string, string>,
): Promise<string[]> {
  const entry = (mcpServers ?? servers)?.jidoka
  if (entry === undefined) throw new Error('the configuration names no server "jidoka"')
  const client = new Client({ name: 'reader', version: '1' })
  await client.connect(
    'command' in entry
      ? new StdioClientTransport({ ...entry, env })
      : new StreamableHTTPClientTransport(new URL(entry.url), {
          requestInit: { headers: entry.headers },
        }),
  )
  const { tools } = await client.listTools()
  await client.close()
  return tools.map(({ name }) => name)
}
