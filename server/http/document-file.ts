import type { Context } from 'hono'
import type { RevisionFile } from '../../knowledge/index.ts'

/** What a browser shows without running anything of it; all else is only ever saved. */
const shownInPage = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/webp'])

/**
 * A file that somebody brought, sent so that nothing of it runs as a page of this server: an unknown
 * kind is plain bytes, no kind is guessed, and whatever is opened stands in a sandbox without scripts.
 */
export function documentFile(
  c: Context,
  { fileName, mediaType, content }: RevisionFile,
  { download }: { download: boolean },
): Response {
  const shown = shownInPage.has(mediaType)
  const how = shown && !download ? 'inline' : 'attachment'
  const name = encodeURIComponent(fileName.replace(/^.*[\\/]/, '')).replace(/['()*]/g, percent)
  return c.body(new Uint8Array(content), 200, {
    'content-type': shown ? mediaType : 'application/octet-stream',
    'content-disposition': `${how}; filename*=UTF-8''${name}`,
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    // The bytes of a revision never change; who may read them does.
    'cache-control': 'no-store',
  })
}

const percent = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase()}`
