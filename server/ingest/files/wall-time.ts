/** Parts of a date as its text has them; what is absent is the first: month 1, day 1, 0:00. */
export type DateParts = Partial<
  Record<
    'year' | 'shortYear' | 'month' | 'monthName' | 'day' | 'hour' | 'minute' | 'second' | 'half',
    string
  >
>

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Wall time as if it were UTC; null for a date or time that no calendar has. */
export function wallTime(parts: DateParts): number | null {
  const number = (text: string | undefined, absent: number) => Number(text ?? absent)
  const [month, day] = [monthOf(parts), number(parts.day, 1)]
  const [hour, minute, second] = [hourOf(parts), number(parts.minute, 0), number(parts.second, 0)]
  const midnight = Date.UTC(yearOf(parts), month - 1, day)
  const check = new Date(midnight)
  if (check.getUTCMonth() !== month - 1 || check.getUTCDate() !== day) return null
  if (hour > 23 || minute > 59 || second >= 60) return null
  return midnight + ((hour * 60 + minute) * 60 + second) * 1000
}

/** Two digits: 1970 to 2069. */
function yearOf({ year, shortYear }: DateParts): number {
  if (year !== undefined) return Number(year)
  const short = Number(shortYear ?? 0)
  return short + (short < 70 ? 2000 : 1900)
}

function monthOf({ month, monthName }: DateParts): number {
  if (monthName === undefined) return Number(month ?? 1)
  return months.indexOf(monthName.slice(0, 3).toLowerCase()) + 1
}

/** Twelve hours twice a day, where the text says which half. */
function hourOf({ hour, half }: DateParts): number {
  const said = Number(hour ?? 0)
  if (half === undefined) return said
  if (said > 12) return /^(下午|晚上)$/.test(half) ? said : 99
  return (said % 12) + (/^p|下午|晚上|中午/i.test(half) ? 12 : 0)
}
