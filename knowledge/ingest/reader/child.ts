/**
 * The process that reads documents, one at a time, for as long as the other end listens. Whatever a
 * file does to it, the server goes on: it is ended when it takes too long or too much.
 */
import { Worker } from 'node:worker_threads'
import { recognised } from '../ocr/recognise.ts'
import { parseFile } from '../parse-file.ts'
import { documentOf } from './document-of.ts'
import { plainError, type ReadReply, type ReadRequest } from './messages.ts'

const mostBytes = Number(process.argv[2])
const watcher = new Worker(new URL('./memory-watch.ts', import.meta.url), {
  workerData: { mostBytes, parent: process.ppid },
})
watcher.unref()

const send = (reply: ReadReply): void => void process.send?.(reply)

process.on('disconnect', () => process.exit(0))
process.on('message', async ({ file, ocr }: ReadRequest) => {
  const onPage = (done: number, of: number) => send({ type: 'page', done, of })
  try {
    const parsed = await (ocr === null
      ? parseFile(file, { onPage })
      : recognised(file, { ocr, onPage }))
    const document = documentOf(parsed)
    send({ type: 'done', document, rssBytes: process.memoryUsage.rss() })
  } catch (thrown) {
    const error = plainError(thrown)
    // What nobody foresaw ends this process; the other end says that the file cannot be read.
    if (error === null) throw thrown
    send({ type: 'refused', error })
  }
})
