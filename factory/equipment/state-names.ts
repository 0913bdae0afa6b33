import type { Localized } from '../../base/language.ts'

/** PackML states as plants report them. */
const states: Record<string, Localized> = {
  execute: { zh: '运行', en: 'running' },
  held: { zh: '保持', en: 'held' },
  suspended: { zh: '等待', en: 'suspended' },
  aborted: { zh: '故障中止', en: 'aborted' },
  stopped: { zh: '停机', en: 'stopped' },
  idle: { zh: '空闲', en: 'idle' },
}

/** Time categories of ISO 22400-2. */
const categories: Record<string, Localized> = {
  production: { zh: '生产', en: 'production' },
  setup: { zh: '换型', en: 'set-up' },
  delay: { zh: '等待', en: 'delay' },
  down: { zh: '非计划停机', en: 'unplanned downtime' },
  planned_stop: { zh: '计划停机', en: 'planned stop' },
}

/** The name for people; what a plant reports beyond these keeps its own word. */
export const stateName = (state: string): Localized => states[state] ?? { zh: state, en: state }
export const categoryName = (category: string): Localized =>
  categories[category] ?? { zh: category, en: category }
