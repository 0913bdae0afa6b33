export { openPictures, type Pictures, type Png, type PictureWish } from './open-pictures.ts'
