#!/usr/bin/env node
// Plain JavaScript: it must start on every Node, to bring or to ask for one that runs TypeScript.
import { spawn } from 'node:child_process'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const runsTypeScript = major > 22 || (major === 22 && minor >= 18)
// Before Node 24, stripping types prints a warning, in worker threads too; the flag stops both.
const quiet = '--disable-warning=ExperimentalWarning'
const ready = major >= 24 || (runsTypeScript && process.execArgv.includes(quiet))

/** The Node that `npm ci` brought along (optional dependency), or null. */
const bundledNode = () => {
  try {
    const name = `node-${process.platform}-${process.arch}/package.json`
    return fileURLToPath(
      new URL('bin/node', `file://${module.createRequire(import.meta.url).resolve(name)}`),
    )
  } catch {
    return null
  }
}

/** @param {string} node */
const runOn = (node) => {
  const child = spawn(node, [quiet, fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to both of us; a second one would cut the draining short.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  child.once('exit', (code, signal) => {
    for (const name of signals) process.removeAllListeners(name)
    if (signal) process.kill(process.pid, signal)
    else process.exitCode = code ?? 1
  })
}

const node = ready ? null : (bundledNode() ?? (runsTypeScript ? process.execPath : null))
if (ready) {
  // Stripping types and compiling takes most of a short command's time.
  module.enableCompileCache?.()
  await import('./near-imports.ts')
  const { main } = await import('./main.ts')
  await main(process.argv.slice(2))
} else if (node) {
  runOn(node)
} else {
  console.error(
    `jidoka needs Node 22.18 or later, this is ${process.versions.node}. ` +
      'Install Node 24 from https://nodejs.org, then run the command again.',
  )
  process.exitCode = 1
}
