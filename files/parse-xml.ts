import { SaxesParser } from 'saxes'
import { AppError } from '../base/app-error.ts'
import { type ArchiveKind, archiveWords } from './archive-words.ts'
import { saidFault } from './fault.ts'

export type Tag = { name: string; attributes: Record<string, string> }

export type XmlEvents = {
  open?: (tag: Tag) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

/**
 * Feeds text as it comes; between two pieces the caller may take what was gathered. Names come
 * without their prefix, since producers choose that freely. Entities of a DOCTYPE are refused.
 */
export function xmlParser({ open, text, close }: XmlEvents): { write: (piece: string) => void } {
  const parser = new SaxesParser({ xmlns: false })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw new Error('it has a DOCTYPE')
  })
  parser.on('opentag', ({ name, attributes }) => open?.({ name: local(name), attributes }))
  if (text !== undefined) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  if (close !== undefined) parser.on('closetag', ({ name }) => close(local(name)))
  return { write: (piece) => void parser.write(piece) }
}

function local(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** @throws AppError invalid_input naming the part that is no XML */
export function parseXml(
  parser: { write: (piece: string) => void },
  piece: string,
  of: { part: string; kind: ArchiveKind },
): void {
  try {
    parser.write(piece)
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    const why = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : ''
    throw saidFault(archiveWords.partDamaged({ ...of, why }), { cause })
  }
}
