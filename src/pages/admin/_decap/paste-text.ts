/** Takes the pictures out of what is pasted: Word and web pages bring some along, and a text holds none (photos have their own field). */
export function pasteTextOnly(): void {
  const paste = (event: ClipboardEvent) => {
    const html = event.clipboardData?.getData('text/html') ?? '';
    if (!/<img\b/i.test(html)) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    const pasted = new DOMParser().parseFromString(html, 'text/html');
    for (const picture of pasted.querySelectorAll('img')) picture.remove();
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', pasted.body.innerHTML);
    clipboardData.setData('text/plain', pasted.body.textContent);
    event.target?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  };
  document.addEventListener('paste', paste, { capture: true });
}
