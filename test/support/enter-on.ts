import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { settled } from './settled.ts'

/** Presses Enter where the focus is seen to be: a page that still moves it takes the key elsewhere. */
export async function enterOn(place: Locator): Promise<void> {
  await place.waitFor({ state: 'attached' })
  await settled(place.page())
  const hasFocus = () =>
    place.evaluate((element) => element.ownerDocument.activeElement === element)
  await expect
    .poll(
      async () => {
        await place.focus()
        return hasFocus()
      },
      { timeout: 30_000 },
    )
    .toBe(true)
  await place.press('Enter')
}
