import type { Localized } from '../../base/language.ts'
import type { MachineWindows, ResponseId } from '../../factory/index.ts'
import { inUnit, responseOf, settable } from './process-units.ts'

type OfSetting = MachineWindows['settings'][number]
type Untold = Extract<OfSetting['finding'], { verdict: 'cannot_tell' }>
type Told = Exclude<OfSetting['finding'], Untold>

const kinds = {
  product: { zh: '产品', en: 'product' },
  team: { zh: '班组', en: 'team' },
  shift: { zh: '班次', en: 'shift' },
  time: { zh: '时间', en: 'time' },
  settings: { zh: '其他设定', en: 'other settings' },
} as const satisfies Record<string, Localized>
type Kind = keyof typeof kinds

/** One sentence or two on a setting, in both languages. */
export function sayFinding({ setting, finding }: OfSetting, response: ResponseId): Localized {
  switch (finding.verdict) {
    case 'explains':
      return sayWindow(setting, finding, response)
    case 'none_found':
      return sayNone(setting, finding, response)
    case 'cannot_tell': {
      const { zh, en } = sayWhy(setting, finding)
      return {
        zh: `${setting.nameZh}：历史数据无法判断，${zh}。`,
        en: `${setting.nameEn}: history cannot tell, ${en}.`,
      }
    }
  }
}

type Setting = OfSetting['setting']

function sayWindow(setting: Setting, one: Told, response: ResponseId): Localized {
  const { name, unit } = responseOf[response]
  const { window, gain, heldOut, usual } = one
  const [from, to] = [settable(window.from, setting), settable(window.to, setting)]
  const target = settable(one.target, setting)
  const then = inUnit(response, usual + gain.value)
  const between = `${inUnit(response, usual + gain.low)} – ${inUnit(response, usual + gain.high)}`
  const { stretches, better } = heldOut
  return {
    zh: `${setting.nameZh}能解释${name.zh}：建议窗口 ${from} – ${to} ${setting.unit}（工程限值 ${limitsOf(setting)}），中间值 ${target}，现设定 ${setting.value}。在窗口内运行，${name.zh}预计由 ${inUnit(response, usual)} 变为 ${then} ${unit}（95% 区间 ${between}）；${stretches} 段日期中有 ${better} 段如此，校正后 p = ${spoken(one.pAdjusted)}。`,
    en: `${setting.nameEn} explains the ${name.en}: window ${from} – ${to} ${setting.unit} (engineering limits ${limitsOf(setting)}), its middle ${target}, now set to ${setting.value}. Run within it the ${name.en} is expected at ${then} instead of ${inUnit(response, usual)} ${unit} (95 % ${between}); so in ${better} of ${stretches} stretches of days, adjusted p = ${spoken(one.pAdjusted)}.`,
  }
}

function sayNone(setting: Setting, one: Told, response: ResponseId): Localized {
  const { name, unit } = responseOf[response]
  const { value, low, high } = one.heldOut.difference
  const [by, from, to] = [value, low, high].map((part) => inUnit(response, part))
  return {
    zh: `${setting.nameZh}：没有发现对${name.zh}的影响；最好的三分之一与其余相差 ${by} ${unit}（95% 区间 ${from} – ${to}）。`,
    en: `${setting.nameEn}: no effect on the ${name.en} was found; the best third differs by ${by} ${unit} from the rest (95 % ${from} – ${to}).`,
  }
}

function sayWhy(setting: Setting, one: Untold): Localized {
  const { hours, range } = one
  const ran = range && `${settable(range.low, setting)} – ${settable(range.high, setting)}`
  const moved = one.with === null ? kinds.time : kinds[one.with satisfies Kind]
  return {
    no_values: { zh: '没有记录它实际运行的值', en: 'what it was run at is not recorded' },
    no_limits: {
      zh: `缺少工程限值（现有 ${limitsOf(setting)}）`,
      en: `its engineering limits are not complete (${limitsOf(setting)})`,
    },
    too_few_hours: {
      zh: `限值内已知的只有 ${hours} 小时（需要 18 天 120 小时）`,
      en: `only ${hours} hours within its limits are known (120 hours on 18 days are needed)`,
    },
    hardly_moved: {
      zh: `它几乎没有变动（80% 的时间在 ${ran} ${setting.unit}，工程限值 ${limitsOf(setting)}）`,
      en: `it hardly moved (80 % of the time at ${ran} ${setting.unit}, engineering limits ${limitsOf(setting)})`,
    },
    response_constant: {
      zh: '指标在这些小时里没有变化',
      en: 'the metric did not vary in these hours',
    },
    confounded: {
      zh: `它随${moved.zh}一起变动，二者无法区分`,
      en: `it moved with ${moved.en}, and the two cannot be told apart`,
    },
    moved_too_seldom: {
      zh: '它只在少数几段日期内变动过',
      en: 'it moved within few stretches of days only',
    },
  }[one.why]
}

