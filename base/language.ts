/** Chinese and English are equals: whatever people read exists in both. */
export type Language = 'zh' | 'en'

export type Localized = { zh: string; en: string }

/** The same words in both: ids, names and what people wrote themselves. */
export const inBoth = (text: string): Localized => ({ zh: text, en: text })

/** Said in each language. */
export const inEach = (say: (language: Language) => string): Localized => ({
  zh: say('zh'),
  en: say('en'),
})

/** Language of a text by its script: any Han character makes it Chinese. */
export function languageOf(text: string): Language {
  return /\p{Script=Han}/u.test(text) ? 'zh' : 'en'
}
