import { Alert, Button, Flex, Text, TextAreaField } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { useRef, useState } from 'react';
import { LlmOpsApi, llmOpsApiRef } from '../../api/LlmOpsApi';
import { Endpoint } from '../../api/types';
import styles from '../../components/components.module.css';
import { Section } from '../../components/Section';
import { readChatStream } from './chatStream';

interface Message {
  role: 'user' | 'assistant';
  content: string;
}

/** Streams one answer; `onText` gets the text so far. */
async function ask(
  api: LlmOpsApi,
  endpoint: Endpoint,
  messages: Message[],
  onText: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const route = endpoint.route.split('/').pop() ?? endpoint.route;
  const response = await api.open(
    `/serve/${encodeURIComponent(route)}/openai/v1/chat/completions`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        model: endpoint.modelName,
        messages,
        stream: true,
        max_tokens: 200,
      }),
      signal,
    },
  );
  if (!response.ok || !response.body) {
    const answer = await response.json().catch(() => undefined);
    throw new Error(
      answer?.message ??
        answer?.error?.message ??
        `The endpoint answered ${response.status}`,
    );
  }
  let text = '';
  for await (const piece of readChatStream(response.body)) {
    text += piece;
    onText(text);
  }
}

/** A chat with the model, streamed as it is generated. */
export const Playground = ({ endpoint }: { endpoint: Endpoint }) => {
  const api = useApi(llmOpsApiRef);
  const [messages, setMessages] = useState<Message[]>([]);
  const [prompt, setPrompt] = useState('');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const abort = useRef<AbortController>();

  const send = async () => {
    const asked: Message[] = [...messages, { role: 'user', content: prompt }];
    abort.current = new AbortController();
    setMessages(asked);
    setPrompt('');
    setError(undefined);
    setBusy(true);
    try {
      await ask(
        api,
        endpoint,
        asked,
        content => setMessages([...asked, { role: 'assistant', content }]),
        abort.current.signal,
      );
    } catch (e) {
      if (!abort.current.signal.aborted) {
        setError((e as Error).message);
      }
    } finally {
      setBusy(false);
    }
  };

  return (
    <Section title="Playground">
      <Flex direction="column" gap="3">
        <div className={styles.messages} aria-live="polite">
          {messages.length === 0 && (
            <Text color="secondary">
              {endpoint.status === 'healthy'
                ? 'Ask the model something.'
                : 'The endpoint is not ready to answer yet.'}
            </Text>
          )}
          {messages.map((message, index) => (
            <div
              key={index}
              className={`${styles.message} ${
                message.role === 'user' ? styles.fromUser : ''
              }`}
              data-role={message.role}
            >
              {message.content}
            </div>
          ))}
        </div>
        {error && (
          <Alert status="danger" icon title="No answer" description={error} />
        )}
        <TextAreaField
          label="Prompt"
          rows={2}
          value={prompt}
          onChange={setPrompt}
        />
        <Flex gap="2">
          <Button
            variant="primary"
            onPress={send}
            isPending={busy}
            isDisabled={!prompt.trim() || endpoint.status !== 'healthy'}
          >
            Send
          </Button>
          {busy && (
            <Button variant="secondary" onPress={() => abort.current?.abort()}>
              Stop
            </Button>
          )}
        </Flex>
      </Flex>
    </Section>
  );
};
