import { z } from 'zod'
import { lessonWords, listLessons } from '../../actions/index.ts'
import { defineOperation } from './operation.ts'

export const lessonsList = defineOperation({
  name: 'lessons-list',
  input: z.strictObject({}),
  run: async ({ db }, { principal }) => {
    const lessons = await listLessons(db, principal)
    return lessons.map((lesson) => ({ ...lesson, words: lessonWords(lesson) }))
  },
})
