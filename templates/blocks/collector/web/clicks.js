const [most, atOnce, attempts] = [500, 18_000, 8];
const quiet = 1_800_000;
const key = 'clicks';

/** Sends click events to a collector. Without consent, it stores and sends nothing. See docs/collector.md. */
export function createClicks({ url, page = globalThis }) {
  const { crypto, document, localStorage, location, fetch } = page;
  const counts = { sent: 0, withoutConsent: 0, overflowed: 0, refused: 0, givenUp: 0 };
  let purposes = [];
  let user;
  let browser;
  let session;
  let seen = 0;
  let queue = [];
  let timer;
  let sending = 0;
  let failures = 0;

  const stored = (value) => {
    try {
      if (value === undefined) return localStorage.getItem(key);
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      // this page may not store
    }
  };

  /** Of one user, from the oldest on. */
  const nextBatch = () => {
    let bytes = 0;
    const end = queue.findIndex((each) => each.user !== queue[0].user || (bytes += each.bytes) > atOnce);
    return queue.splice(0, end < 0 ? queue.length : end);
  };

  const post = async (batch, attempt) => {
    if (purposes.length === 0) return void (counts.withoutConsent += batch.length);
    const bytes = new TextEncoder().encode(batch.map(({ line }) => line).join(''));
    const answer = await fetch
      .call(page, url, {
        method: 'POST',
        // outlives the page: 64 KB at once
        keepalive: true,
        headers: { 'content-type': 'application/json', 'click-user': encodeURIComponent(batch[0].user).slice(0, 256) },
        body: JSON.stringify({ data: btoa(String.fromCharCode(...bytes)) }),
      })
      .catch(() => undefined);
    if (answer?.ok) {
      failures = 0;
      counts.sent += batch.length;
    } else if (answer && answer.status < 500 && answer.status !== 429) counts.refused += batch.length;
    else if (attempt >= attempts) counts.givenUp += batch.length;
    else {
      const wait = Math.min(60_000, 1_000 * 2 ** failures++) * (0.5 + page.Math.random() / 2);
      await new Promise((resolve) => page.setTimeout(resolve, wait));
      return post(batch, attempt + 1);
    }
  };

  /** One request at a time, so that the events of a user stay in order. */
  const flush = async () => {
    page.clearTimeout(timer);
    timer = undefined;
    if (sending > 0) return;
    sending++;
    while (queue.length > 0) await post(nextBatch(), 1);
    sending--;
  };

  page.addEventListener('pagehide', () => {
    if (queue.length > 0 && sending < 2) {
      sending++;
      void post(nextBatch(), attempts).then(() => sending--);
    }
  });

  return {
    counts,
    consent(agreed) {
      purposes = [...agreed];
      if (purposes.length > 0) stored((browser = stored() ?? browser ?? crypto.randomUUID()));
      else {
        counts.withoutConsent += queue.length;
        queue = [];
        browser = session = undefined;
        stored(null);
      }
    },
    identify(id) {
      user = id;
    },
    track(type, fields = {}) {
      if (purposes.length === 0) return void counts.withoutConsent++;
      const now = page.Date.now();
      if (!session || now - seen > quiet) session = crypto.randomUUID();
      seen = now;
      const event = {
        event_id: crypto.randomUUID(),
        event_type: type,
        event_time: now,
        user_id: user ?? browser,
        anonymous_id: browser,
        session_id: session,
        consent: purposes,
        page_url: location.href.slice(0, 4096),
        page_title: document.title.slice(0, 2000),
        ...(document.referrer && { referrer: document.referrer.slice(0, 4096) }),
        ...fields,
      };
      const line = `${JSON.stringify(event)}\n`;
      const { length: bytes } = new TextEncoder().encode(line);
      if (bytes > atOnce) return void counts.refused++;
      queue.push({ user: event.user_id, line, bytes });
      if (queue.length > most) counts.overflowed += queue.splice(0, queue.length - most).length;
      timer ??= page.setTimeout(flush, 1_000);
    },
    flush,
  };
}
