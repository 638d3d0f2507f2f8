/** People who click, and the partitions of the topic. */
const [users, partitions] = [2_000, 4];
const words = 'light and breathable for long days on rough ground keeps wind and rain out dries within an hour';

/** An event of the contract that ships, of about 1 KB. */
const clickEvent = (nth: number, user: number): object => ({
  event_id: `5f0c1c9e-3b7a-4b7e-9d59-${String(nth).padStart(12, '0')}`,
  event_type: ['page_view', 'click', 'search', 'product_view', 'add_to_cart'][nth % 5],
  event_time: 1_790_000_000_000 + nth,
  sent_time: 1_790_000_000_900 + nth,
  user_id: userId(user),
  anonymous_id: `b1d6a2f4-8a0c-4f0d-8a55-${String(user).padStart(12, '0')}`,
  session_id: `s-${user}-${nth % 3}`,
  consent: ['analytics', 'personalization'],
  page_url: `https://shop.example/products/${nth % 5000}?from=mail&campaign=winter`,
  page_title: `Trail running shoe ${nth}, ${words.slice(nth % 40)}`,
  referrer: 'https://search.example/find?q=trail+running+shoe',
  product_id: `p-${nth % 5000}`,
  product_category: 'footwear',
  price: 19 + (nth % 1000) / 100,
  currency: 'EUR',
  quantity: 1,
  client_address: '203.0.113.7',
  user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
  properties: { position: nth % 40, list: 'recommended', experiment: { name: 'tiles', arm: 'b' } },
});

const userId = (user: number): string => `user-${String(user).padStart(8, '0')}`;

/** Batches of a topic, as Lambda hands them to a function: a fifth of the events is of a few users. */
export function topicBatches(batches: number, size: number): object[] {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  return Array.from({ length: batches }, (_, batch) => {
    const records = Array.from({ length: size }, (__, at) => {
      const nth = batch * size + at;
      const user = nth % 5 === 0 ? nth % 20 : (nth * 7_919) % users;
      return {
        topic: 'clicks',
        partition: user % partitions,
        offset: nth,
        timestamp: 1_790_000_000_000 + nth,
        timestampType: 'CREATE_TIME',
        key: base64(userId(user)),
        value: base64(JSON.stringify(clickEvent(nth, user))),
        headers: [{ source: [119, 101, 98] }],
      };
    });
    return {
      eventSource: 'SelfManagedKafka',
      bootstrapServers: 'kafka-1.example.com:9094',
      records: Object.fromEntries(Map.groupBy(records, ({ partition }) => `clicks-${partition}`)),
    };
  });
}
