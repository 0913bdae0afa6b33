import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pageRoutes } from './pages.ts'

const webDir = mkdtempSync(join(tmpdir(), 'jidoka-web-'))
mkdirSync(join(webDir, 'assets'))
writeFileSync(join(webDir, 'index.html'), '<title>shell</title>')
writeFileSync(join(webDir, 'assets', 'app-1a2b.js'), 'export {}')

describe('the pages', () => {
  const app = pageRoutes(webDir)
  const browser = { headers: { accept: 'text/html,*/*' } }

  test('give the shell at / and at every address of the app, never cached', async () => {
    for (const path of ['/', '/inbox/suzhou/act_1']) {
      const reply = await app.request(path, browser)
      expect(await reply.text()).toContain('shell')
      expect(reply.headers.get('cache-control')).toBe('no-cache')
    }
  })

  test('keep hashed files for a year', async () => {
    const reply = await app.request('/assets/app-1a2b.js')
    expect(reply.headers.get('content-type')).toContain('javascript')
    expect(reply.headers.get('cache-control')).toContain('immutable')
  })

  test('answer 404 for a file that is not there, and never leave their folder', async () => {
    expect((await app.request('/assets/app-old.js', browser)).status).toBe(404)
    expect((await app.request('/favicon.ico')).status).toBe(404)
    expect((await app.request('/..%2f..%2fetc/passwd')).status).toBe(404)
  })

  test('say what to do when they are not built', async () => {
    const reply = await pageRoutes('/nowhere').request('/')
    expect(reply.status).toBe(503)
    expect(await reply.text()).toContain('npm run build')
  })
})
