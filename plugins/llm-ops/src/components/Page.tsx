import { Container, Flex, Header } from '@backstage/ui';
import { ReactNode } from 'react';
import styles from './components.module.css';

/** Frame of every page: title, way back, actions, content. */
export const Page = (props: {
  title: string;
  description?: string;
  back?: { label: string; href: string };
  actions?: ReactNode;
  children: ReactNode;
}) => (
  <>
    <div className={styles.page}>
      <Header
        title={props.title}
        description={props.description}
        breadcrumbs={props.back && [props.back]}
        customActions={props.actions}
      />
    </div>
    <Container>
      <Flex direction="column" gap="4" pb="6">
        {props.children}
      </Flex>
    </Container>
  </>
);
