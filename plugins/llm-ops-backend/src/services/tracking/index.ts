export { JournalService } from './JournalService';
export { DeliveryWorker } from './DeliveryWorker';
export { RunMaker } from './RunMaker';
export { portalId } from './present';
