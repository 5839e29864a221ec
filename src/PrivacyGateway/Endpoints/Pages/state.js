// Renews the state page in place every few seconds. Without it the page is complete as it was sent; reloading the window does the same.
const interval = 5000;
const button = document.getElementById('refresh');
const problem = document.getElementById('problem');
const updated = document.getElementById('updated');
let isOn = true;

if (button) {
  button.hidden = false;
  setInterval(renew, interval);
  document.addEventListener('visibilitychange', renew);
}
button?.addEventListener('click', () => {
  isOn = !isOn;
  button.textContent = isOn ? 'Refreshing' : 'Paused';
  button.setAttribute('aria-pressed', String(isOn));
  if (isOn) renew();
});

async function renew() {
  if (!isOn || document.hidden) return;
  try {
    const response = await fetch(location.pathname, { cache: 'no-store' });
    if (!response.ok) throw new Error(String(response.status));
    show(new DOMParser().parseFromString(await response.text(), 'text/html'));
  } catch {
    problem.textContent = 'The gateway does not answer.';
  }
}

// Only what has changed is replaced, and nothing that the reader is in the middle of.
function show(fresh) {
  problem.textContent = '';
  updated.replaceChildren(...fresh.getElementById('updated').childNodes);
  for (const part of document.querySelectorAll('[data-live]')) {
    const other = fresh.querySelector(`[data-live="${part.dataset.live}"]`);
    if (other && other.innerHTML !== part.innerHTML && !part.contains(document.activeElement) && !isSelected(part)) {
      part.replaceWith(document.adoptNode(other));
    }
  }
}

function isSelected(part) {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(part, true);
}
