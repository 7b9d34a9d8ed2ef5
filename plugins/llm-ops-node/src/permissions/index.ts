export * from './accessRules';
export * from './owners';
export * from './reach';
export * from './rules';
