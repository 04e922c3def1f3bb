"""What is asked of a page inside the browser: small functions of JavaScript, each of one element or of none."""

# Which is the first that a person sees, itself or by what labels it; -1 if none is.
FIRST_SHOWN = """elements => {
  const isShown = (one, clear) => {
    const box = one.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && one.checkVisibility({visibilityProperty: true, opacityProperty: clear});
  };
  const isBox = one => one.matches('[type=checkbox], [type=radio]');
  return elements.findIndex(one => !one.closest('[inert]') && (
    isShown(one, !isBox(one)) || (isBox(one) && [...one.labels].some(it => isShown(it, true)))
  ));
}"""

# The element and what labels it, as one box; and what stands before it, if it can be clicked nowhere. Null if hidden.
# A box is told from the corner of the frame that it is in.
BOX = """element => {
  const seen = {opacityProperty: true, visibilityProperty: true};
  const parts = [element, ...(element.labels ?? [])].filter(one => one.checkVisibility(seen)
    && [...one.getClientRects()].some(box => box.width && box.height));
  if (!parts.length) return null;
  const boxes = parts.map(one => one.getBoundingClientRect());
  const x = Math.min(...boxes.map(one => one.left)), y = Math.min(...boxes.map(one => one.top));
  const right = Math.max(...boxes.map(one => one.right)), bottom = Math.max(...boxes.map(one => one.bottom));
  const before = parts.map((one, number) => {
    const box = boxes[number];
    const top = one.getRootNode().elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return !top || one.contains(top) ? "" : top.cloneNode(false).outerHTML.slice(0, 120);
  });
  return {x, y, width: right - x, height: bottom - y, covered_by: before.every(one => one) ? before[0] : "",
    inline: getComputedStyle(element).display === "inline"};
}"""
CORNER_WITHIN = """element => {
  const box = element.getBoundingClientRect();
  return window === window.top ? null : [box.left, box.top];
}"""

BRING_INTO_VIEW = "element => element.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'})"
SCROLL_BACK = "() => window.scrollTo({top: 0, left: 0, behavior: 'instant'})"
# The radios of a group are one stop of the Tab key: the arrows lead to the others.
HAS_FOCUS = """element => {
  const active = element.getRootNode().activeElement;
  const isRadio = one => one && one.matches('input[type=radio]') && one.name;
  return element.contains(active)
    || Boolean(isRadio(element) && isRadio(active) && active.name === element.name && active.form === element.form);
}"""
FOCUSABLE = """() => 10 + document.querySelectorAll(
  'a[href], area[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]').length"""
START_AGAIN = """() => { document.activeElement?.blur(); window.getSelection()?.removeAllRanges(); }"""
LEADS_ON = """element => {
  const link = element.closest('a[href], area[href]');
  if (link) return !/^\\s*(#|javascript:)/i.test(link.getAttribute('href'));
  const button = element.closest('button, input');
  return Boolean(button && button.form && ['submit', 'image'].includes(button.type));
}"""
# What labels a box that cannot be clicked itself, as where style hides the box and draws another.
ITS_LABEL_IF_ALONE = """element => {
  const label = [...(element.labels ?? [])].find(one => one.getClientRects().length);
  if (!label || !element.matches('[type=checkbox], [type=radio]')) return null;
  element.scrollIntoView({block: 'nearest', behavior: 'instant'});
  const box = element.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return box.width > 1 && box.height > 1 && (top === element || label.contains(top)) ? null : label;
}"""
STANDS = """element => element.matches('input') ? element.checked
  : ['aria-checked', 'aria-pressed'].some(key => element.getAttribute(key) === 'true')"""
IS_THERE = "element => element.isConnected"
IS_RADIO = "element => element.matches('input[type=radio]')"
IS_THE_FIRST = "() => history.length <= 1"
SAYS = "() => document.body?.innerText ?? ''"

# Whether a page can change by itself: by scripts that came, by moving, or by leading on.
RUNS = """() => {
  const status = new Map(performance.getEntriesByType('resource').map(one => [one.name, one.responseStatus]));
  const runs = one => /^$|module|(java|ecma)script/i.test(one.type) && !(one.src && status.get(one.src) >= 400);
  return [...document.scripts].some(runs)
    || document.querySelector('meta[http-equiv=refresh i], a[href^="javascript:" i]') !== null
    || document.evaluate('boolean(//@*[starts-with(name(), "on")])', document, null, 3, null).booleanValue
    || document.getAnimations().length > 0;
}"""

# What was typed, and addresses of people, are no part of a picture. A sheet of our own asks no leave of the page's
# policy, and leaves its elements as they are.
HIDE = """() => {
  const undo = [], roots = [];
  const address = /[^\\s@<>"]+@[^\\s@<>"]+\\.[^\\s@<>"]+/g;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    input:not([type=submit], [type=button], [type=reset], :placeholder-shown), textarea:not(:placeholder-shown),
    [contenteditable]:not([contenteditable=false]) { -webkit-text-security: disc !important }
    [data-asadvertised-used] { outline: 4px solid #d6006c !important; outline-offset: 2px !important }`);
  const change = (one, key) => {
    const was = one[key];
    if (!was?.match(address)) return;
    one[key] = was.replace(address, '•••@•••');
    undo.push(() => { one[key] = was; });
  };
  const visit = root => {
    roots.push(root);
    const sheets = [...root.adoptedStyleSheets];
    root.adoptedStyleSheets = [...sheets, sheet];
    undo.push(() => { root.adoptedStyleSheets = sheets; });
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      const one = walker.currentNode;
      if (one.shadowRoot) visit(one.shadowRoot);
      const isRead = one.nodeType === Node.TEXT_NODE && !one.parentElement?.matches('script, style, textarea');
      if (isRead) change(one, 'data');
      else if (one.matches?.('[placeholder]')) change(one, 'placeholder');
      else if (one.matches?.('input:is([type=submit], [type=button], [type=reset])')) change(one, 'value');
    }
  };
  window.__asAdvertised = () => undo.reverse().forEach(one => one());
  visit(document);
}"""
OUTLINE = """element => {
  const parts = [element, ...(element.labels ?? [])], undo = window.__asAdvertised;
  parts.forEach(one => one.setAttribute('data-asadvertised-used', ''));
  window.__asAdvertised = () => { undo?.(); parts.forEach(one => one.removeAttribute('data-asadvertised-used')); };
}"""
SHOW_AGAIN = "() => { window.__asAdvertised?.(); delete window.__asAdvertised; }"

# What a page is, in short: by it one knows whether a click has changed anything.
STAMP = """() => {
  let stamp = 0;
  for (const letter of document.documentElement.outerHTML) stamp = (stamp * 31 + letter.codePointAt(0)) | 0;
  return `${location.href} ${stamp}`;
}"""
