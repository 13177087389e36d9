'use strict';
(() => {
const data = JSON.parse(document.getElementById('data').textContent);
const $ = (id) => document.getElementById(id);
const number = (n) => n.toLocaleString('en-US');
function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key === 'class') node.className = value;
    else if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value);
  }
  for (const child of children) {
    if (child !== null && child !== undefined) node.append(child);
  }
  return node;
}
function table(head, rows, numeric) {
  const t = make('table');
  t.append(make('thead', null, make('tr', null,
      ...head.map((h) => make('th', {scope: 'col'}, h)))));
  const body = make('tbody');
  for (const row of rows) {
    body.append(make('tr', null, ...row.map((cell, i) =>
      make('td', numeric && numeric.has(i) ? {class: 'n'} : null, cell))));
  }
  t.append(body);
  return t;
}

function summary() {
  document.title = data.title;
  $('title').textContent = data.title;
  $('about').textContent = data.about;
  for (const [name, value] of data.numbers) {
    $('numbers').append(make('div', null, make('dt', null, name),
        make('dd', null, typeof value === 'number' ? number(value) : value)));
  }
  const rows = data.campaigns.map((c) => [c.id.slice(0, 8), c.date, c.seed,
    number(c.first_case), number(c.cases), number(c.statements),
    number(c.divergences), (c.ms / 1000).toFixed(1), c.engines, c.options]);
  $('campaigns').querySelector('div').append(table(['campaign', 'date', 'seed',
    'first case', 'cases', 'statements', 'divergences', 'seconds', 'engines',
    'options'], rows, new Set([3, 4, 5, 6, 7])));
}

// Statements a second between two samples.
function rates(samples) {
  const points = [];
  let before = {ms: 0, statements: 0};
  for (const s of samples) {
    if (s.ms - before.ms >= 500) {
      const rate = (s.statements - before.statements) * 1000 /
                   (s.ms - before.ms);
      if (rate >= 0) points.push({x: s.ms / 60000, y: Math.round(rate)});
      before = s;
    }
  }
  return points;
}
function throughput() {
  const drawn = data.campaigns.filter((c) => c.samples.length > 1)
      .sort((a, b) => b.statements - a.statements).slice(0, 12);
  $('chart-note').textContent = drawn.length === 0 ?
    'No campaign ran long enough to say.' :
    `Statements a second over time: the ${drawn.length} longest of ` +
    `${number(data.campaigns.length)} campaigns.`;
  const rows = [];
  for (const c of drawn) {
    for (const p of rates(c.samples)) {
      rows.push([c.id.slice(0, 8), p.x.toFixed(2), number(p.y)]);
    }
  }
  $('samples').querySelector('div').append(
    table(['campaign', 'minute', 'statements/s'], rows, new Set([1, 2])));
  if (drawn.length === 0 || typeof Chart === 'undefined') {
    document.querySelector('.chart').hidden = true;
    return;
  }
  const style = () => getComputedStyle(document.documentElement);
  const ink = () => style().getPropertyValue('--ink').trim();
  const line = () => style().getPropertyValue('--line').trim();
  const colour = (i) => `hsl(${(210 + i * 47) % 360} 70% 50%)`;
  const axis = (text) => ({type: 'linear', beginAtZero: true,
    title: {display: true, text, color: ink()}, ticks: {color: ink()},
    grid: {color: line()}});
  const chart = new Chart($('chart'), {
    type: 'line',
    data: {datasets: drawn.map((c, i) => ({
      label: `${c.id.slice(0, 8)} ${c.date}`, data: rates(c.samples),
      borderColor: colour(i), backgroundColor: colour(i), pointRadius: 1,
      borderWidth: 2}))},
    options: {animation: false, maintainAspectRatio: false, parsing: false,
      scales: {x: axis('minutes'), y: axis('statements/s')},
      plugins: {legend: {labels: {color: ink()}}}},
  });
  const redraw = () => {
    for (const a of [chart.options.scales.x, chart.options.scales.y]) {
      a.title.color = a.ticks.color = ink();
      a.grid.color = line();
    }
    chart.options.plugins.legend.labels.color = ink();
    chart.update();
  };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  addEventListener('beforeprint', () => chart.resize());
}

