export { openPictures, type Pictures, type PictureWish, type Png } from './open-pictures.ts'
