import { source as axeSource } from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe-core finds on a page as it stands, and whether it scrolls sideways. */
export async function faultsOn(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const axe = (window as unknown as { axe: typeof import('axe-core') }).axe
    const { violations } = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })
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
