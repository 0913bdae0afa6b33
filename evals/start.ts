import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { nearest } from '../base/near.ts'

type Scripts = { kind: 'suite' | 'bench'; known: Record<string, URL>; usage: string }

/** Runs the script of that name in a process of its own; its exit status. */
export async function start(
  { kind, known, usage }: Scripts,
  { name, args }: { name: string | undefined; args: string[] },
): Promise<number> {
  const script = name === undefined ? undefined : known[name]
  if (script === undefined) {
    process.stderr.write(`${notFound(name, { kind, known, usage })}\n`)
    return 2
  }
  const child = spawn(process.execPath, [fileURLToPath(script), ...args], { stdio: 'inherit' })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}

export function notFound(name: string | undefined, { kind, known, usage }: Scripts): string {
  const names = Object.keys(known)
  const near = name === undefined ? [] : nearest(name, names)
  const meant = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ''
  const what = name === undefined ? `Name a ${kind}.` : `There is no ${kind} "${name}".${meant}`
  return `${what} Known: ${names.join(', ')}.\nUsage: ${usage}`
}
