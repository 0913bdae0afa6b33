/** Cards drawn from the JSON that is sent: nothing is cut, crowded or missing, in both languages. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import type { ProposalView } from '../actions/index.ts'
import {
  alertText,
  blocksOf,
  cardBlocks,
  fitting,
  inertText,
  openPictures,
  proposalCard,
  secret,
  slackAdapter,
  templateCard,
  wecomAppAdapter,
} from '../server/test-channels.ts'
import { launchBrowser } from './support/browser.ts'
import { cardPage, type ShownCard } from './support/card-page.ts'

const view: ProposalView = {
  ...{
    siteId: 'suzhou',
    id: 'act_1',
    tool: 'open_maintenance_ticket',
    version: 1,
    status: 'pending',
  },
  ...{ risk: 'medium', args: {}, argsSha256: '0'.repeat(64), evidence: [], tainted: true },
  title: {
    zh: '给 3 号加工中心开维修工单：主轴轴承振动超限，更换前轴承并复测',
    en: 'Open a ticket for machining centre 3: spindle bearing vibrates above its limit',
  },
  diff: {
    entries: [
      { label: { zh: '设备', en: 'Machine' }, before: null, after: 'SZ-CNC-03 三号加工中心' },
      { label: { zh: '优先级', en: 'Priority' }, before: 'medium', after: 'high' },
      { label: { zh: '预计停机', en: 'Expected downtime' }, before: 0, after: 120, unit: 'min' },
      { label: { zh: '主轴转速', en: 'Spindle speed' }, before: 12000, after: 9500, unit: 'rpm' },
    ],
  },
  prediction: null,
  ...{ requestedBy: 'operator@suzhou', authors: ['operator@suzhou'], channel: 'slack' },
  ...{ approverRoles: ['supervisor'], approvalsNeeded: 1, policySite: 'group', policyRule: 'r' },
  ...{ policyVersion: 1, escalation: [], delegable: true, connector: null, input: {} },
  ...{ editedBy: null, editReason: null, versionAt: '2026-11-27T01:00:00Z', claimedBy: null },
  ...{ claimedUntil: null, createdAt: '2026-11-27T01:00:00Z', expiresAt: '2026-11-27T09:00:00Z' },
  ...{ decidedAt: null, finishedAt: null, result: null, decisions: [] },
}
const decided: Partial<ProposalView> = {
  decisions: [
    {
      ...{ decidedBy: 'supervisor@suzhou', authority: 'supervisor@suzhou', verdict: 'approve' },
      ...{ reasonCode: null, reasonText: null, channel: 'wecom', at: '2026-11-27T01:05:00Z' },
    },
  ],
}
const views: ProposalView[] = [
  view,
  { ...view, risk: 'high', tainted: false },
  { ...view, ...decided, status: 'done', tainted: false, result: { ticketId: 'MT-1042' } },
]

const pictures = openPictures()
const slack = slackAdapter(
  {
    ...{ team: 'T1', apiUrl: 'https://slack.com/api', allowPrivate: false },
    ...{ botToken: secret('x'), signingSecret: null, appToken: null },
  },
  pictures,
)
const wecom = wecomAppAdapter(
  {
    ...{ corpId: 'ww', apiUrl: 'https://qyapi.weixin.qq.com', allowPrivate: false },
    ...{ app: null, bot: null, groups: [] },
  },
  {
    api: async () => ({ kind: 'not_there', why: 'a test' }),
    agentId: 1,
    pictures,
    linkTo: (url) => url,
  },
)

const shown: ShownCard[] = (['zh', 'en'] as const).flatMap((language) =>
  views.flatMap((one) => {
    const reader = { language, baseUrl: 'https://jidoka.plant.example', zone: 'Asia/Shanghai' }
    const card = proposalCard(one, { ...reader, decides: true })
    return [
      { slack: cardBlocks(fitting(card, slack.capabilities, language)) },
      { wecom: templateCard(fitting(card, wecom.capabilities, language), 'task-1') },
    ]
  }),
)

/** What a report and a digest of alerts come to as messages. */
const messages = [
  {
    title: { zh: '苏州工厂：日报 2026-11-26', en: 'Suzhou plant: day report 2026-11-26' },
    body: {
      zh: '设备综合效率 73.1%（上期 71.5%）\n产量 12,480 件（上期 11,902 件）\n停机时间 316 min（上期 402 min）\n未关闭工单 7，报警 12，待审批 3，审批决定 5',
      en: 'Overall equipment effectiveness 73.1% (before: 71.5%)\nOutput 12,480 pcs (before: 11,902 pcs)\nOpen tickets 7, alerts 12, waiting proposals 3, decisions 5',
    },
    ...{ eventIds: [], page: '/reports/suzhou/day/2026-11-26' },
  },
  {
    title: {
      zh: '3 条报警：SZ-CNC-03 三号加工中心 主轴振动速度 5.2 mm/s，高于 4.5 mm/s',
      en: '3 alerts: SZ-CNC-03 spindle vibration velocity at 5.2 mm/s, above 4.5 mm/s',
    },
    body: {
      zh: 'SZ-CNC-03 三号加工中心 主轴振动速度 5.2 mm/s，高于 4.5 mm/s（紧急，连带 4 条）\nSZ-GRD-01 一号外圆磨床 停机已 30 分钟\nCD-P10 灌装净重 507.9 g，控制图判异（控制限 506.4 g）',
      en: 'SZ-CNC-03 spindle vibration velocity at 5.2 mm/s, above 4.5 mm/s (critical, 4 more follow from it)\nSZ-GRD-01 is down for 30 min',
    },
    ...{ eventIds: ['al_1', 'al_2', 'al_3'], page: null },
  },
]
const told: ShownCard[] = (['zh', 'en'] as const).flatMap((language) =>
  messages.flatMap((message) => {
    const reader = { language, baseUrl: 'https://jidoka.plant.example' }
    const text = alertText({ site: 'suzhou', message }, reader)
    const outbound = { text, card: null, attachments: [] }
    return [{ slack: blocksOf(outbound) }, { text: inertText(outbound) }]
  }),
)

