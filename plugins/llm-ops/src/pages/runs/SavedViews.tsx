import { Button, Flex, Select, TextField } from '@backstage/ui';
import { storageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useMemo, useState } from 'react';
import { Query } from './types';

type Views = Record<string, Query>;

/** Views of the person who is signed in, kept by Backstage's user settings. */
function useViews(): [Views, (views: Views) => void] {
  const storage = useApi(storageApiRef);
  const bucket = useMemo(() => storage.forBucket('llm-ops-runs'), [storage]);
  const [views, setViews] = useState<Views>(
    bucket.snapshot<Views>('views').value ?? {},
  );
  useEffect(() => {
    const watched = bucket
      .observe$<Views>('views')
      .subscribe(({ value }) => setViews(value ?? {}));
    return () => watched.unsubscribe();
  }, [bucket]);
  return [views, next => bucket.set('views', next)];
}

/** Keeps the present search under a name, and goes back to ones that were kept. */
export const SavedViews = (props: {
  query: Query;
  onChange: (query: Query) => void;
}) => {
  const { query, onChange } = props;
  const [views, keep] = useViews();
  const [name, setName] = useState('');
  const names = Object.keys(views).sort();
  const present = names.find(
    own => JSON.stringify(views[own]) === JSON.stringify(query),
  );
  const without = (gone: string) =>
    Object.fromEntries(Object.entries(views).filter(([own]) => own !== gone));
  return (
    <Flex gap="3" align="end" style={{ flexWrap: 'wrap' }}>
      {names.length > 0 && (
        <Select
          label="Saved view"
          placeholder="Choose"
          options={names.map(value => ({ value, label: value }))}
          value={present ?? null}
          onChange={key => onChange(views[String(key)])}
          style={{ maxWidth: 220 }}
        />
      )}
      {present ? (
        <Button variant="secondary" onPress={() => keep(without(present))}>
          Forget this view
        </Button>
      ) : (
        <>
          <TextField
            label="Name of this view"
            value={name}
            onChange={setName}
            style={{ maxWidth: 220 }}
          />
          <Button
            variant="secondary"
            isDisabled={!name.trim()}
            onPress={() => {
              keep({ ...views, [name.trim()]: query });
              setName('');
            }}
          >
            Save view
          </Button>
        </>
      )}
    </Flex>
  );
};
