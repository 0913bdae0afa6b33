import pino, { type Logger } from 'pino'
import type { Config } from './config.ts'

export type { Logger } from 'pino'

const hidden = ['password', 'secret', 'token', 'apiKey', 'authorization', 'cookie']

/** JSON lines on stderr: stdout belongs to results and to MCP stdio. */
export function createLog(level: Config['logLevel']): Logger {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: hidden.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        censor: '[secret]',
      },
    },
    pino.destination({ fd: 2, sync: true }),
  )
}
