/** Words, and what is read in their place. */
export type Rewrite = [words: RegExp, plain: (found: string[]) => string]
