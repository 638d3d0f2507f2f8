import { followOffers } from './offers-client.ts';

const products = ['lamp-7', 'chair-12', 'mug-3'];
const $ = (id) => document.getElementById(id);
let user;
let end = () => undefined;

/** Asks the server of this page. Rejects with what is wrong. */
async function ask(path, body) {
  const response = await fetch(path, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json' },
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message);
  return answer;
}

/** Texts come from other people: they are never taken for HTML. */
function item({ offer, subject, window }) {
  const li = document.createElement('li');
  const time = document.createElement('time');
  time.textContent = new Date(window).toLocaleTimeString();
  li.append(`${offer.text ?? offer.kind}${subject === '' ? '' : ` (${subject})`}`, time);
  return li;
}

/** All pages of the list, the newest first. */
async function list() {
  const offers = [];
  let next = '';
  do {
    const page = await ask(`/me/offers?limit=100${next === '' ? '' : `&next=${next}`}&user=${user}`);
    offers.push(...page.offers);
    next = page.next ?? '';
  } while (next !== '');
  $('listed').replaceChildren(...offers.toSorted((one, other) => other.window - one.window).map(item));
}

const failed = (error) => {
  $('sent').textContent = error.message;
};

$('user').value = crypto.randomUUID();
$('read').addEventListener('click', () => list().catch(failed));
$('sign-in').addEventListener('submit', async (event) => {
  event.preventDefault();
  end();
  user = $('user').value;
  $('pushed').replaceChildren();
  $('read').disabled = false;
  try {
    const { realtime, host } = await ask('/sign-in', { user });
    end = followOffers(
      { realtime, host, user, token: async () => (await ask('/sign-in', { user })).token },
      {
        offer: (offer) => {
          $('pushed').prepend(item(offer));
          list().catch(failed);
        },
        state: (state) => {
          $('state').textContent = state;
          if (state === 'connected') list().catch(failed);
        },
      },
      (address, protocols) => new WebSocket(address, protocols),
    );
  } catch (error) {
    failed(error);
  }
});

for (const product of products) {
  const button = document.createElement('button');
  button.textContent = `View ${product}`;
  button.addEventListener('click', async () => {
    try {
      await ask('/clicks', {
        event_id: crypto.randomUUID(),
        event_type: 'product_view',
        event_time: Date.now(),
        user_id: user ?? $('user').value,
        consent: ['analytics', 'personalization'],
        product_id: product,
      });
      $('sent').textContent = `Sent a view of ${product}`;
    } catch (error) {
      failed(error);
    }
  });
  $('products').append(button, ' ');
}
