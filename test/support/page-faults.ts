import { source as axeSource } from 'axe-core'
import type { Page } from 'playwright-core'

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

/** By the keyboard alone. */
export async function signInAs(page: Page, userId: string, password: string): Promise<void> {
  await page.getByLabel(/^(User|用户)/).fill(userId)
  await page.getByRole('textbox', { name: /^(Password|密码)/ }).fill(password)
  await page.keyboard.press('Enter')
}
