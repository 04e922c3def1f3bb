"""What is asked of a page inside the browser: small functions of JavaScript, each of one element or of none."""

# The element and what labels it, as one box; and what stands before it, if it can be clicked nowhere. Null if hidden.
BOX = """element => {
  const seen = {opacityProperty: true, visibilityProperty: true};
  const parts = [element, ...(element.labels ?? [])].filter(one => one.getClientRects().length
    && one.checkVisibility(seen));
  if (!parts.length) return null;
  const boxes = parts.map(one => one.getBoundingClientRect());
  const x = Math.min(...boxes.map(one => one.left)), y = Math.min(...boxes.map(one => one.top));
  const right = Math.max(...boxes.map(one => one.right)), bottom = Math.max(...boxes.map(one => one.bottom));
  const before = parts.map((one, number) => {
    const box = boxes[number];
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return !top || one.contains(top) ? "" : top.outerHTML.slice(0, 120);
  });
  return {x, y, width: right - x, height: bottom - y, covered_by: before.every(one => one) ? before[0] : "",
    inline: getComputedStyle(element).display === "inline"};
}"""

BRING_INTO_VIEW = "element => element.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'})"
SCROLL_BACK = "() => window.scrollTo({top: 0, left: 0, behavior: 'instant'})"
HAS_FOCUS = "element => element === document.activeElement || element.contains(document.activeElement)"
FOCUSABLE = """() => 10 + document.querySelectorAll(
  'a[href], area[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]').length"""
START_AGAIN = """() => { document.activeElement?.blur(); window.getSelection()?.removeAllRanges(); }"""
LEADS_ON = """element => {
  const link = element.closest('a[href]');
  if (link) return !link.getAttribute('href').startsWith('#') && !link.target;
  const button = element.closest('button, input');
  return Boolean(button && button.form && ['submit', 'image'].includes(button.type));
}"""
ITS_LABEL_IF_ALONE = "e => e.matches('input') && !e.getClientRects().length ? e.labels?.[0] ?? null : null"
STANDS = """element => element.matches('input') ? element.checked
  : element.getAttribute('aria-checked') === 'true'"""

# What was typed, and addresses of people, are no part of a picture; what is shown in it is outlined.
HIDE = """element => {
  const undo = [];
  const change = (one, key, value) => { const was = one[key]; one[key] = value; undo.push(() => { one[key] = was; }); };
  // Not by the attribute, which a page's own policy may forbid.
  const style = (one, rules) => { const was = one.getAttribute('style');
    for (const [name, value] of Object.entries(rules)) one.style.setProperty(name, value, 'important');
    undo.push(() => { one.style.cssText = was ?? ''; if (was === null) one.removeAttribute('style'); }); };
  for (const field of document.querySelectorAll('input:not([type=checkbox], [type=radio]), textarea'))
    if (field.value) style(field, {color: 'transparent', '-webkit-text-fill-color': 'transparent'});
  const address = /[^\\s@<>"]+@[^\\s@<>"]+\\.[^\\s@<>"]+/g;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode())
    if (walker.currentNode.data.match(address))
      change(walker.currentNode, 'data', walker.currentNode.data.replace(address, '•••@•••'));
  for (const part of element ? [element, ...(element.labels ?? [])] : [])
    style(part, {outline: '4px solid #d6006c', 'outline-offset': '2px'});
  window.__asAdvertised = () => undo.reverse().forEach(one => one());
}"""
SHOW_AGAIN = "() => { window.__asAdvertised?.(); delete window.__asAdvertised; }"
