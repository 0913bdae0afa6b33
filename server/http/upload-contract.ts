/**
 * How documents come in by the pages. Only whoever may import at the site reaches it.
 *
 * GET  /api/documents/door → DocumentDoor
 * POST /api/documents?site=S&name=FILE[&id=ID][&title=T][&equipment=ID…][&role=ROLE…]
 *      the file's bytes as the body → SSE over the reply body, each `data:` one UploadEvent
 *
 * What is wrong before anything is read (rights, size, an unknown site) is a plain error reply; after
 * that every reply is 200 and ends with `done` or `failed`. A ZIP is as many documents as files.
 */
import type { ErrorReply } from './error-reply.ts'
import type { DocumentState } from './library-contract.ts'

export type DocumentDoor = {
  /** Sites where this person may add documents; `group` among them for those of every site. */
  siteIds: string[]
  /** Roles that a document can be kept to. */
  roles: string[]
  mostBytes: number
  /** Endings for a file chooser; the bytes decide, not the name. */
  endings: string[]
  /** False: scans and pictures are refused, with the command that installs text recognition. */
  readsPictures: boolean
}

export type UploadEvent =
  /** `read`: pages (or sheets, slides) of the file; `store`: passages. */
  | { type: 'progress'; file: string; stage: 'read' | 'store'; done: number; of: number }
  | { type: 'added'; document: UploadedDocument }
  /** One file of a ZIP; the others go in all the same. */
  | ({ type: 'refused'; file: string } & ErrorReply)
  | { type: 'done'; added: number; refused: number }
  | ({ type: 'failed' } & ErrorReply)

export type UploadedDocument = {
  /** Name of the file, with its folders in a ZIP. */
  file: string
  siteId: string
  id: string
  revision: number
  /** False when these bytes were known: nothing was stored again. */
  created: boolean
  title: string
  language: 'zh' | 'en'
  pages: number | null
  passages: number
  /** `draft` until it is published by a proposal. */
  state: DocumentState
  /** What it names, in the order of the text: to look through, and to link it to equipment. */
  named: { errorCodes: string[]; partNumbers: string[]; equipment: string[] }
}
