import { Card, CardBody, CardHeader, Flex, Text } from '@backstage/ui';
import { ReactNode } from 'react';

/** A titled part of a page. */
export const Section = (props: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) => (
  <Card>
    <CardHeader>
      <Flex
        justify="between"
        align="center"
        gap="2"
        style={{ flexWrap: 'wrap' }}
      >
        <Text as="h2" variant="title-x-small" weight="bold">
          {props.title}
        </Text>
        {props.actions}
      </Flex>
    </CardHeader>
    <CardBody>{props.children}</CardBody>
  </Card>
);
