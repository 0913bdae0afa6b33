import { useSites } from './language.tsx'
import { SelectField } from './select-field.tsx'

type Props = {
  label: string
  siteId: string
  change: (siteId: string) => void
  /** Stands for all of them, under the id ''. */
  all?: string | undefined
  className?: string | undefined
}

/** Which site; nothing to choose where one has only one. */
export function SiteField({ label, siteId, change, all, className }: Props) {
  const sites = useSites()
  if (sites.length < 2) return null
  const choices = sites.map(({ id, name }) => ({ value: id, label: name }))
  const of = { label, value: siteId, choices, change, className }
  return <SelectField {...of} {...(all === undefined ? {} : { empty: all })} />
}
