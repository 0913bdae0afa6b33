/** The command line, asking a configured model over a real socket. */
import { expect, test } from 'vitest'
import { fillTestFolder } from '../store/test-db.ts'
import { emptyFolder, runJidoka } from './support/jidoka.ts'
import { followCases } from './support/scripted-model/cases.ts'
import { scriptedModel } from './support/scripted-model.ts'

test('jidoka ask puts the question to the endpoint of the configuration and runs its tools', async () => {
  const steps = [
    { calls: [{ name: 'list_metrics', args: { search: 'oee' } }] },
    { text: 'The metric centre knows {{1.metrics.0.id}}.' },
  ]
  const model = await scriptedModel(followCases([{ when: 'metric', steps }]))
  const folder = await emptyFolder()
  await fillTestFolder(folder.path)
  const env = {
    ...{ JIDOKA_MODEL_BASE_URL: model.baseUrl, JIDOKA_MODEL_NAME: 'scripted' },
    JIDOKA_AGENT_ROUTE: 'model',
  }
  try {
    const question = 'Which metric measures the use of a machine?'
    const asked = await runJidoka(['ask', question, '--json', '--data', folder.path], { env })
    expect(asked.stderr).not.toContain('error')
    expect(JSON.parse(asked.stdout)).toMatchObject({
      ...{ model: 'scripted', answer: expect.stringMatching(/knows \w*oee\w*\.$/) },
      calls: [{ tool: 'list_metrics' }],
    })
    expect(model.requests).toHaveLength(2)
  } finally {
    await model.close()
    await folder.remove()
  }
})
