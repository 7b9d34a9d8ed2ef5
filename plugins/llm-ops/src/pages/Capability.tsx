import { Alert } from '@backstage/ui';
import { ReactNode } from 'react';
import { useRead } from '../api/hooks';
import { Feature } from '../api/types';
import { Page } from '../components/Page';

/** Switches change with the configuration only, at a start. */
const REFRESH_MS = 60_000;

/** The switch of a capability; undefined while it is not known. */
function useFeature(name: string): Feature | undefined {
  const features = useRead<Feature[]>('/features', { refreshMs: REFRESH_MS });
  return features.data?.find(feature => feature.name === name);
}

/** A page of a capability; where that is switched off, it says so instead. */
export const CapabilityPage = (props: {
  name: string;
  title: string;
  children: ReactNode;
}) => {
  const feature = useFeature(props.name);
  if (feature?.enabled !== false) {
    return <>{props.children}</>;
  }
  return (
    <Page title={props.title}>
      <Alert
        status="info"
        icon
        title={`${props.title} is switched off here`}
        description={feature.reason ?? undefined}
      />
    </Page>
  );
};

/** Draws its children unless their capability is switched off. */
export const WhenOn = (props: { name: string; children: ReactNode }) =>
  useFeature(props.name)?.enabled === false ? null : <>{props.children}</>;
