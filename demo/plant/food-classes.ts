import { airPressure, fails, names } from './class-parts.ts'
import type { ClassPlan } from './plan-types.ts'

export const foodClasses: readonly ClassPlan[] = [
  {
    id: 'mixer',
    name: names('配料搅拌罐', 'Mixer'),
    scrapRate: 0.004,
    runKw: 18,
    failures: [
      fails('agitator-seal', names('搅拌机封泄漏', 'Agitator seal leak'), {
        modeId: 'ELU',
        component: 'mechanical seal',
      }),
      fails('load-cell', names('称重传感器漂移', 'Load cell drift'), {
        modeId: 'AIR',
        component: 'load cell',
      }),
    ],
    minorStop: { reasonId: 'dosing-wait', name: names('等待投料', 'Waiting for dosing') },
    tags: [
      {
        key: 'motor-current',
        name: names('搅拌电流', 'Agitator current'),
        unit: 'A',
        usual: 31,
        spread: 0.9,
        high: 40,
      },
    ],
  },
  {
    id: 'pasteuriser',
    name: names('杀菌机', 'Pasteuriser'),
    scrapRate: 0.003,
    runKw: 35,
    failures: [
      fails('plate-fouling', names('板片结垢', 'Plate fouling'), {
        modeId: 'PLU',
        component: 'plate pack',
      }),
    ],
    minorStop: {
      reasonId: 'temperature-recovery',
      name: names('温度回升', 'Temperature recovery'),
    },
    tags: [
      {
        key: 'product-temperature',
        name: names('杀菌温度', 'Pasteurising temperature'),
        unit: '°C',
        usual: 88,
        spread: 0.4,
        low: 85,
      },
      { key: 'flow', name: names('流量', 'Flow'), unit: 'm³/h', usual: 6.2, spread: 0.1 },
    ],
    settings: [
      { key: 'product-temperature', lower: 85, upper: 95 },
      { key: 'flow', lower: 5, upper: 7 },
    ],
  },
  {
    id: 'filler',
    name: names('灌装机', 'Filler'),
    scrapRate: 0.01,
    runKw: 7,
    failures: [
      fails('filling-valve', names('灌装阀滴漏', 'Filling valve drip'), {
        modeId: 'ELP',
        component: 'filling valve',
      }),
      fails('checkweigher', names('检重秤异常', 'Checkweigher fault'), {
        modeId: 'AIR',
        component: 'checkweigher',
      }),
    ],
    minorStop: { reasonId: 'bottle-jam', name: names('卡瓶', 'Bottle jam') },
    tags: [
      {
        key: 'fill-weight',
        name: names('灌装净重', 'Fill weight'),
        unit: 'g',
        usual: 500,
        spread: 0.6,
        low: 492,
        high: 508,
      },
      {
        key: 'tank-pressure',
        name: names('料缸压力', 'Tank pressure'),
        unit: 'bar',
        usual: 1.4,
        spread: 0.02,
        low: 1.2,
        high: 1.6,
      },
    ],
    settings: [{ key: 'tank-pressure', lower: 1, upper: 1.8 }],
  },
  {
    id: 'capper',
    name: names('旋盖机', 'Capper'),
    scrapRate: 0.006,
    runKw: 3,
    failures: [
      fails('cap-chuck', names('旋盖头磨损', 'Capping chuck worn'), {
        modeId: 'PDE',
        component: 'capping chuck',
      }),
    ],
    minorStop: { reasonId: 'cap-jam', name: names('卡盖', 'Cap jam') },
    tags: [
      {
        key: 'cap-torque',
        name: names('旋盖扭矩', 'Cap torque'),
        unit: 'N·m',
        usual: 2.4,
        spread: 0.05,
        low: 2,
        high: 2.8,
      },
    ],
  },
  {
    id: 'labeller',
    name: names('贴标机', 'Labeller'),
    scrapRate: 0.005,
    runKw: 2,
    failures: [
      fails('label-sensor', names('标签传感器失灵', 'Label sensor fault'), {
        modeId: 'AIR',
        component: 'label sensor',
      }),
    ],
    minorStop: { reasonId: 'label-change', name: names('更换标签卷', 'Label roll change') },
    tags: [
      {
        key: 'web-tension',
        name: names('标签张力', 'Web tension'),
        unit: 'N',
        usual: 14,
        spread: 0.3,
      },
    ],
  },
  {
    id: 'packer',
    name: names('装箱机', 'Case packer'),
    scrapRate: 0.003,
    runKw: 4,
    failures: [
      fails('gripper', names('抓手气路泄漏', 'Gripper air leak'), {
        modeId: 'ELU',
        component: 'gripper',
      }),
    ],
    minorStop: { reasonId: 'carton-jam', name: names('卡箱', 'Carton jam') },
    tags: [airPressure],
  },
  {
    id: 'palletiser',
    name: names('码垛机', 'Palletiser'),
    scrapRate: 0.001,
    runKw: 5,
    failures: [
      fails('lift-drive', names('升降驱动过热', 'Lift drive overheated'), {
        modeId: 'OHE',
        component: 'lift drive',
      }),
    ],
    minorStop: { reasonId: 'pallet-wait', name: names('等待托盘', 'Waiting for a pallet') },
    tags: [
      {
        key: 'lift-current',
        name: names('升降电流', 'Lift current'),
        unit: 'A',
        usual: 18,
        spread: 0.5,
        high: 26,
      },
    ],
  },
]
