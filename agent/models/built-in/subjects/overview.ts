import { usualMetrics } from '../doubts/missing.ts'
import { contentBeside } from '../doubts/residue.ts'
import type { Reading } from '../reading.ts'
import { slots } from '../thread/merge-readings.ts'
import { lookAt, type ParseContext } from '../typed/look-at.ts'
import { listed } from '../words/listed.ts'

const asksOverview = listed({
  zh: `
    总结 汇总 小结 概况 概览 概述 综述 简报 日报 周报 月报 [早晨]会 交接班 整体(?:情况|表现)? 总体(?:情况|表现)? (?:汇报|报告)(?:一?下)? 全厂.{0,2}(?:情况|怎么样|如何)
    (?:需要|要|该|应该|得|值得)(?:注意|关注|留意|操心|担心|盯)(?:什么|啥|哪|的)? (?:注意|关注|留意)(?:什么|啥|哪些) 一切(?:正常|顺利|还好|都好)
  `,
  en: `
    summar(?:y|ies|ise|ize) | summed up | sum up | overview | recap | brief(?:ing)? | brief me | run-?down | worry about | worried about | pay attention to |
    keep an eye on | look out for | watch out for | stand-?up | hand-?over | big picture | bird'?s eye | how are things | (?:are|how are) we doing(?: ok(?:ay)?| well| fine| alright)? | everything (?:ok(?:ay)?|fine|alright|under control) | what(?:'s| is) going on | catch me up
  `,
})
/** Beside those words nothing is named: `summarise the spindle manual` asks for papers. */
function isOverviewAlone(said: string, context: ParseContext): boolean {
  if (!asksOverview.test(said)) return false
  const asked = lookAt(said, context)
  return asksOverview.test(asked.rest) && contentBeside(asked, asksOverview) === null
}

const ofNow = new Set(['today', 'this_shift'])
/** Whatever names one of these asks for more than an overview. */
const narrower = [...slots, 'metrics', 'equipment'] as const
const leftOpen = new Set<Reading['intent']>([
  'outside',
  'search',
  'howto',
  'kpi',
  'explain',
  'state',
])

/**
 * `昨天总结一下`, `what should I worry about today`, `how did we do last week`: what most ask first, each
 * beside the time before. Of today also what stands still and which orders will be late, of a time that is
 * over what it was lost by. Null for any other question.
 */
export function overviewOf(whole: Reading, said: string, context: ParseContext): Reading[] | null {
  const { intent, question, language, sites, window, ambiguous, order } = whole
  const isNarrow = narrower.some((slot) => whole[slot].length > 0)
  if (!leftOpen.has(intent) || isNarrow || ambiguous !== undefined || order !== undefined)
    return null
  const isVague = intent === 'kpi' && window !== undefined && whole.metricWord === undefined
  if (!isVague && !isOverviewAlone(said, context)) return null
  if (whole.unclearTime !== undefined || whole.unmet !== undefined) return null
  const isNow = window === undefined || (window.kind === 'named' && ofNow.has(window.name))
  const plain: Reading = {
    ...{ language, question, intent: 'kpi', metrics: [], sites, equipment: [], teams: [] },
    ...{ shifts: [], products: [], reasons: [], suppliers: [], materials: [], dimensions: [] },
  }
  const time = window ?? { kind: 'named', name: 'today' }
  const figures: Reading = {
    ...{ ...plain, metrics: usualMetrics, window: time, compare: whole.compare ?? 'previous' },
  }
  if (!isNow) {
    const lost: Partial<Reading> = { metrics: ['downtime'], dimensions: ['reason'] }
    return [figures, { ...plain, ...lost, window: time, order: 'highest', limit: 3 }]
  }
  return [figures, { ...plain, intent: 'state' }, { ...plain, intent: 'orders', onlyLate: true }]
}
