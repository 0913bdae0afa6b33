import { source as axeSource } from 'axe-core'
import type { Page } from 'playwright-core'
import { settled } from './settled.ts'

type Axe = typeof import('axe-core')

/** All that axe-core knows of these levels, or what it says of colours. */
const rules = {
  all: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
  colours: ['color-contrast', 'link-in-text-block'],
}

/** What axe-core finds on a page as it stands, and whether it scrolls sideways. */
export async function faultsOn(page: Page, asked: keyof typeof rules = 'all'): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in window)
  if (!isThere) await page.evaluate(axeSource)
  return page.evaluate(async (runOnly) => {
    const { axe } = window as unknown as { axe: Axe }
    const { violations } = await axe.run({
      runOnly,
      // Where each element that passed stands is nobody's question, and most of the time.
      resultTypes: ['violations'],
      preload: false,
    })
    const faults = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth > clientWidth ? [...faults, 'scrolls sideways'] : faults
  }, rules[asked])
}

const looks = [
  { language: 'zh', colorScheme: 'light', width: 390, asked: 'all' },
  { language: 'zh', colorScheme: 'dark', width: 1280, asked: 'colours' },
  { language: 'en', colorScheme: 'light', width: 1280, asked: 'all' },
  { language: 'en', colorScheme: 'dark', width: 390, asked: 'colours' },
] as const

type Visit = { url: string; paths: readonly string[] }

/**
 * Faults of pages, as the person sees them who is signed in on `signedIn`, each with where it was found:
 * each theme and each width in each language, and between the two languages each theme at each width.
 * What axe-core sees of a colour or a width is no matter of language, and the rest none of the theme.
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
  const page = await context.newPage()
  const found: string[] = []
  for (const path of paths) {
    await page.goto(url + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    for (const look of looks) {
      await lookAs(page, look)
      const faults = await lastingFaultsOn(page, look.asked)
      found.push(...faults.map((fault) => `${path} ${Object.values(look).join(' ')}: ${fault}`))
    }
  }
  await context.close()
  return found
}

/** A page that is switched need not be loaded anew, which costs more than to look at it. */
async function lookAs(page: Page, { language, colorScheme, width }: (typeof looks)[number]) {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.setViewportSize({ width, height: 844 })
  await page
    .locator(`html[data-mantine-color-scheme=${colorScheme}]`)
    .waitFor({ state: 'attached' })
  // The switch names where it leads to. No click of the mouse, which would stay there and hover.
  for (const other of await page.locator(`header button[lang|=${language}]`).all())
    await other.dispatchEvent('click')
  await page.locator(`html[lang|=${language}]`).waitFor({ state: 'attached' })
  // What is told in the other language may have to be fetched.
  await page
    .locator('main')
    .locator('.mantine-Loader-root, [aria-busy=true]')
    .first()
    .waitFor({ state: 'detached' })
}

/** A colour that was on its way while axe looked is no fault; what is one stays when it looks again. */
export async function lastingFaultsOn(
  page: Page,
  asked: keyof typeof rules = 'all',
): Promise<string[]> {
  await settled(page)
  const first = await faultsOn(page, asked)
  if (first.length === 0) return first
  await settled(page)
  return faultsOn(page, asked)
}
