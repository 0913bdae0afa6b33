import { describe, expect, it } from 'vitest'
import { said } from '../test-asking.ts'
import { groupLexicon } from '../test-lexicon.ts'

const told = (question: string) => said(question, groupLexicon())

describe('what a reading does not tell', () => {
  it.each([
    'how many hours does CNC-03 run between two failures, October figures',
    '苏州上周做了几种产品',
    'how many different products did Suzhou make last week',
    '苏州上周实际产量和计划差多少',
  ])('is no figure of another unit or subject: %s', (question) =>
    expect(told(question)).toMatch(/^\[\[ask\]\] (?:没有哪个指标正好|The figure that I read)/u),
  )

  it.each([
    ['上周苏州没有报废的产品有哪些', '没有报废'],
    ['上周苏州第一次停机是什么时候', '第一次'],
    ['how much output will Suzhou make today', 'will'],
    ['苏州除CNC-03外上周OEE', '除CNC-03外'],
    ['output of the second floor in Suzhou last week', 'second floor'],
    ['scrap rate of new products last week', 'new products'],
    ['SMT99 output yesterday', 'SMT99'],
    ['哪个客户的订单最晚', '哪个客户'],
    ['华为的订单什么时候交', '华为'],
    ['who is running CNC-03', 'who'],
    ['哪台机器最久没出故障', '最久没'],
    ['which lots went into order SZ-WO-1200', 'lots'],
  ])('is asked back about by the word that was not heard: %s', (question, word) =>
    expect(told(question)).toMatch(new RegExp(`^\\[\\[ask\\]\\].*${word}`, 'u')),
  )

  it.each([
    ['which orders run on SZ-CNC-03', 'SZ-CNC-03'],
    ['甲班在做哪些订单', '甲班'],
    ['昨天新下的订单', '昨天'],
    ['数量大于500的订单', '大于500'],
    ['tickets of Suzhou open for more than 3 days', 'more than 3 days'],
    ['which machines does team A run', 'team A'],
  ])('is no list without the name, time or limit that was said: %s', (question, word) =>
    expect(told(question)).toMatch(new RegExp(`^\\[\\[ask\\]\\].*${word}`, 'iu')),
  )

  it.each(['planned vs unplanned downtime last week', '上周计划停机和非计划停机各多少'])(
    'is not one of two kinds of stops that were both asked for: %s',
    (question) => expect(told(question)).toMatch(/^\[\[ask\]\]/u),
  )

  it.each(['东莞重新排一版，越平稳越好', 'reschedule Suzhou, prefer small batches'])(
    'asks what a new schedule is to favour: %s',
    (question) => expect(told(question)).toMatch(/^\[\[ask\]\]/u),
  )

  it.each([
    '苏州上周OEE',
    'how many pieces did Suzhou make last week',
    'CNC-03上个月故障几次',
    '苏州有哪些订单会延误',
    'orders due this week',
  ])('asks nothing back where all of it was heard: %s', (question) =>
    expect(told(question)).toBe(''),
  )
})
