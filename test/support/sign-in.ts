import type { Page } from 'playwright-core'

/** By the keyboard alone. */
export async function signInAs(page: Page, userId: string, password: string): Promise<void> {
  await page.getByLabel(/^(User|用户)/).fill(userId)
  await page.getByRole('textbox', { name: /^(Password|密码)/ }).fill(password)
  await page.keyboard.press('Enter')
}
