// Plain JavaScript: `prepare` runs it at install, on whatever Node is there.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const web = fileURLToPath(new URL('../web/', import.meta.url))
const stamp = join(web, 'dist', '.sources')

/** @returns {string} what the pages are made of: the sources, and the packages by their lockfile */
const fingerprint = () => {
  const hash = createHash('sha256')
  const sources = readdirSync(web, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(join(web, 'dist')))
  for (const path of [...sources.sort(), join(web, '../package-lock.json')]) {
    hash.update(path.slice(web.length)).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

const wanted = fingerprint()
const built = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
if (built !== wanted) {
  const vite = await import('vite').catch(() => null)
  if (vite) {
    await vite.build({ root: web, logLevel: 'warn' })
    writeFileSync(stamp, wanted)
  } else {
    console.error('The web pages are not built: install with development packages, `npm ci`.')
  }
}
