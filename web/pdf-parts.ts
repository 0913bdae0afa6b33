import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

/** Of PDF.js, by the name that the pages ask for; its version in the path lets them be kept. */
const parts: Record<string, { folder: string; file: RegExp }> = {
  cmaps: { folder: 'cmaps', file: /\.bcmap$/ },
  fonts: { folder: 'standard_fonts', file: /\.(pfb|ttf)$/ },
  decoders: { folder: 'wasm', file: /_nowasm_fallback\.js$/ },
}

/** What PDF.js fetches only when a file needs it: Chinese encodings, fonts, decoders of scans. */
export function pdfParts(): Plugin {
  const manifest = createRequire(import.meta.url).resolve('pdfjs-dist/package.json')
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  return {
    name: 'pdf-parts',
    apply: 'build',
    generateBundle() {
      for (const [name, { folder, file }] of Object.entries(parts)) {
        const from = join(dirname(manifest), folder)
        for (const found of readdirSync(from).filter((one) => file.test(one))) {
          const fileName = `assets/pdfjs-${version}/${name}/${found}`
          this.emitFile({ type: 'asset', fileName, source: readFileSync(join(from, found)) })
        }
      }
    },
  }
}
