import type { MachinePlan, SitePlan } from './plan-types.ts'

type Given = [code: string, classId: string, zh: string, en: string, criticality?: 'A' | 'B' | 'C']

function machine(...[code, classId, zh, en, criticality = 'B']: Given): MachinePlan {
  return { id: `DG-${code}`, classId, name: { zh, en }, aliases: [code], criticality }
}

export const dongguan: SitePlan = {
  id: 'dongguan',
  prefix: 'DG',
  name: { zh: '东莞工厂', en: 'Dongguan plant' },
  aliases: ['东莞', 'Dongguan', 'DG'],
  areas: [
    { id: 'DG-A1', name: { zh: '贴片车间', en: 'SMT shop' } },
    { id: 'DG-A2', name: { zh: '组装测试车间', en: 'Assembly and test shop' } },
  ],
  lines: [
    {
      id: 'DG-L1',
      areaId: 'DG-A1',
      name: { zh: '贴片一线', en: 'SMT line 1' },
      aliases: ['SMT一线', 'SMT1'],
      campaignShifts: 4,
      machines: [
        machine('PRN-01', 'paste-printer', '1号印刷机', 'Paste printer 1'),
        machine('SMT-01', 'placement', '1号贴片机', 'Placement machine 1'),
        machine('SMT-02', 'placement', '2号贴片机', 'Placement machine 2', 'A'),
        machine('RFL-01', 'reflow', '1号回流炉', 'Reflow oven 1', 'A'),
        machine('AOI-01', 'aoi', '1号光学检测机', 'Optical inspection 1'),
      ],
    },
    {
      id: 'DG-L2',
      areaId: 'DG-A1',
      name: { zh: '贴片二线', en: 'SMT line 2' },
      aliases: ['SMT二线', 'SMT2'],
      campaignShifts: 5,
      machines: [
        machine('PRN-02', 'paste-printer', '2号印刷机', 'Paste printer 2'),
        machine('SMT-03', 'placement', '3号贴片机', 'Placement machine 3', 'A'),
        machine('RFL-02', 'reflow', '2号回流炉', 'Reflow oven 2'),
        machine('AOI-02', 'aoi', '2号光学检测机', 'Optical inspection 2'),
      ],
    },
    {
      id: 'DG-L3',
      areaId: 'DG-A2',
      name: { zh: '组装测试线', en: 'Assembly and test line' },
      aliases: ['组装线'],
      campaignShifts: 3,
      machines: [
        machine('ASM-01', 'assembly', '组装站', 'Board assembly station', 'A'),
        machine('TST-01', 'tester', '功能测试台', 'Functional tester', 'A'),
        machine('PKG-01', 'packer', '包装机', 'Packing machine', 'C'),
      ],
    },
  ],
  finalLineId: 'DG-L3',
  products: [
    {
      id: 'DG-P10',
      name: { zh: '电机控制板', en: 'Motor control board' },
      family: 'control',
      aliases: ['控制板'],
      pace: 1,
    },
    {
      id: 'DG-P11',
      name: { zh: '充电管理板', en: 'Charger board' },
      family: 'control',
      aliases: ['充电板'],
      pace: 0.95,
    },
    {
      id: 'DG-P20',
      name: { zh: '网关主板', en: 'Gateway mainboard' },
      family: 'network',
      aliases: ['网关板'],
      pace: 1.15,
    },
    {
      id: 'DG-P21',
      name: { zh: '传感器模块', en: 'Sensor module' },
      family: 'network',
      aliases: ['传感模块'],
      pace: 0.9,
    },
  ],
  operations: [
    {
      seq: 10,
      name: { zh: '锡膏印刷', en: 'Paste printing' },
      machineIds: ['DG-PRN-01', 'DG-PRN-02'],
      runS: 30,
      setupS: 1200,
    },
    {
      seq: 20,
      name: { zh: '贴片', en: 'Placement' },
      machineIds: ['DG-SMT-01', 'DG-SMT-02', 'DG-SMT-03'],
      runS: 30,
      setupS: 2400,
    },
    {
      seq: 30,
      name: { zh: '回流焊', en: 'Reflow soldering' },
      machineIds: ['DG-RFL-01', 'DG-RFL-02'],
      runS: 30,
      setupS: 1500,
    },
    {
      seq: 40,
      name: { zh: '光学检测', en: 'Optical inspection' },
      machineIds: ['DG-AOI-01', 'DG-AOI-02'],
      runS: 30,
      setupS: 900,
    },
    {
      seq: 50,
      name: { zh: '组装', en: 'Board assembly' },
      machineIds: ['DG-ASM-01'],
      runS: 15,
      setupS: 900,
    },
    {
      seq: 60,
      name: { zh: '功能测试', en: 'Functional test' },
      machineIds: ['DG-TST-01'],
      runS: 15,
      setupS: 900,
    },
    {
      seq: 70,
      name: { zh: '包装', en: 'Packing' },
      machineIds: ['DG-PKG-01'],
      runS: 15,
      setupS: 600,
    },
  ],
  characteristic: {
    key: 'paste-height',
    operationSeq: 10,
    name: { zh: '锡膏厚度', en: 'Solder paste height' },
    unit: 'µm',
    nominal: 120,
    tolerance: 25,
    spread: 5,
  },
  suppliers: [
    { id: 'DG-S1', name: { zh: '粤芯电子料行', en: 'Yuexin Components' } },
    { id: 'DG-S2', name: { zh: '莞城线路板', en: 'Guancheng Circuit Boards' } },
  ],
  materials: [
    {
      id: 'DG-M10',
      name: { zh: '四层电路板', en: 'Four-layer bare board' },
      unit: 'pcs',
      perPiece: 1,
      supplierId: 'DG-S2',
      stockDays: 5,
    },
    {
      id: 'DG-M20',
      name: { zh: '微控制器', en: 'Microcontroller' },
      unit: 'pcs',
      perPiece: 1,
      supplierId: 'DG-S1',
      stockDays: 8,
    },
    {
      id: 'DG-M30',
      name: { zh: '锡膏', en: 'Solder paste' },
      unit: 'g',
      perPiece: 0.8,
      supplierId: 'DG-S1',
      stockDays: 12,
    },
  ],
  breakReasonId: 'meal-break',
  breakS: 1800,
  openOrders: 14,
  orderPieces: { from: 250, to: 700 },
  oeeTarget: 0.75,
}
