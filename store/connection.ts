/** One session of an engine; statements of one transaction go through one of these. */
export type Connection = {
  query: (text: string, params: unknown[], rowMode: 'array' | 'object') => Promise<unknown[]>
  exec: (text: string) => Promise<void>
}

/** An engine: lends a connection to one transaction at a time. */
export type Engine = {
  kind: 'pglite' | 'postgres'
  /** How long a statement may go on without its caller before its connection is ended. */
  patienceMs: number
  /**
   * `abandon` ends a connection whose statement ran past its deadline. `who` it is for (null: the server
   * itself) decides who is next where all are lent.
   */
  borrow: <T>(
    by: { role: string; who: string | null },
    work: (connection: Connection, abandon: (reason: Error) => void) => Promise<T>,
  ) => Promise<T>
  listen: (channel: string, heard: (payload: string) => void) => Promise<() => Promise<void>>
  close: () => Promise<void>
}