test('every card fits, and says what it is about', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'jidoka-cards-'))
  const browser = await launchBrowser()
  try {
    const font = import.meta.resolve('@fontsource/noto-sans-sc/400.css')
    await writeFile(join(folder, 'cards.html'), cardPage([...shown, ...told], font))
    const page = await browser.newPage({ viewport: { width: 800, height: 900 } })
    await page.goto(pathToFileURL(join(folder, 'cards.html')).href)
    await page.evaluate(() => document.fonts.ready)
    const cards = await page.locator('article').evaluateAll((all) =>
      all.map((one) => ({
        cut: [one, ...one.querySelectorAll('*')].some(
          (at) => at.scrollWidth > at.clientWidth + 1 && at.clientWidth > 0,
        ),
        text: one.textContent ?? '',
      })),
    )
    expect(cards).toHaveLength(12 + 8)
    expect(cards.filter(({ cut }) => cut)).toEqual([])
    for (const { text } of cards.slice(12)) expect(text).toMatch(/2026-11-26|SZ-CNC-03/)
    for (const { text } of cards.slice(0, 12))
      expect(text).toMatch(/3 号加工中心|machining centre 3/)
    const [pending, pendingWecom, high] = cards
    expect(pending?.text).toMatch(/批准.*驳回.*修改/)
    expect(pendingWecom?.text).toContain('批准')
    expect(high?.text).not.toContain('批准')
    const folderOfPictures = process.env.JIDOKA_TEST_PICTURES
    if (folderOfPictures !== undefined) {
      await page.screenshot({ path: join(folderOfPictures, 'cards.png'), fullPage: true })
    }
  } finally {
    await browser.close()
    await pictures.close()
    await rm(folder, { recursive: true, force: true })
  }
})
