/** What every address answers that cannot do what was asked. */
export type ErrorReply = {
  error: {
    code: string
    message: string
    hint?: string
    field?: string
    /** The same in Chinese, where a page shows the words of the server. */
    zh?: { message: string; hint?: string }
  }
}
