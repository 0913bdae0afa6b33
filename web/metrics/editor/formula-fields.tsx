import { CloseButton } from '@mantine/core'
import type { MeasureChoice } from '../../../server/http/contract.ts'
import type { FieldsProps } from './draft.ts'
import { type FactorForm, type FormulaForm, mostFactors } from './draft.ts'
import styles from './editor.module.css'
import { TermField } from './term-field.tsx'
import { TextField } from './text-field.tsx'
import { useEditorWords } from './words.ts'

type Props = FieldsProps & { measures: MeasureChoice[] }

/** A product of fractions, as it stands on paper. */
export function FormulaFields({ form: { formula }, change, faults, measures }: Props) {
  const words = useEditorWords()
  if (formula === null) return <p>{words.capabilityHint}</p>
  const set = (part: Partial<FormulaForm>) => change({ formula: { ...formula, ...part } })
  const { factors } = formula
  return (
    <div className={styles.formula}>
      {factors.map((factor, at) => (
        <Factor
          // biome-ignore lint/suspicious/noArrayIndexKey: factors have no name
          key={at}
          at={at + 1}
          factor={factor}
          measures={measures}
          isFault={faults.includes('formula') && factor.numerator.length === 0}
          change={(next) => set({ factors: factors.with(at, next) })}
          {...(factors.length > 1
            ? { remove: () => set({ factors: factors.toSpliced(at, 1) }) }
            : {})}
        />
      ))}
      {factors.length < mostFactors && (
        <button
          type="button"
          className={styles.plain}
          onClick={() => set({ factors: [...factors, { numerator: [], denominator: [] }] })}
        >
          {words.addFactor}
        </button>
      )}
      <div className={styles.pairs}>
        <TextField
          label={words.scale}
          hint={words.scaleHint}
          isFault={faults.includes('scale')}
          value={formula.scale}
          change={(scale) => set({ scale })}
        />
        <span />
        {(['needs', 'without'] as const).map((field) => (
          <TermField
            key={field}
            title={words[field]}
            measures={measures}
            chosen={formula[field]}
            change={(chosen) => set({ [field]: chosen })}
          />
        ))}
      </div>
    </div>
  )
}

type FactorProps = {
  /** Its place, from 1. */
  at: number
  factor: FactorForm
  measures: MeasureChoice[]
  isFault: boolean
  change: (next: FactorForm) => void
  remove?: () => void
}

function Factor({ at, factor, measures, isFault, change, remove }: FactorProps) {
  const words = useEditorWords()
  return (
    <fieldset className={styles.factor} data-fault={isFault}>
      <legend className={styles.hidden}>{words.factor(at)}</legend>
      <TermField
        title={words.above}
        measures={measures}
        chosen={factor.numerator}
        change={(numerator) => change({ ...factor, numerator })}
      />
      <hr className={styles.bar} />
      <TermField
        title={words.below}
        measures={measures}
        chosen={factor.denominator}
        change={(denominator) => change({ ...factor, denominator })}
      />
      {remove !== undefined && (
        <CloseButton
          className={styles.removeFactor ?? ''}
          size={44}
          aria-label={words.removeFactor(at)}
          onClick={remove}
        />
      )}
    </fieldset>
  )
}
