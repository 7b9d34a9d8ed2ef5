import { findPii, findPiiIn } from './pii';

describe('findPii', () => {
  it.each([
    ['write to ann@example.org', ['email']],
    ['call (555) 123-4567', ['phone']],
    ['call 555.123.4567', ['phone']],
    ['SSN 078-05-1120', ['ssn']],
    ['card 4111 1111 1111 1111', ['credit_card']],
    ['card 378282246310005', ['credit_card']],
    ['from 81.2.69.142', ['ip_address']],
  ])('sees what is in "%s"', (text, types) =>
    expect(findPii(text)).toEqual(types),
  );

  it.each([
    '2024-01-02 and 1.234.567',
    'order 4111 1111 1111 1112',
    'timestamp 1700000000000000',
    'version 1.2.3.4 on 127.0.0.1 and 192.168.0.7',
    '999.1.1.1',
    'nothing',
  ])('lets "%s" pass', text => expect(findPii(text)).toEqual([]));

  it('looks into lists and objects, and says where', () => {
    const cell = [{ role: 'user', content: 'I am ann@example.org' }];
    expect([...findPiiIn(cell, 'messages')]).toEqual([
      { place: 'messages[0].content', type: 'email' },
    ]);
  });
});
