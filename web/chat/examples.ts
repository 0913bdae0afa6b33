import type { Language } from '../app/format.ts'

/** Questions that the built-in model answers; `site` is the first site of the person. */
export function exampleQuestions(language: Language, site: string): string[] {
  if (language === 'zh') {
    return [
      '最近哪个班组产量最低？',
      `上周${site}各产线的OEE是多少？`,
      '上周停机原因排名',
      '3号机为什么停机？',
      '主轴轴承怎么更换？',
      '给3号机开一张维修工单：主轴异响',
    ]
  }
  return [
    'Which team had the lowest output recently?',
    `What was OEE of ${site} last week, by line?`,
    'Downtime by reason last week',
    'Why is machine 3 down?',
    'How do I replace a spindle bearing?',
    'Open a ticket for machine 3: spindle noise',
  ]
}
