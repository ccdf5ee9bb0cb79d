"""One address for one page."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from tld import get_fld

MAX_LENGTH = 2048
_ID = re.compile(r"(?<![\w%])\d{4,}(?![\w%])")
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_TRACKING = re.compile(
    r"^(?:utm_\w+|at_\w+|fb(?:clid|_\w+)|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|igsh|mc_[ce]id"
    r"|_hs(?:enc|mi)|mkt_tok|ref|ref_src|ref_url|referrer|source|src|cmpid?|cid|icid|ncid|smid|smtyp|partner|feature"
    r"|shared?|traffic_source|tracking_id|ocid|xtor|wt\.mc_id|__twitter_impression|guccounter|amp|outputtype|maca|ito)$",
    re.I,
)


def clean(url: str) -> str:
    """Without default port, fragment, credentials and tracking parameters, host in lower case; "" if not http(s)."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme.lower() not in {"http", "https"} or not host or len(url) > MAX_LENGTH or re.search(r"\s", host):
        return ""
    if port and port != {"http": 80, "https": 443}[parts.scheme.lower()]:
        host = f"{host}:{port}"
    query = parts.query
    if query:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=None)
        kept = [(name, value) for name, value in pairs if not _TRACKING.match(name)]
        query = query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit((parts.scheme.lower(), host, _escaped(parts.path or "/"), _escaped(query), ""))


def _escaped(part: str) -> str:
    """Letters beyond ASCII as their escapes, escapes in capitals (RFC 3986 section 6.2.2.1): one page may be named in both ways."""
    part = quote(part, safe="/:@!$&'()*+,;=~-._%?[]|^`{}\\\"<>")
    return _ESCAPE.sub(lambda match: match[0].upper(), part)


def site(url: str) -> str:
    """The registrable domain (`bbc.co.uk`), or the last two labels where no public suffix is known (`.example`)."""
    host = (urlsplit(url).hostname or "").lower().rstrip(".")
    if re.fullmatch(r"[\d.]+|.*:.*", host):
        return host
    known = get_fld(url, fail_silently=True)
    return known if isinstance(known, str) else ".".join(host.split(".")[-2:])


def host(url: str) -> str:
    """The host without `www.`."""
    return (urlsplit(url).hostname or "").lower().removeprefix("www.")


def canonical(page_url: str, declared: tuple[str, ...]) -> str:
    """The first declared address that is on the same site and not another page, else where it was fetched; cleaned."""
    own = clean(page_url)
    for value in declared:
        if not value:
            continue
        try:
            found = clean(urljoin(own, value) if own else value)
        except ValueError:
            continue
        if found and _sane(found, own):
            return found
    return own


def _sane(found: str, own: str) -> bool:
    if not own:
        return True
    if host(found) != host(own) and site(found) != site(own):
        return False
    path, own_path = urlsplit(found).path.strip("/"), urlsplit(own).path.strip("/")
    # A cache that gives an article the address of the one before it: that would make two stories versions of one.
    ids, own_ids = (set(_ID.findall(urlsplit(url)._replace(netloc="").geturl())) for url in (found, own))
    if ids and own_ids and not ids & own_ids:
        return False
    # Templates that give every article the address of the home page or of its section.
    if own_path and not path:
        return False
    return not (own_path.startswith(path + "/") and own_path.count("/") - path.count("/") >= 2)
