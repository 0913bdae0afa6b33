/**
 * How people say it on the floor, and how a document does, `zh, … = en, …` a line. Written from the
 * trade, not from the documents of the demo: a question in other words should still find its answer.
 */
const doing = `
拧, 上紧, 打紧, 锁紧, 旋紧 = tighten, fasten
拧松, 松开, 旋松, 放松 = loosen, release, undo
拆, 拆开, 拆掉, 拆下, 卸下, 取下 = remove, dismantle, take off
装上, 装回, 回装, 复装 = install, refit, reassemble, mount
换掉, 换新, 更新 = replace, renew, swap
擦, 擦拭, 擦干净, 抹干净 = wipe, wipe clean
冲洗, 漂洗, 冲一下 = rinse, flush
吹扫, 吹净, 吹干净 = blow out, purge
添加, 补加, 补充, 加满 = add, top up, refill
倒掉, 丢弃, 扔掉, 扔, 弃去, 丢掉 = discard, throw away, dispose
等待, 静置 = wait, rest, stand
送检, 校验, 检定, 计量 = calibrate, calibration, verification
核对, 查看, 确认 = check, verify, confirm
登记, 填写, 写下, 记下 = record, log, write down
上报, 汇报, 报告 = report
通知, 告知, 告诉 = inform, notify, tell
批准, 审批, 签字, 签批 = approve, approval, authorise, authorize, sign
禁止, 不准, 不许, 严禁 = forbidden, prohibited, never
佩戴, 穿戴, 戴上 = wear, put on
摸, 触摸, 触碰, 碰 = touch
搬, 搬运, 抬 = lift, carry
起吊, 吊装, 吊起 = hoist, sling
加热, 烧热, 升温 = heat, heat up
冷却, 降温, 放凉 = cool, cool down
保存, 存档, 留存 = keep, retain, archive
夹住, 夹紧, 装夹 = clamp, clamping
卡住, 卡死, 卡滞 = jam, jammed, stuck
脱落, 掉落, 掉下来 = fall off, drop, come off
断裂, 折断, 断掉 = break, broken, snap
报修 = repair request, call maintenance
巡检, 巡查 = patrol, round, inspection round
取样, 采样 = sample, sampling, draw off
试车, 试机, 空转 = trial run, run idle, idle
停稳, 静止, 停下来 = standstill, coast, come to rest, stopped
`

const wrong = `
异响, 异音, 响声, 啸叫 = noise, howl, squeal
抖动, 晃动, 震动, 发抖 = vibration, shake, wobble
漏, 漏水, 漏液, 滴漏 = leak, drip
冒烟 = smoke
着火, 起火, 火灾 = fire
烫到, 灼伤, 烧伤 = burn, scald
溅到, 喷到, 飞溅 = splash
受伤, 工伤, 伤人 = injury, injured, hurt
超标, 超限, 超差, 超出 = exceed, out of limit, out of tolerance
不稳, 波动, 漂 = unstable, fluctuate, drift
越走越偏, 走偏, 跑偏, 偏移 = drift, run off, off track
翘起, 翘边, 起翘 = lift, lifting, peel
粘不住, 粘不牢, 开胶 = does not stick, poor bond, open flap
起泡, 气泡 = bubble, blister
打滑 = slip, slipping
跳闸 = trip, tripped
断料, 缺料 = out of material, material shortage
堵, 堵住, 不通 = blocked, clogged
生锈, 锈蚀 = rust, corrosion
变质, 发臭, 有味 = spoiled, smell, rancid
浑浊, 发白, 乳化 = milky, cloudy, emulsified
失灵, 不动作, 没反应 = does not act, no response, malfunction
磨坏, 磨掉, 磨秃 = worn, worn out
`

const things = `
秤, 称重, 电子秤, 称重传感器 = scale, weighing, load cell
磨石, 砂轮 = grinding stone, grinding wheel, abrasive wheel
喷头, 喷嘴 = jet, spray nozzle
篮子, 料筐, 网篮 = basket
静电环, 手环, 手腕带 = wrist strap, wristband
红色按钮, 急停按钮 = red button, emergency stop button
升降带, 提升带 = lifting belt
传动带, 三角带 = drive belt, v belt
箱盖, 箱口 = flap, carton flap
瓶口 = bottle neck, bottle mouth
板子, 主板 = board, mainboard
锁具, 挂锁, 个人锁 = padlock, lock
标牌, 吊牌, 挂牌 = tag
图纸 = drawing
备用件, 配件, 备件 = spare, spare part
扳手 = wrench, spanner
抹布, 无尘布, 擦布 = cloth, wipe, rag
酒精, 异丙醇 = alcohol, isopropanol, ipa
洗液, 清洗液, 清洗剂 = wash liquid, cleaner, detergent
压缩空气, 气源 = compressed air, air supply
程序号, 程序名 = program name, program number
钻石, 金刚石 = diamond
`

const people = `
班长, 组长, 线长, 领班 = team leader, shift leader, foreman
同事, 工友, 别人 = colleague, mate, coworker
访客, 参观, 来访, 客人 = visitor, visit, guest
客户, 顾客 = customer, client
维修工, 机修, 机修工, 维修人员 = maintenance technician, mechanic, fitter
电工 = electrician
质检员, 检验员, 品质员, 品管 = inspector, quality inspector
实验室, 化验室 = lab, laboratory
新人, 新员工, 学徒 = trainee, new employee, newcomer
安全员, 安环 = safety officer
外包, 承包商, 外协 = contractor, subcontractor
`

const when = `
早班, 白班 = early shift, day shift, morning
班前, 开班, 接班 = start of shift, before the shift
歇, 歇会儿, 休息 = break, rest
午饭, 吃饭, 用餐 = lunch, meal
期限, 有效期, 到期 = expiry, valid, validity
上限, 最多, 不超过 = upper limit, at most, limit
下限, 至少, 不低于 = lower limit, at least
用完, 耗尽, 到寿命 = used up, finished, end of life
采购周期, 货期, 到货 = lead time, delivery time
起订量, 最低库存 = minimum stock, minimum order
`

export const everydayTerms = [doing, wrong, things, people, when]
