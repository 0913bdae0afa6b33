import { useQuery } from '@tanstack/react-query'
import type {
  ProposalVersions,
  ProposalVersionView,
  ProposalView,
} from '../../server/http/contract.ts'
import { getJson } from '../app/api.ts'
import { useLanguage } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { BeforeAfter } from './changes.tsx'
import { diffRows } from './diff-rows.ts'
import facts from './facts.module.css'
import { RiskMark } from './marks.tsx'
import { pathOf } from './proposals.ts'
import { Section } from './section.tsx'
import { changedBetween } from './version-changes.ts'
import styles from './versions.module.css'
import { useInboxWords } from './words.ts'

/** Every version that was shown, newest first, and what each changed; nothing while there is one. */
export function Versions({ proposal: { siteId, id, version } }: { proposal: ProposalView }) {
  const words = useInboxWords().versions
  const { data } = useQuery({
    queryKey: ['proposal', siteId, id, 'versions'],
    queryFn: ({ signal }) =>
      getJson<ProposalVersions>(`${pathOf(siteId, id)}/versions`, { signal }),
    enabled: version > 1,
  })
  if (version === 1 || data === undefined) return null
  const versions = data.items
  return (
    <Section title={words.heading} aside={words.count(versions.length)}>
      <ol className={styles.versions}>
        {versions
          .map((one, index) => (
            <li key={one.version} className={styles.version}>
              <Version version={one} siteId={siteId} before={versions[index - 1]} />
            </li>
          ))
          .reverse()}
      </ol>
    </Section>
  )
}

type Props = {
  version: ProposalVersionView
  siteId: string
  before: ProposalVersionView | undefined
}

function Version({ version, siteId, before }: Props) {
  const words = useInboxWords().versions
  const { editedBy, editReason, at, risk } = version
  const how =
    before === undefined
      ? words.asked
      : editedBy === null
        ? words.rejudged
        : words.editedBy(editedBy)
  return (
    <>
      <p className={styles.head}>
        <strong>{words.version(version.version)}</strong>
        <span>{how}</span>
        <Moment at={at} siteId={siteId} />
        <RiskMark risk={risk} />
      </p>
      {editReason !== null && <p className={styles.reason}>{editReason}</p>}
      {before !== undefined && <Changed before={before} after={version} />}
    </>
  )
}

type Pair = { before: ProposalVersionView; after: ProposalVersionView }

function Changed({ before, after }: Pair) {
  const { language, words: app } = useLanguage()
  const words = useInboxWords().versions
  const rows = diffRows(changedBetween(before, after), { language, values: app.values })
  const [was, is] = [before, after].map(({ diff }) => diff.moved?.length ?? 0)
  return (
    <>
      {was !== is && <p>{words.moved(was ?? 0, is ?? 0)}</p>}
      {rows.length > 0 && <BeforeAfter rows={rows} />}
      {rows.length === 0 && was === is && <p className={facts.quiet}>{words.same}</p>}
    </>
  )
}