function coverage() {
  const show = $('outcome').value;
  const value = (cell) => show === 'accepted' ? cell[0] :
    show === 'refused' ? cell[1] : cell[0] + cell[1];
  let max = 1, holes = 0;
  for (const row of data.coverage.cells) {
    for (const cell of row) max = Math.max(max, value(cell));
  }
  const t = make('table');
  t.append(make('thead', null, make('tr', null, make('th', null, ''),
    ...data.coverage.forms.map((f) => make('th', {scope: 'col'}, f)))));
  const body = make('tbody');
  data.coverage.features.forEach((feature, i) => {
    const row = make('tr', null, make('th', {scope: 'row', title: feature[1]},
                                      feature[0]));
    data.coverage.cells[i].forEach((cell, j) => {
      const n = value(cell);
      const title = `${data.coverage.forms[j]}, ${feature[0]}: ` +
        `${number(cell[0])} accepted, ${number(cell[1])} refused`;
      if (n === 0) {
        ++holes;
        row.append(make('td', {class: 'never', title}, 'never'));
        return;
      }
      const heat = 0.08 + 0.62 * Math.log(1 + n) / Math.log(1 + max);
      const which = show === 'refused' ? '--heat2' : '--heat';
      row.append(make('td', {title,
        style: `background: rgba(var(${which}), ${heat.toFixed(2)})`},
        show === 'both' ? `${number(cell[0])} / ${number(cell[1])}` :
        number(n)));
    });
    body.append(row);
  });
  t.append(body);
  $('matrix').replaceChildren(t);
  $('holes').textContent = `${number(holes)} cells never hit`;
}

function rules() {
  for (const [rule, what] of data.unhit) {
    $('unhit').append(make('li', null, make('code', null, rule), ` ${what}`));
  }
  if (data.unhit.length === 0) {
    $('unhit').append(make('li', null, 'none'));
  }
}

let toastTimer = 0;
function toast(text) {
  $('toast').textContent = text;
  $('toast').classList.add('on');
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => $('toast').classList.remove('on'), 2000);
}
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch (error) {
    const area = make('textarea', {readonly: ''});
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
  toast('Copied');
}

// What two texts do not have in common, marked in both.
function marked(a, b) {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) ++start;
  let end = 0;
  while (end < a.length - start && end < b.length - start &&
         a[a.length - 1 - end] === b[b.length - 1 - end]) ++end;
  const cut = (text, tag) => [text.slice(0, start),
    make(tag, null, text.slice(start, text.length - end)),
    text.slice(text.length - end)];
  return [cut(a, 'del'), cut(b, 'ins')];
}
function sides(rows) {
  const body = make('tbody');
  for (const [name, expected, actual] of rows) {
    const [left, right] = marked(expected, actual);
    body.append(make('tr', null, make('th', {scope: 'row'}, name),
      make('td', null, ...left), make('td', null, ...right)));
  }
  return make('table', {class: 'sides'}, make('thead', null, make('tr', null,
    make('th', null, ''), make('th', {scope: 'col'}, 'expected'),
    make('th', {scope: 'col'}, 'answered'))), body);
}
// "  sqlite-3.40.1: predicted accepted [rule]; refused (...): ..."
function lanes(answers) {
  const rows = [];
  for (const line of answers.split('\n')) {
    const m = /^\s*(.+?): predicted (.*?)(?: \[[^\]]*\])?; (.*)$/.exec(line);
    if (m) rows.push([m[1], m[2], m[3]]);
  }
  return rows;
}
function details(bug) {
  const box = make('div');
  const c = bug.cases[0];
  box.append(make('p', {class: 'key'}, bug.key));
  box.append(make('p', null, `Met ${number(bug.count)} times in ` +
    `${number(bug.campaigns)} campaigns. First: ${bug.first}. ` +
    `Last: ${bug.last}.`));
  for (const e of bug.events) {
    box.append(make('p', null, `${e.kind} ${e.date}: ${e.text}`));
  }
  if (!c) return box;
  box.append(make('h3', null, 'The statement'));
  box.append(make('pre', null, c.statement));
  box.append(make('h3', null, 'What each lane answered'));
  const rows = lanes(c.answers);
  if (!rows.some((r) => r[1] !== r[2]) || rows.length === 0) {
    rows.push([`${c.expected_from} and ${c.actual_from}`, c.expected,
               c.actual]);
  }
  for (const d of c.differences) rows.push([d[0], d[1], d[2]]);
  box.append(sides(rows));
  if (c.engines.length > 0) {
    box.append(make('h3', null, 'On which engines'));
    box.append(table(['engine', 'verdict', 'answer'], c.engines));
  }
  box.append(make('h3', null, 'To see it again'));
  box.append(make('button', {class: 'copy', type: 'button', 'data-copy': 'command',
    onclick: () => copy(bug.command)}, 'Copy command'),
    make('pre', null, bug.command));
  box.append(make('h3', null, `The script, ${number(c.statements)} statements`));
  box.append(make('button', {class: 'copy', type: 'button', 'data-copy': 'sql',
    onclick: () => copy(c.text)}, 'Copy SQL'), make('pre', null, c.text));
  if (bug.cases.length > 1) {
    box.append(make('h3', null, 'Also seen as'));
    box.append(make('ul', null, ...bug.cases.slice(1).map((other) =>
      make('li', null, make('code', null, other.signature),
           ` ${number(other.count)} times`))));
  }
  return box;
}

