-- Figures that somebody denies
SELECT outlet, attributed_to, quote, sentence, url FROM claims WHERE modality = 'denied' ORDER BY published_at DESC, url;
