import { Link } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'
import { hashOf } from '../documents/cited-passage.ts'
import { useOpenSource } from './open-source.ts'
import type { Source } from './sources.ts'

type Props = {
  source: Source
  className?: string | undefined
  /** For a link that shows nothing but its number. */
  label?: string
  children: ReactNode
}

/** Opens the cited passage beside the answer, or as a page where there is no room. */
export function SourceLink({ source, className, label, children }: Props) {
  const open = useOpenSource()
  const { site: siteId, document: id, revision, quote } = source
  const beside = (event: MouseEvent) => {
    if (open === null || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    open({ siteId, id, revision, quote })
  }
  return (
    <Link
      to="/documents/$siteId/$id/$revision"
      params={{ siteId, id, revision: String(revision) }}
      hash={hashOf(quote)}
      preload={false}
      className={className}
      aria-label={label}
      onClick={beside}
    >
      {children}
    </Link>
  )
}
