import type { Language, Localized } from '../../base/language.ts'
import { type LotTrace, mostCompared } from '../../factory/index.ts'

/** What was left out, and what the counts do not say. */
export const traceNotes = (trace: LotTrace, language: Language): string[] =>
  [...ofLot(trace), ...ofCounts(trace), withinSite].map((note) => note[language])

function ofLot({ lot, back, forward, exposures }: LotTrace): Localized[] {
  if (lot === null) return []
  const cut = [back, forward].find(({ truncated }) => truncated)
  const isAlone = back.total === 0 && forward.total === 0
  return [
    ...(isAlone
      ? [
          {
            zh: `没有 ${lot.id} 的谱系记录：不知道它用了什么，也不知道它用到了哪里。`,
            en: `No genealogy of ${lot.id} is recorded: what went into it and what came of it are not known.`,
          },
        ]
      : []),
    ...(cut === undefined
      ? []
      : [
          {
            zh: `只列出最近的批次：上溯共 ${back.total} 个，下溯共 ${forward.total} 个。`,
            en: `Only the nearest are listed: ${back.total} went in and ${forward.total} came of it in all.`,
          },
        ]),
    ...(lot.kind === 'lot' && !exposures.some(({ kind }) => kind === 'machine')
      ? [
          {
            zh: '没有记录它在哪台设备上生产，因此也不知道班组、班次和参数。',
            en: 'No machine is recorded for it, so team, shift and parameters are not known either.',
          },
        ]
      : []),
  ]
}

function ofCounts({ comparison, outcome }: LotTrace): Localized[] {
  if (comparison === null && outcome === null) return []
  const association: Localized = {
    zh: 'p 为单侧 Fisher 精确检验；说明的是相关，不是因果：同时变化的其他因素也可能是原因。',
    en: "p is of Fisher's exact test, one-sided: an association, not a cause; what changed along with it may be the cause.",
  }
  if (comparison === null) return [association]
  const { suspects, others, total, cause, compared } = comparison
  const cut = total > mostCompared
  return [
    association,
    ...(suspects.length === 0
      ? [
          {
            zh: '此时间窗内没有批次被扣留、返工、报废或测量超差：没有可比较的可疑批次。',
            en: 'No lot of the window is held, for rework, scrapped or out of limits: there are no suspects.',
          },
        ]
      : []),
    ...(suspects.length > 0 && others === 0
      ? [
          {
            zh: '没有同产品的其他批次可比较。',
            en: 'There are no other lots of the same products to compare with.',
          },
        ]
      : []),
    ...(suspects.length > 0 && cause === null
      ? [
          {
            zh: `比较了 ${compared} 项暴露，没有一项超出偶然（校正后 p > 0.05）。`,
            en: `Of ${compared} exposures compared none is shared by more than chance (adjusted p > 0.05).`,
          },
        ]
      : []),
    ...tied(comparison),
    ...(cut
      ? [
          {
            zh: `时间窗内共 ${total} 个批次；只比较了最近的 ${mostCompared} 个。`,
            en: `The window has ${total} lots; only the newest ${mostCompared} were compared.`,
          },
        ]
      : []),
  ]
}

/** What exactly the same lots share cannot be told apart by counting lots. */
function tied({ causes, cause }: NonNullable<LotTrace['comparison']>): Localized[] {
  const found = causes.find(({ kind, id }) => kind === cause?.kind && id === cause.id)
  const alike = causes.filter(
    (one) =>
      one !== found &&
      one.suspectsExposed === found?.suspectsExposed &&
      one.othersExposed === found.othersExposed,
  )
  if (found === undefined || alike.length === 0) return []
  const ids = alike.slice(0, 6).map(({ id }) => id)
  return [
    {
      zh: `同样多的批次也有：${ids.join('、')}；仅凭批次数无法区分。`,
      en: `As many of the lots share ${ids.join(', ')}: counting lots cannot tell these apart.`,
    },
  ]
}

const withinSite: Localized = {
  zh: '追溯只在一个工厂之内；刀具和夹具没有记录，未比较。',
  en: 'A trace stays within one site; tools and fixtures are not recorded and not compared.',
}
