export { openPictures, type Pictures, type PictureWish } from './open-pictures.ts'
