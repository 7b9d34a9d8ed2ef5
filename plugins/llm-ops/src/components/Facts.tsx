import { ReactNode } from 'react';
import styles from './components.module.css';

/** Label and value pairs; pairs without a value are left out. */
export const Facts = ({ items }: { items: [string, ReactNode][] }) => (
  <dl className={styles.facts}>
    {items
      .filter(
        ([, value]) => value !== undefined && value !== null && value !== '',
      )
      .map(([label, value]) => [
        <dt key={`${label}-label`}>{label}</dt>,
        <dd key={label}>{value}</dd>,
      ])}
  </dl>
);
