import { useNavigate, useSearch } from '@tanstack/react-router'
import type { FacetCount, LibraryFacets } from '../../server/http/contract.ts'
import { useLanguage, useSites } from '../app/language.tsx'
import { SelectField } from '../app/select-field.tsx'
import { useNaming } from '../chat/names.ts'
import styles from './library.module.css'
import { useLibraryWords } from './words.ts'

const ofDocuments = ['site', 'type', 'language', 'equipment', 'state', 'review'] as const
/** Passages are searched whatever the kind of their file, and only those in force. */
const ofPassages = ['site', 'language', 'equipment'] as const
type Kind = (typeof ofDocuments)[number]

/** Narrows the list, each value with how many documents have it. Stands in the address. */
export function Facets({ facets }: { facets: LibraryFacets }) {
  const words = useLibraryWords()
  const search = useSearch({ from: '/library' })
  const navigate = useNavigate()
  const nameOf = useNames()
  const kinds = search.q === undefined ? ofDocuments : ofPassages
  const change = (kind: Kind, value: string) => {
    const { [kind]: _, ...others } = search
    const next = value === '' ? others : { ...others, [kind]: value }
    void navigate({ to: '/library', search: next, replace: true })
  }
  const choicesOf = (kind: Kind, counts: FacetCount[]) =>
    counts.map(({ value, count }) => ({ value, label: `${nameOf(kind, value)} (${count})` }))
  return (
    <fieldset className={styles.facets} aria-label={words.facets}>
      {kinds.map((kind) => (
        <SelectField
          key={kind}
          label={words.facet[kind]}
          value={search[kind] ?? ''}
          empty={words.any}
          choices={choicesOf(kind, facets[kind])}
          change={(value) => change(kind, value)}
          className={styles.field}
        />
      ))}
    </fieldset>
  )
}

function useNames(): (kind: Kind, value: string) => string {
  const words = useLibraryWords()
  const { language } = useLanguage()
  const sites = useSites()
  const naming = useNaming(language)
  return (kind, value) => {
    switch (kind) {
      case 'site':
        return sites.find(({ id }) => id === value)?.name ?? words.group
      case 'type':
        return words.types[value] ?? value
      case 'language':
        return words.languages[value] ?? value
      case 'equipment':
        return naming.value('equipment', value, undefined)
      case 'review':
        return (words.reviewStates as Record<string, string>)[value] ?? value
      case 'state':
        return (words.states as Record<string, string>)[value] ?? value
    }
  }
}
