import pino, { type DestinationStream, type Logger } from 'pino'
import { withoutSecrets } from '../base/without-secrets.ts'
import type { Config } from './config.ts'

export type { Logger } from 'pino'

const hidden = ['password', 'secret', 'token', 'apiKey', 'authorization', 'cookie']

/**
 * JSON lines on stderr: stdout belongs to results and to MCP stdio. Fields are blanked by their names,
 * and each line by what it holds: a secret may stand in the message of a stranger's error.
 */
export function createLog(
  level: Config['logLevel'],
  stream: DestinationStream = pino.destination({ fd: 2, sync: true }),
): Logger {
  return pino(
    {
      level,
      base: null,
      hooks: { streamWrite: withoutSecrets },
      redact: {
        paths: hidden.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        censor: '[secret]',
      },
    },
    stream,
  )
}
