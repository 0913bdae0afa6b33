declare module 'snowball-stemmers' {
  type Stemmer = { stem: (word: string) => string }
  const factory: { newStemmer: (algorithm: 'english') => Stemmer }
  export default factory
}
