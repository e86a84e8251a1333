// Draws a card with Microsoft's renderer, as Teams' web client does: its host configuration, Markdown through markdown-it.
window.executed = [];
const markdown = window.markdownit();

AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown.render(text);
  result.didProcess = true;
};

/** Returns what the renderer finds wrong with the card. */
window.drawCard = (payload, hostConfig) => {
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(hostConfig);
  card.onExecuteAction = (action) =>
    window.executed.push({ title: action.title, data: action.data ?? null, url: action.url ?? null });
  const context = new AdaptiveCards.SerializationContext();
  card.parse(payload, context);
  document.querySelector("#card").replaceChildren(card.render());
  return Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
};
