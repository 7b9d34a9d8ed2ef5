export { registerRunActions } from './registerRunActions';
