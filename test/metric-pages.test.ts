/**
 * From a question to a team's page: one person saves and shares it, another sees and publishes it,
 * the team reads it, by the keyboard alone; then every page of metrics, plant and data is looked at
 * in both languages, both themes and both widths.
 */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plantClock, plantFacts, plantNow, writePlant } from '../factory/test-plant.ts'
import { openTestPages } from '../server/test-pages.ts'
import { password } from '../server/test-server.ts'
import { type Db, schema } from '../store/index.ts'
import { openTestDb } from '../store/test-db.ts'
import { catalog } from '../tools/index.ts'
import { launchBrowser } from './support/browser.ts'
import { enterOn } from './support/enter-on.ts'
import { faultsOfPages, faultsOn } from './support/page-faults.ts'
import { signInAs } from './support/sign-in.ts'

let server: Awaited<ReturnType<typeof openTestPages>>
let browser: Browser
let operator: Page
let supervisor: Page

beforeAll(async () => {
  const db = await openTestDb()
  await writePlant(db, plantFacts())
  await writeStates(db)
  await writeLots(db)
  server = await openTestPages({ db, tools: catalog, clock: plantClock })
  browser = await launchBrowser()
  operator = await pageOf('operator@suzhou')
  supervisor = await pageOf('supervisor@suzhou')
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** One machine runs, one is down, of two nothing was ever heard. */
async function writeStates(db: Db): Promise<void> {
  const at = (minutes: number) => new Date(plantNow.getTime() + minutes * 60_000)
  const of = { siteId: 'suzhou', source: 'plc' }
  await db.tx('ingest', async ({ orm }) => {
    await orm.insert(schema.machineState).values([
      {
        ...{ ...of, machineId: 'SZ-CNC-01', sourceKey: '1', startAt: at(-10) },
        ...{ state: 'execute', category: 'production' },
      },
      {
        ...{ ...of, machineId: 'SZ-CNC-02', sourceKey: '2', startAt: at(-40) },
        ...{ state: 'aborted', category: 'down', reasonId: 'no_material' },
      },
    ])
    await orm.insert(schema.ingestSource).values({
      ...{ ...of, stream: 'machine_state', rows: 2, refused: 0 },
      ...{ dataUntil: at(-1), receivedAt: at(-1) },
    })
  })
}

/** A material lot that went into a lot. */
async function writeLots(db: Db): Promise<void> {
  const siteId = 'suzhou'
  await db.tx('ingest', async ({ orm }) => {
    const names = { siteId, nameZh: '轴承钢', nameEn: 'Bearing steel' }
    await orm.insert(schema.material).values({ ...names, id: 'steel', unit: 'kg' })
    const came = { siteId, quantity: 500, materialId: 'steel', receivedAt: plantNow }
    await orm.insert(schema.materialLot).values({ ...came, id: 'H-1' })
    await orm.insert(schema.lot).values({
      ...{ siteId, id: 'L-1', productId: 'P1', quantity: 100, producedAt: plantNow },
      disposition: 'released',
    })
    await orm.insert(schema.lotInput).values({
      ...{ siteId, lotId: 'L-1', materialLotId: 'H-1', at: plantNow, quantity: 100 },
      ...{ source: 'mes', sourceKey: '1' },
    })
  })
}

async function pageOf(userId: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-US' })
  await context.addInitScript(() => localStorage.setItem('jidoka.language', 'en'))
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await page.goto(`${server.url}/metrics/explore?metrics=oee&by=line`)
  await signInAs(page, userId, password)
  await page.getByRole('heading', { level: 1, name: 'Explorer' }).waitFor()
  return page
}

const press = (page: Page, role: 'button' | 'link', name: string | RegExp) =>
  enterOn(page.getByRole(role, { name }).first())

/** By its role: the text of a label holds that of the options too, once they have come. */
const pageField = (page: Page) => page.getByRole('combobox', { name: 'Page', exact: true })

describe('from a question to a team’s page', () => {
  test('a question is saved under a name and shared with a role', async () => {
    await press(operator, 'button', 'Save as view')
    await operator.keyboard.type('OEE by line')
    await operator.getByRole('radio', { name: 'Chosen roles' }).press('Space')
    await operator.getByRole('checkbox', { name: 'supervisor' }).press('Space')
    await operator.keyboard.press('Enter')
    await operator.getByText('Shared with supervisor').waitFor()
    expect(operator.url()).toContain('view=')
    await press(operator, 'button', 'Machine')
    await operator.getByText('Changed since it was saved').waitFor()
  })

  test('the other person finds it, and publishes it on a team’s page', async () => {
    await press(supervisor, 'button', 'Saved views')
    await press(supervisor, 'link', /OEE by line/)
    await supervisor.getByRole('dialog').waitFor({ state: 'detached' })
    await supervisor.getByText('of operator@suzhou').waitFor()
    await press(supervisor, 'button', 'Publish')
    const dialog = supervisor.getByRole('dialog')
    await pageField(supervisor).selectOption({ label: 'Team A' })
    await enterOn(dialog.getByRole('button', { name: 'Publish' }))
    await supervisor.getByText('Published.').waitFor()
  })

  test('the team reads it, with a picture and two files, and may not arrange the page', async () => {
    await operator.goto(`${server.url}/plant/team`)
    await pageField(operator).selectOption({ label: 'Team A' })
    const card = operator.getByRole('article', { name: 'OEE by line' })
    await card.getByRole('img').first().waitFor()
    for (const file of ['PNG', 'XLSX']) {
      const saved = operator.waitForEvent('download')
      await enterOn(card.getByRole('button', { name: file }))
      expect((await saved).suggestedFilename()).toMatch(new RegExp(`^jidoka-oee.*${file}$`, 'i'))
    }
    expect(await operator.getByRole('button', { name: 'Arrange' }).count()).toBe(0)
  })

  test('the board tells what runs, what is down and what nobody knows, and opens a machine', async () => {
    await operator.goto(`${server.url}/plant`)
    const tile = (id: string) => operator.getByRole('link', { name: new RegExp(id) })
    expect(await tile('SZ-CNC-01').textContent()).toContain('Running')
    expect(await tile('SZ-CNC-02').textContent()).toContain('No material')
    expect(await tile('SZ-CNC-03').textContent()).toContain('Never heard of')
    await enterOn(tile('SZ-CNC-02'))
    const dialog = operator.getByRole('dialog')
    await dialog.getByRole('img', { name: /Down 40 min/ }).waitFor()
    expect(await faultsOn(operator)).toEqual([])
    await operator.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await press(operator, 'link', 'Wall screen')
    await operator.getByRole('navigation').first().waitFor({ state: 'detached' })
    await press(operator, 'link', 'Leave the wall screen')
  })
})

test('from the board to a lot, and from the lot to a proposal to hold it', async () => {
  await press(supervisor, 'link', 'Plant')
  await press(supervisor, 'link', 'Quality')
  await supervisor.getByRole('combobox', { name: 'Lot or material lot' }).fill('H-1')
  await supervisor.keyboard.press('Enter')
  await supervisor.getByRole('img', { name: /0 lots went in, 1 came of it/ }).waitFor()
  await press(supervisor, 'link', 'L-1')
  await supervisor.getByRole('textbox', { name: 'Reason' }).fill('steel of a bad heat')
  await supervisor.keyboard.press('Enter')
  await press(supervisor, 'link', 'Open the proposal')
  await supervisor.getByRole('heading', { level: 1, name: /L-1/ }).waitFor()
})

const paths = [
  ...['/metrics', '/metrics/oee', '/metrics/explore?metrics=oee&by=line'],
  ...['/plant', '/plant/team?team=A', '/plan', '/sources', '/sources/import'],
  ...['/health?machine=SZ-CNC-01', '/quality?lot=L-1', '/supply', '/process', '/tickets'],
]

test('no page of metrics, plant or data has a fault', async () => {
  expect(await faultsOfPages(supervisor, { url: server.url, paths })).toEqual([])
})
