import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { loadConfig } from './config.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'jidoka-config-'))

describe('loadConfig', () => {
  test('has a value for everything when nothing is set', () => {
    expect(loadConfig({ env: {} })).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      models: [],
      route: 'built-in-first',
      modelLimits: { currency: 'USD' },
    })
  })

  test('lets flags win over the environment, and it over the file', () => {
    const data = folder()
    writeFileSync(join(data, 'jidoka.yaml'), 'port: 1111\nlogLevel: warn\n')
    const env = { JIDOKA_DATA: data, PORT: '2222' }
    expect(loadConfig({ env })).toMatchObject({
      dataDir: data,
      port: 2222,
      logLevel: 'warn',
    })
    expect(loadConfig({ env, flags: { port: '3333' } }).port).toBe(3333)
  })

  test('refuses an unknown key of the file by name, with the nearest known one', () => {
    const data = folder()
    writeFileSync(join(data, 'jidoka.yaml'), 'prot: 1111\n')
    expect(() => loadConfig({ env: { JIDOKA_DATA: data } })).toThrow(
      expect.objectContaining({ field: 'prot', hint: 'Did you mean port?' }),
    )
  })

  test('takes several models in their order, keys from the environment', () => {
    const data = folder()
    const file = `model:
  - {baseUrl: "http://one/v1", name: one, apiKey: "\${ONE_KEY}", stream: true}
  - {baseUrl: "http://two/v1", name: two, price: {inputPerMillion: 1, outputPerMillion: 4}}
agent: {route: model}
modelLimits: {userTokens: 200000, currency: CNY}`
    writeFileSync(join(data, 'jidoka.yaml'), file)
    const { models, route, modelLimits } = loadConfig({
      env: { JIDOKA_DATA: data, ONE_KEY: 'k1' },
    })
    expect(models.map(({ name, apiKey }) => [name, apiKey?.reveal()])).toEqual([
      ['one', 'k1'],
      ['two', undefined],
    ])
    expect({ route, modelLimits }).toEqual({
      route: 'model',
      modelLimits: { userTokens: 200_000, currency: 'CNY' },
    })
    writeFileSync(join(data, 'jidoka.yaml'), 'model: [{baseUrl: "http://one/v1", nam: x}]')
    expect(() => loadConfig({ env: { JIDOKA_DATA: data } })).toThrow(
      expect.objectContaining({ field: 'model.0.nam' }),
    )
  })

  test('refuses an unknown key inside the model settings', () => {
    const data = folder()
    writeFileSync(join(data, 'jidoka.yaml'), '{"model": {"baseURL": "http://localhost/v1"}}')
    expect(() => loadConfig({ env: { JIDOKA_DATA: data } })).toThrow(
      expect.objectContaining({
        field: 'model.baseURL',
        hint: 'Did you mean baseUrl?',
      }),
    )
  })

  test('refuses an unknown environment variable by name', () => {
    expect(() => loadConfig({ env: { JIDOKA_DTA: '/x' } })).toThrow(
      expect.objectContaining({
        field: 'JIDOKA_DTA',
        hint: expect.stringContaining('JIDOKA_DATA'),
      }),
    )
  })

  test('names the setting and the variable of a wrong value', () => {
    expect(() => loadConfig({ env: { PORT: 'ninety' } })).toThrow(
      expect.objectContaining({
        field: 'port',
        hint: expect.stringContaining('PORT'),
      }),
    )
  })

  describe('of signing in', () => {
    const oidc = 'issuer: "https://id.corp.example/realms/plant", clientId: jidoka'
    const load = (auth: string, env = {}) => {
      const data = folder()
      writeFileSync(join(data, 'jidoka.yaml'), `auth: ${auth}`)
      return loadConfig({ env: { JIDOKA_DATA: data, OIDC_SECRET: 'very-secret', ...env } })
    }

    test('takes the secret from the environment, and lets passwords back in by a variable', () => {
      const given = `{ local: false, oidc: { ${oidc}, clientSecret: "\${OIDC_SECRET}" } }`
      const config = load(given)
      expect(config.signIn).toMatchObject({
        local: false,
        oidc: { scopes: ['openid', 'profile', 'email'], claims: { subject: 'sub' } },
      })
      expect(config.signIn.oidc?.clientSecret?.reveal()).toBe('very-secret')
      expect(JSON.stringify(config) + inspect(config, { depth: 9 })).not.toContain('very-secret')
      expect(load(given, { JIDOKA_AUTH_LOCAL: 'true' }).signIn.local).toBe(true)
    })

    test.each([
      ['{ local: false }', 'auth.local', 'auth.oidc'],
      [`{ oidc: { ${oidc}, clientSecret: in-the-file } }`, 'auth.oidc.clientSecret', 'variable'],
      [`{ oidc: { ${oidc}, clientid: x } }`, 'auth.oidc.clientid', 'clientId'],
      [`{ oidc: { ${oidc}, claims: { subject: email } } }`, 'auth.oidc.claims.subject', 'sub'],
      [`{ oidc: { ${oidc}, scopes: [email] } }`, 'auth.oidc.scopes', 'openid'],
      ['{ oidc: { issuer: "http://id.corp.example", clientId: x } }', 'auth.oidc.issuer', 'https'],
      ['{ oicd: {} }', 'auth.oicd', 'oidc'],
    ])('refuses %s by name', (auth, field, hint) => {
      const said = { field, hint: expect.stringContaining(hint) }
      expect(() => load(auth)).toThrow(expect.objectContaining(said))
    })
  })

  describe('of sources', () => {
    const source = (more: string) => {
      const data = folder()
      const lines = ['sources:', '  - id: line-2', '    site: suzhou', '    mapping: line-2.yaml']
      writeFileSync(join(data, 'jidoka.yaml'), [...lines, more].join('\n'))
      return data
    }
    const mqtt = '    kind: mqtt\n    url: mqtt://broker:1883'

    test('takes secrets from the environment, and shows none', () => {
      const data = source(`${mqtt}\n    password: \${JIDOKA_BROKER_PASSWORD}`)
      const env = { JIDOKA_DATA: data, JIDOKA_BROKER_PASSWORD: 'very-secret' }
      const config = loadConfig({ env })
      expect(config.sources[0]).toMatchObject({ id: 'line-2', mapping: join(data, 'line-2.yaml') })
      expect(config.sources[0]?.password?.reveal()).toBe('very-secret')
      expect(JSON.stringify(config) + inspect(config, { depth: 9 })).not.toContain('very-secret')
    })

    test.each([
      [`${mqtt}\n    password: in-the-file`, 'password'],
      [`${mqtt}\n    password: \${NOT_SET}`, 'NOT_SET'],
      [`${mqtt}\n    usrname: x`, 'usrname'],
      ['    kind: mqtt\n    url: http://broker', 'url'],
      ['    kind: modbus', 'kind'],
      [`${mqtt}\n  - id: line-2\n    site: s\n    mapping: m\n${mqtt}`, 'line-2'],
    ])('refuses %j by name', (more, name) => {
      expect(() => loadConfig({ env: { JIDOKA_DATA: source(more) } })).toThrow(name)
    })
  })

  describe('of retrieval', () => {
    const load = (lines: string[], env = {}) => {
      const data = folder()
      const text = ['retrieval:', '  embeddings:', '    url: http://vectors:8080/v1', ...lines]
      writeFileSync(join(data, 'jidoka.yaml'), text.join('\n'))
      return () => loadConfig({ env: { JIDOKA_DATA: data, ...env } })
    }
    const model = ['    model: bge-m3', '    dimension: 1024']

    test('is off by default; a key stands in the environment and is shown nowhere', () => {
      expect(loadConfig({ env: { JIDOKA_DATA: folder() } }).retrieval).toEqual({
        embeddings: null,
        rerank: null,
      })
      const env = { VECTORS_KEY: 'very-secret' }
      const { retrieval } = load([...model, `    apiKey: \${VECTORS_KEY}`], env)()
      expect(retrieval).toMatchObject({
        embeddings: { dimension: 1024, batch: 32, allowPrivate: false, weight: 0.3 },
        rerank: null,
      })
      expect(retrieval.embeddings?.apiKey?.reveal()).toBe('very-secret')
      expect(JSON.stringify(retrieval) + inspect(retrieval, { depth: 9 })).not.toContain('very-s')
    })

    test.each([
      [['    model: bge-m3'], 'retrieval.embeddings.dimension'],
      [[...model, '    apiKey: in-the-file'], 'retrieval.embeddings.apiKey'],
      [[...model, `    apiKey: \${NOT_SET}`], 'retrieval.embeddings.apiKey'],
      [[...model, '    weigth: 0.5'], 'retrieval.embeddings.weigth'],
      [[...model, '  reranker:', '    url: x'], 'retrieval.reranker'],
    ])('refuses %j by name', (lines, field) => {
      expect(load(lines)).toThrow(expect.objectContaining({ field }))
    })

    test('names the nearest known key', () => {
      expect(load([...model, '    weigth: 0.5'])).toThrow(
        expect.objectContaining({ hint: expect.stringContaining('weight') }),
      )
    })
  })

  describe('of telemetry', () => {
    const load = (text: string, env = {}) => {
      const data = folder()
      writeFileSync(join(data, 'jidoka.yaml'), `telemetry: ${text}`)
      return () => loadConfig({ env: { JIDOKA_DATA: data, ...env } }).telemetry
    }
    const named = `{metrics: {token: "\${METRICS_TOKEN}"}}`

    test('is nothing unless it is named, and then by a long token of the environment', () => {
      expect(loadConfig({ env: { JIDOKA_DATA: folder() } }).telemetry).toEqual({
        metricsToken: null,
        traces: null,
      })
      const found = load(named, { METRICS_TOKEN: 'm'.repeat(32) })()
      expect(found.metricsToken?.reveal()).toBe('m'.repeat(32))
      expect(inspect(found)).not.toContain('mmmm')
    })

    test.each([
      [named, {}, 'telemetry.metrics.token'],
      [named, { METRICS_TOKEN: 'short' }, 'telemetry.metrics.token'],
      ['{metrics: {token: in-the-file}}', {}, 'telemetry.metrics.token'],
      ['{metrics: true}', {}, 'telemetry.metrics'],
      ['{metric: {}}', {}, 'telemetry.metric'],
      ['{traces: {endpoint: "file:///etc/passwd"}}', {}, 'telemetry.traces.endpoint'],
    ])('refuses %s with %j', (text, env, field) => {
      expect(load(text, env)).toThrow(expect.objectContaining({ field }))
    })
  })

  describe('of retention', () => {
    const load = (...lines: string[]) => {
      const data = folder()
      writeFileSync(join(data, 'jidoka.yaml'), ['retention:', ...lines].join('\n  '))
      return () => loadConfig({ env: { JIDOKA_DATA: data } })
    }

    test('is days, weeks or years for each stream; what is not named is kept', () => {
      expect(
        load('measurement: 400d', 'measurement_hour: 10y', 'machine_alarm: 60w')(),
      ).toMatchObject({
        retention: [
          { stream: 'measurement', keep: '400d', days: 400 },
          { stream: 'measurement_hour', keep: '10y', days: 3650 },
          { stream: 'machine_alarm', keep: '60w', days: 420 },
        ],
      })
      expect(loadConfig({ env: { JIDOKA_DATA: folder() } }).retention).toEqual([])
    })

    test.each(['fact_hour', 'audit_entry', 'proposal', 'machine_state', 'measurements'])(
      'refuses %s by name, and says what can have an end',
      (stream) => {
        expect(load(`${stream}: 400d`)).toThrow(
          expect.objectContaining({
            field: `retention.${stream}`,
            hint: expect.stringMatching(/measurement, .* kept for ever/),
          }),
        )
      },
    )

    test.each([
      ['measurement: forever', 'measurement'],
      ['measurement: 2d', 'measurement'],
      ['measurement: 1y\n  measurement_hour: 40w', 'measurement_hour'],
      ['measurement_minute: 2y', 'measurement_minute'],
    ])('refuses %j', (line, stream) => {
      expect(load(line)).toThrow(expect.objectContaining({ field: `retention.${stream}` }))
    })
  })

  test('shows no secret when it is printed', () => {
    const env = {
      JIDOKA_MODEL_BASE_URL: 'http://localhost/v1',
      JIDOKA_MODEL_NAME: 'm',
    }
    const config = loadConfig({
      env: { ...env, JIDOKA_MODEL_API_KEY: 'sk-very-secret' },
    })
    expect(config.models[0]?.apiKey?.reveal()).toBe('sk-very-secret')
    expect(JSON.stringify(config) + inspect(config, { depth: 9 })).not.toContain('very-secret')
  })
})
