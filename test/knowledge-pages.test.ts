/**
 * From a question to the printed page: a passage is found, opened where it stands, judged; a new
 * revision is taken in and compared. Then every page of the library is looked at in both languages,
 * both themes and both widths.
 */
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDocument } from '../knowledge/index.ts'
import { openTestPages } from '../server/test-pages.ts'
import { addPerson, password } from '../server/test-server.ts'
import type { Db } from '../store/index.ts'
import { openTestDb } from '../store/test-db.ts'
import { catalog } from '../tools/index.ts'
import { launchBrowser } from './support/browser.ts'
import { enterOn } from './support/enter-on.ts'
import { faultsOfPages } from './support/page-faults.ts'
import { signInAs } from './support/sign-in.ts'

const procedure = (torque: number) => `# Belt change

## Removal

⚠ Lock out the drive first.

1. Loosen the tensioner.
2. Take the belt off.

## Fitting

Tighten the tensioner to ${torque} N·m.
`

let server: Awaited<ReturnType<typeof openTestPages>>
let browser: Browser
let page: Page

beforeAll(async () => {
  const db = await openTestDb()
  server = await openTestPages({ db, tools: catalog })
  await addPerson(server.deps, {
    userId: 'manager@suzhou',
    roles: [{ siteId: 'suzhou', role: 'manager' }],
  })
  await addDocuments(db)
  browser = await launchBrowser()
  const context = await browser.newContext({ locale: 'en-US' })
  await context.addInitScript(() => localStorage.setItem('jidoka.language', 'en'))
  page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await page.goto(`${server.url}/library`)
  await signInAs(page, 'manager@suzhou', password)
  await page.getByRole('heading', { level: 1, name: 'Library' }).waitFor()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** A printed manual, and a procedure in its second revision. */
async function addDocuments(db: Db): Promise<void> {
  const deps = { db, clock: () => new Date() }
  const fileName = 'reflow-oven-manual.pdf'
  const bytes = await readFile(new URL(`../demo/documents/${fileName}`, import.meta.url))
  await addDocument(deps, { siteId: 'suzhou', id: 'MAN-1', fileName, bytes: new Uint8Array(bytes) })
  for (const torque of [20, 25]) {
    const file = new TextEncoder().encode(procedure(torque))
    const belt = { siteId: 'suzhou', id: 'SOP-1', fileName: 'belt.md', bytes: file }
    await addDocument(deps, { ...belt, reviewMonths: 1 })
  }
}

describe('from a question to what is printed', () => {
  test('a passage is found, and opened where it stands on the printed page', async () => {
    await page.getByLabel('Search the documents').fill('How is the flux trap cleaned?')
    await page.keyboard.press('Enter')
    // The list of documents, which links to the same one, has gone.
    await page.getByText(/^\d+ passages?$/).waitFor()
    await enterOn(page.getByRole('link', { name: /Reflow oven/ }).first())
    const sheet = page.getByRole('region', { name: /^Page \d+ of \d+, as printed/ })
    await sheet.locator('mark').first().waitFor({ state: 'attached' })
    const marked = (await sheet.locator('mark').allTextContents()).join('')
    const quote = decodeURIComponent(new URL(page.url()).hash.slice(1))
    expect(lettersOf(quote)).toContain(lettersOf(marked))
    expect(lettersOf(marked).length).toBeGreaterThan(10)
    expect(await inkOn(page)).toBeGreaterThan(1000)
  })

  test('who reads it may say that it is outdated, and why', async () => {
    const judged = page.getByRole('group', { name: 'Is this citation useful?' })
    await enterOn(judged.getByRole('button', { name: 'Outdated' }))
    await judged.getByLabel('What is wrong with it?').fill('The filter has another number now.')
    await enterOn(judged.getByRole('button', { name: 'Send' }))
    await judged.getByText(/^Kept\./).waitFor()
    await enterOn(page.getByRole('link', { name: 'All revisions' }))
    await page.getByText('The filter has another number now.').waitFor()
  })

  test('an old citation opens its own revision, which says what replaced it', async () => {
    await page.goto(`${server.url}/documents/suzhou/SOP-1/1#Tighten the tensioner to 20 N·m.`)
    await page.getByText('Superseded by revision 2.').waitFor()
    await page.locator('mark', { hasText: '20 N·m' }).waitFor()
    await enterOn(page.getByRole('link', { name: 'What changed' }))
    await page.getByText('1 changed, 0 added, 0 removed').waitFor()
    expect(await page.locator('del').allTextContents()).toEqual(['20'])
    expect(await page.locator('ins').allTextContents()).toEqual(['25'])
  })

  test('a file that is sent becomes the next revision, a draft', async () => {
    await page.goto(`${server.url}/library/add?site=suzhou&id=SOP-1`)
    const buffer = Buffer.from(procedure(30))
    const file = { name: 'belt-new.md', mimeType: 'text/markdown', buffer }
    await page.getByLabel('Choose files').setInputFiles([file])
    await page.getByText(/^Revision 3, /).waitFor()
    await enterOn(page.getByRole('link', { name: 'Belt change' }))
    await enterOn(page.getByRole('button', { name: 'Propose revision 3' }))
    await page.getByLabel(/^Reason/).fill('New tensioner')
    await enterOn(page.getByRole('button', { name: 'File the proposal' }))
    await page.getByText('The proposal is filed.').waitFor()
  })

  test('a term of the site is added, and found by either language', async () => {
    await page.goto(`${server.url}/library/terms`)
    await enterOn(page.getByRole('button', { name: 'Add a term' }))
    await page.getByLabel('Chinese words').fill('张紧轮，涨紧器')
    await page.getByLabel('English words').fill('tensioner')
    await enterOn(page.getByRole('button', { name: 'Keep the term' }))
    await page.getByText('Kept. Searches use it from now on.').waitFor()
    await page.keyboard.press('Escape')
    await page.goto(`${server.url}/library?q=${encodeURIComponent('涨紧器 扭矩')}`)
    await page.getByRole('link', { name: 'Belt change' }).first().waitFor()
  })
})

const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()

/** Dark pixels of the page that was drawn. */
const inkOn = (on: Page): Promise<number> =>
  on.evaluate(() => {
    const canvas = document.querySelector('canvas')
    const { width = 0, height = 0 } = canvas ?? {}
    const { data } = canvas?.getContext('2d')?.getImageData(0, 0, width, height) ?? { data: [] }
    return data.filter((value, at) => at % 4 === 0 && value < 100).length
  })

const paths = [
  ...['/library', '/library?q=tensioner', '/library/add', '/library/questions'],
  ...['/library/reviews', '/library/terms', '/documents/suzhou/SOP-1'],
  ...['/documents/suzhou/SOP-1/diff?from=1&to=2', '/documents/suzhou/SOP-1/1#Take the belt off.'],
  '/documents/suzhou/MAN-1/1',
]

test('no page of the library has a fault', async () => {
  expect(await faultsOfPages(page, { url: server.url, paths })).toEqual([])
})
