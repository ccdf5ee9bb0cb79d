-- What is to happen by when, according to whom
SELECT time_end AS "by", subject, outlet, attributed_to, quote, url FROM claims WHERE dimension = 'date' ORDER BY time_end, outlet;
