export * from './owners';
export * from './reach';
