import { formatExactTime, formatSpan } from '../app/format.ts'
import { useLanguage, useSite } from '../app/language.tsx'
import { useSourceWords } from './words.ts'

type Props = { at: string; now: string; siteId: string }

/** How long ago by the server's clock; hovering says when, on the plant's clock. */
export function Age({ at, now, siteId }: Props) {
  const { language } = useLanguage()
  const words = useSourceWords()
  const { zone } = useSite(siteId)
  const ms = Math.max(0, Date.parse(now) - Date.parse(at))
  return (
    <time dateTime={at} title={formatExactTime(at, zone, language)}>
      {words.ago(formatSpan(ms, language))}
    </time>
  )
}
