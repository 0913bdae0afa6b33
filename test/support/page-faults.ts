import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { settled } from './settled.ts'

type Axe = typeof import('axe-core')
const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const axeSource = readFileSync(axeFile, 'utf8')

/** All that axe-core knows of these levels. */
const levels = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']

/** What axe-core finds on a page as it stands, and whether it scrolls sideways. */
export async function faultsOn(page: Page): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in window)
  if (!isThere) await page.evaluate(axeSource)
  const faults = await page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: Axe }
    const { violations } = await axe.run({
      runOnly,
      // Where each element that passed stands is nobody's question, and most of the time.
      resultTypes: ['violations'],
      preload: false,
    })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  }, levels)
  return [...faults, ...(await sideways(page))]
}

const sideways = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth > clientWidth ? ['scrolls sideways'] : []
  })

type Look = { language: 'zh' | 'en'; colorScheme: 'light' | 'dark'; width: 390 | 1280 }

const schemes = ['light', 'dark'] as const
const widths = [390, 1280] as const

/** Two looks that have nothing in common; of four pages each begins with another theme and width. */
const looksAt = (nth: number): [Look, Look] => {
  const [scheme, width] = [nth % 2, (nth >> 1) % 2]
  const look = (language: Look['language'], other: 0 | 1): Look => ({
    language,
    colorScheme: schemes[scheme ^ other] ?? 'light',
    width: widths[width ^ other] ?? 390,
  })
  return [look('zh', 0), look('en', 1)]
}

type Visit = { url: string; paths: readonly string[] }

/**
 * Faults of pages, as the person sees them who is signed in on `signedIn`, each with where it was found:
 * each page in both languages, themes and widths, and whether it scrolls sideways at each width in
 * each language. What stands around all pages is seen in every theme at every width.
 */
export async function faultsOfPages(signedIn: Page, { url, paths }: Visit): Promise<string[]> {
  const context = await signedIn
    .context()
    .browser()
    ?.newContext({
      storageState: await signedIn.context().storageState(),
      serviceWorkers: 'block',
    })
  if (context === undefined) throw new Error('the page has no browser')
  await context.addInitScript(() => localStorage.setItem('jidoka.language', 'zh'))
  // There from the start of each page: to send it to one that stands takes half a second.
  await context.addInitScript(axeSource)
  const page = await context.newPage()
  const found: string[] = []
  for (const [nth, path] of paths.entries()) {
    const [first, second] = looksAt(nth)
    // What a page opens as need not be switched to, which costs more than to look at it.
    await dress(page, first)
    await page.goto(url + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    const atFirst = await faultsAs(page, first)
    await dress(page, second)
    await speak(page, second)
    const faults = [...atFirst, ...(await faultsAs(page, second))]
    found.push(...faults.map((fault) => `${path} ${fault}`))
  }
  await context.close()
  return found
}

async function faultsAs(page: Page, look: Look): Promise<string[]> {
  await page
    .locator(`html[data-mantine-color-scheme=${look.colorScheme}][lang|=${look.language}]`)
    .waitFor({ state: 'attached' })
  const faults = await lastingFaultsOn(page)
  const [other] = widths.filter((width) => width !== look.width)
  await dress(page, { ...look, width: other ?? look.width })
  const tells = (one: string) => (fault: string) => `${one}: ${fault}`
  const elsewhere = (await lasting(page, sideways)).map(tells(`${look.language} ${other}`))
  return [...faults.map(tells(Object.values(look).join(' '))), ...elsewhere]
}

async function dress(page: Page, { colorScheme, width }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.setViewportSize({ width, height: 844 })
}

/** By the switch of the page, and until what it tells has been fetched in the other language. */
async function speak(page: Page, { language }: Look): Promise<void> {
  // The switch names where it leads to. No click of the mouse, which would stay there and hover.
  for (const other of await page.locator(`header button[lang|=${language}]`).all())
    await other.dispatchEvent('click')
  await page.locator(`html[lang|=${language}]`).waitFor({ state: 'attached' })
  await page
    .locator('main')
    .locator('.mantine-Loader-root, [aria-busy=true]')
    .first()
    .waitFor({ state: 'detached' })
}

/** What was on its way as we looked is no fault; what is one stays when we look again. */
async function lasting(page: Page, faults: typeof faultsOn): Promise<string[]> {
  await settled(page)
  const first = await faults(page)
  if (first.length === 0) return first
  await settled(page)
  return faults(page)
}

export const lastingFaultsOn = (page: Page): Promise<string[]> => lasting(page, faultsOn)
