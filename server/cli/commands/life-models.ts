import { AppError } from '../../../base/app-error.ts'
import {
  besideBaseline,
  type LifeEvaluation,
  type LifeModelView,
  type TrainingStep,
} from '../../../factory/index.ts'
import type { OptionSpecs } from '../args.ts'
import { asOption, type Call, type Command, jsonOption } from '../command.ts'

const siteOption: OptionSpecs = {
  site: { value: 'SITE', help: 'which site (default: the only one with that class)' },
}
const reasonOption: OptionSpecs = {
  reason: { value: 'TEXT', help: 'why, for whoever decides' },
}

export const healthTrain: Command = {
  name: 'health train',
  args: '--class CLASS [--site SITE]',
  summary:
    'Train a model of remaining life for a class of machines, from hourly means and failures. It tells nobody anything until it is deployed.',
  options: {
    ...jsonOption,
    ...asOption,
    ...siteOption,
    class: { value: 'CLASS', help: 'id or name of the class, such as cnc' },
    days: { value: 'N', help: 'how far back to look (default: 1095)' },
    cap: {
      value: 'DAYS',
      help: 'longest remaining life to tell (default: 60 % of the median lifetime)',
    },
    seed: { value: 'S', help: 'seed; the same data and seed give the same model (default: 1)' },
  },
  run: async (call) => {
    const { given, text, io, print, note, connect } = call
    const input = {
      class: required(call, 'class', 'Name the class, for example --class cnc.'),
      ...(given('site') ? { site: text('site') } : {}),
      ...(given('days') ? { days: number(call, 'days') } : {}),
      ...(given('cap') ? { capDays: number(call, 'cap') } : {}),
      ...(given('seed') ? { seed: number(call, 'seed') } : {}),
    }
    const connection = await connect()
    const model = await connection.perform('health-train', input, {
      ...{ as: text('as'), signal: io.signal },
      progress: (step) => note(stepLine(step as TrainingStep)),
    })
    if (given('json')) print(JSON.stringify(model))
    else for (const line of modelLines(model)) print(line)
    return 0
  },
}

export const healthModels: Command = {
  name: 'health models',
  args: '',
  summary: 'Trained models of remaining life: their error beside Weibull, and which is deployed.',
  options: { ...jsonOption, ...asOption },
  run: async ({ given, text, io, print, connect }) => {
    const connection = await connect()
    const options = { as: text('as'), signal: io.signal }
    const models = await connection.perform('health-models', {}, options)
    if (given('json')) print(JSON.stringify(models))
    else if (models.length === 0) print('No model is trained: jidoka health train --class CLASS')
    else for (const one of models) print(modelLines(one).join('\n  '))
    return 0
  },
}

export const healthEvaluate: Command = {
  name: 'health evaluate',
  args: 'ID',
  summary:
    'What a model is worth by now: its error on failures after its training, and which machines are outside of what it learnt.',
  options: { ...jsonOption, ...asOption },
  run: async (call) => {
    const { given, text, io, print, connect } = call
    const id = idOf(call)
    const connection = await connect()
    const found = await connection.perform(
      'health-evaluate',
      { id },
      { as: text('as'), signal: io.signal },
    )
    if (given('json')) print(JSON.stringify(found))
    else for (const line of evaluationLines(found)) print(line)
    return 0
  },
}

export const healthDeploy: Command = {
  name: 'health deploy',
  args: 'ID --reason TEXT',
  summary: 'Ask that a model tells people the remaining life of its class: people decide.',
  options: { ...jsonOption, ...asOption, ...reasonOption },
  run: async (call) => {
    const { given, text, io, print, connect } = call
    const input = { id: idOf(call), reason: reasonOf(call) }
    const connection = await connect()
    const options = { as: text('as'), signal: io.signal }
    const filed = await connection.perform('health-deploy', input, options)
    print(given('json') ? JSON.stringify(filed) : `Waits for approval: ${filed.inbox}`)
    return 0
  },
}

