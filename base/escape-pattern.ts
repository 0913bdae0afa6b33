/** Text as a regular expression that matches just this text, whatever its flags. */
export const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
