import { describe, expect, it } from 'vitest'
import type { Entry } from '../lexicon/entry.ts'
import { lexiconOf } from '../lexicon/lexicon.ts'
import type { Step } from '../plan.ts'
import { stepAfter } from '../test-asking.ts'
import { suzhouLexicon } from '../test-lexicon.ts'

const bought = (kind: Entry['kind'], id: string, zh: string, en: string): Entry => ({
  ...{ kind, id, zh, en, siteId: 'suzhou', aliases: [] },
})
const lexicon = lexiconOf([
  ...suzhouLexicon().entries.filter(({ kind }) => kind !== 'class'),
  bought('material', 'SZ-M20', '铝合金铸件毛坯', 'Aluminium casting blank'),
  bought('supplier', 'SZ-S2', '东港铸件', 'Donggang Castings'),
  {
    ...bought('parameter', 'feed-rate', '进给速度', 'Feed rate'),
    ...{ on: 'SZ-CNC-03', unit: 'mm/min' },
  },
])

/** What is done for the last of several messages. */
const stepFor = (...said: string[]): Step => stepAfter(said, lexicon)
const changeIn = (step: Step) => ('calls' in step ? step.calls[0]?.args.change : step.text)

const purchase = { kind: 'purchase', material: 'SZ-M20', quantity: 500, unit: 'pcs' }
const alert = { kind: 'alert_rule', metric: 'oee', equipment: 'SZ-L1', comparison: 'below' }

const feed = { kind: 'parameter', machine: 'SZ-CNC-03', parameter: 'feed-rate', unit: 'mm/min' }

describe('a change that is asked for', () => {
  it.each([
    'Set the spindle speed of SZ-CNC-03 to 800',
    'Set the feed rate of SZ-CNC-01 to 180',
    '如果报废高就把3号机的进给速度调到 180',
    'set the feed rate of SZ-CNC-03 to 180 mm/min when it is warm',
  ])('is no set-point that the machine has, or hangs on something: %s', (said) =>
    expect(stepFor(said)).not.toHaveProperty('calls'),
  )

  it.each([
    [
      '跟东港铸件要500块铝合金铸件毛坯,12月10日前到货',
      { ...purchase, supplier: 'SZ-S2', needed_by: '2026-12-10' },
    ],
    ['冻结批次 SZ-LOT-1199', { kind: 'lot', lot: 'SZ-LOT-1199', disposition: 'held' }],
    ['Please release lot SZ-LOT-7', { kind: 'lot', lot: 'SZ-LOT-7', disposition: 'released' }],
    [
      '向东港铸件请购500件铝合金铸件毛坯,12月10日前到货',
      { ...purchase, supplier: 'SZ-S2', needed_by: '2026-12-10' },
    ],
    ['铝合金铸件毛坯再补500件,下周五到', { ...purchase, needed_by: '2026-12-04' }],
    ['We need 500 pcs of SZ-M20 within two weeks', { ...purchase, needed_by: '2026-12-08' }],
    ['申请采购500克铝合金铸件毛坯60000件,12月10日前到', { quantity: 60000 }],
    ['先别放 SZ-LOT-7 这批', { kind: 'lot', lot: 'SZ-LOT-7', disposition: 'held' }],
    ['这批SZ-LOT-7可以放了', { kind: 'lot', lot: 'SZ-LOT-7', disposition: 'released' }],
    ['Order 500 pcs of SZ-M20 by January 5', { ...purchase, needed_by: '2027-01-05' }],
    ['SZ-L1的OEE低于60%时报警', { ...alert, threshold: 60 }],
    ['Set an alert when OEE of SZ-L1 is below 60 %', { ...alert, threshold: 60 }],
    ['设条报警:3号机连续停机满15分钟就报警', { metric: 'state:down', for_minutes: 15 }],
    ['Set an alert when SZ-CNC-03 goes down for half an hour', { for_minutes: 30 }],
    ['Set the feed rate of SZ-CNC-03 to 180 mm/min', { ...feed, value: 180 }],
    ['set SZ-CNC-03 fed rate to 180 mm/min', { ...feed, value: 180 }],
    ['把3号机的进给速度调到 180', { ...feed, value: 180 }],
    // Another unit is for the tool to refuse.
    ['raise the feed rate of SZ-CNC-03 to 7 in/min', { ...feed, value: 7, unit: 'in/min' }],
  ])('is proposed: %s', (said, change) => {
    expect(changeIn(stepFor(said))).toMatchObject(change)
  })

  it.each([
    ['order 500 kg of steel bar', 'Which material'],
    ['有一批料不太对,先隔离起来', '是哪个批次'],
    ['采购500件铝合金铸件毛坯', '什么时候'],
    ['Put the lot on hold', 'Which lot'],
    ['one of the batches looks off, can you put it on hold', 'Which lot'],
    ['这个批次先别放行', '哪个批次'],
  ])('asks back for what it lacks: %s', (said, question) => {
    expect(changeIn(stepFor(said))).toContain(question)
  })

  it('is completed word by word, and the unit that was said is kept', () => {
    expect(changeIn(stepFor('order 500 kg of steel bar', 'SZ-M20', 'by December 20'))).toEqual({
      ...purchase,
      unit: 'kg',
      needed_by: '2026-12-20',
    })
    expect(changeIn(stepFor('Put the lot on hold', 'SZ-LOT-7'))).toMatchObject({ lot: 'SZ-LOT-7' })
  })

  it.each([
    ['哪些批次被冻结了?'],
    ['How much was scrapped by lot last week?'],
    ['采购订单有哪些'],
    ['采购在催铝合金铸件毛坯500件的进度'],
    ['What is the OEE of the lines below 60%?'],
    ['哪些设备报警'],
  ])('is not seen in a question: %s', (said) => {
    const step = stepFor(said)
    expect('calls' in step ? step.calls.map(({ tool }) => tool) : []).not.toContain(
      'propose_change',
    )
  })
})
