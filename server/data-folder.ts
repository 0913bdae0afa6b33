import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  return {
    signing: config.secret ?? readOrMake(join(config.dataDir, 'secret')),
    local: readOrMake(localTokenFile(config.dataDir)),
  }
}

/** The local token of a folder whose server runs, or null when there is none to read. */
export function readLocalToken(dataDir: string): Secret | null {
  const path = localTokenFile(dataDir)
  return existsSync(path) ? secret(readFileSync(path, 'utf8').trim()) : null
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
