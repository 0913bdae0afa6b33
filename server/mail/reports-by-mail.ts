import type { Language } from '../../base/language.ts'
import { sitesOf } from '../../base/principal.ts'
import { reportKinds, type SendToPerson } from '../../factory/index.ts'
import { principalOf } from '../auth/index.ts'
import type { ServerDeps } from '../deps.ts'
import { exportPieces, reportSheets } from '../export/index.ts'
import { readSiteReport } from '../site-report.ts'
import type { SendMail } from './send-mail.ts'

/**
 * Reports to the address that their subscriber gave, with the workbook of what that person may see
 * now. Whoever has lost the site gets nothing.
 */
export const reportsByMail =
  (deps: ServerDeps, sendMail: SendMail): SendToPerson =>
  async ({ person, site, message, dedupKey, mailTo }) => {
    if (mailTo === null) return
    const principal = await principalOf(deps.db, person)
    if (principal === null || !sitesOf(principal).includes(site)) return
    const { language } = principal
    const { title, body, page } = message
    await sendMail({
      ...{ to: mailTo, key: dedupKey, subject: title[language] },
      text: [body[language], '', `${deps.baseUrl}${page ?? '/reports'}`].join('\n'),
      attachments: await workbookOf(deps, { principal, language }, page),
    })
  }

type Asking = { principal: Parameters<typeof readSiteReport>[1]['principal']; language: Language }

/** Of a report of a site; a saved question is read where the message leads. */
async function workbookOf(deps: ServerDeps, asking: Asking, page: string | null) {
  const [, area, ...address] = (page ?? '').split('/').map(decodeURIComponent)
  const [siteId, given, key] = address
  const kind = reportKinds.find((one) => one === given)
  if (area !== 'reports' || siteId === undefined || kind === undefined || key === undefined) {
    return []
  }
  const report = await readSiteReport(deps, asking, { siteId, kind, key })
  const pieces: Uint8Array[] = []
  for await (const piece of exportPieces(reportSheets(report, asking.language), 'xlsx')) {
    pieces.push(typeof piece === 'string' ? Buffer.from(piece) : piece)
  }
  return [{ filename: `report-${siteId}-${key}.xlsx`, content: Buffer.concat(pieces) }]
}
