// Asks for what every page begins with while the pages themselves are on their way: see app/ahead.ts.
globalThis.jidokaAhead = Object.fromEntries(
  ['/api/me', '/api/proposals?status=pending'].map((path) => {
    const asked = { body: null, reply: null }
    asked.reply = fetch(path, { credentials: 'same-origin' })
      .then(async (reply) => {
        if (reply.ok) asked.body = await reply.json()
        return asked.body
      })
      .catch(() => null)
    return [path, asked]
  }),
)
