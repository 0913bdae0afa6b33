import { z } from 'zod'
import { listLessons } from '../../actions/index.ts'
import { defineOperation } from './operation.ts'

export const lessonsList = defineOperation({
  name: 'lessons-list',
  input: z.strictObject({}),
  run: ({ db }, { principal }) => listLessons(db, principal),
})
