import { formatExactTime, formatTime } from './format.ts'
import { useLanguage, useSite } from './language.tsx'

type Props = {
  at: string
  siteId: string
  /** Of the plant, where the reader may have no site there. */
  zone?: string | undefined
  className?: string | undefined
}

/** An instant on the plant's clock; hovering names the zone. */
export function Moment({ at, siteId, zone: given, className }: Props) {
  const { language } = useLanguage()
  const known = useSite(siteId)
  const zone = given ?? known.zone
  return (
    <time dateTime={at} title={formatExactTime(at, zone, language)} className={className}>
      {formatTime(at, zone, language)}
    </time>
  )
}
