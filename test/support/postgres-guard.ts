// Run as a process of its own: `node postgres-guard.ts NATIVE`. Prints `ready URL`; ends with its stdin.
import { spawn, spawnSync } from 'node:child_process'
import { chownSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'

// initdb and postgres refuse to run as root; 65534 is nobody.
const account = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = address && typeof address === 'object' ? address.port : 0
      probe.close(() => resolve(port))
    })
  })

/** A copy, because the account may not read the project; with the links that npm cannot carry. */
const copyBinaries = (native: string, home: string) => {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(native, 'pg-symlinks.json'), 'utf8'),
  )
  const targets = new Set(links.map((link) => join(native, '..', link.target)))
  cpSync(native, home, {
    recursive: true,
    filter: (path) => !path.endsWith('.a') && !targets.has(path),
  })
  for (const { source, target } of links) {
    symlinkSync(basename(source), join(home, target.replace(/^native\//, '')))
  }
}

const initCluster = (home: string, data: string) => {
  const { status, stderr } = spawnSync(
    join(home, 'bin/initdb'),
    [
      ...[
        '-D',
        data,
        '-U',
        'postgres',
        '-A',
        'trust',
        '-E',
        'UTF8',
        '--no-sync',
        '--no-instructions',
      ],
      ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ],
    { ...account, cwd: home, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`initdb failed: ${stderr}`)
}

const startServer = (home: string, data: string, port: number) => {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    jit: 'off',
    log_min_messages: 'log',
  }
  return spawn(
    join(home, 'bin/postgres'),
    [
      '-D',
      data,
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    { ...account, cwd: home, stdio: ['ignore', 'ignore', 'pipe'] },
  )
}

const run = async (native: string) => {
  const home = mkdtempSync(join(tmpdir(), 'jidoka-postgres-'))
  process.once('exit', () => rmSync(home, { recursive: true, force: true }))
  if (account.uid) chownSync(home, account.uid, account.gid)
  copyBinaries(native, home)
  const data = join(home, 'data')
  initCluster(home, data)

  const port = await freePort()
  const server = startServer(home, data, port)
  const beforeReady: string[] = []
  server.once('exit', (code) => {
    if (code) console.error(beforeReady.join('\n'))
    process.exit(code ? 1 : 0)
  })
  process.stdin.once('end', () => server.kill('SIGQUIT')).resume()
  for await (const line of createInterface({ input: server.stderr })) {
    beforeReady.push(line)
    if (!line.includes('ready to accept connections')) continue
    beforeReady.length = 0
    console.log(`ready postgres://postgres@127.0.0.1:${port}/postgres`)
  }
}

const [, , nativeFolder = ''] = process.argv
await run(nativeFolder)
