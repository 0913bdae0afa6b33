import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { launchBrowser } from './support/browser.ts'
import { serveOnLoopback } from './support/loopback.ts'

const html = `<!doctype html><html lang="zh"><meta charset="utf-8">
<link rel="stylesheet" href="/font/400.css">
<style>p { font: 40px 'Noto Sans SC'; display: inline-block }</style>
<p>待批准的提案</p><button onclick="this.textContent = '已批准'">批准</button></html>`

const app = new Hono()
  .get('/', (c) => c.html(html))
  .get('/font/*', async (c) => {
    const name = c.req.path.slice('/font/'.length)
    const file = fileURLToPath(import.meta.resolve(`@fontsource/noto-sans-sc/${name}`))
    const type = name.endsWith('.css') ? 'text/css' : 'font/woff2'
    return c.body(await readFile(file), 200, { 'content-type': type })
  })

test('the bundled browser shows Chinese text in the font that the page brings, and clicks', async () => {
  const server = await serveOnLoopback(app.fetch)
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    await page.goto(server.url)
    const loaded = await page.evaluate(async () => {
      await document.fonts.ready
      return [...document.fonts].filter((font) => font.status === 'loaded').length
    })
    expect(loaded).toBeGreaterThan(0)
    await page.getByRole('button', { name: '批准' }).click()
    expect(await page.getByRole('button').textContent()).toBe('已批准')
    if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT })
  } finally {
    await browser.close()
    await server.close()
  }
})
