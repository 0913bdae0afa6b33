import { source as axeSource } from 'axe-core'
import type { Page } from 'playwright-core'
import { settled } from './settled.ts'

type Axe = typeof import('axe-core')

/** What axe-core finds on a page as it stands, and whether it scrolls sideways. */
export async function faultsOn(page: Page): Promise<string[]> {
  const isThere = await page.evaluate(() => 'axe' in window)
  if (!isThere) await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: Axe }
    const { violations } = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
      // Where each element that passed stands is nobody's question, and most of the time.
      resultTypes: ['violations'],
      preload: false,
    })
    const faults = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth > clientWidth ? [...faults, 'scrolls sideways'] : faults
  })
}

type Look = { colorScheme: 'light' | 'dark'; width: 390 | 1280 }

/**
 * Each theme and each width in each language, and between the two languages each theme at each width:
 * what axe-core sees of a colour or a width is no matter of language.
 */
const looksIn: Record<string, readonly Look[]> = {
  zh: [
    { colorScheme: 'light', width: 390 },
    { colorScheme: 'dark', width: 1280 },
  ],
  en: [
    { colorScheme: 'dark', width: 390 },
    { colorScheme: 'light', width: 1280 },
  ],
}

type Visit = { url: string; paths: readonly string[]; language: string }

/** Faults of pages in the looks of a language, each with where it was found. */
export async function faultsOfPages(
  page: Page,
  { url, paths, language }: Visit,
): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) {
    await page.goto(url + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    for (const { colorScheme, width } of looksIn[language] ?? []) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page
        .locator(`html[data-mantine-color-scheme=${colorScheme}]`)
        .waitFor({ state: 'attached' })
      await page.setViewportSize({ width, height: 844 })
      const faults = await lastingFaultsOn(page)
      found.push(...faults.map((fault) => `${path} ${colorScheme} ${width}: ${fault}`))
    }
  }
  return found
}

/** A colour that was on its way while axe looked is no fault; what is one stays when it looks again. */
export async function lastingFaultsOn(page: Page): Promise<string[]> {
  await settled(page)
  const first = await faultsOn(page)
  if (first.length === 0) return first
  await settled(page)
  return faultsOn(page)
}
