import type { Answer } from '../../agent/index.ts'
import { isDrawn } from '../../charts/index.ts'
import type { Outbound } from './contract.ts'
import { readRichText } from './rich-text.ts'

/** An answer as a message; its proposals come as cards of their own. */
export const answerMessage = ({ answer, chart, language }: Answer): Outbound => ({
  text: readRichText(answer),
  card: null,
  attachments: chart !== null && isDrawn(chart) ? [{ kind: 'chart', spec: chart, language }] : [],
})
