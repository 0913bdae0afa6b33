import type { Language } from '../base/language.ts'

/** What may stand in an answer in any language: code, links, quotes, and figures. */
const foreign = /```[\s\S]*?```|`[^`]*`|https?:\/\/\S+|^\s*>.*$|[“「『"][^”」』"\n]+[”」』"]/gmu

/** Longer than a name or a term; below this nothing is said of a language. */
const fewest = 12
/** A Chinese character says about as much as two letters and a half. */
const lettersOfHan = 2.5

/** Whether an answer is mostly in the other language, names of the plant set aside. */
export function isWrongLanguage(
  answer: string,
  { language, names }: { language: Language; names: string },
): boolean {
  const own = names
    .split('\n')
    .filter((name) => name.length > 1 && answer.includes(name))
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, name) => rest.replaceAll(name, ' '), answer.replace(foreign, ' '))
  const han = (own.match(/\p{Script=Han}/gu) ?? []).length * lettersOfHan
  const latin = (own.match(/\p{Script=Latin}/gu) ?? []).length
  if (han + latin < fewest) return false
  return language === 'zh' ? han < latin / 2 : han > latin
}