const kPage = 100;
let shown = [], visible = 0;
for (const bug of data.bugs) {
  bug.words = [bug.id, bug.key, bug.status, ...bug.cases.map((c) =>
    `${c.signature} ${c.text || ''} ${(c.engines || []).flat().join(' ')}`)]
    .join(' ').toLowerCase();
  bug.kind = bug.key.split('/')[0];
}
function row(bug) {
  const c = bug.cases[0];
  const node = make('details', {class: 'bug', id: bug.id},
    make('summary', null,
      make('span', {class: `tag ${bug.status}`}, bug.status),
      make('strong', null, bug.id), ` ${number(bug.count)} times`,
      make('code', {class: 'statement'}, c ? c.statement : '')));
  // A bug is written out when it is first looked at.
  node.addEventListener('toggle', () => {
    if (node.open && node.children.length === 1) node.append(details(bug));
  });
  return node;
}
function more() {
  const next = shown.slice(visible, visible + kPage);
  $('list').append(...next.map(row));
  visible += next.length;
  $('more').hidden = visible >= shown.length;
}
function filter() {
  const words = $('filter').value.toLowerCase().split(/\s+/).filter((w) => w);
  shown = data.bugs.filter((bug) =>
    (!$('status').value || bug.status === $('status').value) &&
    (!$('kind').value || bug.kind === $('kind').value) &&
    words.every((w) => bug.words.includes(w)));
  visible = 0;
  $('list').replaceChildren();
  if (data.bugs.length === 0) {
    $('list').append(make('p', null, 'Nothing has diverged.'));
  } else if (shown.length === 0) {
    $('list').append(make('p', null, 'No bug is like that.'));
  }
  more();
  $('shown').textContent =
    `${number(shown.length)} of ${number(data.bugs.length)}`;
}
function bugs() {
  for (const kind of [...new Set(data.bugs.map((b) => b.kind))].sort()) {
    $('kind').append(make('option', null, kind));
  }
  $('filter').addEventListener('input', filter);
  $('status').addEventListener('change', filter);
  $('kind').addEventListener('change', filter);
  $('more').addEventListener('click', more);
  filter();
}

function step(by) {
  const all = [...document.querySelectorAll('.bug > summary')];
  if (all.length === 0) return;
  const at = all.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
  if (next >= all.length && !$('more').hidden) {
    more();
    step(by);
  } else if (all[next]) {
    all[next].focus();
  }
}
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
    if (event.key === 'Escape') event.target.blur();
    return;
  }
  const bug = event.target.closest && event.target.closest('.bug');
  if (event.key === '/') $('filter').focus();
  else if (event.key === 'j') step(1);
  else if (event.key === 'k') step(-1);
  else if (event.key === 'c' && bug) {
    copy(data.bugs.find((b) => b.id === bug.id).command);
  } else return;
  event.preventDefault();
});
$('outcome').addEventListener('change', coverage);
addEventListener('beforeprint', () => {
  document.querySelectorAll('.bug').forEach((node) => { node.open = true; });
});
// A link to a bug opens it.
function follow() {
  const id = decodeURIComponent(location.hash.slice(1));
  const at = data.bugs.findIndex((b) => b.id === id);
  if (at < 0) return;
  while (visible <= at && !$('more').hidden) more();
  const node = document.getElementById(id);
  if (node) { node.open = true; node.scrollIntoView(); }
}
addEventListener('hashchange', follow);

summary();
coverage();
rules();
bugs();
throughput();
follow();
})();
