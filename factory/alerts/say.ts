import type { Localized } from '../../base/language.ts'
import type { Excursion } from './advance.ts'
import type { Rule } from './rule.ts'
import type { Watch } from './series.ts'

const categories: Record<string, Localized> = {
  production: { zh: '生产', en: 'production' },
  setup: { zh: '换型', en: 'set-up' },
  delay: { zh: '等待', en: 'waiting' },
  down: { zh: '停机', en: 'down' },
  planned_stop: { zh: '计划停机', en: 'a planned stop' },
}

export const sayCategories = (wanted: readonly string[]): Localized => ({
  zh: wanted.map((one) => categories[one]?.zh ?? one).join('或'),
  en: wanted.map((one) => categories[one]?.en ?? one).join(' or '),
})

/** What an alert says: where, what, how much beside how much. */
export function sayAlert(rule: Rule, watch: Watch, found: Excursion): Localized {
  const { labelZh, labelEn } = watch
  const said = sayWhat(rule, watch, found)
  return { zh: `${labelZh}${said.zh}`, en: `${labelEn} ${said.en}` }
}

function sayWhat(rule: Rule, { unit }: Watch, { reason, value, limit }: Excursion): Localized {
  if (reason === 'missing') {
    const span = spanOf(rule.missingS)
    return { zh: ` 已 ${span.zh}没有数据`, en: `has sent nothing for ${span.en}` }
  }
  if (rule.watched.kind === 'state') {
    const said = sayCategories(rule.watched.categories)
    const span = spanOf(rule.forS)
    const lasts = rule.forS > 0
    return {
      zh: ` ${said.zh}${lasts ? `已 ${span.zh}` : ''}`,
      en: `is ${said.en}${lasts ? ` for ${span.en}` : ''}`,
    }
  }
  const is = quantity(value, unit)
  const bound = quantity(limit, unit)
  switch (rule.test.kind) {
    case 'limit': {
      const [zh, en] = rule.test.comparison === 'above' ? ['高于', 'above'] : ['低于', 'below']
      const set = quantity(rule.test.threshold, unit)
      return { zh: ` ${is}，${zh} ${set}`, en: `at ${is}, ${en} ${set}` }
    }
    case 'spc':
      return {
        zh: ` ${is}，控制图判异（控制限 ${bound}）`,
        en: `at ${is} breaks a rule of its control chart (limit ${bound})`,
      }
    case 'robust_z':
    case 'ewma':
      return { zh: ` ${is}，偏离常态（界限 ${bound}）`, en: `at ${is} is unusual (limit ${bound})` }
  }
}

function quantity(value: number | null, unit: string): string {
  if (value === null) return '–'
  const number = String(Number(value.toPrecision(4)))
  return unit === '%' ? `${number}%` : `${number} ${unit}`.trim()
}

/** Seconds as people say them. */
export function spanOf(seconds: number): Localized {
  if (seconds < 60) return { zh: `${seconds} 秒`, en: `${seconds} s` }
  if (seconds < 7200) {
    const minutes = Math.round(seconds / 60)
    return { zh: `${minutes} 分钟`, en: `${minutes} min` }
  }
  const hours = Math.round(seconds / 360) / 10
  return { zh: `${hours} 小时`, en: `${hours} h` }
}
