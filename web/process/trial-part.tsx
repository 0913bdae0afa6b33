import { DataTable } from '../readings/data-table.tsx'
import styles from '../readings/readings.module.css'
import { useReadingWords } from '../readings/words.ts'
import type { Process, Setting } from './process.ts'
import { useProcessWords } from './words.ts'

type Props = { trial: NonNullable<Process['trial']>; settings: Setting[] }

/** A designed experiment for what history cannot tell. */
export function TrialPart({ trial, settings }: Props) {
  const words = useProcessWords()
  const shared = useReadingWords()
  const of = (parameter: string) => settings.find((one) => one.parameter === parameter)
  const nameOf = (parameter: string) => of(parameter)?.name ?? parameter
  const shown = (parameter: string, value: number) => `${value} ${of(parameter)?.unit ?? ''}`
  return (
    <section className={styles.part}>
      <h3>{words.trial}</h3>
      <ul className={styles.list}>
        {trial.says.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <DataTable
        label={words.trial}
        columns={[{ head: words.factor }, ...words.levels.map((head) => ({ head }))]}
        rows={trial.factors.map(({ parameter, low, centre, high }) => ({
          key: parameter,
          cells: [
            nameOf(parameter),
            ...[low, centre, high].map((value) => shown(parameter, value)),
          ],
        }))}
      />
      <details>
        <summary className={styles.summary}>{words.order}</summary>
        <DataTable
          label={words.order}
          columns={[
            { head: words.run },
            ...trial.factors.map(({ parameter }) => ({ head: nameOf(parameter) })),
          ]}
          rows={trial.order.map(({ shift, run, set }) => ({
            key: `${shift}.${run}`,
            cells: [
              `${shift} / ${run}`,
              ...trial.factors.map(({ parameter }) => shown(parameter, set[parameter] ?? 0)),
            ],
          }))}
        />
        {trial.truncated && (
          <p className={styles.quiet}>{shared.shown(trial.order.length, trial.runs)}</p>
        )}
      </details>
    </section>
  )
}
