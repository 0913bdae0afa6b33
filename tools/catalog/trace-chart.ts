import type { Language } from '../../base/language.ts'
import type { ChartSpec } from '../../charts/index.ts'
import type { LotTrace } from '../../factory/index.ts'

const mostBars = 8
const share = (of: number, all: number) => (all === 0 ? null : (100 * of) / all)

/** How much of suspects and of others share each cause; null where nothing was compared. */
export function traceChart(trace: LotTrace, language: Language): ChartSpec | null {
  const { comparison, names, site, from, asOf } = trace
  const told = (comparison?.causes ?? []).slice(0, mostBars)
  if (comparison === null || told.length === 0) return null
  const days = `${from.toISOString().slice(0, 10)} – ${asOf.toISOString().slice(0, 10)}`
  return {
    kind: 'bar',
    title: { zh: '可疑批次与其他批次的暴露', en: 'What suspect lots share, and others' },
    unit: '%',
    labels: told.map(({ kind, id }) => {
      const name = names.get(`${kind}:${id}`)?.[language === 'zh' ? 'nameZh' : 'nameEn']
      return name === undefined ? id : `${name} (${id})`
    }),
    series: [
      {
        name: {
          zh: `可疑批次（${comparison.suspects.length}）`,
          en: `Suspects (${comparison.suspects.length})`,
        },
        values: told.map(({ suspectsExposed, suspects }) => share(suspectsExposed, suspects)),
      },
      {
        name: { zh: `其他批次（${comparison.others}）`, en: `Others (${comparison.others})` },
        values: told.map(({ othersExposed, others }) => share(othersExposed, others)),
      },
    ],
    caption: {
      zh: `${days}（${site.zone}）；相关，不是因果`,
      en: `${days} (${site.zone}); an association, not a cause`,
    },
  }
}
