import { inBoth, type Localized } from '../../base/language.ts'
import type { AlertDefinition, AlertTest, Watched } from './rule.ts'
import { sayCategories, spanOf } from './say.ts'
import type { AlertRule } from './set-alert-rule.ts'

export type SaidRule = {
  watched: Localized
  test: Localized
  /** How long it has to last; 0 s: at once. */
  lasts: string
  missing: string
}

type Given = Pick<AlertRule, 'metricId' | 'comparison' | 'threshold' | 'unit' | 'definition'>

/** A rule in words, for its card and its list. */
export function sayRule({ metricId, comparison, threshold, unit, definition }: Given): SaidRule {
  const { missing, missingS, forS } = definition
  const limit: AlertTest | undefined =
    comparison === null || threshold === null ? undefined : { kind: 'limit', comparison, threshold }
  return {
    watched:
      definition.watched === undefined ? inBoth(metricId ?? '') : sayWatched(definition.watched),
    test: sayTest(definition, definition.test ?? limit, unit ?? ''),
    lasts: spanOf(forS).en,
    missing: missing === 'ignore' ? missing : `${missing} (${spanOf(missingS).en})`,
  }
}

function sayWatched(watched: Watched): Localized {
  switch (watched.kind) {
    case 'metric':
      return inBoth(watched.metricId)
    case 'tag':
      return inBoth(watched.tags)
    case 'characteristic':
      return inBoth(watched.characteristicId)
    case 'material':
      return { zh: `${watched.materialId} 库存`, en: `stock of ${watched.materialId}` }
    case 'source':
      return { zh: `数据源 ${watched.source}`, en: `source ${watched.source}` }
    case 'state':
      return { zh: '设备状态', en: 'machine state' }
  }
}

function sayTest(
  { watched, forS, missingS }: AlertDefinition,
  test: AlertTest | undefined,
  unit: string,
): Localized {
  if (watched?.kind === 'state') {
    const [said, span] = [sayCategories(watched.categories), spanOf(forS)]
    return { zh: `${said.zh}满 ${span.zh}`, en: `${said.en} for ${span.en}` }
  }
  if (watched?.kind === 'source') {
    const span = spanOf(missingS)
    return { zh: `${span.zh}没有数据`, en: `silent for ${span.en}` }
  }
  switch (test?.kind) {
    case 'limit': {
      const { comparison, threshold, clear } = test
      const [zh, en] = comparison === 'above' ? ['高于', 'above'] : ['低于', 'below']
      const back =
        clear === undefined
          ? { zh: '', en: '' }
          : { zh: `，恢复到 ${clear}`, en: `, until ${clear}` }
      return {
        zh: `${zh} ${threshold} ${unit}${back.zh}`.trim(),
        en: `${en} ${threshold} ${unit}${back.en}`.trim(),
      }
    }
    case 'robust_z':
      return {
        zh: `偏离中位数 ${test.deviations} 倍（稳健 z）`,
        en: `${test.deviations} deviations from the median (robust z)`,
      }
    case 'ewma':
      return { zh: `EWMA 超出 ${test.deviations} σ`, en: `EWMA beyond ${test.deviations} σ` }
    case 'spc':
      return { zh: '控制图判异', en: 'breaks its control chart' }
    case undefined:
      return inBoth('')
  }
}
