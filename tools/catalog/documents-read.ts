import type { Evidence } from '../../actions/index.ts'
import type { DocumentRead } from '../define-tool.ts'

/**
 * Named on the card, so that whoever decides can look where the words may have come from. By id alone:
 * whoever sees the card need not be allowed to read the document, nor its title.
 */
export function documentEvidence(read: DocumentRead[]): Evidence[] {
  return read.map(({ site, document, revision }) => ({
    kind: 'document',
    label: {
      zh: '写这条提案之前读过的文档',
      en: 'Document that was read before this was written',
    },
    value: {
      zh: `${site}/${document} 第 ${revision} 版`,
      en: `${site}/${document}, revision ${revision}`,
    },
    at: null,
  }))
}

export const isDocumentRead = ({ kind }: Evidence): boolean => kind === 'document'
