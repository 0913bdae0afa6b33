import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../base/app-error.ts'
import { makeDataFolder } from '../base/data-lock.ts'
import type { Config } from './config.ts'
import { type Secret, secret } from './secret.ts'

/** Owner-only secrets of one data folder, made on first use. */
export type FolderSecrets = {
  /** Signs session cookies. */
  signing: Secret
  /** Whoever can read it is the owner of this folder: the CLI signs in with it. */
  local: Secret
}

export function folderSecrets(config: Pick<Config, 'dataDir' | 'secret'>): FolderSecrets {
  makeDataFolder(config.dataDir)
  return {
    signing: config.secret ?? readOrMake(join(config.dataDir, 'secret')),
    local: readOrMake(localTokenFile(config.dataDir)),
  }
}

/** The local token of a folder whose server runs, or null when there is none to read. */
export function readLocalToken(dataDir: string): Secret | null {
  const path = localTokenFile(dataDir)
  if (!existsSync(path)) return null
  try {
    return secret(readFileSync(path, 'utf8').trim())
  } catch (cause) {
    throw new AppError('unauthenticated', `The token ${path} may not be read by this user.`, {
      cause,
      field: '--data',
      hint: 'Run the command as the user who runs the server.',
    })
  }
}

const localTokenFile = (dataDir: string) => join(dataDir, 'local-token')

function readOrMake(path: string): Secret {
  if (!existsSync(path)) {
    // `wx`: of two processes that start at once, one makes the file and both read it.
    try {
      writeFileSync(path, randomBytes(32).toString('base64url'), {
        mode: 0o600,
        flag: 'wx',
      })
    } catch (error) {
      if (!existsSync(path)) throw error
    }
  }
  return secret(readFileSync(path, 'utf8').trim())
}
