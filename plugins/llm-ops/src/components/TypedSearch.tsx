import { SearchField } from '@backstage/ui';
import { CSSProperties, useEffect, useState } from 'react';

/** How long somebody must not have typed before the list is asked, in milliseconds. */
const TYPING_MS = 300;

/** A search field that tells what was typed once the typing rests. */
export const TypedSearch = (props: {
  label: string;
  value: string;
  onRest: (text: string) => void;
  style?: CSSProperties;
}) => {
  const { label, value, onRest, style } = props;
  const [text, setText] = useState(value);
  useEffect(() => {
    if (text === value) {
      return undefined;
    }
    const timer = setTimeout(() => onRest(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text, value, onRest]);
  return (
    <SearchField
      label={label}
      placeholder="Search"
      value={text}
      onChange={setText}
      style={style}
    />
  );
};
