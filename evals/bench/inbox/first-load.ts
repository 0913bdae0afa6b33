import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const dist = fileURLToPath(new URL('../../../web/dist/', import.meta.url))

/** Bytes, compressed, that a browser loads for the list and for what opens from it. */
export function firstLoad(): number {
  if (!existsSync(join(dist, 'index.html')))
    throw new Error('The pages are not built. Run `npm run build`.')
  const page = readFileSync(join(dist, 'index.html'), 'utf8')
  const named = [...page.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(
    ([, path = '']) => path,
  )
  const proposal = readdirSync(join(dist, 'assets'))
    .filter((name) => /^proposal-page-.*\.(js|css)$/.test(name))
    .map((name) => `assets/${name}`)
  const files = new Set(['index.html'])
  const wanted = [...named, ...proposal]
  for (let path = wanted.pop(); path !== undefined; path = wanted.pop()) {
    if (files.has(path)) continue
    files.add(path)
    if (path.endsWith('.js')) wanted.push(...importsOf(path))
  }
  return [...files]
    .map((path) => gzipSync(readFileSync(join(dist, path))).length)
    .reduce((sum, bytes) => sum + bytes, 0)
}

/** What a chunk imports at once; what it imports later comes with other pages. */
const importsOf = (path: string): string[] =>
  [
    ...readFileSync(join(dist, path), 'utf8').matchAll(
      /(?:^|[;}])\s*import(?:[^"'();]*?from)?\s*["']\.\/([^"']+)["']/g,
    ),
  ].map(([, name = '']) => `assets/${name}`)
