/** After 。！？； and what closes a quotation; after . ! ? before a space and a new beginning, but not
 * after the number of a step. What follows is looked at first: to look back from each of many blanks takes long. */
const ends =
  /(?<=[。！？；][”’」』）]?)(?![”’」』）])|(?=["'([]?[\p{Lu}\p{N}\p{Script=Han}])(?<=(?<!^\s*\d{1,3})[.!?;]["')\]]?\s+)/mu

/** The sentences of a paragraph; joined, they are the paragraph again. */
export function sentencesOf(paragraph: string): string[] {
  return paragraph.split(ends).filter((sentence) => sentence !== '')
}

/** Whether a line of a document warns of harm. */
export function isWarning(line: string): boolean {
  return warning.test(line.trim())
}

/** The warnings of a line: the line itself, or what stands behind a label at the end of a step. */
export function warningsInLine(line: string): { start: number; text: string }[] {
  if (isWarning(line)) return [{ start: 0, text: line }]
  const starts = [...line.matchAll(label)].map(({ index }) => index)
  return starts.map((start, at) => ({ start, text: line.slice(start, starts[at + 1]) }))
}

const warning =
  /^(?:>|⚠)|^(?:\d+[.)、]\s*|[-*•]\s*)?[*_【[「]*(?:(?:safety )?(?:warning|caution|danger)\b|警告|注意|危险|小心|当心|严禁|禁止|切勿)/iu

/** Behind the end of a clause only: "see the warning:" is no warning. */
const label =
  /(?=[wcd警注危])(?<=[。！？；，,.!?;)）]\s*)(?:warning|caution|danger|警告|注意|危险)\s*[:：]/giu
