"""What only looks like a quantity: labels and names with numbers, addresses, scores, ages said in passing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.extract.numbers.numerals import HYPHENS
from claims.extract.quantities.amounts import NO_UNIT, Amount
from claims.extract.quantities.noun_forms import singular_of
from claims.extract.quantities.scores import MAX_SCORE, end_of_nil, end_of_score, is_clock, is_nil, is_tie
from claims.languages import Kind, Language, Token, fold

LABEL_LIST = 5
"""Numbers that a label may name: "Articles 41, 42 and 43"."""
MAX_AGE = 119
NAME_WORDS = 4
"""Words between a house number and the kind of street."""
OPENING_QUOTES = frozenset("«“\"‘'")
CLOSING_QUOTES = frozenset("»”\"’'")
OLD_YEAR = re.compile(r"[1-9]\d\d")
CODE_MARKS = HYPHENS | {"/"}


def end_of_identifier(tokens: Sequence[Token], amount: Amount, language: Language) -> int | None:
    """The index after the label, name, address, score or age that the amount is part of; None where it is a quantity."""
    if amount.unit.dimension == "none" or in_name(tokens, amount.number_i, language):
        return amount.j
    if amount.high < MAX_SCORE and is_tie(tokens, amount, language):
        return amount.j + 1
    if _is_in_title(tokens, amount, language):
        return amount.j
    if amount.unit is not NO_UNIT and not _is_glued_letter(tokens, amount, language):
        return None
    if language.table("ages_after", clitics=False).starting_at(tokens, amount.number_i + 1) is not None:
        return amount.j  # «في العشرين من عمره»
    if tokens[amount.number_i].kind is not Kind.NUMBER:
        if is_nil(tokens, amount.number_i, language):
            return end_of_nil(tokens, amount)
        prefixed = _ends_quoted_name(tokens, amount, language) and _is_prefixed(tokens[amount.number_i], language)
        return amount.j if prefixed or _is_worded_name(tokens, amount, language) else None  # «وايلد وست»
    score = end_of_score(tokens, amount, language)
    if score is not None:
        return score
    if is_clock(tokens, amount, language):
        return amount.j
    if (
        _is_labelled(tokens, amount, language)
        or _is_address(tokens, amount, language)
        or _is_year_of_era(tokens, amount, language)
        or _is_named(tokens, amount, language)
    ):
        return amount.number_i + 1 if amount.noun is not None and amount.noun.i > amount.number_i + 1 else amount.j
    named = _is_age_in_passing(tokens, amount, language) or _ends_quoted_name(tokens, amount, language)
    return amount.j if named or _is_list_number(tokens, amount) or _is_code(tokens, amount) else None


def _is_glued_letter(tokens: Sequence[Token], amount: Amount, language: Language) -> bool:
    """Whether a letter taken for a unit names with the number: "seat 14C"."""
    j = amount.number_i + 1
    if (
        j >= len(tokens)
        or tokens[j].kind is not Kind.WORD
        or len(tokens[j].text) != 1
        or tokens[j].start != tokens[j - 1].end
        or not amount.i
    ):
        return False
    return _norm(tokens, amount.i - 1) in language.words("labels")


def _is_worded_name(tokens: Sequence[Token], amount: Amount, language: Language) -> bool:
    """ "Day three"; "the Five Star Movement": a capital inside a sentence makes a number word part of a name."""
    i = amount.number_i
    previous = tokens[i - 1] if i else None
    if previous is not None and previous.text in HYPHENS and i > 1 and tokens[i - 2].end == previous.start:
        return previous.end == tokens[i].start and tokens[i].text[0].isupper()  # "Slaughterhouse-Five"
    if previous is None or previous.kind is not Kind.WORD:
        return False
    if amount.noun is None and previous.norm in language.words("word_labels"):
        return True
    if previous.text[0].isupper() and tokens[i].text[0].isupper() and _is_label(previous, "labels", language):
        return True  # "Channel Nine"
    named = tokens[i].text[0].isupper() and not tokens[i].text.isupper() and bool(language.data.get("capitals"))
    return named and (previous.text[0].islower() or _goes_on_a_name(tokens, i, language))


def _goes_on_a_name(tokens: Sequence[Token], i: int, language: Language) -> bool:
    """ "The Five Star Movement", "the Big Four"; a headline has no articles."""
    articles = language.words("definite_articles")
    return _norm(tokens, i - 1) in articles or (_norm(tokens, i - 2) in articles and i + 1 < len(tokens))


def _is_prefixed(token: Token, language: Language) -> bool:
    """Whether a numeral is one only without its prefix."""
    return token.norm not in language.mapping("numerals") and token.norm not in language.mapping("scales")


def _norm(tokens: Sequence[Token], k: int) -> str:
    return tokens[k].norm if 0 <= k < len(tokens) else ""


def in_name(tokens: Sequence[Token], i: int, language: Language) -> bool:
    """ "S&P 500", "9/11"."""
    names = language.table("name_patterns", clitics=False)
    for k in range(max(0, i - 3), i + 1):
        found = names.starting_at(tokens, k)
        if found is not None and i < found[1]:
            return True
    return False


def _is_in_title(tokens: Sequence[Token], amount: Amount, language: Language) -> bool:
    """Whether a book, a film or the like is named: «رواية «مئة عام من العزلة»», "the film The Five-Year Engagement"."""
    titles = language.words("title_words")
    if not titles:
        return False
    capitals = bool(language.data.get("capitals")) and tokens[amount.i].text[:1].isupper()
    for k in range(amount.i - 1, max(-1, amount.i - 2 - NAME_WORDS), -1):
        if tokens[k].text in OPENING_QUOTES and k:
            return language.is_among(tokens[k - 1].norm, titles)
        if tokens[k].text in CLOSING_QUOTES:
            return False
        if not tokens[k].text[:1].isupper():
            if capitals:
                return tokens[k].norm in titles
            if language.data.get("capitals"):
                return False
    return False


def _is_labelled(tokens: Sequence[Token], amount: Amount, language: Language) -> bool:
    """ "Section 427", "No. 1", "#5", «القرار 1701»: strong labels whatever is named, the others where nothing known is counted."""
    i = amount.number_i
    previous = tokens[i - 1] if i else None
    if previous is None:
        return False
    if previous.text in ("#", "№") or (amount.noun is None and previous.norm in language.words("date_articles")):
        return True
    if previous.norm in language.words("joiners") or previous.text == ",":
        return amount.noun is None and _goes_on_a_label(tokens, i - 2, language)
    if previous.text == "." and _norm(tokens, i - 2) in language.words("dotted_labels"):
        return True
    if previous.text in HYPHENS and i > 1 and tokens[i - 2].kind is Kind.WORD and not tokens[i - 2].text.isascii():
        return previous.start == tokens[i - 2].end and previous.end == tokens[i].start  # «إف-16»
    behind_label = i > 1 and amount.noun is None and _is_label(tokens[i - 2], "labels", language)
    if behind_label and (previous.text in OPENING_QUOTES or previous.norm in language.words("range_from")):
        return True  # «كتيبة «101»», «الآيات من 12 إلى 19»
    if previous.kind is not Kind.WORD:
        return False
    if previous.norm in language.words("definite_prefixes"):
        counts = amount.noun is not None and (amount.noun.i < i or (amount.noun.i == i + 1 and amount.noun.concept))
        return not counts  # «الدورة الـ54», while «الـ50 مختطفا» are counted
    if _is_label(previous, "strong_labels", language):
        return True
    if previous.norm in language.words("label_adjectives") and i > 1 and amount.form == "digits":
        return amount.noun is None and _is_label(tokens[i - 2], "labels", language)
    if amount.scale > 1 or not _is_label(previous, "labels", language):
        return False  # «في المخيم 12 ألف لاجئ»
    if amount.noun is None or _norm(tokens, i + 1) in language.words("one_of"):  # "Section 427 of Resolution 1701"
        return previous.text[:1].isupper() or previous.norm not in language.words("verb_labels")
    if any(previous.norm.startswith(prefix) for prefix in language.words("definite_prefixes")):
        return amount.noun.concept is None or amount.noun.i > i + 1  # «العدد 1245 من الجريدة»
    named = previous.text[:1].isupper() or not language.data.get("capitals")
    if _names_one(tokens, amount, language) and (named or previous.norm in language.words("lower_case_labels")):
        return True
    return amount.noun.concept is None and (named or previous.norm in language.words("lower_case_labels"))


def _names_one(tokens: Sequence[Token], amount: Amount, language: Language) -> bool:
    """Whether what follows is one thing, so that the number is a part of its name: "the number 10 bus", "Unit 17 hospital"."""
    noun = amount.noun
    if noun is None or noun.i != amount.number_i + 1 or amount.low <= 1 or language.data.get("singular_after_ten"):
        return False
    found = language.nouns.starting_at(tokens, noun.i)
    return found is not None and found[0].form == "singular"


def _is_label(token: Token, key: str, language: Language) -> bool:
    labels = language.words(key)
    return language.is_among(token.norm, labels) or singular_of(token.norm, language) in labels


def _goes_on_a_label(tokens: Sequence[Token], k: int, language: Language) -> bool:
    """Whether the number at token k has a label before it, perhaps over more numbers: "Articles 41, 42 and 43"."""
    for _ in range(LABEL_LIST):
        if k < 1 or tokens[k].kind is not Kind.NUMBER:
            return False
        previous = tokens[k - 1]
        if previous.kind is Kind.WORD and previous.norm not in language.words("joiners"):
            return any(_is_label(previous, key, language) for key in ("strong_labels", "labels"))
        k -= 2
    return False


def _is_list_number(tokens: Sequence[Token], amount: Amount) -> bool:
    """ "1. Wash your hands. 2. Wear a mask.": a number and a full stop where a sentence begins."""
    i, j = amount.i, amount.j
    begins = i == 0 or tokens[i - 1].text in ".!?؟" or tokens[i - 1].kind is Kind.NEWLINE
    if not begins or j + 1 >= len(tokens) or amount.noun is not None or j != i + 1:
        return False
    return tokens[j].text in ".)" and tokens[j].start == tokens[i].end and tokens[j + 1].kind is Kind.WORD


def _is_code(tokens: Sequence[Token], amount: Amount) -> bool:
    """ "0134", "08002000200": no count begins with a zero; what goes on behind a slash: «2023/11874»."""
    i = amount.number_i
    if i > 1 and tokens[i - 1].text in CODE_MARKS and tokens[i - 2].end == tokens[i - 1].start == tokens[i].start - 1:
        kind = tokens[i - 2].kind
        if kind is Kind.IDENTIFIER or (kind is Kind.NUMBER and tokens[i - 1].text == "/"):
            return True
    return re.fullmatch(r"0\d*[1-9]\d+|0\d+[1-9]", fold(tokens[amount.number_i].text)) is not None


def _is_year_of_era(tokens: Sequence[Token], amount: Amount, language: Language) -> bool:
    """ "700 BC"; a bare number of three digits behind "in": "died of the plague in 639 and"."""
    i = amount.number_i
    bare = amount.noun is None and amount.j == i + 1 and OLD_YEAR.fullmatch(tokens[i].text) is not None
    ends = (
        amount.j >= len(tokens)
        or tokens[amount.j].kind is not Kind.WORD
        or tokens[amount.j].norm in language.words("joiners")
    )
    dated = language.words("years_of_old_behind")
    if (
        bare
        and ends
        and i > 1
        and tokens[i - 1].norm in dated
        and tokens[i - 2].norm not in language.words("not_before_years")
    ):
        return True
    return language.table("eras", clitics=False).starting_at(tokens, amount.j) is not None


def _is_address(tokens: Sequence[Token], amount: Amount, language: Language) -> bool:
    """ "575 Wilbraham Road", "22 Ave Foch", "9 E 71st St": a number, capitalised words, a kind of street among them."""
    types, i = language.words("street_types"), amount.number_i
    if i + 2 < len(tokens) and tokens[i + 1].text in HYPHENS and tokens[i + 2].kind is Kind.NUMBER:
        i += 2
    if not language.data.get("capitals"):
        near = i + 1 if amount.noun is not None and amount.noun.concept is not None else i + 2
        return any(token.norm in types for token in tokens[i + 1 : near + 1])  # «45 شارع», while roads are «45 شارعا»
    for k in range(i + 1, min(i + 1 + NAME_WORDS, len(tokens))):
        if tokens[k].kind is Kind.ORDINAL:
            continue
        if tokens[k].kind is not Kind.WORD or not tokens[k].text[:1].isupper():
            return False
        if tokens[k].norm in types:
            return k > i + 1 or (k + 1 < len(tokens) and tokens[k + 1].text[:1].isupper())
    return False


def _is_named(tokens: Sequence[Token], amount: Amount, language: Language) -> bool:
    """ "World War 2", "Apple Watch 5": a bare number behind a name inside a sentence; "in Gaza 14", "Hamas said 14" and headlines are none."""
    i = amount.number_i
    if not language.data.get("capitals") or i < 2 or amount.form != "digits":
        return False
    if amount.noun is not None and (amount.low >= 100 or tokens[i - 1].text.endswith("s")):
        return False
    if not _is_capitalised_name(tokens[i - 1], language) or _counts_for_itself(tokens, amount.j, language):
        return False
    k = i - 1
    while k > max(0, i - NAME_WORDS) and _is_capitalised_name(tokens[k - 1], language):
        k -= 1
    if k == 0 or not _goes_before_name(tokens[k - 1], language) or _is_rival(tokens, k, i, language):
        return False
    if language.table("weekdays").ending_at(tokens, i - 1) is not None and amount.noun is not None:
        return False  # "On Thursday 23 people, 12 of them children, were hurt"
    return (
        all(table.ending_at(tokens, i - 1) is None for table in (language.places, language.peoples))
        and language.event_words.starting_at(tokens, i - 1) is None
    )


def _is_rival(tokens: Sequence[Token], k: int, i: int, language: Language) -> bool:
    """Whether a plural name is one of a list, and the number what it has: "121 seats and the Socialists 77"."""
    listed = k > 1 and (tokens[k - 2].text == "," or tokens[k - 2].norm in language.words("joiners"))
    return listed and tokens[i - 1].text.endswith("s") and tokens[k - 1].norm in language.words("definite_articles")


def _goes_before_name(token: Token, language: Language) -> bool:
    """Whether the run of capitals behind a token is a name rather than a headline: small words and commas are."""
    if token.kind is not Kind.WORD:
        return token.text == "," or token.kind is Kind.NUMBER  # "the Boeing 737 Max 9"
    return token.text[0].islower() or token.norm in language.words("stop_words")


def _ends_quoted_name(tokens: Sequence[Token], amount: Amount, language: Language) -> bool:
    """«نورد ستريم 1», "Apollo 13": a bare number at the end of a name in quotation marks."""
    i, j = amount.number_i, amount.j
    if amount.noun is not None or j >= len(tokens) or tokens[j].text not in CLOSING_QUOTES:
        return False
    if i and language.table("hedges_before").ending_at(tokens, i - 1) is not None:
        return False  # the figure was "closer to 30"
    if language.data.get("capitals") and not (i and tokens[i - 1].text[:1].isupper()):
        return False  # "closer to 30"
    for k in range(i - 1, max(-1, i - 1 - NAME_WORDS), -1):
        if tokens[k].text in OPENING_QUOTES:
            return k < i - 1
        if tokens[k].kind not in (Kind.WORD, Kind.IDENTIFIER, Kind.NUMBER):
            return False
    return False


def _is_capitalised_name(token: Token, language: Language) -> bool:
    if token.kind is not Kind.WORD or not token.text[:1].isupper() or token.norm in language.words("stop_words"):
        return False
    return token.text[-1] not in "'’" and not token.text.endswith(("'s", "’s"))


def _counts_for_itself(tokens: Sequence[Token], j: int, language: Language) -> bool:
    """Whether a bare number is the subject of what follows: "14 were killed"."""
    return _norm(tokens, j) in language.words("plural_verbs") or (
        j < len(tokens) and language.event_words.starting_at(tokens, j) is not None
    )


def _is_age_in_passing(tokens: Sequence[Token], amount: Amount, language: Language) -> bool:
    """A bare number between commas behind a name or a person: "Maddon, 66, said", "the editor, 52,", "Jutting, now 31,"."""
    i, j = amount.i, amount.j
    if amount.noun is not None or amount.form != "digits" or not 0 < amount.low <= MAX_AGE:
        return False
    if i > 1 and tokens[i - 1].norm in language.words("passing_age_words") and j < len(tokens):
        if tokens[j].text == "," and _norm(tokens, j + 1) in language.words("age_pronouns"):
            return True
        i -= 1
    if i < 2 or tokens[i - 1].text not in ",،(" or (j < len(tokens) and tokens[j].text not in ",،.)"):
        return False
    name = tokens[i - 2]
    noun = language.nouns.get(name.norm)
    person = noun is not None and noun.form == "singular" and noun.concept.cls == "person"
    the = i > 2 and tokens[i - 3].norm in language.words("articles", "definite_articles")
    unknown = noun is None and the and j < len(tokens) and tokens[j].text == ","  # "the stationmaster, 59, has"
    person = person or (unknown and language.table("named_counts").starting_at(tokens, i - 2) is None)
    return name.kind is Kind.WORD and (name.text[:1].isupper() or person)
