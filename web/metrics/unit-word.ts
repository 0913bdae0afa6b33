import { formatNumber } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { useMetricWords } from './words.ts'

/** A unit by itself, as it stands behind a number. */
export function useUnitWord(): (unit: string) => string {
  const { language } = useLanguage()
  const { currency, noUnit } = useMetricWords()
  return (unit) => {
    if (unit === 'currency') return currency
    const shown = formatNumber(0, unit, language).replace(/^0\s*/, '')
    return shown === '' ? noUnit : shown
  }
}