export const healthRollBack: Command = {
  name: 'health roll-back',
  args: '--class CLASS [--site SITE] --reason TEXT',
  summary:
    'Ask to tell again what was told before the model of now: the version before, or Weibull alone. People decide.',
  options: {
    ...{ ...jsonOption, ...asOption, ...siteOption, ...reasonOption },
    class: { value: 'CLASS', help: 'id or name of the class' },
  },
  run: async (call) => {
    const { given, text, io, print, connect } = call
    const input = {
      class: required(call, 'class', 'Name the class, for example --class cnc.'),
      ...(given('site') ? { site: text('site') } : {}),
      reason: reasonOf(call),
    }
    const connection = await connect()
    const options = { as: text('as'), signal: io.signal }
    const filed = await connection.perform('health-roll-back', input, options)
    print(given('json') ? JSON.stringify(filed) : `Waits for approval: ${filed.inbox}`)
    return 0
  },
}

const reasonOf = (call: Call): string =>
  required(call, 'reason', 'Say why, for whoever decides: --reason "better than Weibull".')

function required({ text }: Call, name: string, hint: string): string {
  const typed = text(name)
  if (typed !== undefined && typed.trim() !== '') return typed
  throw new AppError('invalid_input', `--${name} is missing.`, { field: `--${name}`, hint })
}

function number({ text }: Call, name: string): number {
  const typed = text(name) ?? ''
  const value = Number(typed)
  if (typed.trim() !== '' && Number.isFinite(value)) return value
  throw new AppError('invalid_input', `--${name}: "${typed}" is no number.`, {
    field: `--${name}`,
    hint: `Write --${name} followed by a number.`,
  })
}

function idOf({ positionals }: Call): string {
  const [id] = positionals
  if (id !== undefined) return id
  throw new AppError('invalid_input', 'No model is named.', {
    field: 'ID',
    hint: '`jidoka health models` shows their ids, such as suzhou/cnc/1.',
  })
}

const stepLine = (step: TrainingStep): string =>
  step.step === 'reading'
    ? `read machine ${step.done} of ${step.of}`
    : `${step.form}: ${step.done} of ${step.of}`

const days = (value: number): string => `${Number(Number(value).toPrecision(3))} d`
const percent = (share: number): string => `${Math.round(100 * share)} %`
const dateOf = (at: Date | string): string => new Date(at).toISOString().slice(0, 10)

function modelLines(one: LifeModelView): string[] {
  const { report, dataFrom, dataTo, capDays } = one
  const beside = report.weibull === null ? 'no Weibull fit' : `Weibull ${days(report.weibull.rmse)}`
  return [
    `${one.id}  ${one.state}  ${one.form}, ${one.lifetimes} lifetimes of ${one.machines} machines, ${dateOf(dataFrom)} to ${dateOf(dataTo)}, seed ${one.seed}, by ${one.trainedBy}`,
    ...(besideBaseline(report).isBetter ? [] : ['hardly better than what is told without it']),
    `held-out machines: RMSE ${days(report.rmse)} (${beside}, mean ${days(report.mean.rmse)}), MAE ${days(report.mae)}, interval held ${percent(report.coverage)}; told up to ${days(capDays)}`,
  ]
}

function evaluationLines({ model, since, drift }: LifeEvaluation): string[] {
  return [
    ...modelLines(model),
    since === null
      ? `since ${dateOf(model.dataTo)}: no lifetime has ended, nothing to measure it by`
      : `since ${dateOf(model.dataTo)}: ${since.lifetimes} lifetimes ended, RMSE ${days(since.rmse)}, MAE ${days(since.mae)}, interval held ${percent(since.coverage)}`,
    `today: told of ${drift.told} machines, outside of what it learnt ${listed(drift.outside)}; nothing told of ${listed(drift.silent)}`,
  ]
}

const listed = (machines: string[]): string => (machines.length === 0 ? '0' : machines.join(', '))
