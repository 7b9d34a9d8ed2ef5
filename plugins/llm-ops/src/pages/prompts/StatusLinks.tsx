import { Flex, Link, Text } from '@backstage/ui';
import { Status } from '../../components/Status';

/** Other records with their states; a sentence when there are none. */
export const StatusLinks = (props: {
  items: { href: string; label: string; status: string }[];
  empty: string;
}) =>
  props.items.length === 0 ? (
    <Text color="secondary">{props.empty}</Text>
  ) : (
    <Flex direction="column" gap="2">
      {props.items.map(({ href, label, status }) => (
        <Flex key={href} gap="3" align="center" style={{ flexWrap: 'wrap' }}>
          <Link href={href}>{label}</Link>
          <Status value={status} />
        </Flex>
      ))}
    </Flex>
  );
