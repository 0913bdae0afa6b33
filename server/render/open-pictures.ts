import { Worker } from 'node:worker_threads'
import { AppError } from '../../base/app-error.ts'
import type { ChartSpec } from '../../charts/index.ts'
import type { PictureWish } from './chart-svg.ts'
import type { DrawReply, DrawRequest } from './worker.ts'

export type { PictureWish } from './chart-svg.ts'

export type Png = Uint8Array<ArrayBuffer>

export type Pictures = {
  /**
   * @returns the PNG; null where the chart is read as a table
   * @throws AppError `unavailable` when too many wait, `timeout` when it takes too long
   */
  draw: (spec: ChartSpec, wish: PictureWish) => Promise<Png | null>
  close: () => Promise<void>
}

export type PictureLimits = {
  heapMb: number
  seconds: number
  waiting: number
  keptSeconds: number
}

const usualLimits: PictureLimits = { heapMb: 256, seconds: 20, waiting: 20, keptSeconds: 60 }

/** Draws in one worker, made for the first picture and kept for those that follow soon. */
export function openPictures(given: Partial<PictureLimits> = {}): Pictures {
  const limits = { ...usualLimits, ...given }
  let worker: Worker | null = null
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let count = 0
  let ending: NodeJS.Timeout | undefined
  const end = async () => {
    clearTimeout(ending)
    const ended = worker
    worker = null
    await ended?.terminate()
  }
  const drawNow = async (spec: ChartSpec, wish: PictureWish) => {
    clearTimeout(ending)
    worker ??= start(limits)
    count += 1
    try {
      return await replyOf(worker, { id: count, spec, wish }, limits)
    } catch (error) {
      await end()
      throw error
    } finally {
      ending = setTimeout(() => void end(), limits.keptSeconds * 1000).unref()
    }
  }
  return {
    close: end,
    draw: async (spec, wish) => {
      if (waiting >= limits.waiting) throw tooMany()
      waiting += 1
      const turn = last.then(() => drawNow(spec, wish))
      last = turn.catch(() => undefined)
      return turn.finally(() => {
        waiting -= 1
      })
    },
  }
}

function start({ heapMb }: PictureLimits): Worker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  })
  worker.unref()
  return worker
}

function replyOf(worker: Worker, request: DrawRequest, { seconds }: PictureLimits) {
  const { promise, resolve, reject } = Promise.withResolvers<Png | null>()
  const timer = setTimeout(() => reject(tooSlow(seconds)), seconds * 1000)
  const onMessage = (reply: DrawReply) => {
    if (reply.id !== request.id) return
    if ('png' in reply) resolve(reply.png)
    else reject(broken(new Error(reply.error)))
  }
  const onError = (error: unknown) => reject(broken(error))
  const onExit = () => reject(broken(new Error('the worker ended')))
  worker.on('message', onMessage).on('error', onError).on('exit', onExit)
  worker.postMessage(request)
  return promise.finally(() => {
    clearTimeout(timer)
    worker.off('message', onMessage).off('error', onError).off('exit', onExit)
  })
}

const retry = 'Try again in a moment, or take the table.'

const tooMany = () =>
  new AppError('unavailable', 'Too many pictures are being drawn.', { hint: retry })

const tooSlow = (seconds: number) =>
  new AppError('timeout', `The picture was not drawn within ${seconds} s.`, { hint: retry })

const broken = (cause: unknown) =>
  new AppError('internal', 'A picture could not be drawn.', { cause, hint: retry })
