import type { Page } from 'playwright-core'

/**
 * What came last is painted, nothing moves any more, and a dialog that opened has taken the focus: it
 * does so a moment after it is there.
 */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const frame = () => new Promise((painted) => requestAnimationFrame(painted))
    await frame()
    await frame()
    const moving = () =>
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
    // Where a colour is inherited, the next element sets out when this one has arrived.
    for (let ending = moving(); ending.length > 0; ending = moving()) {
      await Promise.allSettled(ending.map(({ finished }) => finished))
      await frame()
    }
  })
