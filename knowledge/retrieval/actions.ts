import { foldText } from './terms.ts'

/** `zh, … = en stem, … = what tells it too, …`: what is done to a thing, and is asked about. */
const lines = `
更换, 换新, 换一, 要换, 怎么换, 换了, 换下 = replac, chang, renew, swap = 换, 寿命, 新, new, life
清洗, 清洁, 擦, 洗, 冲洗 = clean, wash, wip, rins, flush
检查, 点检, 检验, 巡检, 查 = check, inspect, examin, look at, verif = test, 校验, 看
校准, 标定, 送检, 检定, 校一, 校验, 怎么校 = calibrat = 校
加油, 润滑, 补脂, 加脂, 打油, 黄油 = greas, lubricat, oil = 油, 脂
测量, 抽检, 测 = measur, gaug, sampl = test, read, 量, 检
保存, 保管, 存放, 留存, 存多久 = stor, kept, keep for, archiv, shelf life = 存, 放, keep, life, 有效
培训, 复训, 考核 = train, refresher, course
拧紧, 紧固, 拧 = tighten, retighten = 紧, torque
排空, 排水, 排放, 倒掉 = drain, empt, dispos = 排, 放
报废, 扔 = scrap, discard, throw = 废, 弃, waste
修整 = dress, tru
批准, 审批, 签字, 批, 签 = sign(?!if|al), approv, issued, who issues, issues the, issue the, issue a = issu, release
通知, 告诉, 报告, 上报, 找谁 = report, inform, whom do, who do i call = tell, call, 报
开机, 启动, 开班 = start up, start the, switch on, turn on = start, turn, 开
停机, 停线, 关机 = shut down, switch off, stop the = stop, off, 停, 关
安装, 装上, 怎么装, 装回 = install, mount, fit the, fitted = fit, put, 装
开封, 拆封, 打开后, 开罐, 开瓶 = once opened, after opening, opened = open, 开
记录, 登记, 要记, 记几 = record, logged, written down = note, log, 记, writ
存多少, 能存, 存几 = stored, can it store = memory, 存
维修, 修理, 怎么修, 谁修 = repair, mend = 修, 换, replac
对齐, 对中, 找正 = align = 对
烘烤, 烘多, 烘几 = bake, baking = 烘, dry
清运, 收走, 拉走 = collected, picks up, haul = leav, 运
老化 = ageing, aging, age for
拆 = remov, dismantl, take off, take out = 取下, 松开, loosen, open
`

type Action = { named: RegExp; told: RegExp }

const anyOf = (words: string[]): RegExp =>
  new RegExp(words.map((word) => (/^[a-z]/.test(word) ? `\\b${word}` : word)).join('|'), 'u')

const actions: readonly Action[] = lines
  .trim()
  .split('\n')
  .map((line) => {
    const [zh = [], en = [], also = []] = line
      .split('=')
      .map((words) => words.split(',').map((word) => word.trim()))
    return { named: anyOf([...zh, ...en]), told: anyOf([...zh, ...en, ...also]) }
  })

const asking = /多久|多少|多长|什么|哪|谁|怎么|如何|几/u

/**
 * What a question asks to do, as what tells it. Of several deeds in a Chinese question the one next to
 * the word that asks is meant: 清洗机的滤芯多久换一次 asks about replacing.
 */
export function actionsAsked(question: string): RegExp[] {
  const asked = foldText(question)
  const found = actions.flatMap(({ named, told }) => {
    const at = named.exec(asked)?.index
    return at === undefined ? [] : [{ told, at }]
  })
  const from = asking.exec(asked)?.index
  if (from === undefined) return found.map(({ told }) => told)
  const next = Math.min(...found.map(({ at }) => Math.abs(at - from)))
  return found.filter(({ at }) => Math.abs(at - from) === next).map(({ told }) => told)
}

/** Share (0–1) of what is asked to do that a text does not speak of. */
export function lacksAction(asked: RegExp[], text: string): number {
  if (asked.length === 0) return 0
  const said = foldText(text)
  return asked.filter((told) => !told.test(said)).length / asked.length
}
