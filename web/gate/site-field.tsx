import { useSites } from '../app/language.tsx'
import { SelectField } from './select-field.tsx'
import { useGateWords } from './words.ts'

type Props = { siteId: string; change: (siteId: string) => void }

/** Which site; nothing to choose where one has only one. */
export function SiteField({ siteId, change }: Props) {
  const sites = useSites()
  const words = useGateWords()
  if (sites.length < 2) return null
  const choices = sites.map(({ id, name }) => ({ value: id, label: name }))
  return <SelectField label={words.site} value={siteId} choices={choices} change={change} />
}
