/**
 * The inbox as people use it: one by touch on a phone, others by the keyboard alone. Claim, edit,
 * approve, withdraw, decide several, sign on high risk; then every page of the gate is looked at.
 */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  decide,
  executeReady,
  getProposal,
  type ProposalView,
  policyChange,
  proposePolicyChange,
} from '../actions/index.ts'
import { approval, by } from '../actions/test-gate.ts'
import type { Principal } from '../base/principal.ts'
import { openTestPages } from '../server/test-pages.ts'
import { addPerson, password } from '../server/test-server.ts'
import { schema } from '../store/index.ts'
import { openTestDb } from '../store/test-db.ts'
import { catalog, runTool } from '../tools/index.ts'
import { launchBrowser } from './support/browser.ts'
import { enterOn } from './support/enter-on.ts'
import { faultsOfPages } from './support/page-faults.ts'
import { signInAs } from './support/sign-in.ts'

let server: Awaited<ReturnType<typeof openTestPages>>
let browser: Browser
let phone: Page
let operator: Page
let second: Page
let edited: ProposalView
let risky: ProposalView

const yesterday = (minute: number) => new Date(Date.now() - 86_400_000 + minute * 60_000)
const playbook = {
  fileName: 'stops.yaml',
  source: `name: stops
site: suzhou
title: { zh: 停机, en: Long stop }
owner: maintenance
trigger: { kind: state, categories: [down], lastsMinutes: 20 }
proposals:
  - tool: open_maintenance_ticket
    args: { equipment: "\${subject}", title: "Stopped for \${minutes} min" }
`,
}

const phoneOptions = { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } }
const personOf = (role: string): Principal => ({
  ...{ userId: `${role}@suzhou`, language: 'en' },
  roles: [{ siteId: 'suzhou', role }],
})