const limitsOf = ({ lower, upper }: Setting): string => `${lower ?? '−∞'} … ${upper ?? '∞'}`

const spoken = (p: number): string => (p < 0.0001 ? '<0.0001' : `${Number(p.toPrecision(2))}`)

/** What all of it stands on, and what it does not say. */
export function processNotes(machines: readonly MachineWindows[], total: number): Localized[] {
  if (machines.length === 0) {
    return [
      {
        zh: '这里的设备没有记录可设定的参数：请导入 machine_parameter，带工程限值和反映它的测点（tagId）。',
        en: 'No parameter of these machines is recorded: import machine_parameter with its engineering limits and the tag that reports it (tagId).',
      },
    ]
  }
  const findings = machines.flatMap(({ settings }) => settings.map(({ finding }) => finding))
  const adjusted = new Set(findings.flatMap((one) => ('adjustedFor' in one ? one.adjustedFor : [])))
  const names = [...adjusted].map((kind) => kinds[kind])
  return [
    ...(names.length === 0
      ? []
      : [
          {
            zh: `已按${names.map(({ zh }) => zh).join('、')}校正；说明的是相关，不是因果。`,
            en: `Adjusted for ${names.map(({ en }) => en).join(', ')}; an association, not a cause.`,
          },
        ]),
    {
      zh: '没有逐小时记录、因而没有校正的有：材料批次、人员、刀具和模具、环境。',
      en: 'Not recorded hour by hour and not adjusted for: material lots, people, tools and moulds, ambient conditions.',
    },
    ...(machines.length < total
      ? [
          {
            zh: `范围内共 ${total} 台设备有参数；只判断了前 ${machines.length} 台。`,
            en: `${total} machines of the scope have settings; the first ${machines.length} were judged.`,
          },
        ]
      : []),
  ]
}

/** How history would be helped. */
export function sayTrial({ settings, trial }: MachineWindows, response: ResponseId): Localized[] {
  if (trial === null) return []
  const { unit } = responseOf[response]
  const factors = trial.factors.map(({ id, low, centre, high }) => {
    const setting = settings.find((one) => one.setting.id === id)?.setting
    const levels = setting && [low, centre, high].map((value) => settable(value, setting))
    return {
      zh: `${setting?.nameZh} ${levels?.join(' / ')} ${setting?.unit}`,
      en: `${setting?.nameEn} ${levels?.join(' / ')} ${setting?.unit}`,
    }
  })
  const { shifts, runs, runsOfShift, shiftsNeeded } = trial
  const hours = Number(trial.runHours.toFixed(1))
  const finds = inUnit(response, trial.detects)
  const isEnough = shiftsNeeded !== null && shiftsNeeded <= shifts
  return [
    {
      zh: `试验方案（两水平全因子加中心点）：${factors.map(({ zh }) => zh).join('；')}；每班 ${runsOfShift} 次、各 ${hours} 小时、次序随机，共 ${shifts} 班 ${runs} 次；高低水平相差 ${finds} ${unit} 时有 80% 把握发现（水平 5%）。`,
      en: `Trial (two-level full factorial with a centre point): ${factors.map(({ en }) => en).join('; ')}; ${runsOfShift} runs of ${hours} h a shift in random order, ${shifts} shifts and ${runs} runs in all; a difference of ${finds} ${unit} between low and high is found with 80 % (level 5 %).`,
    },
    ...(isEnough
      ? []
      : [
          {
            zh: `要发现所要求的差异需要${shiftsNeeded === null ? '超过 3000' : ` ${shiftsNeeded} `}班；这里只计划三周。`,
            en: `The difference that was asked for takes ${shiftsNeeded ?? 'more than 3000'} shifts; three weeks are planned.`,
          },
        ]),
  ]
}
