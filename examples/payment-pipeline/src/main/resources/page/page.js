'use strict';
// Asks for the status once a second, for the daily report once a minute, and shows them. Everything is set as text, never as HTML.

const POINTS = 120;
const IDS_SHOWN = 3;
const rates = [];
let last = null;

const byId = id => document.getElementById(id);
const words = name => name.replaceAll('_', ' ');
const sum = numbers => numbers.reduce((a, b) => a + Number(b || 0), 0);

function element(name, text, kind) {
  const made = document.createElement(name);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function rows(id, entries, nothing) {
  byId(id).replaceChildren(...(entries.length ? entries : [[nothing, '']]).map(([name, value, kind]) => {
    const row = document.createElement('tr');
    row.append(element('th', name), element('td', value, kind));
    return row;
  }));
}

function numbers(payments) {
  byId('payments').replaceChildren(...Object.entries(payments).map(([name, value]) => {
    const card = document.createElement('div');
    card.append(element('dt', words(name)), element('dd', Number(value).toLocaleString()));
    return card;
  }));
}

function chart() {
  const top = Math.max(10, ...rates);
  byId('chart').setAttribute('d', rates
    .map((rate, i) => `${i ? 'L' : 'M'}${POINTS - rates.length + i} ${98 - 96 * rate / top}`).join(' '));
}

function show(status) {
  const connections = status.instances.flatMap(instance => instance.connections);
  const now = {
    time: performance.now() / 1000,
    settled: status.payments.orders - status.payments.in_flight,
    attempts: sum(connections.map(each => each.attempts)),
  };
  const rate = key => last ? Math.max(0, now[key] - last[key]) / (now.time - last.time) : 0;
  const requests = rate('attempts');
  rates.push(rate('settled'));
  if (rates.length > POINTS) rates.shift();
  byId('rate').textContent = rates[rates.length - 1].toFixed(1);
  last = now;

  numbers(status.payments);
  chart();
  rows('instances', status.instances.map(each =>
    [each.name, each.silent > 5 ? `silent for ${each.silent} s` : 'alive', each.silent > 5 ? 'bad' : 'good']), 'none');
  rows('requests', [
    ['a second', requests.toFixed(1)],
    ['of the budget', status.budget ? `${Math.round(100 * requests / status.budget)} % of ${status.budget}/s` : 'no budget'],
    ['in flight', sum(connections.map(each => each.inFlight))],
    ['queued', sum(connections.map(each => each.queued))],
    ['waiting to retry', sum(connections.map(each => each.waitingToRetry))],
  ]);
  const retries = {};
  connections.forEach(each => Object.entries(each.retries)
    .forEach(([cause, count]) => { retries[cause] = sum([retries[cause], count]); }));
  rows('retries', Object.entries(retries).filter(([, count]) => count > 0).map(([cause, count]) => [words(cause), count]), 'none');
  rows('waiting', Object.entries(status.lag).concat([['outbox', status.outbox]]));
  const books = status.reconciliation;
  rows('reconciliation', books ? Object.entries(books).map(([name, value]) =>
    [name, value, /missing|differing|without/.test(name) ? (value === 0 ? 'good' : 'bad') : '']) : [], 'none yet');
  const errors = connections.flatMap(each => each.errors).sort().reverse().slice(0, 12);
  byId('errors').replaceChildren(...(errors.length ? errors : ['none']).map(each => element('li', each)));
  byId('state').textContent = 'live';
  byId('state').className = 'good';
}

async function read(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

async function ask() {
  try {
    show(await read('status'));
  } catch (e) {
    byId('state').textContent = 'no answer; asking again';
    byId('state').className = 'bad';
  }
  setTimeout(ask, 1000);
}

function showReport(report) {
  const kinds = {};
  report.findings.forEach(each => (kinds[each.kind] ??= []).push(each.id));
  const found = Object.entries(kinds).map(([kind, ids]) => [words(kind.toLowerCase()),
    ids.slice(0, IDS_SHOWN).join(', ') + (ids.length > IDS_SHOWN ? ` and ${ids.length - IDS_SHOWN} more` : ''), 'bad']);
  rows('report', [['payouts', report.payouts], ['transactions', report.transactions], ['charges matched', report.matched],
    ...(found.length ? found : [['differences', 0, 'good']])]);
}

// it reads the whole ledger, so less often than the status
async function askReport() {
  try {
    showReport(await read('report.json'));
  } catch (e) {
    rows('report', [['no answer; asking again', '', 'bad']]);
  }
  setTimeout(askReport, 60000);
}

ask();
askReport();