beforeAll(async () => {
  const db = await openTestDb()
  await db.tx('ingest', (tx) =>
    tx.orm.insert(schema.equipment).values({
      ...{ siteId: 'suzhou', id: 'CNC-1', level: 'machine' as const },
      ...{ nameZh: '机床', nameEn: 'Lathe' },
    }),
  )
  await db.tx('ingest', (tx) =>
    tx.orm.insert(schema.machineState).values({
      ...{ siteId: 'suzhou', machineId: 'CNC-1', state: 'aborted', category: 'down' as const },
      ...{ startAt: yesterday(0), endAt: yesterday(40), source: 'test', sourceKey: 'stop' },
    }),
  )
  server = await openTestPages({ db, tools: catalog, playbookFiles: async () => [playbook] })
  for (const [name, role] of [
    ['second', 'supervisor'],
    ['manager', 'manager'],
    ['deputy', 'manager'],
  ] as const)
    await addPerson(server.deps, {
      userId: `${name}@suzhou`,
      roles: [{ siteId: 'suzhou', role }],
    })
  edited = await ticket('spindle noise')
  for (const title of ['belt worn', 'filter a', 'filter b']) await ticket(title)
  risky = await ruleChange()
  browser = await launchBrowser()
  phone = await pageOf('supervisor@suzhou', phoneOptions)
  operator = await pageOf('operator@suzhou')
  second = await pageOf('second@suzhou')
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function ticket(title: string): Promise<ProposalView> {
  const tool = catalog.find(({ name }) => name === 'open_maintenance_ticket')
  if (tool === undefined) throw new Error('there is no such tool')
  const asker = personOf('operator')
  const context = {
    ...{ ...server.deps, principal: asker, language: 'en' as const, channel: 'web' },
    ...{ signal: new AbortController().signal, tainted: false, idempotencyKey: title },
  }
  const { proposal } = await runTool(tool, context, { equipment: 'CNC-1', title })
  return read(proposal?.action_id ?? '')
}

async function read(id: string): Promise<ProposalView> {
  const found = await getProposal(server.deps.db, personOf('operator'), 'suzhou', id)
  if (found === null) throw new Error(`there is no ${id}`)
  return found
}

function ruleChange(): Promise<ProposalView> {
  const change = policyChange.parse({
    ...{ siteId: 'suzhou', rule: 'tickets' },
    definition: {
      ...{ tool: 'open_maintenance_ticket', risk: 'low', approverRoles: ['supervisor'] },
      ...{ approvalsNeeded: 1, expiresMinutes: 60 },
    },
  })
  const asker = { principal: personOf('supervisor'), channel: 'web', idempotencyKey: 'rule' }
  return proposePolicyChange(server.deps, asker, change)
}

async function pageOf(userId: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-US', ...options })
  await context.addInitScript(() => localStorage.setItem('jidoka.language', 'en'))
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await page.goto(`${server.url}/inbox`)
  await signInAs(page, userId, password)
  await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor()
  return page
}

const tap = (page: Page, role: 'button' | 'link', name: string | RegExp) =>
  page.getByRole(role, { name }).first().tap()

/** The dialog takes an answer: what opened it no longer counts as one. */
const settled = (page: Page): Promise<void> =>
  page.getByRole('dialog').locator('button[type=submit][aria-disabled=false]').waitFor()

describe('a proposal', () => {
  test('is claimed and edited by touch; the fault stands at its field', async () => {
    await tap(phone, 'link', /spindle noise/)
    await tap(phone, 'button', 'I look at it')
    await phone.getByText(/^You are looking at it until/).waitFor()
    await tap(phone, 'button', 'Edit')
    const dialog = phone.getByRole('dialog')
    await dialog.getByLabel('Priority').selectOption('high')
    await dialog.getByLabel('Title').fill('')
    await dialog.getByLabel(/^Why/).fill('it is louder than this says')
    await dialog.getByRole('button', { name: 'Save as version 2' }).tap()
    expect(await dialog.getByRole('alert').textContent()).toBe('This is needed.')
    await dialog.getByLabel('Title').fill('n')
    await dialog.getByRole('button', { name: 'Save as version 2' }).tap()
    await dialog.getByRole('alert').filter({ hasText: 'title' }).waitFor()
    expect(await dialog.getByLabel('Title').getAttribute('aria-invalid')).toBe('true')
    await dialog.getByLabel('Title').fill('spindle noise, grows')
    await dialog.getByRole('button', { name: 'Save as version 2' }).tap()
    await phone.getByText('Saved as a new version.').waitFor()
    await phone.getByText('You asked for this or edited it').waitFor()
  })

  test('is seen to change by another person, who approves it by the keyboard alone', async () => {
    await second.getByText('supervisor@suzhou is looking').waitFor()
    expect(await second.title()).toMatch(/^\(\d\) Inbox/)
    await enterOn(second.getByRole('link', { name: /spindle noise, grows/ }))
    await second.getByRole('heading', { name: 'Versions' }).waitFor()
    await second.getByText('it is louder than this says').first().waitFor()
    await second.keyboard.press('a')
    await settled(second)
    await second.keyboard.press('Enter')
    await second.getByText('Approved, being carried out').waitFor()
    expect(await read(edited.id)).toMatchObject({ version: 2, args: { priority: 'high' } })
  })

  test('that was carried out is undone by a proposal of its own', async () => {
    await executeReady(server.deps)
    await second.getByText('Another proposal cancels the ticket.').waitFor()
    await enterOn(second.getByRole('button', { name: 'Propose to undo it' }))
    await enterOn(second.getByRole('link', { name: 'Open it' }))
    await second.getByRole('heading', { level: 1, name: /Close ticket/ }).waitFor()
    await second.getByText('You asked for this or edited it').waitFor()
  })

  test('is withdrawn by whoever asked', async () => {
    await enterOn(operator.getByRole('link', { name: /belt worn/ }))
    await operator.getByRole('heading', { level: 1, name: /belt worn/ }).waitFor()
    await operator.getByRole('button', { name: 'Withdraw' }).waitFor()
    await operator.keyboard.press('w')
    await operator.keyboard.type('mended')
    await enterOn(operator.getByRole('dialog').getByRole('button', { name: 'Withdraw' }))
    await operator.getByText('Withdrawn by whoever asked').waitFor()
  })

  test('of low risk is decided with others of its kind, each with its own outcome', async () => {
    await phone.goto(`${server.url}/inbox`)
    await tap(phone, 'button', 'Select several')
    for (const name of ['a', 'b'])
      await phone.getByRole('checkbox', { name: new RegExp(`filter ${name}`) }).tap()
    expect(await phone.getByRole('checkbox', { name: /policy/ }).isDisabled()).toBe(true)
    await tap(phone, 'button', 'Approve these')
    await phone.getByRole('dialog').getByRole('button', { name: 'Approve and carry out' }).tap()
    await phone.getByRole('heading', { name: 'What became of each' }).waitFor()
    expect(await phone.getByText('Approved. It is being carried out.').count()).toBe(2)
  })

  test('of high risk takes two people, and the password of each', async () => {
    const signed = async (userId: string, said: string) => {
      const page = await pageOf(userId)
      await enterOn(page.getByRole('link', { name: /policy/ }))
      await page.getByRole('button', { name: 'Approve' }).waitFor()
      await page.keyboard.press('a')
      const field = page.getByRole('dialog').getByRole('textbox', { name: 'Your password' })
      await field.fill('not the password')
      await settled(page)
      await page.keyboard.press('Enter')
      await page.getByRole('dialog').getByText('The password is wrong').waitFor()
      await field.fill(password)
      await page.keyboard.press('Enter')
      await page.getByText(said).first().waitFor()
      await page.context().close()
    }
    await signed('manager@suzhou', '1 of 2 approved, by manager@suzhou')
    await signed('deputy@suzhou', 'Approved, being carried out')
    const { decisions, status } = await read(risky.id)
    expect(status).toBe('approved')
    expect(decisions.map(({ channel, reasonText }) => [channel, reasonText])).toEqual([
      ['web_signed', expect.stringMatching(/^manager@suzhou: I approve that .* \(v1, /)],
      ['web_signed', expect.stringMatching(/^deputy@suzhou: I approve that .* \(v1, /)],
    ])
  })
})

describe('around it', () => {
  test('a right is lent by touch, and ended', async () => {
    await phone.goto(`${server.url}/delegations`)
    await phone.getByLabel('To whom').selectOption('operator@suzhou')
    await phone.getByLabel('Why').fill('on leave')
    await tap(phone, 'button', 'Delegate')
    await phone.getByText('supervisor@suzhou → operator@suzhou').waitFor()
    await tap(phone, 'button', 'End now')
    await phone.getByText('Nobody has delegated a right').waitFor()
  })

  test('a shift is handed over, and taken over', async () => {
    await phone.goto(`${server.url}/handover`)
    await phone.getByLabel('Who leads the next shift').selectOption('second@suzhou')
    await phone.getByLabel('Note').fill('watch the spindle')
    await tap(phone, 'button', 'Hand over')
    await phone.getByText('Handed over.').waitFor()
    await second.goto(`${server.url}/inbox`)
    await enterOn(second.getByRole('link', { name: 'Read and take over' }))
    await enterOn(second.getByRole('button', { name: 'Take over' }))
    await second.getByText('Taken over.').waitFor()
  })

  test('a change of a rule shows what waits and would come under it, before it is proposed', async () => {
    const waiting = await ticket('coolant low')
    await phone.goto(`${server.url}/policy`)
    await phone
      .getByRole('article', { name: /open_maintenance_ticket/ })
      .getByRole('button', { name: 'Propose a change' })
      .tap()
    const dialog = phone.getByRole('dialog')
    await dialog.getByLabel('Risk').selectOption('high')
    await dialog.getByRole('button', { name: 'Show what it touches' }).tap()
    await dialog.getByRole('alert').filter({ hasText: '2 different people' }).waitFor()
    await dialog.getByLabel('How many different people').fill('2')
    await dialog.getByRole('button', { name: 'Show what it touches' }).tap()
    await dialog.getByText('comes under another rule').waitFor()
    await dialog.getByText(waiting.title.en).waitFor()
  })
})

describe('what asks by itself', () => {
  test('a new rule is proposed by touch; a wrong name stands at its field', async () => {
    await phone.goto(`${server.url}/policy`)
    await tap(phone, 'button', 'Propose a new rule')
    const dialog = phone.getByRole('dialog')
    await dialog.getByLabel('Name of the rule').fill('Urgent tickets')
    await dialog.getByLabel('What is proposed').selectOption('open_maintenance_ticket')
    await dialog.getByRole('button', { name: 'Show what it touches' }).tap()
    await dialog.getByRole('alert').filter({ hasText: 'small letters' }).waitFor()
    await dialog.getByLabel('Name of the rule').fill('urgent_tickets')
    await dialog.getByRole('button', { name: 'Show what it touches' }).tap()
    await dialog.getByText('It is a new rule.').waitFor()
    await dialog.getByRole('button', { name: 'Propose this change' }).tap()
    await dialog.getByText('It waits for two approvals.').waitFor()
  })

  test('a playbook is rehearsed and asked for by touch, and stopped once it runs', async () => {
    await phone.goto(`${server.url}/playbooks`)
    await phone.getByText('down for 20 min').waitFor()
    await tap(phone, 'button', 'Rehearse')
    await phone.getByText('Set off once, would have proposed once.').waitFor()
    await tap(phone, 'button', 'Ask to arm it')
    await phone.getByText('It waits for an approval.').waitFor()
    const path = await phone.getByRole('link', { name: 'Open the proposal' }).getAttribute('href')
    const asked = await read(path?.split('/').at(-1) ?? '')
    await decide(server.deps, by(personOf('manager')), approval(asked))
    await executeReady(server.deps)
    await phone.reload()
    await tap(phone, 'button', 'Stop it now')
    await phone.getByRole('dialog').getByLabel('Why').fill('too many')
    await phone.getByRole('dialog').getByRole('button', { name: 'Stop it now' }).tap()
    await phone.getByText('Stopped', { exact: true }).waitFor()
  })
})

test('no page of the gate has a fault', async () => {
  const about = [
    '/delegations',
    '/handover',
    '/policy',
    '/playbooks',
    '/lessons',
    '/results',
    '/access',
  ]
  const paths = ['/inbox', `/inbox/suzhou/${edited.id}`, ...about]
  expect(await faultsOfPages(second, { url: server.url, paths })).toEqual([])
})

test('without a network the pages open, and say that nothing can be decided', async () => {
  await phone.goto(`${server.url}/inbox`)
  await phone.evaluate(async () => {
    await navigator.serviceWorker.ready
    // What was loaded before it stood is asked for once more, so that it is kept.
    if (navigator.serviceWorker.controller === null) location.reload()
  })
  await phone.reload()
  await phone.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor()
  const kept = await phone.evaluate(async () => {
    const caches = await window.caches.keys()
    const files = await Promise.all(
      caches.map(async (name) => (await window.caches.open(name)).keys()),
    )
    return files.flat().map(({ url }) => new URL(url).pathname)
  })
  expect(kept.filter((path) => path.startsWith('/api'))).toEqual([])
  await phone.context().setOffline(true)
  await phone.reload()
  await phone.getByText('Nothing can be decided until the connection is back').waitFor()
})
