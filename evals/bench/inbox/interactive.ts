import type { Browser, BrowserContext } from 'playwright-core'
import { launchBrowser } from '../../../test/support/browser.ts'
import { signInAs } from '../../../test/support/sign-in.ts'

type Load = { url: string; userId: string; password: string }
type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>

const phone = { viewport: { width: 390, height: 844 }, serviceWorkers: 'block' as const }

/** By the clock, and by what the page's own thread worked, which a busy machine does not add to. */
type Answer = { wallMs: number; workMs: number }

/**
 * Milliseconds from asking for the inbox until its list stands there and answers a key, each time in
 * a browser that has kept nothing of it, on a processor that is `slowdown` times slower.
 */
export async function interactiveTimes(
  load: Load,
  { runs, slowdown }: { runs: number; slowdown: number },
): Promise<Answer[]> {
  const browser = await launchBrowser()
  try {
    const storageState = await signedIn(browser, load)
    const spent: Answer[] = []
    for (let run = 0; run < runs; run++) {
      const context = await browser.newContext({ ...phone, storageState })
      spent.push(await interactive(context, { ...load, slowdown }))
      await context.close()
    }
    return spent
  } finally {
    await browser.close()
  }
}

async function signedIn(browser: Browser, load: Load): Promise<StorageState> {
  const context = await browser.newContext(phone)
  const page = await context.newPage()
  await page.goto(`${load.url}/inbox`)
  await signInAs(page, load.userId, load.password)
  await page.locator('main li a').first().waitFor()
  const state = await context.storageState()
  await context.close()
  return state
}

async function interactive(
  context: BrowserContext,
  { url, slowdown }: Load & { slowdown: number },
): Promise<Answer> {
  await context.addInitScript(noteFirstAnswer)
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  // As on a phone whose browser runs already: its process is there, nothing of the inbox is.
  await page.goto(`${url}/icon.svg`)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  await page.goto(`${url}/inbox`, { waitUntil: 'commit' })
  const answered = () => (window as unknown as { answered: Promise<number> }).answered
  const wallMs = await page.evaluate(answered)
  const { metrics } = await session.send('Performance.getMetrics')
  const tasks = metrics.find(({ name }) => name === 'TaskDuration')
  return { wallMs, workMs: 1000 * (tasks?.value ?? Number.NaN) }
}

/** In the page: presses j until the first of the list has the focus, and is painted so. */
function noteFirstAnswer(): void {
  const answered = new Promise<number>((resolve) => {
    const press = () => {
      const first = document.querySelector('main li a')
      if (first !== null) {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }))
        if (document.activeElement === first)
          return requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))
      }
      return setTimeout(press, 10)
    }
    press()
  })
  Object.assign(window, { answered })
}
