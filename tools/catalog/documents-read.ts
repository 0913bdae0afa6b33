import type { Evidence } from '../../actions/index.ts'
import { inBoth } from '../../base/language.ts'
import type { DocumentRead } from '../define-tool.ts'

/** Named on the card, so that whoever decides can look where the words may have come from. */
export function documentEvidence(read: DocumentRead[]): Evidence[] {
  return read.map(({ site, document, title, revision }) => ({
    kind: 'document',
    label: {
      zh: '写这条提案之前读过的文档',
      en: 'Document that was read before this was written',
    },
    value: inBoth(`${shown(title)} (${site}/${shown(document)}, r${revision})`),
    at: null,
  }))
}

/** A title is text of strangers: what cannot be seen, or turns the direction of writing, is left out. */
const shown = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, '')

export const isDocumentRead = ({ kind }: Evidence): boolean => kind === 'document'
