import { inBoth, type Language, type Localized } from '../../base/language.ts'
import type { AlertSeverity } from './event.ts'

/** An event as a message tells it. */
export type Told = {
  titleZh: string
  titleEn: string
  severity: AlertSeverity
  /** 2 and more: nobody before took it. */
  level: number
  raisedAt: Date
  clearedAt: Date | null
  /** Events that follow from it. */
  followers: number
}

const shown = 5

/** One event is told in full, several as a digest: the gravest first, and how many more there are. */
export function sayMessage(told: readonly Told[]): {
  kind: 'alert' | 'digest'
  title: Localized
  body: Localized
} {
  const [first] = told
  if (first === undefined) return { kind: 'digest', title: inBoth(''), body: inBoth('') }
  const lines = (language: Language) => told.slice(0, shown).map((one) => lineOf(one, language))
  const more = told.length - shown
  const tail = { zh: more > 0 ? [`另有 ${more} 条`] : [], en: more > 0 ? [`and ${more} more`] : [] }
  if (told.length === 1) {
    const title = { zh: lineOf(first, 'zh'), en: lineOf(first, 'en') }
    return { kind: 'alert', title, body: inBoth('') }
  }
  return {
    kind: 'digest',
    title: {
      zh: `${told.length} 条报警：${first.titleZh}`,
      en: `${told.length} alerts: ${first.titleEn}`,
    },
    body: {
      zh: [...lines('zh'), ...tail.zh].join('\n'),
      en: [...lines('en'), ...tail.en].join('\n'),
    },
  }
}

function lineOf(one: Told, language: Language): string {
  const zh = language === 'zh'
  const marks = [
    one.severity === 'critical' ? (zh ? '紧急' : 'critical') : '',
    one.level > 1 ? (zh ? '无人确认' : 'nobody took it') : '',
    one.followers > 0
      ? zh
        ? `连带 ${one.followers} 条`
        : `${one.followers} more follow from it`
      : '',
    one.clearedAt !== null ? (zh ? '已恢复' : 'back to normal') : '',
  ].filter((mark) => mark !== '')
  const title = zh ? one.titleZh : one.titleEn
  if (marks.length === 0) return title
  return zh ? `${title}（${marks.join('，')}）` : `${title} (${marks.join(', ')})`
}
