import { describe, expect, it } from 'vitest'
import { languageOf } from '../../../../base/language.ts'
import { nextStep } from '../several.ts'
import { now } from '../test-asking.ts'
import { groupLexicon } from '../test-lexicon.ts'
import { understand } from '../understand.ts'

const lexicon = groupLexicon()

function stepFor(said: string) {
  const builtIn = { lexicon, now, language: languageOf(said) }
  return nextStep(understand(said, builtIn), [], builtIn)
}
const toolsFor = (said: string): string[] => {
  const step = stepFor(said)
  return 'calls' in step ? step.calls.map(({ tool }) => tool) : []
}

describe('a message that asks for an act and for something else', () => {
  it.each([
    ['扣住SZ-LOT-1141,并且告诉我苏州昨天报废多少', ['propose_change', 'query_kpi']],
    [
      '关掉OPEN-SZ-CNC-05,再给SZ-CNC-07开一张,冷却液漏',
      ['propose_change', 'open_maintenance_ticket'],
    ],
    ['把OPEN-SZ-CNC-05和OPEN-SZ-CNC-02都关了', ['propose_change', 'propose_change']],
    ['reschedule Suzhou then close OPEN-SZ-CNC-05', ['propose_schedule', 'propose_change']],
    [
      'output of Suzhou yesterday? also raise a ticket for SZ-CNC-01, wheel is chattering',
      ['query_kpi', 'open_maintenance_ticket'],
    ],
    ['open tickets and late orders of Dongguan', ['list_tickets', 'list_orders']],
  ])('does both: %s', (said, tools) => expect(toolsFor(said)).toEqual(tools))

  it.each([
    ['苏州重新排程,然后把结果发给客户'],
    ['reschedule Suzhou and send the result to the customer'],
    ['approve act_123 and close OPEN-SZ-CNC-05'],
    ['SZ-CNC-03现在什么情况,要是还停着就给它开个单:主轴异响'],
    ['what if SZ-CNC-05 is down for 8 hours? if it does not hurt, reschedule'],
    ["don't close OPEN-SZ-CNC-05 yet"],
    ['OPEN-SZ-CNC-05千万别取消'],
    ['SZ-LOT-1141和SZ-LOT-1151都扣住'],
    ['苏州OEE低于60报警,只在夜班'],
  ])('files nothing where a part of it can not be done or hangs on something: %s', (said) =>
    expect(stepFor(said)).toMatchObject({ text: expect.stringContaining('[[') }),
  )
})

describe('a new schedule', () => {
  it.each([
    ['苏州重排,只开两个班'],
    ['苏州排产,周日不加班'],
    ['重排苏州但SZ-CNC-08不要用'],
    ['reschedule Suzhou, two shifts only'],
    ['replan Suzhou for the next three days only'],
    ['replan Suzhou, max 3 changeovers a day'],
    ['replan Dongguan, minimise changeovers, 10 hours per day'],
  ])('is not made without what it can not keep to: %s', (said) => {
    expect(stepFor(said)).toMatchObject({ text: expect.stringContaining('[[ask]]') })
  })

  it('does without each machine for its own time', () => {
    const step = stepFor('重排苏州,SZ-CNC-05停4小时、SZ-CNC-06停6小时')
    expect('calls' in step && step.calls[0]?.args.exclude_machines).toEqual([
      { machine: 'SZ-CNC-05', hours: 4 },
      { machine: 'SZ-CNC-06', hours: 6 },
    ])
  })
})

describe('what nothing here does', () => {
  it.each([
    ['set the oven to 250 degrees'],
    ['把杀菌温度设为92度'],
    ['raise the vibration limit of SZ-CNC-03 to 5'],
    ['open the door of SZ-CNC-03'],
    ['运行供应商延误的剧本'],
    ['mute all alerts until Monday'],
    ['把停机报警关掉'],
    ['现在有哪些报警规则'],
    ['notify the supplier when stock is below 3 days'],
    ['translate this into German'],
    ['SZ-CNC-03是哪年出厂的'],
    ['who invented OEE'],
  ])('is refused or asked back about, and no document is quoted: %s', (said) =>
    expect(toolsFor(said)).toEqual([]),
  )
})

describe('what a figure means', () => {
  it.each([
    ['直通率和合格率有啥区别', 2],
    ['报废率的分母是什么', 1],
    ['停机时间含不含午休', 1],
    ['difference between MTBF and MTTR', 2],
    ['does availability include planned stops', 1],
    ['which standard defines OEE', 1],
    ['MTTR: does waiting for parts count', 1],
  ])('is told by its definition: %s', (said, count) =>
    expect(toolsFor(said)).toEqual(Array.from({ length: count }, () => 'list_metrics')),
  )

  it.each([['OEE of the lines, and how they differ from last week'], ['按班组算苏州上周OEE']])(
    'is no question of how it moved or splits: %s',
    (said) => expect(toolsFor(said)).not.toContain('list_metrics'),
  )
})

describe('an act that hangs on a condition', () => {
  it.each([
    ['如果库存低于三天就请购500件SZ-M20,12月10日前到货'],
    ['order 500 pcs of SZ-M20 by December 10 unless somebody did already'],
    ['If the Cpk is too low, put lot SZ-LOT-1141 on hold'],
    ['release lot SZ-LOT-1141 once QC signs'],
    ['open a ticket for SZ-CNC-03 if it stops again'],
    ['3号机要是再停就报修'],
    ['OPEN-SZ-CNC-05修好了的话就关掉'],
  ])('is not filed: %s', (said) =>
    expect(stepFor(said)).toMatchObject({ text: expect.stringMatching(/条件|condition/u) }),
  )

  it.each([
    ['SZ-CNC-03 stops if I press start twice, please open a ticket', 'open_maintenance_ticket'],
    ['open a ticket for SZ-CNC-03 to check if the belt is loose', 'open_maintenance_ticket'],
    ['SZ-CNC-03一启动就报警,报修一下', 'open_maintenance_ticket'],
    ['给SZ-CNC-03报修:主轴异响,如果可以的话今天修', 'open_maintenance_ticket'],
    ['put lot SZ-LOT-1141 on hold until QC signs', 'propose_change'],
  ])('is no fault that comes so: %s', (said, tool) => expect(toolsFor(said)).toEqual([tool]))
})
