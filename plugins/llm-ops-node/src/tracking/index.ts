export * from './entries';
export * from './RunIngest';
export * from './TrackingJournal';
export * from './TrackingProtocol';
