import { Container, Flex, Header } from '@backstage/ui';
import { ReactNode } from 'react';

/** Frame of every page: title, way back, actions, content. */
export const Page = (props: {
  title: string;
  description?: string;
  back?: { label: string; href: string };
  actions?: ReactNode;
  children: ReactNode;
}) => (
  <>
    <Header
      title={props.title}
      description={props.description}
      breadcrumbs={props.back && [props.back]}
      customActions={props.actions}
    />
    <Container>
      <Flex direction="column" gap="4" pb="6">
        {props.children}
      </Flex>
    </Container>
  </>
);
