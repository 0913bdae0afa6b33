import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { AppError } from '../../../base/app-error.ts'
import { fairTurns } from '../../../store/index.ts'
import { documentFault } from '../document-fault.ts'
import type { Reading } from '../pdf/read-pages.ts'
import type { SourceFile } from '../source-kind.ts'
import { errorOf, type ReadDocument, type ReadReply, type ReadRequest } from './messages.ts'

export type ProcessLimits = {
  heapMb: number
  /** Of the whole process, native memory included. */
  rssMb: number
  /** Without any progress. */
  idleSeconds: number
}

type Settings = { limits: ProcessLimits; ocr: string | null }

const megabyte = 1024 * 1024
const childPath = fileURLToPath(new URL('./child.ts', import.meta.url))
/** A process that waits this long is ended; one that has grown is not used again. */
const keptMs = 20_000
const grownShare = 0.4
const mostWaiting = 20
const mostOfOne = 5

/**
 * One process at most, made for the first file and used for those after it, one at a time, person by
 * person.
 */
export function openProcess({ limits, ocr }: Settings) {
  let child: ChildProcess | null = null
  const turns = fairTurns(1)
  const waiting: (string | undefined)[] = []
  let ending: NodeJS.Timeout | undefined
  const end = () => {
    clearTimeout(ending)
    child?.kill('SIGKILL')
    child = null
  }
  const readNow = async (file: SourceFile, reading: Reading): Promise<ReadDocument> => {
    clearTimeout(ending)
    reading.signal?.throwIfAborted()
    child ??= start({ limits, ocr })
    const { reply, isUsable } = await replyOf(child, { request: { file, ocr }, limits, reading })
    if (!isUsable) end()
    else ending = setTimeout(end, keptMs).unref()
    if (reply instanceof Error) throw reply
    return reply
  }
  return {
    close: end,
    read: async (file: SourceFile, reading: Reading): Promise<ReadDocument> => {
      const { who } = reading
      const own = waiting.filter((one) => one === who).length
      if (waiting.length >= mostWaiting) throw documentFault('busy', {}, { code: 'unavailable' })
      if (who !== undefined && own >= mostOfOne) {
        throw documentFault('busyForOne', { most: mostOfOne }, { code: 'unavailable' })
      }
      waiting.push(who)
      return turns(who ?? null, () => readNow(file, reading)).finally(() => {
        waiting.splice(waiting.indexOf(who), 1)
      })
    },
  }
}

/** Without anything of the environment; a parser may read files but neither write nor start any. */
function start({ limits, ocr }: Settings): ChildProcess {
  const confined = ['--permission', '--allow-fs-read=*', '--allow-worker']
  return fork(childPath, [String(limits.rssMb * megabyte)], {
    execArgv: [
      `--max-old-space-size=${limits.heapMb}`,
      '--disable-warning=ExperimentalWarning',
      // Text recognition is native code, which may do what it likes anyway.
      ...(ocr === null ? confined : []),
    ],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
}

type Asked = { request: ReadRequest; limits: ProcessLimits; reading: Reading }
type Outcome = { reply: ReadDocument | Error; isUsable: boolean }

/** What the process says of one file, or why it says nothing. The server waits for no process. */
function replyOf(child: ChildProcess, { request, limits, reading }: Asked): Promise<Outcome> {
  const { fileName: name } = request.file
  const { promise, resolve } = Promise.withResolvers<Outcome>()
  let told = ''
  const failed = (reply: Error) => resolve({ reply, isUsable: false })
  const stuck = () => failed(documentFault('stuck', { name, seconds: limits.idleSeconds }))
  const timer = setTimeout(stuck, limits.idleSeconds * 1000)
  const onError = (text: Buffer) => {
    told = `${told}${text}`.slice(-10_000)
  }
  const onEnd = () => failed(endFault(told, { name, limits }))
  const onAbort = () => failed(reading.signal?.reason)
  const onReply = (reply: ReadReply) => {
    timer.refresh()
    if (reply.type === 'page') reading.onPage?.(reply.done, reply.of)
    else if (reply.type === 'refused') resolve({ reply: errorOf(reply.error), isUsable: true })
    else {
      const isUsable = reply.rssBytes < grownShare * limits.rssMb * megabyte
      resolve({ reply: reply.document, isUsable })
    }
  }
  hold(child)
  child.on('message', onReply).on('close', onEnd).on('error', onEnd)
  child.stderr?.on('data', onError)
  reading.signal?.addEventListener('abort', onAbort, { once: true })
  child.send(request)
  return promise.finally(() => {
    clearTimeout(timer)
    child.off('message', onReply).off('close', onEnd).off('error', onEnd)
    child.stderr?.off('data', onError)
    reading.signal?.removeEventListener('abort', onAbort)
    letGo(child)
  })
}

type Ended = { name: string; limits: ProcessLimits }

function endFault(told: string, { name, limits }: Ended): AppError {
  if (/out of memory/i.test(told)) return documentFault('memory', { name, mb: limits.rssMb })
  const cause = new Error(told === '' ? 'the process ended' : told)
  return documentFault('crashed', { name }, { cause })
}

/** A waiting process keeps nobody from ending. */
function letGo(child: ChildProcess): void {
  child.unref()
  child.channel?.unref()
  if (child.stderr !== null && 'unref' in child.stderr)
    (child.stderr as { unref: () => void }).unref()
}

function hold(child: ChildProcess): void {
  child.ref()
  child.channel?.ref()
}
