import { everydayTerms } from './everyday-terms.ts'
import { machines, tradeTerms } from './trade-terms.ts'

/** Words of the shop floor that mean the same, in both languages. */
export type GlossaryEntry = { zh: string[]; en: string[] }

const entry = (line: string): GlossaryEntry => {
  const [zh = '', en = ''] = line.split('=')
  const words = (side: string) => side.split(',').map((word) => word.trim())
  return { zh: words(zh), en: words(en) }
}

/** Machines and their parts. */
const parts = `
主轴 = spindle
轴承 = bearing
电机, 马达, 电动机 = motor
泵, 水泵 = pump
离心泵 = centrifugal pump
阀, 阀门 = valve
齿轮 = gear
齿轮箱, 变速箱, 减速机 = gearbox, gear reducer
皮带 = belt
链条 = chain
联轴器 = coupling
叶轮 = impeller
轴, 转轴 = shaft
机械密封 = mechanical seal
密封, 密封件, 密封圈 = seal
垫片 = gasket
过滤器, 滤芯, 滤网 = filter
导轨 = guideway, linear guide
丝杠, 滚珠丝杠 = ball screw
刀具 = tool, cutter
刀库 = tool magazine
夹具, 治具 = fixture, jig
卡盘 = chuck
喷嘴, 吸嘴 = nozzle
传感器 = sensor
编码器 = encoder
变频器 = inverter, variable frequency drive
控制器 = controller
液压 = hydraulic
气动 = pneumatic
气缸 = cylinder
风扇, 风机 = fan, blower
加热器 = heater
输送带, 传送带, 输送机 = conveyor
机器人, 机械手 = robot
焊枪 = welding torch
模具 = mold, mould, die
螺栓 = bolt
螺钉, 螺丝 = screw
螺母 = nut
电缆, 线缆 = cable
断路器 = circuit breaker
封口机 = sealing machine
回流焊 = reflow, reflow oven
钢网 = stencil
机床 = machine tool
设备, 机器 = equipment, machine
备件, 配件 = spare part
部件, 零件, 元件 = component, part
驱动端 = drive end
非驱动端 = non drive end
`

/** What is done to them. */
const work = `
更换, 替换, 换 = replace, replacement, change
安装, 装配 = install, assemble, mount
拆卸, 拆除, 拆下 = remove, disassemble, dismantle
维护, 保养 = maintenance, service
维修, 修理, 检修 = repair
大修 = overhaul
检查, 点检 = inspect, check
检验, 检测 = inspection, test
清洁, 清洗 = clean
润滑, 加油 = lubricate, lubrication
加注 = fill
校准, 标定 = calibrate
调整, 调节 = adjust
对中, 找正 = align, alignment
拧紧, 紧固 = tighten
松动 = loose, looseness
测量 = measure
换型, 换线, 换产 = changeover
停机 = downtime, stop, shutdown
启动, 开机 = start, startup
复位 = reset
预热 = warm up, preheat
锁定, 上锁挂牌, 挂牌上锁 = lockout, lockout tagout
断电, 切断电源 = disconnect power, power off
排放, 排空 = drain
焊接 = weld, solder
切削 = cut, machining
报废 = scrap
返工, 返修 = rework
储存, 存放, 库存 = storage, store, stock
`

/** What is measured, and how it goes wrong. */
const states = `
扭矩, 力矩, 转矩 = torque
温度 = temperature
压力 = pressure
流量 = flow
速度 = speed
转速 = speed, rpm
额定 = rated
最大, 最高 = maximum
最小, 最低 = minimum
振动 = vibration
噪音, 噪声, 异响 = noise
功率 = power
电流 = current
电压 = voltage
间隙 = clearance, gap
游隙 = clearance, play
预紧, 预紧力 = preload
公差 = tolerance
直径 = diameter
内径 = bore, bore diameter
外径 = outer diameter
长度 = length
宽度 = width
高度 = height
重量 = weight
寿命 = life, lifetime
间隔, 周期 = interval, period
频率 = frequency
磨损 = wear
泄漏, 漏油, 渗漏 = leak, leakage
过热, 高温 = overheat, overheating, high temperature
腐蚀 = corrosion
裂纹 = crack
故障, 失效 = fault, failure
报警, 警报, 告警 = alarm
错误 = error
原因 = cause, reason
过大, 过高, 大, 高 = excessive, high
异常 = abnormal, anomaly
损坏 = damage
污染 = contamination
不平衡 = imbalance, unbalance
气蚀 = cavitation
缺陷, 不良 = defect
虚焊, 冷焊 = cold solder
桥接, 连锡 = bridging
漂移 = drift
堵塞 = clog, blockage
磨损极限 = wear limit
`

/** Controls, electronics, motion. */
const controls = `
步进电机, 步进马达 = stepper motor, stepper
伺服电机, 伺服马达 = servo motor
限位开关, 行程开关 = limit switch, endstop
归位, 回零, 归零, 回原点 = home, homing
微控制器, 单片机 = microcontroller, mcu
固件 = firmware
串口, 串行端口 = serial port
波特率 = baud rate
引脚, 针脚 = pin
驱动器, 驱动 = driver, drive
探针, 探头, 测头 = probe
偏移, 偏置, 补偿值 = offset
挤出机 = extruder
热床, 加热床 = heated bed
调平, 找平 = level, leveling
共振, 谐振 = resonance
加速度计, 加速度传感器 = accelerometer
调试 = debug, debugging, commissioning
整定, 调谐 = tune, tuning
接线, 布线 = wire, wiring
急停, 紧急停止 = emergency stop
光栅, 安全光幕 = light curtain
继电器 = relay
接触器 = contactor
触摸屏, 人机界面 = touch panel, hmi
可编程控制器 = plc, programmable logic controller
`

/** Materials, papers, people. */
const rest = `
润滑脂, 油脂, 黄油 = grease
润滑油, 机油 = lubricant, oil
冷却液, 切削液 = coolant
焊膏, 锡膏 = solder paste
材料, 物料 = material
防护手套, 手套 = glove
护目镜 = safety glasses, goggles
安全 = safety
警告 = warning
注意 = caution, note
危险 = danger
步骤 = step
程序, 流程 = procedure
作业指导书 = work instruction
标准作业 = standard operating procedure, sop
手册, 说明书 = manual
规格, 规范, 参数 = specification
计划 = plan, schedule
型号 = model
制造商, 厂家 = manufacturer
供应商 = supplier
保修, 质保, 保修期, 质保期 = warranty, warranty period
零件号, 备件号, 料号, 件号 = part number, part no, part #
操作工, 操作员 = operator
班组 = team, crew
班次 = shift
产量 = output
质量 = quality
批次 = batch, lot
每日, 每天 = daily
每周 = weekly
每月 = monthly
每年 = annually, yearly
小时 = hour
地基, 基础 = foundation
接地 = grounding, earthing
电源 = power, power supply
巴氏杀菌, 杀菌 = pasteurize, sterilize
过敏原 = allergen
曲线 = profile, curve
`

const entriesOf = (block: string): GlossaryEntry[] => block.trim().split('\n').map(entry)

export const machineNames: readonly GlossaryEntry[] = entriesOf(machines)

export const glossary: readonly GlossaryEntry[] = [
  ...machineNames,
  ...[parts, work, states, controls, rest, ...tradeTerms, ...everydayTerms].flatMap(entriesOf),
]
