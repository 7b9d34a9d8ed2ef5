export type { Listed, Listing, Page } from '../../services/listing';
export { collect, RecordList } from './RecordList';
