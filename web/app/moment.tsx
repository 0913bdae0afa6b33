import { formatExactTime, formatTime } from './format.ts'
import { useLanguage, useSite } from './language.tsx'

type Props = { at: string; siteId: string; className?: string | undefined }

/** An instant on the plant's clock; hovering names the zone. */
export function Moment({ at, siteId, className }: Props) {
  const { language } = useLanguage()
  const { zone } = useSite(siteId)
  return (
    <time dateTime={at} title={formatExactTime(at, zone, language)} className={className}>
      {formatTime(at, zone, language)}
    </time>
  )
}
