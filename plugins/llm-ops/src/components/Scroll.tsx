import { ReactNode } from 'react';
import styles from './components.module.css';

/**
 * A part that scrolls sideways in a narrow window. It takes the focus, so
 * that the keyboard can scroll it (WCAG 2.1.1).
 */
export const Scroll = (props: { label: string; children: ReactNode }) => (
  <div
    className={styles.scroll}
    role="region"
    aria-label={props.label}
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    tabIndex={0}
  >
    {props.children}
  </div>
);
