import type { ReportCase } from '../html-report.ts'
import type { Judged } from './judge.ts'

/** One judged question as the report shows it. */
export function reportCase({ nlqCase, verdict, why, answer, ms }: Judged): ReportCase {
  const { id, language, kind, difficulty, as, turns, expect } = nlqCase
  const calls = answer?.calls.map(({ tool, args }) => `${tool} ${JSON.stringify(args)}`) ?? []
  const steps: [label: string, text: string][] = [
    ['Asked by', as],
    ['Questions', turns.join('\n')],
    ['Expected', expect.map((one) => JSON.stringify(one)).join('\nor ')],
    ['Calls of the last turn', calls.join('\n')],
    ['Answer', answer?.answer ?? ''],
    ['Why', why],
    ['Took', `${Math.round(ms)} ms`],
  ]
  return {
    ...{ id, verdict, passed: verdict === 'exact', title: turns.join(' → ') },
    tags: [language, kind, `difficulty ${difficulty}`],
    trace: steps.filter(([, text]) => text !== '').map(([label, text]) => ({ label, text })),
  }
}
